"""Whose figures a report holds, and under which name they stand (cơ quan theo thời gian). Pure.

A report shows agencies as they were on one day, its last. What an ended agency left stands under
its one successor; where it had several (a district cut into communes) on a line of its own under
its old name, so that nothing is lost and nobody answers for another's dossiers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from services.reports.asked import Scope
from services.reports.periods import Period
from services.reports.sheet import Words
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, Tier

ONE_DAY: Final = timedelta(days=1)


class NoSuchAgency(ValueError):
    """There never was an agency of this code."""


class NotThen(ValueError):
    """The agency was there on no day of the period.

    ``successors`` took over from it before the period's last day; none if it came later.
    """

    def __init__(self, code: str, successors: tuple[str, ...]) -> None:
        super().__init__(code)
        self.code = code
        self.successors = successors


class Unit(Struct, frozen=True, kw_only=True):
    """An agency as a report names it; ``ended_on`` is the first day without it, if it has ended.

    One that the catalogue does not know is named by its code and has no tier.
    """

    code: str
    name: Words
    tier: Tier | None = None
    parent: str | None = None
    ended_on: date | None = None


def members(scope: Scope, tree: AgencyTree, period: Period) -> frozenset[str] | None:
    """The codes whose counts belong to the scope; ``None`` for those of the whole province.

    Raises:
        NoSuchAgency, NotThen: see ``day_of``.
    """
    on = day_of(scope.agency_code, tree, period)
    if scope.subtree and _is_whole_province(scope.agency_code, tree, on):
        return None
    return frozenset(
        code
        for code in tree.codes()
        if scope.agency_code in (_way_up(code, tree, on) if scope.subtree else _own(code, tree, on))
    )


def day_of(code: str, tree: AgencyTree, period: Period) -> date:
    """The day whose agencies a report shows: the period's last one on which this agency was there.

    Raises:
        NoSuchAgency: there never was one of that code.
        NotThen: it was there on no day of the period.
    """
    spans = tree.spans(code)
    if not spans:
        raise NoSuchAgency(code)
    there = [span for span in spans if _overlaps(span, period)]
    if not there:
        raise NotThen(code, tuple(sorted(tree.heirs(code, period.last))))
    end = there[-1].valid_to
    return period.last if end is None else min(period.last, end - ONE_DAY)


def shown_as(code: str, tree: AgencyTree, on: date) -> Unit:
    """The unit under which a code's figures stand in a report that shows this day's agencies."""
    now = tree.find(code, on)
    if now is not None:
        return _unit(now)
    heirs = tree.heirs(code, on)
    if len(heirs) == 1:
        return shown_as(next(iter(heirs)), tree, on)
    last = _last_by(code, tree, on)
    return Unit(code=code, name=(code, code)) if last is None else _unit(last, last.valid_to)


def _unit(agency: Agency, ended_on: date | None = None) -> Unit:
    return Unit(
        code=agency.code,
        name=(agency.name, agency.name_en or agency.name),
        tier=agency.tier,
        parent=agency.parent,
        ended_on=ended_on,
    )


def _overlaps(span: Agency, period: Period) -> bool:
    return span.valid_from <= period.last and (
        span.valid_to is None or period.first < span.valid_to
    )


def _last_by(code: str, tree: AgencyTree, on: date) -> Agency | None:
    """The agency as it last was by that day."""
    return next((span for span in reversed(tree.spans(code)) if span.valid_from <= on), None)


def _own(code: str, tree: AgencyTree, on: date) -> tuple[str, ...]:
    return (shown_as(code, tree, on).code,)


def _way_up(code: str, tree: AgencyTree, on: date) -> Iterator[str]:
    """The units from the one that a code's figures stand under up to the root."""
    seen: set[str] = set()
    above: str | None = code
    while above is not None:
        unit = shown_as(above, tree, on)
        if unit.code in seen:
            return
        seen.add(unit.code)
        yield unit.code
        above = unit.parent


def _is_whole_province(code: str, tree: AgencyTree, on: date) -> bool:
    """Whether every agency of that day stands below this one."""
    return [agency.code for agency in tree.all_on(on) if agency.parent is None] == [code]
