"""The workbook looks like the official form, and its figures can be reckoned with."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.rendering.wording import NO_FIGURES, RESTATED
from services.reports.rendering.xlsx import to_xlsx, worksheet_name
from services.reports.sheet import Column, Grid, Rate
from tests.unit.reports.rendering.reading import beside, cells, find, form, part, texts, worksheets
from tests.unit.reports.rendering.samples import (
    COLUMNS,
    GRID,
    SHEET,
    Kind,
    column,
    plain,
    rows,
    sheet,
    table,
)

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://example.vn","x")',
    "+84 98",
    "-1",
    "@SUM(A1)",
    "{=1+1}",
    "http://example.vn",
    "internal:Sheet1!A1",
    "<r><t>đậm</t></r>",
    "<r>",
    "&amp; <b> \"'",
    "12345",
    "_x0041_",
]


def test_the_head_of_the_form_is_complete() -> None:
    assert texts(form(SHEET))[:8] == [
        "Đơn vị báo cáo: Ủy ban nhân dân thành phố Hải Phòng",
        "Biểu số II.06a/VPCP/KSTT",
        "Đơn vị nhận báo cáo: Văn phòng Chính phủ",
        "Ban hành kèm theo Thông tư số 01/2020/TT-VPCP",
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        "Kỳ báo cáo: từ ngày 15/10/2026 đến ngày 14/11/2026",
        "Toàn thành phố; Mức độ: toàn trình",
        "Đơn vị tính: Số hồ sơ TTHC",
    ]


def test_the_title_stands_over_the_whole_form() -> None:
    page = form(SHEET)
    title = find(page, "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH")
    assert f"A{title.row}:M{title.row}" in {str(merged) for merged in page.merged_cells.ranges}
    assert (title.font.b, title.alignment.horizontal) == (True, "center")


@pytest.mark.parametrize(
    ("text", "columns", "height"),
    [
        ("TT", "A:A", 3),
        ("Số hồ sơ nhận giải quyết", "C:F", 1),
        ("Trong kỳ", "D:E", 1),
        ("Từ kỳ trước", "F:F", 2),
        ("Số lượng hồ sơ đang giải quyết", "K:M", 1),
    ],
)
def test_headings_are_merged_across_and_down(text: str, columns: str, height: int) -> None:
    page = form(SHEET)
    row = find(page, text).row
    first, last = columns.split(":")
    expected = f"{first}{row}:{last}{row + height - 1}"
    assert expected in {str(merged) for merged in page.merged_cells.ranges}


def test_column_numbers_stand_below_the_headings() -> None:
    page = form(SHEET)
    row = find(page, "(1)").row
    assert [cell.value for cell in page[row]] == [each.number for each in COLUMNS]
    assert row == find(page, "TT").row + 3


def test_a_table_without_column_numbers_has_no_row_for_them() -> None:
    page = form(plain(table("count", 5)))
    assert find(page, "dòng 0").row == find(page, "Tên").row + 1


def test_figures_are_numbers_grouped_as_in_vietnamese() -> None:
    page = form(SHEET)
    figure = beside(page, "Hộ tịch")
    assert (figure.value, figure.data_type) == (2040, "n")
    assert figure.number_format == "[$-42A]#,##0"


def test_money_is_a_number_too() -> None:
    figure = beside(form(plain(table("money", 1234567890123))), "dòng 0")
    assert (figure.value, figure.number_format) == (1234567890123, "[$-42A]#,##0")


def test_a_rate_is_a_percentage_that_can_be_reckoned_with() -> None:
    figure = beside(form(plain(table("rate", Rate(1, 3)))), "dòng 0")
    assert figure.value == pytest.approx(1 / 3, abs=1e-15)
    assert figure.number_format == "[$-42A]0.0%"


@pytest.mark.parametrize("kind", ["count", "money", "rate"])
@pytest.mark.parametrize("value", [None, Rate(0, 0)])
def test_what_does_not_exist_is_an_empty_box(kind: Kind, value: Rate | None) -> None:
    box = beside(form(plain(table(kind, value))), "dòng 0")
    assert box.value is None
    assert box.border.left.style == "thin"


def test_groups_and_totals_are_bold_and_items_are_not() -> None:
    page = form(SHEET)
    assert not find(page, "Hộ tịch").font.b
    assert find(page, "Thủ tục hành chính cấp tỉnh").font.b
    last = next(cell for cell in page["B"] if cell.value == "Tổng số")
    assert last.font.b
    assert page.cell(last.row, 3).font.b


def test_notes_stand_below_their_table() -> None:
    page = form(SHEET)
    total = next(cell for cell in page["B"] if cell.value == "Tổng số")
    assert find(page, "Đã rút: 2 hồ sơ.").row == total.row + 1


def test_two_sign_below_the_date() -> None:
    found = texts(form(SHEET))
    assert found[-5].endswith("ngày 24 tháng 11 năm 2026")
    assert found[-4:-2] == ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]


def test_provisional_figures_are_marked() -> None:
    mark = "Số liệu tạm tính đến ngày 24/11/2026"
    assert mark in texts(form(sheet(provisional=True)))
    assert mark not in texts(form(SHEET))


def test_a_restating_edition_lists_what_changed() -> None:
    changed = sheet(edition=2, restates=(("Đất đai, quá hạn: 12 → 14 (+2)", "Land"),))
    found = texts(form(changed))
    at = found.index(RESTATED)
    assert found[at + 1] == "Đất đai, quá hạn: 12 → 14 (+2)"
    assert RESTATED not in texts(form(SHEET))


def test_it_prints_on_a4_across_as_wide_as_the_page() -> None:
    page = form(SHEET)
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    written = part(to_xlsx(SHEET), "xl/worksheets/sheet1.xml")
    assert '<pageSetUpPr fitToPage="1"/>' in written
    assert page.page_setup.fitToHeight == 0  # as many pages as it takes; one across is the default
    assert "&amp;RTrang &amp;P/&amp;N" in written


def test_headings_stay_on_the_screen_and_on_every_printed_page() -> None:
    page = form(SHEET)
    first, last = find(page, "TT").row, find(page, "(1)").row
    assert page.print_title_rows == f"${first}:${last}"
    assert page.freeze_panes == f"C{last + 1}"


def test_with_several_tables_no_headings_stay_over_anothers_figures() -> None:
    page = form(plain(table("count", 1), table("rate", Rate(1, 2))))
    assert page.print_title_rows is None
    assert page.freeze_panes is None


def test_several_tables_stand_below_one_another_under_their_titles() -> None:
    one = replace(table("count", 1), title=("Theo mức độ", "By level"))
    two = replace(GRID, title=("Theo lĩnh vực", "By field"))
    page = form(plain(one, two))
    assert find(page, "Theo mức độ").row < find(page, "dòng 0").row
    assert find(page, "dòng 0").row < find(page, "Theo lĩnh vực").row < find(page, "TT").row


def test_everything_is_in_times_new_roman() -> None:
    assert {cell.font.name for cell in cells(form(SHEET))} == {"Times New Roman"}


def test_every_figure_has_room_in_its_column() -> None:
    page = form(plain(table("money", 123456789012345)))
    assert page.column_dimensions["B"].width > len("123.456.789.012.345")


def test_long_names_wrap_in_a_column_of_bounded_width() -> None:
    page = form(SHEET)
    name = find(page, GRID.rows[5].values[1])
    assert name.alignment.wrap_text
    assert page.column_dimensions["B"].width < len(str(name.value))


def test_an_empty_table_says_that_there_is_nothing() -> None:
    page = form(plain(replace(GRID, rows=())))
    assert find(page, NO_FIGURES).row == find(page, "(1)").row + 1


def test_a_sheet_without_tables_is_a_form_all_the_same() -> None:
    assert "NGƯỜI LẬP BIỂU" in texts(form(plain()))


def test_six_hundred_rows_are_six_hundred_rows() -> None:
    page = form(plain(replace(GRID, rows=rows(600))))
    numbered = [cell.value for cell in page["A"] if str(cell.value).isdigit()]
    assert numbered == [str(n + 1) for n in range(600)]


@pytest.mark.parametrize("typed", FORMULAS)
def test_hostile_text_stays_text(typed: str) -> None:
    words = (typed, typed)
    grid = replace(table("text", typed), title=words, notes=(words,))
    hostile = replace(plain(grid), title=words, reporting=words, restates=(words,))
    assert beside(form(hostile), "dòng 0").value in (
        typed,
        f"{typed} ",
        typed.replace("_x0041_", "_x005F_x0041_"),
    )
    content = to_xlsx(hostile)
    sheet_xml = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet_xml and "<hyperlink" not in sheet_xml
    assert "<r>" not in part(content, "xl/sharedStrings.xml")


def test_there_are_no_formulas_at_all() -> None:
    assert all(cell.data_type != "f" for page in worksheets(SHEET) for cell in cells(page))


def test_control_characters_do_not_break_the_file() -> None:
    box = beside(form(plain(table("text", "a\x00\x08b\ufffe"))), "dòng 0")
    assert box.value == "ab"


@pytest.mark.parametrize(
    ("named", "name"),
    [
        ("II.06a", "Báo cáo II.06a"),
        ("a/b\\c?d*e:f[g]h'", "Báo cáo a-b-c-d-e-f-g-h-"),
        ("", "Báo cáo"),
    ],
)
def test_a_worksheet_is_named_after_its_form(named: str, name: str) -> None:
    assert worksheet_name(named) == name


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60).map(lambda text: text.encode("utf-8", "ignore").decode()))
def test_any_form_makes_a_name_that_workbooks_accept(named: str) -> None:
    opened = form(sheet(form=named, chart=None))
    assert opened.title.startswith("Báo cáo")
    assert len(opened.title) <= 31


def test_an_ampersand_in_the_forms_number_is_no_print_code() -> None:
    written = part(to_xlsx(sheet(code="A&P")), "xl/worksheets/sheet1.xml")
    assert "&amp;LBiểu số A&amp;&amp;P&amp;RTrang" in written


def test_a_table_of_one_column_has_a_form_too() -> None:
    only = Grid(columns=(column(("Tên", "Name"), kind="text"),), rows=())
    assert find(form(plain(only)), NO_FIGURES).coordinate


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=6))
def test_tables_of_any_columns_can_be_opened(columns: list[Column]) -> None:
    page = form(plain(Grid(columns=tuple(columns), rows=())))
    assert NO_FIGURES in texts(page)
