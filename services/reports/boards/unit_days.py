"""The day of every unit below an agency, from the counters. Pure.

The counters know days, not hours: what has a term in hours is overdue from the next day on. They do
not know which dossiers are past their reception deadline, so that is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from services.reports import units
from services.reports.counting.figures import Line, total
from services.reports.counting.measures import Measure
from services.reports.periods import ONE_DAY
from services.reports.units import Unit
from shared.reference.agencies import AgencyTree


class UnitCounts(Struct, frozen=True, kw_only=True):
    """Dossiers of a unit by where they stand; see the day of a single agency."""

    due_today: int
    due_soon: int
    overdue: int
    waiting: int
    stopped: int
    unreceived: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not any(getattr(self, name) for name in UnitCounts.__struct_fields__)


class UnitDay(UnitCounts, frozen=True, kw_only=True):
    """One unit's; ``ended_on`` is the first day without it, where it left open dossiers."""

    agency_code: str
    agency_name: str
    agency_name_en: str
    ended_on: date | None


Becoming = Mapping[date, Mapping[str, int]]
"""How many dossiers become overdue on each day, by agency; due they are the day before."""


def unit_days(
    lines: Iterable[Line], becoming: Becoming, tree: AgencyTree, today: date
) -> tuple[UnitDay, ...]:
    """Each unit's day by its code; those with nothing to look at are left out.

    ``lines`` are by agency and up to today, ``becoming`` goes from tomorrow to the day after the
    last one that counts as soon.
    """
    by_unit: dict[str, tuple[Unit, list[Line], set[str]]] = {}
    for line in lines:
        unit = units.shown_as(line.agency_code, tree, today)
        _, found, codes = by_unit.setdefault(unit.code, (unit, [], set()))
        found.append(line)
        codes.add(line.agency_code)
    days = (
        _unit_day(unit, _counts(found, _of(codes, becoming), today))
        for _, (unit, found, codes) in sorted(by_unit.items())
    )
    return tuple(day for day in days if not day.is_empty)


def together(days: Iterable[UnitCounts]) -> UnitCounts:
    """Several units' counts added up."""
    every = list(days)
    names = UnitCounts.__struct_fields__
    return UnitCounts(**{name: sum(getattr(day, name) for day in every) for name in names})


def _of(codes: set[str], becoming: Becoming) -> dict[date, int]:
    return {day: sum(found.get(code, 0) for code in codes) for day, found in becoming.items()}


def _counts(lines: list[Line], becoming: Mapping[date, int], today: date) -> UnitCounts:
    sums, tomorrow = total(lines), today + ONE_DAY
    return UnitCounts(
        due_today=becoming.get(tomorrow, 0),
        due_soon=sum(count for day, count in becoming.items() if day > tomorrow),
        overdue=sums.open_overdue,
        waiting=sums.at_end(Measure.SUPPLEMENT, Measure.DUTY),
        stopped=sums.at_end(Measure.STOPPED),
        unreceived=sums.unreceived,
    )


def _unit_day(unit: Unit, counts: UnitCounts) -> UnitDay:
    name, name_en = unit.name
    return UnitDay(
        agency_code=unit.code,
        agency_name=name,
        agency_name_en=name_en,
        ended_on=unit.ended_on,
        **{each: getattr(counts, each) for each in UnitCounts.__struct_fields__},
    )
