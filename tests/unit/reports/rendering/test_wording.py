"""What stands around the tables, and how figures are written."""

from __future__ import annotations

from datetime import date

import pytest

from services.reports.rendering.wording import clean, day_words, frame, number, written
from services.reports.sheet import NO_WORDS, Rate, Value
from tests.unit.reports.rendering.samples import SHEET, sheet


def test_the_head_names_who_reports_to_whom_and_the_form() -> None:
    words = frame(SHEET)
    assert words.left == (
        "Đơn vị báo cáo: Ủy ban nhân dân thành phố Hải Phòng",
        "Đơn vị nhận báo cáo: Văn phòng Chính phủ",
    )
    assert words.right == (
        "Biểu số II.06a/VPCP/KSTT",
        "Ban hành kèm theo Thông tư số 01/2020/TT-VPCP",
    )


def test_a_report_that_is_no_official_form_has_no_number_basis_or_receiver() -> None:
    words = frame(sheet(code="", basis=NO_WORDS, receiving=NO_WORDS))
    assert words.right == ()
    assert len(words.left) == 1


def test_the_title_is_in_capitals() -> None:
    assert frame(SHEET).title == "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"


def test_period_and_scope_stand_below_the_title() -> None:
    assert frame(SHEET).below == (
        "Kỳ báo cáo: từ ngày 15/10/2026 đến ngày 14/11/2026",
        "Toàn thành phố; Mức độ: toàn trình",
    )
    assert len(frame(sheet(scope=())).below) == 1


def test_final_figures_of_a_first_edition_bear_no_mark() -> None:
    assert frame(SHEET).marks == ""


def test_provisional_figures_say_so_and_of_which_day() -> None:
    assert frame(sheet(provisional=True)).marks == "Số liệu tạm tính đến ngày 24/11/2026"


def test_a_later_edition_says_which_it_is() -> None:
    marks = frame(sheet(provisional=True, edition=3)).marks
    assert marks == "Số liệu tạm tính đến ngày 24/11/2026. Báo cáo lần 3"


def test_the_date_leaves_room_for_the_place() -> None:
    assert frame(SHEET).dated.endswith("..., ngày 24 tháng 11 năm 2026")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(day: date, words: str) -> None:
    assert day_words(day) == words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (999, "999"),
        (1250000, "1.250.000"),
        (-4200, "-4.200"),
        (Rate(197, 200), "98,5%"),
        (Rate(0, 7), "0,0%"),
        (Rate(0, 0), ""),
        ("Hộ tịch", "Hộ tịch"),
    ],
)
def test_values_are_written_the_vietnamese_way(value: Value, text: str) -> None:
    assert written(value) == text


def test_numbers_of_any_size_keep_their_digits() -> None:
    assert number(12345678901234567890).replace(".", "") == "12345678901234567890"


def test_control_characters_do_not_reach_a_paper() -> None:
    assert clean("a\x00b\x1b[1mc\x7f\ufffe\r\nd\te") == "ab[1mc\nd e"
