"""Forms II.06a, b and c: their rows, their columns and what is said below them."""

from __future__ import annotations

from datetime import date

import pytest

from services.reports.asked import FormName
from services.reports.forms.building import build
from services.reports.periods import Period, named
from services.reports.sheet import Grid
from tests.unit.reports.forms.samples import (
    COMMUNE,
    DEATH,
    DEPARTMENT,
    DISTRICT,
    ISLAND,
    LAND,
    MERGED,
    OTHER_COMMUNE,
    PERIOD,
    by_procedure,
    line,
    material,
    styles,
    table,
)

II_06 = [FormName.BY_FIELD, FormName.BY_PROCEDURE, FormName.BY_AGENCY]


def only_grid(form: FormName, *lines: object, period: Period = PERIOD) -> Grid:
    kind = "agencies" if form is FormName.BY_AGENCY else "procedures"
    (grid,) = build(material(form, period, **{kind: lines})).grids  # type: ignore[arg-type]
    return grid


@pytest.mark.parametrize("form", II_06)
def test_the_form_has_the_circulars_thirteen_columns(form: FormName) -> None:
    assert [column.number for column in only_grid(form).columns] == [
        "(1)",
        "(2)",
        "(3)=(4)+(5)+(6)",
        "(4)",
        "(5)",
        "(6)",
        "(7)=(8)+(9)+(10)",
        "(8)",
        "(9)",
        "(10)",
        "(11)=(12)+(13)",
        "(12)",
        "(13)",
    ]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (FormName.BY_FIELD, "II.06a/VPCP/KSTT"),
        (FormName.BY_PROCEDURE, "II.06b/VPCP/KSTT"),
        (FormName.BY_AGENCY, "II.06c/VPCP/KSTT"),
    ],
)
def test_the_form_names_its_number_and_the_circular(form: FormName, code: str) -> None:
    sheet = build(material(form))
    assert sheet.code == code
    assert "01/2020/TT-VPCP" in sheet.basis[0]
    assert sheet.unit[0] == "Số hồ sơ TTHC"


def test_every_column_counts_what_the_circular_says() -> None:
    grid = only_grid(
        FormName.BY_FIELD,
        by_procedure(received=10, early=3, on_time=2, late=1, withdrawn=1, overdue=1),
        line(
            {"received": 5, "late": 1, "overdue": 1},
            agency_code="",
            field_code="HOTICH",
            channel="postal",
            received=4,
            supplement=1,
            stopped=1,
        ),
    )
    assert table(grid)["Hộ tịch"] == {
        "received": 18,
        "received_online": 10,
        "received_otherwise": 4,
        "carried_over": 4,
        "resolved": 7,
        "early": 3,
        "on_time": 3,
        "late": 1,
        "open": 11,
        "open_in_term": 9,
        "open_overdue": 2,
    }


def test_fields_stand_in_the_catalogues_order_and_unknown_ones_after_them_by_code() -> None:
    codes = ["ZZ", "DATDAI", "AA", "HOTICH"]
    lines = [by_procedure(field_code=code, received=1) for code in codes]
    assert styles(only_grid(FormName.BY_FIELD, *lines)) == [
        ("item", "Hộ tịch"),
        ("item", "Đất đai"),
        ("item", "AA"),
        ("item", "ZZ"),
        ("total", "Tổng số"),
    ]


def test_procedures_stand_under_their_field_with_its_sum() -> None:
    grid = only_grid(
        FormName.BY_PROCEDURE,
        by_procedure(received=1),
        by_procedure(procedure_code=DEATH, received=2),
        by_procedure(procedure_code=LAND, field_code="DATDAI", received=4),
    )
    assert styles(grid) == [
        ("group", "Hộ tịch"),
        ("item", f"{DEATH} Đăng ký khai tử"),
        ("item", "1.001193 Đăng ký khai sinh (mới)"),
        ("group", "Đất đai"),
        ("item", f"{LAND} Đăng ký đất đai"),
        ("total", "Tổng số"),
    ]
    assert [row.values[2] for row in grid.rows] == [3, 2, 1, 4, 4, 7]


def test_groups_have_roman_numerals_and_their_rows_count_from_one() -> None:
    grid = only_grid(
        FormName.BY_PROCEDURE,
        by_procedure(received=1),
        by_procedure(procedure_code=DEATH, received=2),
        by_procedure(procedure_code=LAND, field_code="DATDAI", received=4),
    )
    assert [row.values[0] for row in grid.rows] == ["I", "1", "2", "II", "1", ""]


def test_a_procedure_has_the_name_of_the_periods_last_day() -> None:
    grid = only_grid(FormName.BY_PROCEDURE, by_procedure(received=1), period=named("2025-06"))
    assert "1.001193 Đăng ký khai sinh" in table(grid)


def test_a_procedure_nobody_knows_stands_under_its_code() -> None:
    grid = only_grid(FormName.BY_PROCEDURE, by_procedure(procedure_code="9.999999", received=1))
    assert "9.999999" in table(grid)


def test_agencies_stand_under_their_tier() -> None:
    grid = only_grid(
        FormName.BY_AGENCY,
        line(agency_code=OTHER_COMMUNE, received=1),
        line(agency_code=COMMUNE, received=2),
        line(agency_code=MERGED, received=4),
    )
    assert styles(grid) == [
        ("group", "Cấp tỉnh"),
        ("item", "Sở Khoa học"),
        ("group", "Cấp xã"),
        ("item", "Phường Mới"),
        ("item", "Xã Hai"),
        ("total", "Tổng số"),
    ]


def test_a_report_of_2020_shows_districts_under_their_names() -> None:
    lines = [line(agency_code=code, received=1) for code in (DISTRICT, ISLAND, DEPARTMENT)]
    assert styles(only_grid(FormName.BY_AGENCY, *lines, period=named("2020"))) == [
        ("group", "Cấp tỉnh"),
        ("item", "Sở Thông tin"),
        ("group", "Cấp huyện"),
        ("item", "Quận Một"),
        ("item", "Huyện Đảo"),
        ("total", "Tổng số"),
    ]


def test_in_2026_a_merged_agency_counts_with_its_successor() -> None:
    grid = only_grid(
        FormName.BY_AGENCY,
        line({"received": 3}, agency_code=ISLAND),
        line(agency_code="H24.X3", received=2),
    )
    assert styles(grid) == [
        ("group", "Cấp xã"),
        ("item", "Đặc khu Đảo"),
        ("total", "Tổng số"),
    ]
    assert table(grid)["Đặc khu Đảo"]["received"] == 5


def test_in_2026_a_district_stands_last_under_its_old_name_while_it_has_dossiers_left() -> None:
    grid = only_grid(
        FormName.BY_AGENCY,
        line({"received": 3, "early": 2}, agency_code=DISTRICT),
        line(agency_code=COMMUNE, received=2),
    )
    assert styles(grid)[2:] == [
        ("group", "Đơn vị đã kết thúc hoạt động"),
        ("item", "Quận Một (kết thúc hoạt động từ 01/07/2025)"),
        ("total", "Tổng số"),
    ]


def test_in_2026_a_district_without_open_dossiers_is_not_there() -> None:
    grid = only_grid(FormName.BY_AGENCY, line({"received": 3, "early": 3}, agency_code=DISTRICT))
    assert grid.rows == ()


def test_an_agency_that_the_catalogue_does_not_know_keeps_its_figures() -> None:
    grid = only_grid(FormName.BY_AGENCY, line(agency_code="H99.X9", received=2))
    assert styles(grid)[:2] == [
        ("group", "Đơn vị không có trong danh mục"),
        ("item", "H99.X9"),
    ]


@pytest.mark.parametrize("form", II_06)
def test_rows_of_nothing_but_noughts_are_left_out(form: FormName) -> None:
    empty = by_procedure({"received": 2, "early": 2}, submitted=1, returned=1)
    assert only_grid(form, empty).rows == ()


def notes(**flow: int) -> list[str]:
    """What is said of dossiers that were handed in within the period."""
    flow = {"submitted": flow["received"], **flow}
    return [vi for vi, _ in only_grid(FormName.BY_FIELD, by_procedure(**flow)).notes]


def test_a_balanced_form_says_nothing_more() -> None:
    assert notes(received=5, early=3, on_time=1) == []


def test_withdrawn_dossiers_are_named_with_the_arithmetic() -> None:
    (note,) = notes(received=733, early=700, on_time=16, withdrawn=2)
    assert (
        "từ kỳ trước 0 + tiếp nhận trong kỳ 733 − đã có kết quả 716"
        " − rút sau khi tiếp nhận 2 = đang giải quyết 15"
    ) in note
    assert "cột (9)" in note


def test_what_was_never_received_is_named_apart() -> None:
    (note,) = notes(submitted=6, received=1, refused=3, abandoned=1)
    assert "từ chối tiếp nhận 3; rút trước khi tiếp nhận 1; chưa tiếp nhận 1" in note


def test_what_waits_is_named_apart() -> None:
    (note,) = notes(received=9, supplement=1, duty=2, stopped=3)
    assert "chờ bổ sung 1; chờ nghĩa vụ tài chính 2; dừng xử lý 3" in note


def test_notes_group_their_figures_as_each_language_does() -> None:
    (note,) = only_grid(FormName.BY_FIELD, by_procedure(submitted=1234, refused=1234)).notes
    assert ("1.234" in note[0], "1,234" in note[1]) == (True, True)


def test_the_chart_shows_the_rows_outcomes() -> None:
    chart = build(
        material(
            FormName.BY_AGENCY,
            agencies=[
                line(agency_code=COMMUNE, received=9, early=3, late=2, overdue=1),
                line(agency_code=DISTRICT),
            ],
        )
    ).chart
    assert chart is not None
    assert (chart.kind, chart.categories) == ("stacked", ("Phường Mới",))
    assert [series.values for series in chart.series] == [(3,), (0,), (2,), (3,), (1,)]


def test_the_sheet_says_its_period_and_who_made_it_when() -> None:
    sheet = build(material(FormName.BY_FIELD, named("2026-03")))
    assert (sheet.first, sheet.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert (sheet.issued_on, sheet.provisional) == (date(2026, 4, 2), False)
