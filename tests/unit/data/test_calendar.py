"""Hải Phòng's working calendar: the package's holidays, overruled by the province."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from shared.clock import CalendarDay, DayKind
from shared.reference.catalogue import Catalogue
from shared.reference.model import CalendarData

OFF_ON_WEEKDAYS = {
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03",
}


@pytest.fixture
def calendar(catalogue: Catalogue) -> CalendarData:
    assert catalogue.calendar is not None
    return catalogue.calendar


def marked(calendar: CalendarData, day: date) -> CalendarDay | None:
    """What the calendar says about a day."""
    return next((mark for mark in calendar.days if mark.date == day), None)


def days_of(calendar: CalendarData, kind: DayKind) -> list[date]:
    """The days of one kind."""
    return [mark.date for mark in calendar.days if mark.kind is kind]


def test_it_covers_2020_to_2027(calendar: CalendarData) -> None:
    assert (calendar.first_year, calendar.last_year) == (2020, 2027)
    assert {mark.date.year for mark in calendar.days} == set(range(2020, 2028))


@pytest.mark.parametrize("year", OFF_ON_WEEKDAYS)
def test_weekdays_off(calendar: CalendarData, year: int) -> None:
    off = {d for d in days_of(calendar, DayKind.OFF) if d.year == year and d.weekday() < 5}
    assert off == {date.fromisoformat(f"{year}-{day}") for day in OFF_ON_WEEKDAYS[year].split()}


def test_make_up_working_days(calendar: CalendarData) -> None:
    assert days_of(calendar, DayKind.WORK) == [
        date(2024, 5, 4),
        date(2025, 4, 26),
        date(2026, 1, 10),
        date(2026, 8, 22),
    ]


def test_culture_day_is_undecided(calendar: CalendarData) -> None:
    assert date(2026, 11, 24) in days_of(calendar, DayKind.UNDECIDED)


def test_the_day_of_liberation_of_the_city_is_not_a_day_off(calendar: CalendarData) -> None:
    assert marked(calendar, date(2026, 5, 13)) is None


def test_the_provinces_days_name_their_decision(calendar: CalendarData) -> None:
    swapped = marked(calendar, date(2026, 1, 2))
    assert swapped is not None
    assert "12729/VPCP-KGVX" in swapped.source


def test_the_packages_days_name_its_version_and_speak_both_languages(
    calendar: CalendarData,
) -> None:
    tet = marked(calendar, date(2020, 1, 25))
    assert tet is not None
    assert (tet.name, tet.name_en) == ("Tết Nguyên đán", "Lunar New Year")
    assert tet.source.startswith("holidays ")


def test_no_day_is_marked_twice(calendar: CalendarData) -> None:
    days = [mark.date for mark in calendar.days]
    assert len(days) == len(set(days))


def test_an_office_day_has_eight_hours(calendar: CalendarData) -> None:
    hours = calendar.hours
    assert (hours.morning_start, hours.afternoon_end) == (time(7, 30), time(17, 30))
    assert hours.morning + hours.afternoon == timedelta(hours=8)


def test_what_comes_after_three_in_the_afternoon_waits(calendar: CalendarData) -> None:
    assert calendar.policy.same_day_cutoff == time(15, 0)
