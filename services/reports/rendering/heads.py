"""The headings of a table's columns, laid out in merged boxes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from services.reports.rendering.wording import shown
from services.reports.sheet import NO_WORDS, Column, Words


class Head(Struct, frozen=True, kw_only=True):
    """One box of the table's head; ``row`` and ``column`` count from its upper left corner."""

    row: int
    column: int
    height: int
    width: int
    text: str


def depth(columns: Sequence[Column]) -> int:
    """How many rows of headings there are."""
    return max(len(_headings(column)) for column in columns)


def laid_out(columns: Sequence[Column]) -> tuple[Head, ...]:
    """Every box, row by row.

    Neighbours that share all headings so far share a box; a column's last heading reaches down.
    """
    lowest = depth(columns)
    return tuple(head for row in range(lowest) for head in _row(columns, row, lowest))


def numbers(columns: Sequence[Column]) -> tuple[str, ...]:
    """The row of the form's own column numbers; nothing where no column has one."""
    return tuple(c.number for c in columns) if any(c.number for c in columns) else ()


def _row(columns: Sequence[Column], row: int, lowest: int) -> Iterator[Head]:
    every = [(at, _headings(column)) for at, column in enumerate(columns)]
    for _, boxes in groupby(every, key=lambda found: _shared(found[1], row)):
        (first, headings), *rest = boxes
        if len(headings) > row:
            yield Head(
                row=row,
                column=first,
                height=lowest - row if len(headings) == row + 1 else 1,
                width=1 + len(rest),
                text=shown(headings[row]),
            )


def _shared(headings: tuple[Words, ...], row: int) -> tuple[object, ...]:
    """What neighbours have in common under one box: the headings so far, and whether it is last."""
    return headings[: row + 1], len(headings) > row + 1


def _headings(column: Column) -> tuple[Words, ...]:
    return column.heads or (NO_WORDS,)
