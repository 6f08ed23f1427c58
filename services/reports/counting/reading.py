"""The figures of a period: from sums of what is over, and from the cells of the other days.

A reading costs the same however many dossiers there are: a few sums for each year, for the months
and for the days at the period's ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal

from services.reports.asked import Scope
from services.reports.counting import folding, spans, table, versions
from services.reports.counting.effects import Cell
from services.reports.counting.figures import Line, add
from services.reports.counting.measures import Measure
from services.reports.counting.spans import ONE_DAY, Span
from services.reports.counting.sums import Codes, Sheet
from services.reports.counting.tallies import Counts

By = Literal["agencies", "procedures"]


def lines(
    codes: Codes,
    first: date,
    last: date,
    *,
    by: By,
    scope: Scope,
    now: datetime | None = None,
) -> tuple[Line, ...]:
    """The scope's figures of a period, both days included, of the agencies in ``codes``.

    By agencies: one line for each agency, level and channel. By procedures: one for each field,
    procedure, level and channel, over all the agencies. ``opening`` sums what was before ``first``.
    Sums that are missing or were touched are made on the way. ``now`` is the present, which tells
    what is over.
    """
    version = versions.current().active
    earliest = table.earliest(version)
    if earliest is None:
        return ()
    folded_to = _folded_to(version, now or datetime.now(UTC))
    begin = spans.year(earliest).first
    sums = [
        _summed(_chosen(version, wanted, codes, by, scope), by, scope)
        for wanted in (
            _cut(begin, first - ONE_DAY, earliest, folded_to),
            _cut(max(begin, first), last, earliest, folded_to),
        )
    ]
    return tuple(_line(place, *(found.get(place, {}) for found in sums)) for place in _places(sums))


def becoming_overdue(codes: Codes, first: date, last: date) -> dict[date, dict[str, int]]:
    """How many dossiers as they run now will become overdue on each day, by agency."""
    version = versions.current().active
    found: dict[date, dict[str, int]] = {}
    for day in spans.days(first, last):
        agencies = found.setdefault(day, {})
        for agency, counts in folding.day_cells(version, day, codes):
            amount = sum(amounts.get(Measure.OVERDUE, 0) for amounts in counts.values())
            if amount:
                agencies[agency] = agencies.get(agency, 0) + amount
    return found


def _folded_to(version: int, now: datetime) -> date:
    return spans.folded_to(now) if versions.may_fold(version, now) else date.min


def _cut(first: date, last: date, earliest: date, folded_to: date) -> tuple[list[Span], list[Span]]:
    """The spans of a range that hold anything: those that may be folded, and single days."""
    wanted = [span for span in spans.cut(first, last, folded_to) if span.last >= earliest]
    return (
        [span for span in wanted if span.last <= folded_to],
        [span for span in wanted if span.last > folded_to],
    )


def _chosen(
    version: int, wanted: tuple[list[Span], list[Span]], codes: Codes, by: By, scope: Scope
) -> Iterator[tuple[str, Counts]]:
    """The agencies' counts from what is shortest and tells enough apart."""
    folded, others = wanted
    if by == "procedures" and codes is None:
        yield from (("", counts) for counts in folding.of_all(version, folded))
    else:
        summed = by == "agencies" and not (scope.field_code or scope.procedure_code)
        sheet = Sheet.SUM if summed else Sheet.CELLS
        yield from folding.by_agency(version, sheet, folded, codes)
    for span in others:
        yield from folding.day_cells(version, span.first, codes)


def _summed(found: Iterator[tuple[str, Counts]], by: By, scope: Scope) -> Counts:
    """Counts within the scope's filters, added up by what a line stands for."""
    wanted = [
        (name, value)
        for name in ("field_code", "procedure_code", "level", "channel")
        if (value := getattr(scope, name)) not in ("", None)
    ]
    into: Counts = {}
    for agency, counts in found:
        for cell, amounts in counts.items():
            if all(getattr(cell, name) == value for name, value in wanted):
                add(into.setdefault(_merged(agency, cell, by), {}), amounts)
    return into


def _merged(agency: str, cell: Cell, by: By) -> Cell:
    """The cell that a line stands for; what is summed over is empty."""
    if by == "agencies":
        return Cell(agency, "", "", cell.level, cell.channel)
    return cell


def _places(sums: list[Counts]) -> list[Cell]:
    return sorted({place for found in sums for place in found})


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
