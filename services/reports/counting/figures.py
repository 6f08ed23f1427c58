"""The counted figures of a period, as forms read them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from services.reports.counting.measures import RESOLVED, WAITING, Measure

Tally = Mapping[str, int]
"""Measure → amount; what is not in it is nothing."""


def add(into: dict[str, int], tally: Tally) -> dict[str, int]:
    """Add one tally into another, and return the latter."""
    for measure, amount in tally.items():
        into[measure] = into.get(measure, 0) + amount
    return into


class Line(Struct, frozen=True, kw_only=True):
    """Figures of one cell, or of several cells together: what is summed over is empty.

    ``opening`` sums everything before the period's first day, ``flow`` the period itself.
    """

    agency_code: str = ""
    field_code: str = ""
    procedure_code: str = ""
    level: int
    channel: str
    opening: Tally
    flow: Tally


class Sums(Struct, frozen=True, kw_only=True):
    """Some lines added up, and what follows from them. Counts are dossiers, money is VND."""

    opening: Tally
    flow: Tally

    def happened(self, *measures: Measure) -> int:
        """How many in the period, of any of the measures."""
        return sum(self.flow.get(m, 0) for m in measures)

    def before(self, *measures: Measure) -> int:
        """How many up to the eve of the period."""
        return sum(self.opening.get(m, 0) for m in measures)

    def at_end(self, *measures: Measure) -> int:
        """How many stand there at the end of the period's last day."""
        return self.before(*measures) + self.happened(*measures)

    @property
    def carried_over(self) -> int:
        """Received before the period and unfinished at its beginning (từ kỳ trước)."""
        return self.before(Measure.RECEIVED) - self.before(*RESOLVED, Measure.WITHDRAWN)

    @property
    def received(self) -> int:
        """Received in the period (tiếp nhận trong kỳ)."""
        return self.happened(Measure.RECEIVED)

    @property
    def resolved(self) -> int:
        """With a result in the period (đã giải quyết), withdrawals not among them."""
        return self.happened(*RESOLVED)

    @property
    def open(self) -> int:
        """Unfinished at the end of the period (đang giải quyết)."""
        return self.carried_over + self.received - self.resolved - self.happened(Measure.WITHDRAWN)

    @property
    def open_overdue(self) -> int:
        """Unfinished, running and past the due date at the end of the period."""
        return self.at_end(Measure.OVERDUE)

    @property
    def open_in_term(self) -> int:
        """Unfinished and not overdue; those whose clock stands still are among them."""
        return self.open - self.open_overdue

    @property
    def waiting(self) -> int:
        """Unfinished at the end with the clock stopped (statuses 5, 6 and 8)."""
        return self.at_end(*WAITING)

    @property
    def unreceived(self) -> int:
        """Submitted and neither received, refused nor withdrawn by the end of the period."""
        ended = (Measure.RECEIVED, Measure.REFUSED, Measure.ABANDONED)
        return self.at_end(Measure.SUBMITTED) - self.at_end(*ended)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report: no dossier carried over and nothing happened."""
        return not (self.carried_over or self.unreceived or any(self.flow.values()))


def total(lines: Iterable[Line]) -> Sums:
    """Lines added up."""
    opening: dict[str, int] = {}
    flow: dict[str, int] = {}
    for line in lines:
        add(opening, line.opening)
        add(flow, line.flow)
    return Sums(opening=opening, flow=flow)
