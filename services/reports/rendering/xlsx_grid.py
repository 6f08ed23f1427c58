"""A table of a form in a worksheet: its merged headings, its numbers and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from services.reports.rendering.heads import Head, depth, laid_out, numbers
from services.reports.rendering.layout import alignment, lines
from services.reports.rendering.wording import NO_FIGURES, clean, shown
from services.reports.rendering.xlsx_page import LINE, Page
from services.reports.sheet import Grid, Rate, Row, Value

COUNTED: Final = "[$-42A]#,##0"
"""Grouped as in Vietnamese (42A): ``1.250.000``."""
SHARED: Final = "[$-42A]0.0%"
FILLS: Final = {"item": {}, "group": {"bg_color": "#F5F5F5"}, "total": {"bg_color": "#EBEBEB"}}


def write_grid(page: Page, grid: Grid) -> tuple[int, int]:
    """Write a table at the page's next row, with its title and its notes.

    Returns the first and the last row of its headings.
    """
    if shown(grid.title):
        page.line(shown(grid.title), bold=True)
    first = page.row
    _write_heads(page, grid)
    last = page.row - 1
    for row in grid.rows:
        _write_row(page, grid, row)
    if not grid.rows:
        page.box(page.row, 0, 1, len(grid.columns), NO_FIGURES, **_framed("center", italic=True))
        page.row += 1
    for note in grid.notes:
        page.line(shown(note), italic=True)
    return first, last


def _write_heads(page: Page, grid: Grid) -> None:
    heads = laid_out(grid.columns)
    for head in heads:
        row = page.row + head.row
        style = _framed("center", bold=True)
        page.box(row, head.column, head.height, head.width, head.text, **style)
    for at, count in enumerate(_lines_of_heads(page, heads, depth(grid.columns))):
        page.paper.set_row(page.row + at, count * LINE + 3)
    page.row += depth(grid.columns)
    if own := numbers(grid.columns):
        for at, number in enumerate(own):
            page.box(page.row, at, 1, 1, clean(number), **_framed("center", italic=True))
        page.row += 1


def _lines_of_heads(page: Page, heads: Sequence[Head], rows: int) -> list[int]:
    """How many lines each row of headings takes; what a tall box lacks, its last row gets."""
    counts = [1] * rows
    for head in sorted(heads, key=lambda head: head.height):
        last = head.row + head.height - 1
        room = sum(page.widths[head.column : head.column + head.width]) - 1
        counts[last] += max(lines(head.text, room) - sum(counts[head.row : last + 1]), 0)
    return counts


def _write_row(page: Page, grid: Grid, row: Row) -> None:
    for at, (column, value) in enumerate(zip(grid.columns, row.values, strict=True)):
        style = _framed(alignment(column, page.widths[at]), bold=row.style != "item")
        _write_value(page, at, value, {**style, **FILLS[row.style]})
    page.row += 1


def _write_value(page: Page, at: int, value: Value, style: dict[str, Any]) -> None:
    if isinstance(value, str):
        page.box(page.row, at, 1, 1, clean(value), **style)
        return
    figure = value.share if isinstance(value, Rate) else value
    if figure is None:
        page.paper.write_blank(page.row, at, None, page.styles.of(**style))
        return
    pattern = SHARED if isinstance(value, Rate) else COUNTED
    form = page.styles.of(num_format=pattern, **style)
    page.paper.write_number(page.row, at, figure, form)


def _framed(align: str, **style: Any) -> dict[str, Any]:
    return {"border": 1, "align": align, **style}
