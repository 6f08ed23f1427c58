"""JSON says everything that the sheet says, in both languages."""

from __future__ import annotations

import json
from typing import Any

from services.reports.rendering.json_file import to_json
from services.reports.sheet import Rate, Sheet
from tests.unit.reports.rendering.samples import COLUMNS, GRID, SHEET, plain, sheet, table


def read(what: Sheet) -> dict[str, Any]:
    found = json.loads(to_json(what))
    assert isinstance(found, dict)
    return found


def test_words_are_in_both_languages() -> None:
    found = read(SHEET)
    assert found["title"] == {
        "vi": "Tình hình, kết quả giải quyết thủ tục hành chính",
        "en": "Procedures settled",
    }
    assert found["scope"][1] == {"vi": "Mức độ: toàn trình", "en": "Level: full"}


def test_dates_are_iso_8601() -> None:
    found = read(SHEET)
    assert found["period"] == {"first": "2026-10-15", "last": "2026-11-14"}
    assert found["issued_on"] == "2026-11-24"


def test_columns_keep_their_headings_kind_and_number() -> None:
    columns = read(SHEET)["grids"][0]["columns"]
    assert len(columns) == len(COLUMNS)
    assert columns[3] == {
        "key": "Online",
        "heads": [
            {"vi": "Số hồ sơ nhận giải quyết", "en": "Received"},
            {"vi": "Trong kỳ", "en": "In the period"},
            {"vi": "Trực tuyến", "en": "Online"},
        ],
        "kind": "count",
        "number": "(4)",
    }


def test_rows_keep_their_style_and_their_values() -> None:
    grid = read(SHEET)["grids"][0]
    assert [row["style"] for row in grid["rows"]] == ["group", *["item"] * 5, "total"]
    assert [row["values"] for row in grid["rows"]] == [list(row.values) for row in GRID.rows]


def test_a_rate_is_its_part_its_whole_and_its_share() -> None:
    rows = read(plain(table("rate", Rate(1, 4), Rate(0, 0))))["grids"][0]["rows"]
    assert [row["values"][1] for row in rows] == [
        {"part": 1, "whole": 4, "share": 0.25},
        {"part": 0, "whole": 0, "share": None},
    ]


def test_big_amounts_are_exact() -> None:
    rows = read(plain(table("money", 2**53 + 1)))["grids"][0]["rows"]
    assert rows[0]["values"][1] == 2**53 + 1


def test_the_chart_goes_with_its_figures() -> None:
    chart = read(SHEET)["chart"]
    assert chart["categories"] == ["Chứng thực", "Hộ tịch", "Đất đai"]
    assert chart["series"][1] == {"name": {"vi": "Quá hạn", "en": "Late"}, "values": [0, 2, 4]}
    assert read(plain(GRID))["chart"] is None


def test_the_edition_tells_what_it_restates() -> None:
    found = read(sheet(edition=2, provisional=True, restates=(("a → b", "a to b"),)))
    assert (found["edition"], found["provisional"]) == (2, True)
    assert found["restates"] == [{"vi": "a → b", "en": "a to b"}]


def test_keys_stand_in_a_fixed_order() -> None:
    assert list(read(SHEET))[:4] == ["form", "code", "title", "basis"]
    assert list(read(SHEET)) == list(read(plain()))
