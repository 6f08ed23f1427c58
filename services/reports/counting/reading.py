"""The figures of a period, read from the days' cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from services.reports.asked import Scope
from services.reports.counting import table, versions
from services.reports.counting.effects import Cell
from services.reports.counting.figures import Line, add

By = Literal["agencies", "procedures"]
ONE_DAY: Final = timedelta(days=1)
Codes = frozenset[str] | None
"""The agencies whose cells count; ``None`` for all of them."""


def lines(codes: Codes, first: date, last: date, *, by: By, scope: Scope) -> tuple[Line, ...]:
    """The scope's figures of a period, both days included.

    By agencies: one line for each agency, level and channel. By procedures: one for each field,
    procedure, level and channel, over all agencies. ``opening`` sums what was before ``first``.
    """
    opening: dict[Cell, dict[str, int]] = {}
    flow: dict[Cell, dict[str, int]] = {}
    for day in _days(last):
        into = opening if day < first else flow
        for cell, amounts in table.day_cells(versions.current().active, day):
            if (codes is None or cell.agency_code in codes) and _is_in(cell, scope):
                add(into.setdefault(_merged(cell, by), {}), amounts)
    places = sorted(opening.keys() | flow.keys())
    return tuple(_line(place, opening.get(place, {}), flow.get(place, {})) for place in places)


def becoming_overdue(codes: Codes, first: date, last: date) -> dict[date, dict[str, int]]:
    """How many dossiers as they run now will become overdue on each day, by agency."""
    version = versions.current().active
    found: dict[date, dict[str, int]] = {}
    for n in range((last - first).days + 1):
        day = first + n * ONE_DAY
        agencies = found.setdefault(day, {})
        for cell, amounts in table.day_cells(version, day):
            if (codes is None or cell.agency_code in codes) and "overdue" in amounts:
                before = agencies.get(cell.agency_code, 0)
                agencies[cell.agency_code] = before + amounts["overdue"]
    return found


def _days(last: date) -> Iterator[date]:
    """Every day that holds something, up to the last one wanted."""
    day = table.earliest(versions.current().active)
    while day is not None and day <= last:
        yield day
        day += ONE_DAY


def _is_in(cell: Cell, scope: Scope) -> bool:
    """Whether a cell passes the scope's filters."""
    wanted = (
        (scope.field_code, cell.field_code),
        (scope.procedure_code, cell.procedure_code),
        (scope.channel, cell.channel),
    )
    fits = all(asked in ("", found) for asked, found in wanted)
    return fits and scope.level in (None, cell.level)


def _merged(cell: Cell, by: By) -> Cell:
    """The cell that a line stands for; what is summed over is empty."""
    if by == "agencies":
        return Cell(cell.agency_code, "", "", cell.level, cell.channel)
    return Cell("", cell.field_code, cell.procedure_code, cell.level, cell.channel)


def _line(place: Cell, opening: dict[str, int], flow: dict[str, int]) -> Line:
    return Line(
        agency_code=place.agency_code,
        field_code=place.field_code,
        procedure_code=place.procedure_code,
        level=place.level,
        channel=place.channel,
        opening=opening,
        flow=flow,
    )
