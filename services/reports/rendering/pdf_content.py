"""What the PDF's template is given: texts and measures, never markup. Pure."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Final

from msgspec import Struct

from services.reports.rendering import drawing
from services.reports.rendering.drawing import Axis, axis
from services.reports.rendering.heads import Head, laid_out, numbers
from services.reports.rendering.layout import alignment, of_grid
from services.reports.rendering.wording import (
    NO_FIGURES,
    RESTATED,
    SIGNERS,
    Frame,
    clean,
    form_number,
    frame,
    shown,
    written,
)
from services.reports.sheet import Chart, Grid, Row, Sheet

LARGEST_TYPE: Final = 9.5
SMALLEST_TYPE: Final = 5.0
ROOM: Final = 1430.0
"""Characters that stand side by side on the page, times their size in points."""
MOST_LABELS: Final = 60
LONGEST_LABEL: Final = 36
BREAK: Final = "\u200b"
"""An invisible place where a line may break."""


class Line(Struct, frozen=True, kw_only=True):
    """One row of a table."""

    style: str
    boxes: tuple[str, ...]


class Table(Struct, frozen=True, kw_only=True):
    """One table; ``size`` is of its type, in points."""

    title: str
    widths: tuple[int, ...]
    size: float
    alignments: tuple[str, ...]
    heads: tuple[Head, ...]
    numbers: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]


class Drawn(Struct, frozen=True, kw_only=True):
    """One series of the picture."""

    name: str
    colour: str
    values: tuple[float, ...]


class Picture(Struct, frozen=True, kw_only=True):
    """The chart; ``every`` so many-th label is shown, the others are empty."""

    title: str
    kind: str
    every: int
    labels: tuple[str, ...]
    series: tuple[Drawn, ...]
    axis: Axis


class Content(Struct, frozen=True, kw_only=True):
    """Everything the template prints."""

    author: str
    number: str
    frame: Frame
    tables: tuple[Table, ...]
    chart: Picture | None
    signers: tuple[tuple[str, str], ...] = SIGNERS
    no_figures: str = NO_FIGURES
    restated: str = RESTATED


def content(sheet: Sheet) -> Content:
    """The sheet as the template wants it."""
    return Content(
        author=shown(sheet.reporting),
        number=" ".join(form_number(sheet)),
        frame=frame(sheet),
        tables=tuple(_table(grid) for grid in sheet.grids),
        chart=_picture(sheet.chart) if sheet.chart and drawing.is_drawn(sheet.chart) else None,
    )


def _table(grid: Grid) -> Table:
    widths = of_grid(grid)
    size = min(max(ROOM / sum(widths), SMALLEST_TYPE), LARGEST_TYPE)
    return Table(
        title=shown(grid.title),
        widths=widths,
        size=round(size, 1),
        alignments=tuple(map(alignment, grid.columns, widths)),
        heads=laid_out(grid.columns),
        numbers=numbers(grid.columns),
        lines=tuple(_line(row, widths) for row in grid.rows),
        notes=tuple(shown(note) for note in grid.notes),
    )


def _line(row: Row, widths: tuple[int, ...]) -> Line:
    boxes = zip(row.values, widths, strict=True)
    return Line(
        style=row.style,
        boxes=tuple(breakable(written(value), width) for value, width in boxes),
    )


def breakable(text: str, width: int) -> str:
    """The text with places to break in words that are wider than their box."""
    return re.sub(rf"(\S{{{width}}})(?=\S)", rf"\1{BREAK}", text)


def _picture(chart: Chart) -> Picture:
    every = -(-len(chart.categories) // MOST_LABELS)
    return Picture(
        title=shown(chart.title),
        kind=chart.kind,
        every=every,
        labels=tuple(
            _short(name) if at % every == 0 else "" for at, name in enumerate(chart.categories)
        ),
        series=tuple(
            Drawn(name=shown(each.name), colour=drawing.colour(at), values=each.values)
            for at, each in enumerate(chart.series)
        ),
        axis=axis(chart),
    )


def _short(name: str) -> str:
    return shorten(clean(name), LONGEST_LABEL, placeholder="…")
