"""How wide a table's columns are, and how their values stand in them. Pure.

Widths are in characters of the body's size, such that no figure breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from services.reports.rendering.wording import shown, written
from services.reports.sheet import Column, Grid

NARROWEST: Final = {"text": 5, "count": 10, "money": 14, "rate": 9}
SHORT: Final = 8
WIDEST_TEXT: Final = 45
PADDING: Final = 2
PAGE: Final = 110
"""What a table takes at least: the page's heads need the room."""


def of_grid(grid: Grid) -> tuple[int, ...]:
    """The widths of a table's columns; its widest words take what is left of the page."""
    return of_grids((grid,))


def of_grids(grids: Sequence[Grid]) -> tuple[int, ...]:
    """The widths of columns that several tables below one another share."""
    needs = zip_longest(*map(_needs, grids), fillvalue=0)
    widths = [max(each) for each in needs]
    words = {at for grid in grids for at, c in enumerate(grid.columns) if c.kind == "text"}
    slack = max(PAGE - sum(widths), 0)
    taker = max(range(len(widths)), key=lambda at: (at in words, widths[at]), default=None)
    return tuple(width + slack * (at == taker) for at, width in enumerate(widths))


def alignment(column: Column, width: int) -> str:
    """Figures stand at the right, words at the left, short ones (a line's number) centred."""
    if column.kind != "text":
        return "right"
    return "center" if width <= SHORT else "left"


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a box of that width."""
    room = max(int(width), 1)
    return sum(max(len(wrap(line, room)), 1) for line in text.split("\n"))


def _needs(grid: Grid) -> list[int]:
    return [_column(grid, at, column) for at, column in enumerate(grid.columns)]


def _column(grid: Grid, at: int, column: Column) -> int:
    longest = max((len(written(row.values[at])) for row in grid.rows), default=0)
    if column.kind == "text":
        longest = min(longest, WIDEST_TEXT)
    return max(NARROWEST[column.kind], longest + PADDING, _longest_word(column) + PADDING)


def _longest_word(column: Column) -> int:
    """Of the column's own heading; a heading above it has the room of others too."""
    words = shown(column.heads[-1]).split() if column.heads else []
    return min(max(map(len, (*words, column.number)), default=0), WIDEST_TEXT)
