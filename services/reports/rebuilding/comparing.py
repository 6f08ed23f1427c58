"""Comparing the cells of two versions. Pure.

A measure that is not in a cell is nothing, and so is a cell that is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from services.reports.rebuilding.model import MOST_SHOWN, Difference, Figure, Tally

Amounts = Mapping[str, int]


class Place(Struct, frozen=True, order=True):
    """A cell of a day, whatever the version: ``cell`` is its sort key in the table."""

    day: date
    cell: str


class Pair(Struct, frozen=True):
    """A cell in both versions."""

    place: Place
    active: Amounts
    rebuilt: Amounts


def compare(pairs: Iterable[Pair]) -> Tally:
    """What the pairs say together."""
    cells, differing = 0, 0
    kept: list[Difference] = []
    active: dict[str, int] = {}
    excess: dict[str, int] = {}
    for pair in pairs:
        cells += 1
        _add(active, pair.active)
        if (found := difference(pair)) is None:
            continue
        differing += 1
        _add(excess, {f.measure: f.rebuilt - f.active for f in found.figures})
        if len(kept) < MOST_SHOWN:
            kept.append(found)
    return Tally(
        cells=cells, differing=differing, differences=tuple(kept), active=active, excess=excess
    )


def confirm(tally: Tally, seen: Mapping[Place, Pair]) -> Tally:
    """The tally with its kept differences as they are seen now; what is equal by now is dropped."""
    before = [(found, seen[place_of(found)]) for found in tally.differences]
    now = compare(pair for _, pair in before)
    gone = compare(_as_it_was(found, pair) for found, pair in before)
    return Tally(
        cells=tally.cells,
        differing=tally.differing - gone.differing + now.differing,
        differences=now.differences,
        active=_less(tally.active, gone.active, now.active),
        excess=_less(tally.excess, gone.excess, now.excess),
    )


def difference(pair: Pair) -> Difference | None:
    """The figures of a cell that differ, if any."""
    active, rebuilt = pair.active, pair.rebuilt
    figures = tuple(
        Figure(measure=m, active=active.get(m, 0), rebuilt=rebuilt.get(m, 0))
        for m in sorted({*active, *rebuilt})
        if active.get(m, 0) != rebuilt.get(m, 0)
    )
    if not figures:
        return None
    agency, field, procedure, level, channel = pair.place.cell.split("#")
    return Difference(
        day=pair.place.day,
        agency_code=agency,
        field_code=field,
        procedure_code=procedure,
        level=int(level),
        channel=channel,
        figures=figures,
    )


def place_of(found: Difference) -> Place:
    """Where a difference was found."""
    parts = (found.agency_code, found.field_code, found.procedure_code, found.level, found.channel)
    return Place(found.day, "#".join(map(str, parts)))


def _as_it_was(found: Difference, now: Pair) -> Pair:
    """The pair when it was first seen; figures that were equal are taken as they are now."""
    active, rebuilt = dict(now.active), dict(now.active)
    active.update({f.measure: f.active for f in found.figures})
    rebuilt.update({f.measure: f.rebuilt for f in found.figures})
    return Pair(now.place, active, rebuilt)


def _add(into: dict[str, int], amounts: Amounts) -> None:
    for measure, amount in amounts.items():
        into[measure] = into.get(measure, 0) + amount


def _less(amounts: Amounts, gone: Amounts, now: Amounts) -> dict[str, int]:
    """The amounts without what is gone, with what is there now."""
    measures = sorted({*amounts, *gone, *now})
    return {m: amounts.get(m, 0) - gone.get(m, 0) + now.get(m, 0) for m in measures}
