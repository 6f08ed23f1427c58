"""CSV opens in a spreadsheet as it is meant, and reads back as it was."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.rendering.csv_file import to_csv
from services.reports.sheet import Grid, Rate, Sheet
from tests.unit.reports.rendering.samples import COLUMNS, GRID, SHEET, plain, rows, table


def read(sheet: Sheet) -> list[list[str]]:
    text = to_csv(sheet).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), strict=True))


def test_it_begins_with_the_mark_of_utf_8() -> None:
    assert to_csv(SHEET).startswith(b"\xef\xbb\xbfTT,")


def test_lines_end_as_the_standard_wants() -> None:
    content = to_csv(SHEET)
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(GRID.rows)


def test_headings_are_joined_in_one_row() -> None:
    assert read(SHEET)[0][:4] == [
        "TT",
        "Lĩnh vực, công việc giải quyết theo cấp",
        "Số hồ sơ nhận giải quyết - Tổng số",
        "Số hồ sơ nhận giải quyết - Trong kỳ - Trực tuyến",
    ]


def test_numbers_are_plain_and_empty_boxes_empty() -> None:
    _, group, _, second, *_ = read(SHEET)
    assert second[:6] == ["2", "Hộ tịch", "2040", "1933", "91", "16"]
    assert group[2:] == [""] * 11


def test_shares_are_decimals_and_none_where_there_is_none() -> None:
    found = read(plain(table("rate", Rate(197, 200), Rate(1, 3), Rate(0, 0))))
    assert [row[1] for row in found[1:]] == ["0.985000", "0.333333", ""]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " =", "\t=", "\n+", "＝"])
def test_text_that_a_spreadsheet_would_take_for_a_formula_is_marked(sign: str) -> None:
    found = read(plain(table("text", f"{sign}cmd|' /C calc'!A0")))[1][1]
    assert found.startswith("'")
    assert found.endswith("cmd|' /C calc'!A0")


def test_headings_and_titles_cannot_be_formulas_either() -> None:
    hostile = ("=1+1", "=1+1")
    evil = replace(COLUMNS[0], heads=(hostile,))
    grid = Grid(title=hostile, columns=(evil,), rows=())
    assert read(plain(grid, grid)) == [["'=1+1"], ["'=1+1"], [], ["'=1+1"], ["'=1+1"]]


def test_numbers_below_nought_stay_numbers() -> None:
    assert read(plain(table("count", -5)))[1][1] == "-5"


def test_several_tables_stand_below_one_another_under_their_titles() -> None:
    one = replace(table("count", 1), title=("Theo mức độ", "By level"))
    two = replace(table("money", 2000), title=("Theo đơn vị", "By unit"))
    assert read(plain(one, two)) == [
        ["Theo mức độ"],
        ["Tên", "Giá trị"],
        ["dòng 0", "1"],
        [],
        ["Theo đơn vị"],
        ["Tên", "Giá trị"],
        ["dòng 0", "2000"],
    ]


def test_an_empty_table_has_its_headings() -> None:
    assert len(read(plain(replace(GRID, rows=())))) == 1


def test_six_hundred_rows_are_six_hundred_lines() -> None:
    assert len(read(plain(replace(GRID, rows=rows(600))))) == 1 + 600 + 2


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="=+-@＝＋－＠'")))
def test_harmless_text_reads_back_as_it_was(text: str) -> None:
    found = read(plain(table("text", f"x{text}")))
    assert found[1][1] == f"x{text}".replace("\ufffe", "").replace("\uffff", "")
