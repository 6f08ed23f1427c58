"""The cells of two versions, read side by side, and the rows of one that is given up, removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from services.reports.counting import table
from services.reports.counting.table import Row
from services.reports.rebuilding import pages
from services.reports.rebuilding.comparing import Amounts, Pair, Place, compare, confirm, place_of
from services.reports.rebuilding.model import Lane, Rebuild, Tally

PAGE: Final = 500
"""Rows a scan looks at for one page, those that are not wanted among them."""


def compare_page(rebuild: Rebuild, lane: Lane) -> Lane:
    """Compare the lane's next page of cells, those of either version with the other's.

    A cell that both have is met twice; it counts where the active one's is met.
    """
    versions = [_days(rebuild.active), _days(rebuild.version)]
    page = pages.scan(lane.segment, lane.position, versions, limit=PAGE)
    is_active = [row["about"]["S"].startswith(versions[0]) for row in page.rows]
    active = {_place(row) for row, ours in zip(page.rows, is_active, strict=True) if ours}
    rebuilt = {_place(row) for row, ours in zip(page.rows, is_active, strict=True) if not ours}
    pairs = _pairs(rebuild, active | rebuilt)
    return lane.moved(page.position, compare(p for p in pairs if p.place in active or not p.active))


def confirm_differences(rebuild: Rebuild, tally: Tally) -> Tally:
    """Look once more at the differences that were kept."""
    pairs = _pairs(rebuild, map(place_of, tally.differences))
    return confirm(tally, {pair.place: pair for pair in pairs})


def remove_page(rebuild: Rebuild, lane: Lane) -> Lane:
    """Delete the lane's next page of whatever belongs to the version that is given up."""
    page = pages.scan(lane.segment, lane.position, [f"{rebuild.given_up}#"], limit=PAGE)
    pages.delete_many({"about": row["about"], "item": row["item"]} for row in page.rows)
    return lane.moved(page.position, Tally(removed=len(page.rows)))


def _pairs(rebuild: Rebuild, places: Iterable[Place]) -> list[Pair]:
    """The cells in both versions, in order."""
    wanted = sorted(places)
    active, rebuilt = _read(rebuild.active, wanted), _read(rebuild.version, wanted)
    return [Pair(place, active.get(place, {}), rebuilt.get(place, {})) for place in wanted]


def _read(version: int, places: list[Place]) -> dict[Place, Amounts]:
    found = table.get_many(table.key(table.day_key(version, p.day), p.cell) for p in places)
    return {_place(row): table.amounts(row) for row in found}


def _days(version: int) -> str:
    return f"{version}#DAY#"


def _place(row: Row) -> Place:
    return Place(date.fromisoformat(row["about"]["S"].rpartition("#")[2]), row["item"]["S"])
