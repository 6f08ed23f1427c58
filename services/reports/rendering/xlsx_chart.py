"""The chart in a worksheet of its own: a native one that follows the figures beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from services.reports.rendering.drawing import axis, colour
from services.reports.rendering.wording import clean, shown
from services.reports.rendering.xlsx_grid import COUNTED, SHARED
from services.reports.rendering.xlsx_page import Page, Styles
from services.reports.sheet import Chart

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart as Drawn

NAME: Final = "Biểu đồ"
NAMES_WIDTH: Final = 45
SERIES_WIDTH: Final = 16
HEADS: Final = 2
"""The row of the series' names; the values stand below it."""
HEIGHT: Final = 480
NARROWEST: Final = 720
WIDEST: Final = 2400
PER_CATEGORY: Final = 45
"""Pixels."""
_KINDS: Final[dict[str, dict[str, str]]] = {
    "columns": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "lines": {"type": "line"},
}
_FONT: Final = {"name": "Times New Roman"}


def add_chart(book: Workbook, styles: Styles, chart: Chart) -> None:
    """Add the worksheet with the chart and its figures."""
    paper = book.add_worksheet(NAME)
    page = Page(paper, styles, (NAMES_WIDTH, *(SERIES_WIDTH for _ in chart.series)))
    page.line(shown(chart.title), bold=True)
    _write_figures(page, chart)
    drawn = book.add_chart(_KINDS[chart.kind])
    assert drawn is not None, "the writer knows the kinds"
    for at in range(len(chart.series)):
        drawn.add_series(_series(chart, at))
    _set_looks(drawn, chart)
    options = {"description": shown(chart.title)}
    paper.insert_chart(HEADS, len(chart.series) + 2, drawn, options)
    paper.set_landscape()
    paper.fit_to_pages(1, 0)


def _write_figures(page: Page, chart: Chart) -> None:
    pattern = SHARED if chart.axis == "share" else COUNTED
    figure = page.styles.of(border=1, num_format=pattern)
    for row, name in enumerate(chart.categories, start=HEADS + 1):
        page.box(row, 0, 1, 1, clean(name), border=1)
    for column, series in enumerate(chart.series, start=1):
        page.box(HEADS, column, 1, 1, shown(series.name), border=1, bold=True, align="center")
        for row, value in enumerate(series.values, start=HEADS + 1):
            page.paper.write_number(row, column, value, figure)


def _series(chart: Chart, at: int) -> dict[str, Any]:
    """One series, its name and values taken from the cells beside the chart."""
    first, last, column = HEADS + 1, HEADS + len(chart.categories), at + 1
    line = chart.kind == "lines"
    own = {"color": colour(at)}
    return {
        "name": [NAME, HEADS, column],
        "categories": [NAME, first, 0, last, 0],
        "values": [NAME, first, column, last, column],
        **({"line": {**own, "width": 2}, "marker": {"type": "circle"}} if line else {"fill": own}),
    }


def _set_looks(drawn: Drawn, chart: Chart) -> None:
    width = min(max(PER_CATEGORY * len(chart.categories), NARROWEST), WIDEST)
    drawn.set_size({"width": width, "height": HEIGHT})
    drawn.set_title({"name": [NAME, 0, 0], "name_font": {**_FONT, "size": 14}})
    drawn.set_legend({"position": "bottom", "font": _FONT})
    drawn.set_x_axis({"num_font": _FONT})
    y_axis: dict[str, Any] = {"num_font": _FONT, "num_format": "#,##0"}
    if chart.axis == "share":
        bounds = axis(chart)
        y_axis |= {"num_format": "0%", "min": bounds.low, "max": bounds.high}
    drawn.set_y_axis(y_axis)
