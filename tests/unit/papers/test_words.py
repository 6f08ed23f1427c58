"""Dates and amounts are written as Vietnamese offices write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.papers.words import amount, amount_words, day_words, moment_words, short_moment


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 2), "ngày 02 tháng 3 năm 2026"),
        (date(2025, 11, 25), "ngày 25 tháng 11 năm 2025"),
    ],
)
def test_a_date_has_leading_zeros_where_a_digit_could_be_added(day: date, words: str) -> None:
    assert day_words(day) == words


def test_a_moment_is_told_on_the_vietnamese_clock() -> None:
    last_evening = datetime(2026, 3, 1, 17, 5, tzinfo=UTC)
    assert moment_words(last_evening) == "00 giờ 05 phút, ngày 02 tháng 3 năm 2026"
    assert short_moment(last_evening) == "00:05 02/03/2026"


def test_no_moment_is_no_text() -> None:
    assert moment_words(None) == short_moment(None) == ""


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (25, "Hai mươi lăm đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (555, "Năm trăm năm mươi lăm đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (1_015, "Một nghìn không trăm mười lăm đồng"),
        (8_000, "Tám nghìn đồng"),
        (24_000, "Hai mươi bốn nghìn đồng"),
        (115_000, "Một trăm mười lăm nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (1_250_000, "Một triệu hai trăm năm mươi nghìn đồng"),
        (2_001_000_000, "Hai tỷ không trăm linh một triệu đồng"),
        (10_000_000_000, "Mười tỷ đồng"),
    ],
)
def test_an_amount_in_words(dong: int, words: str) -> None:
    assert amount_words(dong) == words


@pytest.mark.parametrize("dong", [-1, 10**12])
def test_what_no_receipt_can_name_is_refused(dong: int) -> None:
    with pytest.raises(ValueError, match="amount"):
        amount_words(dong)


def test_an_amount_has_points_between_its_thousands() -> None:
    assert [amount(n) for n in (0, 800, 8_000, 1_250_000)] == ["0", "800", "8.000", "1.250.000"]
