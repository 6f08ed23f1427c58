"""Dossier codes (mã hồ sơ): both styles, what people type, and what may never collide."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.clock import ICT
from shared.dossier.errors import MalformedCode
from shared.dossier.numbering import (
    LONGEST_TYPED,
    MAX_NUMBER,
    DossierCode,
    local_day,
    parse,
    readings,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(1, MAX_NUMBER)
PROVINCES = st.from_regex(r"[A-Z][0-9]{2}", fullmatch=True)
GROUPS = st.lists(st.from_regex(r"[0-9A-Z]{1,4}", fullmatch=True), max_size=4)
NEW_UNITS = st.builds(lambda province, groups: ".".join([province, *groups]), PROVINCES, GROUPS)
OLD_UNITS = st.from_regex(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}", fullmatch=True)
CODES = st.builds(DossierCode, NEW_UNITS | OLD_UNITS, DAYS, NUMBERS)
PAIRED_UNITS = st.builds(
    lambda province, groups: ".".join([province, *groups]),
    PROVINCES,
    st.lists(st.from_regex(r"[0-9]{2}", fullmatch=True), max_size=4),
)

REAL = [
    ("000.00.06.H56-231027-0361", "000.00.06.H56", date(2023, 10, 27), 361, True),
    ("000.17.22.H56-210531-0001", "000.17.22.H56", date(2021, 5, 31), 1, True),
    ("H56.14-240823-0001", "H56.14", date(2024, 8, 23), 1, False),
    ("H24.15-201216-0001", "H24.15", date(2020, 12, 16), 1, False),
]


@pytest.mark.parametrize(("text", "unit", "day", "number", "old"), REAL)
def test_real_codes_of_both_styles_are_read(
    text: str, unit: str, day: date, number: int, old: bool
) -> None:
    code = parse(text)
    assert (code.unit, code.day, code.number, code.is_old_style) == (unit, day, number, old)


@pytest.mark.parametrize("text", [row[0] for row in REAL])
def test_a_code_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text


@given(CODES)
def test_what_is_written_is_read_back(code: DossierCode) -> None:
    assert parse(str(code)) == code


@given(st.text(max_size=40) | st.from_regex(r"[A-Z]\d{2}(\.\w{1,4})?-\d{6}-\d{4,7}\n?"))
def test_what_is_read_is_written_back(text: str) -> None:
    try:
        code = parse(text)
    except MalformedCode:
        return
    assert str(code) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H24",
        "H24.15-201216",
        "H24.15-201216-001",
        "H24.15-201216-1234567",
        "H24.15-201216-00012",
        "H24.15-201216-0001\n",
        " H24.15-201216-0001",
        "h24.15-201216-0001",
        "H24.15-201316-0001",
        "H24.15-210229-0001",
        "H24.15-٢٠١٢١٦-0001",
        "H24.15.16.17.18.19-201216-0001",
        "H24.-201216-0001",
        "000.00.06-231027-0361",
        "000.00.06.H5-231027-0361",
    ],
)
def test_anything_else_is_no_code(text: str) -> None:
    with pytest.raises(MalformedCode):
        parse(text)


@given(st.text())
def test_garbage_raises_nothing_but_that_it_is_malformed(text: str) -> None:
    with suppress(MalformedCode):
        parse(text)


def test_numbers_have_four_digits_until_they_need_more() -> None:
    day = date(2026, 3, 2)
    written = [str(DossierCode("H24.15", day, n)) for n in (1, 9_999, 10_000, MAX_NUMBER)]
    assert [w.rpartition("-")[2] for w in written] == ["0001", "9999", "10000", "999999"]


@given(NEW_UNITS, DAYS, DAYS, NUMBERS, NUMBERS)
def test_a_units_codes_sort_by_time(unit: str, d1: date, d2: date, n1: int, n2: int) -> None:
    first, second = DossierCode(unit, d1, n1), DossierCode(unit, d2, n2)
    assert (first < second) is ((d1, n1) < (d2, n2))


@given(PROVINCES, PROVINCES, GROUPS, GROUPS, DAYS, NUMBERS)
def test_two_provinces_never_share_a_code(
    one: str, other: str, groups: list[str], more: list[str], day: date, number: int
) -> None:
    assume(one != other)
    first = DossierCode(".".join([one, *groups]), day, number)
    second = DossierCode(".".join([other, *more]), day, number)
    assert str(first) != str(second)


@given(CODES, CODES)
def test_two_codes_are_never_written_alike(one: DossierCode, other: DossierCode) -> None:
    assert (str(one) == str(other)) is (one == other)


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2026-03-01T16:59:59", date(2026, 3, 1)),
        ("2026-03-01T17:00:00", date(2026, 3, 2)),
        ("2026-03-01T23:59:59", date(2026, 3, 2)),
        ("2026-03-02T00:00:00", date(2026, 3, 2)),
        ("2020-12-31T17:00:00", date(2021, 1, 1)),
    ],
)
def test_a_dossiers_date_is_the_date_in_viet_nam(utc: str, local: date) -> None:
    assert local_day(datetime.fromisoformat(utc).replace(tzinfo=UTC)) == local


@given(DAYS, st.times(max_value=time(6, 59, 59)))
def test_before_seven_in_the_morning_the_utc_date_is_yesterday(day: date, clock: time) -> None:
    at = datetime.combine(day, clock, ICT)
    assert local_day(at) == day
    assert at.astimezone(UTC).date() == day - timedelta(days=1)


TYPED = [
    "H24.15-201216-0001",
    "h24.15-201216-0001",
    " H24.15-201216-0001 \n",
    "H24.15 201216 0001",
    "H24 15 201216 0001",
    "h24.15 - 201216 - 0001",
    "H24.15–201216—0001",
    "H24.15‑201216‑0001",
    "H24.15_201216_0001",
    "H24.15/201216/0001",
    "H24-15-201216-0001",
    "h24.15.201216.0001",
    "H2415-201216-0001",
    "H24152012160001",
    "h24.152012160001",
    "H24.15-201216-1",
    "H24.15-201216-00001",
    "H24.15-201216-0001.",
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_hand_typed_code_is_understood(typed: str) -> None:
    assert readings(typed)[0] == "H24.15-201216-0001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("00000 06h56 231027 0361", "000.00.06.H56-231027-0361"),
        ("00000 06H562310270361", "000.00.06.H56-231027-0361"),
        ("0000006h562310270361", "000.00.06.H56-231027-0361"),
        ("h24.x001 260302 12345", "H24.X001-260302-12345"),
        ("H242603020007", "H24-260302-0007"),
    ],
)
def test_other_units_are_understood_too(typed: str, code: str) -> None:
    assert code in readings(typed)


def test_a_code_written_exactly_has_one_reading() -> None:
    assert readings("H24.15.05-201216-0001") == ("H24.15.05-201216-0001",)


def test_an_ambiguous_unit_gives_every_reading_the_usual_one_first() -> None:
    found = readings("H24X0012603020001")
    assert found[0] == "H24.X0.01-260302-0001"
    assert "H24.X001-260302-0001" in found


@given(CODES)
def test_a_code_typed_without_care_is_among_its_readings(code: DossierCode) -> None:
    assert str(code) in readings(f"  {str(code).lower().replace('-', ' ')} ")


@given(st.builds(DossierCode, PAIRED_UNITS | OLD_UNITS, DAYS, st.integers(1, 9_999)))
def test_without_separators_the_usual_unit_is_among_the_readings(code: DossierCode) -> None:
    bare = "".join(ch for ch in str(code) if ch.isalnum())
    assert str(code) in readings(bare)


@given(st.text() | st.text("0123456789ABHabh.- ", max_size=60))
def test_readings_are_codes_or_nothing_whatever_was_typed(typed: str) -> None:
    for reading in readings(typed):
        assert str(parse(reading)) == reading


@given(CODES, st.sampled_from([" ", "", "/", "--"]))
def test_no_reading_leads_into_another_province(code: DossierCode, separator: str) -> None:
    assume(not code.is_old_style)
    typed = str(code).replace("-", separator)
    assert {reading[:3] for reading in readings(typed)} <= {code.unit[:3]}


@pytest.mark.parametrize("typed", ["", "   ", "0001", "H24", "hồ sơ của tôi", "9" * 5_000, "-" * 9])
def test_what_cannot_be_a_code_has_no_reading(typed: str) -> None:
    assert readings(typed) == ()


def test_a_text_too_long_for_a_code_is_not_even_read() -> None:
    assert readings("H24" + "1" * LONGEST_TYPED + "2012160001") == ()
