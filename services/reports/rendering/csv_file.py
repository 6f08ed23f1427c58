"""A sheet as CSV: for spreadsheets and for programs. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from services.reports.rendering.wording import clean, shown
from services.reports.sheet import Column, Grid, Rate, Sheet, Value

_BEGINS_A_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def to_csv(sheet: Sheet) -> bytes:
    """The tables in UTF-8 with its mark, so that spreadsheets read the Vietnamese letters right.

    One row of headings, then the rows: numbers plain, shares between 0 and 1, an empty box empty.
    Several tables stand below one another, each under its title, an empty line between them.
    """
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows(_rows(sheet.grids))
    return written.getvalue().encode("utf-8-sig")


def _rows(grids: Sequence[Grid]) -> Iterator[list[str]]:
    for at, grid in enumerate(grids):
        if at:
            yield []
        if len(grids) > 1:
            yield [harmless(shown(grid.title))]
        yield [_heading(column) for column in grid.columns]
        for row in grid.rows:
            yield [_box(value) for value in row.values]


def _heading(column: Column) -> str:
    return harmless(" - ".join(shown(words) for words in column.heads))


def _box(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Rate):
        return "" if value.share is None else f"{value.share:.6f}"
    return str(value) if isinstance(value, int) else harmless(clean(value))


def harmless(text: str) -> str:
    """The text, so marked that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip().startswith(_BEGINS_A_FORMULA) else text
