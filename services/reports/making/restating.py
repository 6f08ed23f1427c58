"""What changed between two editions of a report (điều chỉnh số liệu). Pure.

A row is known by its words and by the group it stands in, a column by its key; so a row that is new
moves no other row's figures.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from services.reports.making.model import Edition
from services.reports.sheet import Column, Grid, Rate, Row, Sheet, Value, Words

MOST_SHOWN: Final = 100
"""Figures that a restatement lists; the rest are counted."""
_ORDINAL: Final = re.compile(r"(\d+(\.\d{1,2})*|[IVXLC]+)\.?", re.ASCII)
"""A running number of a row, which moves when a row is added: ``12``, ``I``, ``2.1``."""
_NO_DAY: Final = date(1970, 1, 1)
Place = tuple[int, tuple[str, ...], str]
"""The table's number, what the row says, the column's key."""


class Change(Struct, frozen=True, kw_only=True):
    """One figure that is another now; None is an empty box, or none at all."""

    row: str
    column: Words
    before: Value
    after: Value


class _Figure(Struct, frozen=True):
    row: str
    column: Words
    value: Value


def digest(sheet: Sheet) -> str:
    """What a sheet says, whenever it was issued and whatever edition it became."""
    return sealed(replace(sheet, issued_on=_NO_DAY, edition=1, restates=()))


def sealed(sheet: Sheet) -> str:
    """The whole sheet in one word."""
    return hashlib.sha256(msgspec.json.encode(sheet, order="deterministic")).hexdigest()[:32]


def changes(before: Sheet, after: Sheet) -> tuple[Change, ...]:
    """Every figure that differs, in the order of the sheet; those that are gone come last."""
    old, new = dict(_figures(before)), dict(_figures(after))
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        _change(old.get(place), new.get(place))
        for place in places
        if _value(old.get(place)) != _value(new.get(place))
    )


def restatement(earlier: Edition, found: tuple[Change, ...]) -> tuple[Words, ...]:
    """The changes since an edition in words; the first line names that edition."""
    day, count = f"{earlier.issued_on:%d/%m/%Y}", len(found)
    head = (
        f"So với lần {earlier.number} lập ngày {day}: {count} số liệu thay đổi.",
        f"Against edition {earlier.number} of {earlier.issued_on}: {count} figures changed.",
    )
    if not found:
        head = (
            f"So với lần {earlier.number} lập ngày {day}: chỉ thay đổi cách ghi.",
            f"Against edition {earlier.number} of {earlier.issued_on}: only words changed.",
        )
    more = count - MOST_SHOWN
    rest = (f"… và {more} số liệu khác.", f"… and {more} other figures.")
    return (head, *map(_words, found[:MOST_SHOWN]), *([rest] if more > 0 else []))


def _change(old: _Figure | None, new: _Figure | None) -> Change:
    figure = new or old
    assert figure is not None
    return Change(row=figure.row, column=figure.column, before=_value(old), after=_value(new))


def _value(figure: _Figure | None) -> Value:
    return None if figure is None else figure.value


def _figures(sheet: Sheet) -> Iterator[tuple[Place, _Figure]]:
    for nth, grid in enumerate(sheet.grids):
        for path, row in _rows(grid):
            for column, value in zip(grid.columns, row.values, strict=True):
                if column.kind != "text":
                    name = " · ".join(path)
                    yield (nth, path, column.key), _Figure(name, _heading(column), value)


def _rows(grid: Grid) -> Iterator[tuple[tuple[str, ...], Row]]:
    """The rows with what they say below what their group says; a repeat is numbered."""
    group, seen = "", dict[tuple[str, ...], int]()
    for row in grid.rows:
        said = _said(grid, row)
        path = (said,) if row.style != "item" or not group else (group, said)
        if row.style == "group":
            group = said
        seen[path] = seen.get(path, 0) + 1
        yield (path if seen[path] == 1 else (*path, f"({seen[path]})")), row


def _said(grid: Grid, row: Row) -> str:
    """A row's words without its running number."""
    texts = [
        str(value)
        for column, value in zip(grid.columns, row.values, strict=True)
        if column.kind == "text" and value not in (None, "")
    ]
    words = [text for text in texts if not _ORDINAL.fullmatch(text)]
    return " ".join(words or texts)


def _heading(column: Column) -> Words:
    return " – ".join(vi for vi, _ in column.heads), " – ".join(en for _, en in column.heads)


def _words(change: Change) -> Words:
    before, after = _written(change.before), _written(change.after)
    figures = f"{before} → {after}{_difference(change)}"
    vi, en = change.column
    return f"{change.row}, {vi}: {figures}", f"{change.row}, {en}: {figures}"


def _difference(change: Change) -> str:
    """By how much a count or an amount is more or less; of a share its two numbers say it."""
    before, after = change.before, change.after
    if isinstance(before, Rate | str) or isinstance(after, Rate | str):
        return ""
    return f" ({(after or 0) - (before or 0):+,})".replace(",", ".").replace("-", "−")


def _written(value: Value) -> str:
    if value is None:
        return "–"
    if isinstance(value, Rate):
        return f"{_number(value.part)}/{_number(value.whole)}"
    return value if isinstance(value, str) else _number(value)


def _number(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
