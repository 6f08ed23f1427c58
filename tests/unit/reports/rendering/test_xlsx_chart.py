"""The chart is a native one that follows the figures in the cells beside it."""

from __future__ import annotations

from io import BytesIO
from typing import Literal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from services.reports.rendering.xlsx import to_xlsx
from services.reports.sheet import Chart
from tests.unit.reports.rendering.reading import beside, find, part, worksheets
from tests.unit.reports.rendering.samples import CHART, SHEET, sheet

SPACE = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}


def drawn(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(part(to_xlsx(sheet(chart=chart)), "xl/charts/chart1.xml"))


def found(chart: Chart, path: str) -> list[str]:
    """The texts of the elements at a path of the chart's file."""
    return [each.text or "" for each in drawn(chart).findall(path, SPACE)]


def test_the_second_worksheet_holds_the_chart() -> None:
    _, page = worksheets(SHEET)
    assert page.title == "Biểu đồ"
    assert "drawing1.xml" in part(to_xlsx(SHEET), "xl/worksheets/_rels/sheet2.xml.rels")
    assert "chart1.xml" in part(to_xlsx(SHEET), "xl/drawings/_rels/drawing1.xml.rels")


def test_its_figures_stand_beside_it() -> None:
    _, page = worksheets(SHEET)
    assert find(page, "Kết quả giải quyết theo lĩnh vực").coordinate == "A1"
    assert beside(page, "Trước hạn").value == "Quá hạn"
    assert beside(page, "Hộ tịch").value == 966


def test_series_refer_to_the_cells() -> None:
    assert found(CHART, ".//c:ser/c:tx//c:f") == ["'Biểu đồ'!$B$3", "'Biểu đồ'!$C$3"]
    assert found(CHART, ".//c:ser/c:val//c:f") == ["'Biểu đồ'!$B$4:$B$6", "'Biểu đồ'!$C$4:$C$6"]
    assert set(found(CHART, ".//c:ser/c:cat//c:f")) == {"'Biểu đồ'!$A$4:$A$6"}


@pytest.mark.parametrize(
    ("kind", "element", "grouping"),
    [
        ("columns", "barChart", "clustered"),
        ("stacked", "barChart", "stacked"),
        ("lines", "lineChart", "standard"),
    ],
)
def test_it_is_of_the_sheets_kind(
    kind: Literal["columns", "stacked", "lines"], element: str, grouping: str
) -> None:
    (plot,) = drawn(replace(CHART, kind=kind)).findall(f".//c:{element}/c:grouping", SPACE)
    assert plot.get("val") == grouping


def test_an_axis_of_shares_runs_to_a_hundred_per_cent() -> None:
    series = tuple(replace(each, values=(0.1, 0.5, 0.25)) for each in CHART.series)
    scale = drawn(replace(CHART, kind="lines", axis="share", series=series))
    assert [each.get("val") for each in scale.findall(".//c:valAx//c:max", SPACE)] == ["1.0"]
    formats = [each.get("formatCode") for each in scale.findall(".//c:valAx/c:numFmt", SPACE)]
    assert formats == ["0%"]


def test_a_title_that_looks_like_a_formula_is_none() -> None:
    hostile = replace(CHART, title=("=1+1", "=1+1"))
    assert found(hostile, "./c:chart/c:title//c:f") == ["'Biểu đồ'!$A$1"]
    _, page = worksheets(sheet(chart=hostile))
    assert (page["A1"].value, page["A1"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("chart", [None, replace(CHART, categories=()), replace(CHART, series=())])
def test_without_something_to_draw_there_is_no_second_worksheet(chart: Chart | None) -> None:
    content = to_xlsx(sheet(chart=chart))
    with ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "chart" in name]
    assert len(worksheets(sheet(chart=chart))) == 1
