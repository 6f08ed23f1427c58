"""Reception, supplements, and where a dossier stands."""

import datetime as dt

import pytest

from shared.clock import (
    ClockPolicy,
    Standing,
    TermUnit,
    WorkingCalendar,
    late_reception_after,
    reception_deadline,
    standing,
    supplement_deadline,
)
from tests.unit.clock.samples import at, calendar_with

DUE = at("2020-12-18 10:05")


@pytest.mark.parametrize(
    ("submitted", "deadline"),
    [
        pytest.param("2020-12-15 10:05", "2020-12-16 10:05", id="plain"),
        pytest.param("2020-12-18 16:00", "2020-12-21 16:00", id="over_a_weekend"),
        pytest.param("2020-12-19 22:00", "2020-12-21 17:30", id="saturday_night"),
        pytest.param("2020-12-15 06:40", "2020-12-15 17:30", id="before_opening"),
        pytest.param("2020-01-22 16:00", "2020-01-30 16:00", id="over_tet"),
        pytest.param("2025-04-25 10:05", "2025-04-26 10:05", id="make_up_saturday"),
    ],
)
def test_online_dossier_is_received_within_eight_working_hours(
    calendar: WorkingCalendar, submitted: str, deadline: str
) -> None:
    assert reception_deadline(at(submitted), calendar) == at(deadline)


def test_reception_hours_are_a_policy() -> None:
    calendar = calendar_with(policy=ClockPolicy(reception_hours=4, late_reception_hours=16))
    assert reception_deadline(at("2020-12-15 10:05"), calendar) == at("2020-12-15 16:05")
    assert late_reception_after(at("2020-12-15 10:05"), calendar) == at("2020-12-17 10:05")


def test_reception_is_late_after_one_working_day(calendar: WorkingCalendar) -> None:
    assert late_reception_after(at("2020-12-18 10:05"), calendar) == at("2020-12-21 10:05")


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        ("2020-12-01 10:05", "2020-12-31 23:59:59"),
        ("2020-12-02 23:00", "2021-01-04 23:59:59"),
        ("2019-12-25 10:05", "2020-01-30 23:59:59"),
    ],
)
def test_citizen_has_thirty_days_to_supplement_until_midnight(
    calendar: WorkingCalendar, asked: str, last: str
) -> None:
    assert supplement_deadline(at(asked), calendar) == at(last)


def test_procedure_may_set_its_own_supplement_limit(calendar: WorkingCalendar) -> None:
    limit = supplement_deadline(at("2020-12-14 10:05"), calendar, days=3)
    assert limit == at("2020-12-17 23:59:59")


def stands(calendar: WorkingCalendar, now: str, **kwargs: object) -> Standing:
    """Tell where a dossier due on Friday 18 December 2020, 10:05, stands."""
    return standing(DUE, at(now), calendar, **kwargs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2020-12-17 10:04", Standing.ON_TIME),
        ("2020-12-17 10:05", Standing.SOON),
        ("2020-12-18 10:06", Standing.SOON),
        ("2020-12-18 23:59", Standing.SOON),
        ("2020-12-19 00:00", Standing.LATE),
    ],
)
def test_open_dossier_in_days_is_late_when_its_day_is_over(
    calendar: WorkingCalendar, now: str, expected: Standing
) -> None:
    assert stands(calendar, now) is expected


def test_open_dossier_in_hours_is_late_after_the_very_moment(calendar: WorkingCalendar) -> None:
    assert stands(calendar, "2020-12-18 10:05", unit=TermUnit.HOURS) is Standing.SOON
    assert stands(calendar, "2020-12-18 10:06", unit=TermUnit.HOURS) is Standing.LATE


def test_paused_dossier_waits(calendar: WorkingCalendar) -> None:
    assert stands(calendar, "2021-01-15 10:00", running=False) is Standing.WAITING


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        ("2020-12-17 16:00", Standing.EARLY),
        ("2020-12-18 08:00", Standing.ON_TIME),
        ("2020-12-18 16:00", Standing.ON_TIME),
        ("2020-12-21 08:00", Standing.LATE),
    ],
)
def test_finished_dossier_stands_by_the_date_it_was_finished(
    calendar: WorkingCalendar, finished: str, expected: Standing
) -> None:
    now = "2021-03-01 09:00"
    assert stands(calendar, now, finished_at=at(finished)) is expected
    assert stands(calendar, now, finished_at=at(finished), running=False) is expected


def test_local_date_decides_even_for_utc_moments(calendar: WorkingCalendar) -> None:
    late_evening_utc = at("2020-12-19 01:00").astimezone(dt.UTC)
    assert late_evening_utc.date() == DUE.date()
    assert standing(DUE, late_evening_utc, calendar) is Standing.LATE


def test_dossier_without_a_due_date_is_on_time(calendar: WorkingCalendar) -> None:
    now = at("2020-12-18 10:05")
    assert standing(None, now, calendar) is Standing.ON_TIME
    assert standing(None, now, calendar, running=False) is Standing.WAITING
    assert standing(None, now, calendar, finished_at=now) is Standing.ON_TIME


def test_warning_threshold_is_a_policy() -> None:
    calendar = calendar_with(policy=ClockPolicy(warn_before_hours=16))
    assert stands(calendar, "2020-12-16 10:05") is Standing.SOON
