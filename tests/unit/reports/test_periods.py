"""Reporting periods: their names, both cut-offs, and the year to date."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.periods import (
    Cutoff,
    NoSuchPeriod,
    Period,
    between,
    months_before,
    named,
)

CALENDAR, STATUTORY = Cutoff.CALENDAR, Cutoff.STATUTORY


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


def ends(period: Period) -> tuple[date, date]:
    return period.first, period.last


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-11-24", "2026-11-24", "2026-11-24"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-01-05..2026-02-03", "2026-01-05", "2026-02-03"),
    ],
)
def test_a_name_stands_for_its_calendar_days(name: str, first: str, last: str) -> None:
    assert ends(named(name)) == days(first, last)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-01", "2025-12-15", "2026-01-14"),
        ("2026-03", "2026-02-15", "2026-03-14"),
        ("2026-12", "2026-11-15", "2026-12-14"),
        ("2026-Q1", "2025-12-15", "2026-03-14"),
        ("2026-Q2", "2026-03-15", "2026-06-14"),
        ("2026-Q3", "2026-06-15", "2026-09-14"),
        ("2026-Q4", "2026-09-15", "2026-12-14"),
        ("2026-H1", "2025-12-15", "2026-06-14"),
        ("2026-H2", "2026-06-15", "2026-12-14"),
        ("2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_statutory_periods_end_on_the_14th(name: str, first: str, last: str) -> None:
    assert ends(named(name, STATUTORY)) == days(first, last)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-Q0",
        "2026-H3",
        "2026-02-30",
        "26",
        "2026-1",
        "0026",
        "9999999",
        "2026 ",
        "2026-11\n",
        "２０２６",
        "tháng 11",
        "2026-02-03..2026-01-05",
        "2026-01-05..",
        "..",
        "2026-01-01..2026-01-02..2026-01-03",
    ],
)
def test_anything_else_stands_for_no_period(name: str) -> None:
    with pytest.raises(NoSuchPeriod):
        named(name)


def test_reversed_dates_are_no_period() -> None:
    with pytest.raises(NoSuchPeriod):
        between(*days("2026-02-02", "2026-02-01"))


def test_a_period_of_one_day_is_named_by_it() -> None:
    assert between(*days("2026-02-02", "2026-02-02")) == named("2026-02-02")


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.integers(0, 5000))
def test_a_freely_chosen_period_is_found_by_its_name(first: date, length: int) -> None:
    period = between(first, first + timedelta(days=length))
    assert named(period.name) == period


@given(st.integers(1001, 2998), st.sampled_from(Cutoff), st.sampled_from(["Q", "H", ""]))
def test_the_parts_of_a_year_follow_each_other_without_a_gap(
    year: int, cutoff: Cutoff, kind: str
) -> None:
    count = {"Q": 4, "H": 2, "": 12}[kind]
    width = 1 if kind else 2
    parts = [named(f"{year}-{kind}{n:0{width}}", cutoff) for n in range(1, count + 1)]
    whole = named(str(year), cutoff)
    assert (parts[0].first, parts[-1].last) == ends(whole)
    for one, following in pairwise(parts):
        assert following.first - one.last == timedelta(days=1)


@given(st.integers(1001, 2998), st.sampled_from(Cutoff))
def test_years_follow_each_other_without_a_gap(year: int, cutoff: Cutoff) -> None:
    one, following = named(str(year), cutoff), named(str(year + 1), cutoff)
    assert following.first - one.last == timedelta(days=1)


def test_both_cutoffs_of_one_name_have_keys_of_their_own() -> None:
    assert named("2026-Q4").key == "2026-Q4"
    assert named("2026-Q4", STATUTORY).key == "2026-Q4-s"
    assert named("2026-01-05..2026-02-03").key == "2026-01-05_2026-02-03"


def test_a_period_is_over_once_its_last_day_has_passed() -> None:
    period = named("2026-11")
    assert not period.is_over(date(2026, 11, 30))
    assert period.is_over(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("name", "cutoff", "first"),
    [
        ("2026-11", CALENDAR, "2026-01-01"),
        ("2026", CALENDAR, "2026-01-01"),
        ("2026-11", STATUTORY, "2025-12-15"),
        ("2026-12", STATUTORY, "2025-12-15"),
        ("2026-01", STATUTORY, "2025-12-15"),
    ],
)
def test_the_year_to_date_begins_with_the_cutoffs_year(
    name: str, cutoff: Cutoff, first: str
) -> None:
    period = named(name, cutoff)
    assert ends(period.year_to_date()) == (date.fromisoformat(first), period.last)


def test_a_period_that_reaches_further_back_than_its_year_is_its_own_year_to_date() -> None:
    period = between(*days("2025-11-01", "2026-02-01"))
    assert ends(period.year_to_date()) == ends(period)


def test_the_last_twelve_months_end_with_the_days_own() -> None:
    found = months_before(date(2026, 3, 31), 12)
    assert [found[0].name, found[8].name, found[9].name, found[-1].name] == [
        "2025-04",
        "2025-12",
        "2026-01",
        "2026-03",
    ]
    assert len(found) == 12
