"""The due date of a clock that nobody interrupts."""

import datetime as dt

import pytest

from shared.clock import (
    ClockError,
    ClockPolicy,
    DayKind,
    LegalClock,
    Term,
    TermUnit,
    due,
)
from tests.unit.clock.samples import (
    CALENDAR,
    at,
    calendar_with,
    culture_day,
    due_of,
    started,
)

END_OF_DAY = calendar_with(policy=ClockPolicy(due_time="end_of_day"))


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        pytest.param("2020-12-15", 3, "2020-12-18", id="plain"),
        pytest.param("2020-01-20", 5, "2020-02-03", id="tet_2020"),
        pytest.param("2020-04-28", 3, "2020-05-05", id="30_april_and_1_may"),
        pytest.param("2025-04-24", 2, "2025-04-26", id="make_up_saturday"),
        pytest.param("2026-02-12", 3, "2026-02-24", id="tet_2026"),
        pytest.param("2027-02-02", 5, "2027-02-16", id="tet_2027"),
        pytest.param("2020-12-30", 3, "2021-01-05", id="turn_of_the_year"),
        pytest.param("2025-12-30", 3, "2026-01-06", id="swap_of_2_january_2026"),
        pytest.param("2026-01-08", 2, "2026-01-10", id="make_up_of_10_january_2026"),
    ],
)
def test_working_days(received: str, days: int, expected: str) -> None:
    assert due_of(started(f"{received} 10:05", days)) == at(f"{expected} 10:05")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (DayKind.OFF, "2026-11-26 10:05"),
        (DayKind.WORK, "2026-11-25 10:05"),
        (DayKind.UNDECIDED, "2026-11-25 10:05"),
    ],
)
def test_culture_day_counts_as_the_calendar_says(kind: DayKind, expected: str) -> None:
    calendar = calendar_with(culture_day(kind))
    assert due_of(started("2026-11-20 10:05", 3), calendar) == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param("2020-12-15 10:05", "2020-12-16 10:05", id="office_time_is_kept"),
        pytest.param("2020-12-15 06:40", "2020-12-16 07:30", id="before_opening"),
        pytest.param("2020-12-15 12:10", "2020-12-16 13:30", id="lunch"),
        pytest.param("2020-12-15 18:20", "2020-12-17 07:30", id="after_closing"),
        pytest.param("2020-12-18 18:20", "2020-12-22 07:30", id="friday_evening"),
        pytest.param("2020-12-19 09:00", "2020-12-22 07:30", id="saturday"),
    ],
)
def test_hour_of_reception_is_kept_within_office_hours(received: str, expected: str) -> None:
    assert due_of(started(received, 1)) == at(expected)


@pytest.mark.parametrize("unit", [TermUnit.WORKING_DAYS, TermUnit.DAYS])
def test_end_of_day_policy_prints_the_closing_time(unit: TermUnit) -> None:
    assert due_of(started("2020-12-15 10:05", 3, unit), END_OF_DAY) == at("2020-12-18 17:30")


def test_end_of_day_policy_leaves_hours_alone() -> None:
    clock = started("2020-12-15 10:05", 1, TermUnit.HOURS)
    assert due_of(clock, END_OF_DAY) == at("2020-12-15 11:05")


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        ("2020-12-15 10:05", 4, "2020-12-15 16:05"),
        ("2020-12-18 10:00", 8, "2020-12-21 10:00"),
        ("2020-12-18 18:20", 8, "2020-12-21 17:30"),
        ("2020-12-15 10:05", 12, "2020-12-16 16:05"),
    ],
)
def test_working_hours(received: str, hours: int, expected: str) -> None:
    assert due_of(started(received, hours, TermUnit.HOURS)) == at(expected)


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        pytest.param("2020-12-15 10:05", 2, "2020-12-17 10:05", id="plain"),
        pytest.param("2020-12-15 10:05", 4, "2020-12-21 10:05", id="ends_on_saturday"),
        pytest.param("2020-01-20 10:05", 5, "2020-01-30 10:05", id="ends_in_tet"),
        pytest.param("2020-12-15 10:05", 6, "2020-12-21 10:05", id="weekend_inside_counts"),
        pytest.param("2020-12-18 18:20", 1, "2020-12-22 07:30", id="counted_from_opening"),
    ],
)
def test_calendar_days(received: str, days: int, expected: str) -> None:
    assert due_of(started(received, days, TermUnit.DAYS)) == at(expected)


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param("2020-12-15 06:40", "2020-12-15 17:30", id="before_opening"),
        pytest.param("2020-12-15 12:10", "2020-12-15 17:30", id="lunch"),
        pytest.param("2020-12-15 15:00", "2020-12-15 17:30", id="at_the_cutoff"),
        pytest.param("2020-12-15 15:01", "2020-12-16 17:30", id="after_the_cutoff"),
        pytest.param("2020-12-18 15:01", "2020-12-21 17:30", id="friday_after_the_cutoff"),
        pytest.param("2020-12-18 18:20", "2020-12-21 17:30", id="friday_evening"),
        pytest.param("2020-12-19 10:00", "2020-12-21 17:30", id="saturday"),
        pytest.param("2020-12-19 16:00", "2020-12-21 17:30", id="saturday_afternoon"),
    ],
)
def test_same_day(received: str, expected: str) -> None:
    assert due_of(started(received, 0, TermUnit.SAME_DAY)) == at(expected)


def test_same_day_cutoff_is_a_policy() -> None:
    calendar = calendar_with(policy=ClockPolicy(same_day_cutoff=dt.time(16, 0)))
    clock = started("2020-12-15 15:30", 0, TermUnit.SAME_DAY)
    assert due_of(clock, calendar) == at("2020-12-15 17:30")


@pytest.mark.parametrize("unit", list(TermUnit))
def test_utc_and_vietnamese_time_give_the_same_due_date(unit: TermUnit) -> None:
    amount = 0 if unit is TermUnit.SAME_DAY else 3
    ict = started("2020-12-15 06:40", amount, unit)
    utc = LegalClock(started_at=ict.started_at.astimezone(dt.UTC), term=ict.term)
    assert due(utc, CALENDAR) == due(ict, CALENDAR)


def test_due_date_is_given_in_vietnamese_time() -> None:
    clock = LegalClock(
        started_at=dt.datetime(2020, 12, 15, 3, 5, tzinfo=dt.UTC),
        term=Term(1, TermUnit.WORKING_DAYS),
    )
    assert due_of(clock).isoformat() == "2020-12-16T10:05:00+07:00"


def test_clock_without_a_term_has_no_due_date() -> None:
    assert due(LegalClock(started_at=at("2020-12-15 10:05"), term=None), CALENDAR) is None


def test_running_clock_has_no_remaining_time() -> None:
    found = due(started("2020-12-15 10:05", 3), CALENDAR)
    assert found is not None
    assert found.running
    assert found.remaining_minutes is None


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (0, TermUnit.WORKING_DAYS),
        (-1, TermUnit.HOURS),
        (1, TermUnit.SAME_DAY),
        (-1, TermUnit.SAME_DAY),
    ],
)
def test_impossible_term_is_refused(amount: int, unit: TermUnit) -> None:
    with pytest.raises(ClockError):
        Term(amount, unit)
