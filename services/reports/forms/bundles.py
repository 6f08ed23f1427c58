"""The lines that stand together on one row of a report, and the rates that follow. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Final

from msgspec import Struct

from services.reports.counting.figures import Line, Sums, total
from services.reports.counting.measures import GRADED, PAID, Measure
from services.reports.sheet import Rate
from shared.dossier.status import Grade
from shared.reference.model import Channel

ONLINE_LEVELS: Final = (4, 3)
"""The levels at which a dossier can be handed in online, the higher one first."""


class Bundle(Struct, frozen=True, kw_only=True, dict=True):
    """Some lines. ``about`` is the code they have in common; empty for a total."""

    about: str = ""
    lines: tuple[Line, ...]

    @cached_property
    def all(self) -> Sums:
        """The lines added up."""
        return total(self.lines)

    @cached_property
    def online(self) -> Sums:
        """Those of dossiers that were handed in online."""
        return self.by_channel(Channel.ONLINE)

    @cached_property
    def at_online_levels(self) -> Bundle:
        """Those of levels 3 and 4."""
        return self.at_levels(*ONLINE_LEVELS)

    def by_channel(self, channel: Channel) -> Sums:
        """Those that came in this way, added up."""
        return total(line for line in self.lines if line.channel == channel)

    def at_levels(self, *levels: int) -> Bundle:
        """Those of some levels."""
        return Bundle(about=self.about, lines=tuple(ln for ln in self.lines if ln.level in levels))

    def procedures_with(self, *measures: Measure) -> frozenset[str]:
        """The codes of the procedures of which any of this happened in the period."""
        happened: dict[str, int] = {}
        for line in self.lines:
            count = sum(line.flow.get(measure, 0) for measure in measures)
            happened[line.procedure_code] = happened.get(line.procedure_code, 0) + count
        return frozenset(code for code, count in happened.items() if count)


def joined(bundles: Iterable[Bundle], about: str = "") -> Bundle:
    """Bundles put together."""
    return Bundle(about=about, lines=tuple(line for each in bundles for line in each.lines))


def in_term(bundle: Bundle) -> Rate:
    """Resolved early or on time and open within the term, of all resolved and open dossiers.

    The progress rate of Quyết định 766/QĐ-TTg; withdrawn dossiers are in neither part.
    """
    sums = bundle.all
    good = sums.happened(Measure.EARLY, Measure.ON_TIME) + sums.open_in_term
    return Rate(good, sums.resolved + sums.open)


def online_rate(bundle: Bundle) -> Rate:
    """Received online of all received, at levels 3 and 4 (tỷ lệ hồ sơ trực tuyến)."""
    within = bundle.at_online_levels
    return Rate(within.online.received, within.all.received)


def online_share(bundle: Bundle) -> Rate:
    """Received online of all received, whatever the level."""
    return Rate(bundle.online.received, bundle.all.received)


def paid_online_rate(bundle: Bundle) -> Rate:
    """Dossiers paid through a gateway of all that were paid in the period."""
    return Rate(bundle.all.happened(Measure.PAID_ONLINE), bundle.all.happened(*PAID))


def satisfied(bundle: Bundle, question: str) -> Rate:
    """Very satisfied and satisfied of all who rated in the period (tỷ lệ hài lòng).

    ``question`` is one of ``measures.QUESTIONS``; nobody is counted for a dossier without a rating.
    """
    answers = GRADED[question]
    good = bundle.all.happened(answers[Grade.VERY_SATISFIED], answers[Grade.SATISFIED])
    return Rate(good, bundle.all.happened(*answers.values()))
