"""The index of Quyết định 766/QĐ-TTg: what can be worked out, each with its formula."""

from __future__ import annotations

import pytest

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Rate, Sheet
from tests.unit.reports.forms.samples import BIRTH, DEATH, LAND, by_procedure, material

NAMES = {
    "progress": "Tỷ lệ hồ sơ xử lý đúng hạn",
    "fully_online": "Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến toàn trình",
    "with_online": "Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ trực tuyến",
    "online": "Tỷ lệ hồ sơ trực tuyến",
    "paid_procedures": "Tỷ lệ thủ tục có phát sinh thanh toán trực tuyến",
    "paid": "Tỷ lệ hồ sơ thanh toán trực tuyến",
    "satisfaction": "Tỷ lệ hài lòng trong giải quyết thủ tục hành chính",
    "reception": "Tỷ lệ hồ sơ tiếp nhận đúng hạn (8 giờ làm việc)",
}


def sheet(*lines: Line) -> Sheet:
    return build(material(FormName.INDEX_766, procedures=lines))


def value(name: str, *lines: Line) -> object:
    (row,) = [r for r in sheet(*lines).grids[0].rows if r.values[2] == NAMES[name]]
    part, whole, rate = row.values[-3:]
    assert rate == Rate(int(str(part)), int(str(whole)))
    return rate


def test_only_what_our_data_give_is_there_and_each_has_its_formula() -> None:
    rows = sheet().grids[0].rows
    assert [row.values[2] for row in rows] == list(NAMES.values())
    assert all("/" in str(row.values[3]) for row in rows)


def test_progress_takes_results_in_time_and_open_ones_within_the_term() -> None:
    lines = by_procedure(received=10, early=3, on_time=2, late=1, withdrawn=1, overdue=2)
    assert value("progress", lines) == Rate(3 + 2 + 1, 6 + 3)


def test_online_services_are_shares_of_the_catalogue() -> None:
    lines = (
        by_procedure(procedure_code=BIRTH, received=2),
        by_procedure(procedure_code=DEATH, level=3, channel="counter", received=2),
        by_procedure(procedure_code=LAND, level=2, channel="counter", received=5),
    )
    assert value("fully_online", *lines) == Rate(1, 3)
    assert value("with_online", *lines) == Rate(1, 2)
    assert value("online", *lines) == Rate(2, 4)


def test_payments_are_shares_of_what_was_paid() -> None:
    lines = (
        by_procedure(fee_due=5, paid_online=2, paid_cash=1),
        by_procedure(procedure_code=DEATH, fee_due=1),
    )
    assert value("paid_procedures", *lines) == Rate(1, 2)
    assert value("paid", *lines) == Rate(2, 3)


def test_a_procedure_paid_for_though_due_before_the_period_is_fee_bearing() -> None:
    assert value("paid_procedures", by_procedure(paid_online=1)) == Rate(1, 1)


def test_satisfaction_is_the_share_of_the_content_among_all_who_rated_the_whole() -> None:
    rated = {"overall_very_satisfied": 4, "overall_satisfied": 3, "overall_dissatisfied": 1}
    lines = (
        by_procedure(received=20, attitude_dissatisfied=8, **rated),
        by_procedure(procedure_code=DEATH, overall_satisfied=2),
    )
    assert value("satisfaction", *lines) == Rate(9, 10)
    (row,) = [r for r in sheet().grids[0].rows if r.values[2] == NAMES["satisfaction"]]
    assert row.values[1] == "Mức độ hài lòng"


def test_reception_in_time_stands_outside_of_the_index() -> None:
    lines = by_procedure(received=8, received_late=2)
    assert value("reception", lines) == Rate(6, 8)
    assert "không thuộc thang điểm" in str(sheet().grids[0].rows[-1].values[1])


@pytest.mark.parametrize("name", ["paid", "satisfaction"])
def test_a_share_of_nothing_is_empty_and_not_drawn(name: str) -> None:
    assert value(name) == Rate(0, 0)
    chart = sheet().chart
    assert chart is not None
    assert NAMES[name] not in chart.categories


def test_the_form_says_that_absent_is_not_nought() -> None:
    assert "không có nghĩa là bằng 0" in sheet().grids[0].notes[0][0]
