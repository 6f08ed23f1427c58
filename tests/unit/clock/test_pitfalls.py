"""Bugs of systems that do this job; ours must not have them."""

import datetime as dt
import time
from decimal import Decimal

import pytest

from shared.clock import (
    OfficeHours,
    Standing,
    TermUnit,
    WorkingCalendar,
    due,
    reception_deadline,
    standing,
    supplement_deadline,
)
from tests.unit.clock.samples import CALENDAR, at, calendar_with, due_of, started

SHORT_DAY = OfficeHours(
    morning_start=dt.time(8, 0),
    morning_end=dt.time(11, 0),
    afternoon_start=dt.time(13, 0),
    afternoon_end=dt.time(16, 0),
)


def test_fractions_of_a_working_day_are_not_dropped(calendar: WorkingCalendar) -> None:
    """A provincial calculator cast hours / 8 to an integer."""
    assert due_of(started("2020-12-15 07:30", 12, TermUnit.HOURS)) == at("2020-12-16 11:30")
    assert calendar.add_hours(at("2020-12-15 07:30"), Decimal("8.5")) == at("2020-12-16 08:00")


def test_after_hours_on_friday_does_not_start_on_saturday() -> None:
    """A provincial calculator added a day but tested the old date for the weekend."""
    assert due_of(started("2020-12-18 18:20", 1)) == at("2020-12-22 07:30")


def test_after_hours_before_a_holiday_does_not_start_in_the_holiday() -> None:
    assert due_of(started("2020-01-22 18:20", 1)) == at("2020-01-31 07:30")


def test_lunch_hour_reception_starts_in_the_afternoon_not_at_zero() -> None:
    """A provincial calculator added the term to zero in its lunch branch."""
    assert due_of(started("2020-12-15 12:10", 4, TermUnit.HOURS)) == at("2020-12-15 17:30")


def test_late_december_sees_the_holidays_of_january() -> None:
    """A provincial calculator loaded the days off of the current year alone."""
    assert due_of(started("2020-12-30 10:05", 2)) == at("2021-01-04 10:05")
    assert due_of(started("2026-12-31 10:05", 30)) == at("2027-02-19 10:05")


def test_utc_evening_is_the_vietnamese_morning() -> None:
    """A provincial calculator mixed UTC and local dates."""
    submitted = dt.datetime(2020, 12, 17, 23, 40, tzinfo=dt.UTC)
    assert reception_deadline(submitted, CALENDAR) == at("2020-12-18 17:30")


def test_configured_office_hours_are_respected() -> None:
    """OpenCPS silently ignored the configured hours."""
    calendar = calendar_with(hours=SHORT_DAY)
    assert due_of(started("2020-12-15 08:00", 8, TermUnit.HOURS), calendar) == at(
        "2020-12-16 10:00"
    )
    assert due_of(started("2020-12-15 06:40", 1), calendar) == at("2020-12-16 08:00")
    assert due_of(started("2020-12-15 16:30", 1), calendar) == at("2020-12-17 08:00")


def test_wrong_office_hours_are_an_error_not_a_default() -> None:
    with pytest.raises(ValueError, match="office hours"):
        OfficeHours(morning_start=dt.time(14, 0))


@pytest.mark.parametrize("rounds", [1, 3, 4, 8])
def test_supplement_rounds_alone_never_make_a_dossier_overdue(rounds: int) -> None:
    """OpenCPS reported a dossier overdue after three or four supplement rounds."""
    clock = started("2020-12-07 10:05", 1)
    moment = at("2020-12-07 11:00")
    for _ in range(rounds):
        back = moment + dt.timedelta(days=30, hours=7)
        clock = clock.pause(moment, "5").resume(back)
        assert standing(due_of(clock), back, CALENDAR) is not Standing.LATE
        moment = back
    assert CALENDAR.working_minutes_between(moment, due_of(clock)) == 480 - 55


def test_thirty_days_of_waiting_do_not_pass_in_minutes() -> None:
    """OpenCPS fired "waiting 30 days" after minutes."""
    asked = at("2020-12-01 10:05")
    assert supplement_deadline(asked, CALENDAR) - asked >= dt.timedelta(days=30)


def test_clock_does_not_run_while_the_citizen_holds_the_file() -> None:
    """DIGIT's service level ran on in wall-clock milliseconds."""
    clock = started("2020-12-07 10:05", 5).pause(at("2020-12-08 10:05"), "5")
    soon, later = (
        due(clock, CALENDAR, now=at(t)) for t in ("2020-12-09 09:00", "2021-06-09 09:00")
    )
    assert soon == later
    assert soon is not None
    assert soon.remaining_minutes == 4 * 480


def test_suspension_moves_the_due_date() -> None:
    """Open Zaak's suspension was a flag that did nothing to the clock."""
    clock = started("2020-12-07 10:05", 5)
    resumed = clock.pause(at("2020-12-08 10:05"), "8").resume(at("2020-12-15 10:05"))
    assert due_of(resumed) == at("2020-12-21 10:05")


def test_pause_costs_no_extra_day() -> None:
    """A provincial product added calendar days and one working day on every resumption."""
    clock = started("2020-12-07 10:05", 5)
    resumed = clock.pause(at("2020-12-11 10:05"), "5").resume(at("2020-12-14 10:05"))
    assert due_of(resumed) == at("2020-12-15 10:05")


def test_calendars_do_not_share_their_days() -> None:
    first, second = WorkingCalendar(), WorkingCalendar()
    assert first.days is not second.days


def test_term_of_decades_costs_no_minute_loop() -> None:
    began = time.process_time()
    for _ in range(100):
        CALENDAR.add_working_days(at("2020-12-15 10:05"), 10_000)
        CALENDAR.add_hours(at("2020-12-15 10:05"), 80_000)
        CALENDAR.working_minutes_between(at("1990-01-01 10:05"), at("2090-01-01 10:05"))
    assert time.process_time() - began < 1
