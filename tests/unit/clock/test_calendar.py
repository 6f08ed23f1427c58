"""Which days and hours count."""

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from shared.clock import (
    ICT,
    CalendarDay,
    ClockError,
    DayKind,
    OfficeHours,
    Reason,
    WorkingCalendar,
    local,
)
from tests.unit.clock.samples import at, calendar_with, culture_day, day

DAYS_OFF_2020 = (
    "2020-01-01 2020-01-23 2020-01-24 2020-01-27 2020-01-28 2020-01-29 "
    "2020-04-02 2020-04-30 2020-05-01 2020-09-02"
)
DAYS_OFF_2026 = (
    "2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 "
    "2026-04-27 2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24"
)


@pytest.mark.parametrize("text", [*DAYS_OFF_2020.split(), *DAYS_OFF_2026.split()])
def test_statutory_day_off_is_not_a_working_day(calendar: WorkingCalendar, text: str) -> None:
    assert not calendar.is_working_day(day(text))


@pytest.mark.parametrize("text", ["2025-04-26", "2026-01-10", "2026-08-22"])
def test_make_up_saturday_is_a_working_day(calendar: WorkingCalendar, text: str) -> None:
    assert day(text).weekday() == 5
    assert calendar.is_working_day(day(text))
    assert calendar.why_off(day(text)) is None


def test_local_liberation_day_is_an_ordinary_day(calendar: WorkingCalendar) -> None:
    assert calendar.is_working_day(day("2020-05-13"))


def test_swapped_friday_names_its_reason(calendar: WorkingCalendar) -> None:
    assert calendar.why_off(day("2026-01-02")) == Reason("Nghỉ hoán đổi", "swapped day off")


def test_weekend_names_its_reason(calendar: WorkingCalendar) -> None:
    assert calendar.why_off(day("2020-12-19")) == Reason(
        "thứ Bảy, Chủ nhật", "Saturdays and Sundays"
    )


def test_day_off_without_an_english_name_gives_the_vietnamese_one() -> None:
    calendar = WorkingCalendar.of(
        [CalendarDay(date=day("2026-05-13"), kind=DayKind.OFF, name="Nghỉ bão")]
    )
    assert calendar.why_off(day("2026-05-13")) == Reason("Nghỉ bão", "Nghỉ bão")


def test_undecided_weekday_counts_as_working() -> None:
    calendar = calendar_with(culture_day(DayKind.UNDECIDED))
    assert calendar.is_working_day(day("2026-11-24"))


def test_undecided_saturday_stays_a_weekend() -> None:
    calendar = WorkingCalendar.of(
        [CalendarDay(date=day("2026-11-28"), kind=DayKind.UNDECIDED, name="làm bù")]
    )
    assert calendar.why_off(day("2026-11-28")) == Reason(
        "thứ Bảy, Chủ nhật", "Saturdays and Sundays"
    )


def test_the_later_entry_for_a_date_wins() -> None:
    calendar = calendar_with(culture_day(DayKind.OFF), culture_day(DayKind.WORK))
    assert calendar.is_working_day(day("2026-11-24"))


def test_next_working_day_passes_tet(calendar: WorkingCalendar) -> None:
    assert calendar.next_working_day(day("2020-01-22")) == day("2020-01-30")


def test_next_working_day_is_never_the_day_itself(calendar: WorkingCalendar) -> None:
    assert calendar.next_working_day(day("2020-12-15")) == day("2020-12-16")


@pytest.mark.parametrize(
    ("date", "days", "before"),
    [
        pytest.param("2020-12-18", 2, "2020-12-16", id="plain"),
        pytest.param("2020-12-21", 1, "2020-12-18", id="over_a_weekend"),
        pytest.param("2020-12-18", 0, "2020-12-18", id="the_day_itself"),
        pytest.param("2020-12-19", 0, "2020-12-21", id="a_day_off_is_the_one_that_follows"),
        pytest.param("2020-12-19", 1, "2020-12-18", id="from_a_day_off"),
        pytest.param("2027-02-11", 2, "2027-02-02", id="over_tet"),
        pytest.param("2021-01-05", 2, "2020-12-31", id="over_the_years_end"),
        pytest.param("2025-04-28", 1, "2025-04-26", id="to_a_make_up_saturday"),
    ],
)
def test_a_working_day_is_found_before_another(
    calendar: WorkingCalendar, date: str, days: int, before: str
) -> None:
    assert calendar.working_day_before(day(date), days) == day(before)


@pytest.mark.parametrize(
    ("end", "hours", "start"),
    [
        pytest.param("2020-12-18 15:30", 1, "2020-12-18 14:30", id="within_a_half_day"),
        pytest.param("2020-12-18 14:30", 2, "2020-12-18 10:30", id="over_lunch"),
        pytest.param("2020-12-18 17:30", 4, "2020-12-18 13:30", id="latest_of_the_lunch_break"),
        pytest.param("2020-12-18 11:30", 4, "2020-12-18 07:30", id="latest_of_the_night"),
        pytest.param("2020-12-18 08:30", 4, "2020-12-17 14:30", id="over_a_night"),
        pytest.param("2020-12-21 10:05", 8, "2020-12-18 10:05", id="over_a_weekend"),
        pytest.param("2020-12-20 09:00", 1, "2020-12-18 16:30", id="from_a_day_off"),
        pytest.param("2020-12-18 12:15", 0, "2020-12-18 12:15", id="nothing_is_never_later"),
        pytest.param("2021-01-04 09:30", 16, "2020-12-30 09:30", id="over_the_years_end"),
        pytest.param("2027-02-11 08:00", 1, "2027-02-03 17:00", id="over_tet"),
    ],
)
def test_retreat_by_working_time(
    calendar: WorkingCalendar, end: str, hours: int, start: str
) -> None:
    assert calendar.retreat(at(end), dt.timedelta(hours=hours)) == at(start)


def test_first_working_day_may_be_the_day_itself(calendar: WorkingCalendar) -> None:
    assert calendar.first_working_day(day("2020-12-15")) == day("2020-12-15")


def test_years_outside_the_calendar_are_provisional(calendar: WorkingCalendar) -> None:
    assert calendar.is_provisional(day("2028-01-03"))
    assert calendar.is_provisional(day("2019-12-31"))
    assert not calendar.is_provisional(day("2027-12-31"))


def test_years_outside_the_calendar_follow_the_weekday(calendar: WorkingCalendar) -> None:
    assert calendar.is_working_day(day("2028-01-03"))
    assert not calendar.is_working_day(day("2028-01-01"))


@pytest.mark.parametrize(
    ("moment", "clamped"),
    [
        ("2020-12-15 10:05", "2020-12-15 10:05"),
        ("2020-12-15 06:40", "2020-12-15 07:30"),
        ("2020-12-15 12:10", "2020-12-15 13:30"),
        ("2020-12-15 18:20", "2020-12-16 07:30"),
        ("2020-12-18 18:20", "2020-12-21 07:30"),
        ("2020-12-19 10:00", "2020-12-21 07:30"),
        ("2020-01-25 10:00", "2020-01-30 07:30"),
        ("2020-12-15 07:30", "2020-12-15 07:30"),
        ("2020-12-15 11:30", "2020-12-15 11:30"),
        ("2020-12-15 13:30", "2020-12-15 13:30"),
        ("2020-12-15 17:30", "2020-12-15 17:30"),
        ("2020-12-31 20:00", "2021-01-04 07:30"),
    ],
)
def test_clamp_into_office_hours(calendar: WorkingCalendar, moment: str, clamped: str) -> None:
    assert calendar.clamp(at(moment)) == at(clamped)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2020-12-15 10:05", 1, "2020-12-15 11:05"),
        ("2020-12-15 10:05", 4, "2020-12-15 16:05"),
        ("2020-12-15 07:30", 8, "2020-12-15 17:30"),
        ("2020-12-15 07:30", 4, "2020-12-15 11:30"),
        ("2020-12-15 13:30", 4, "2020-12-15 17:30"),
        ("2020-12-18 10:00", 8, "2020-12-21 10:00"),
        ("2020-12-18 17:30", 1, "2020-12-21 08:30"),
        ("2020-12-15 12:10", 1, "2020-12-15 14:30"),
        ("2020-12-15 10:05", 0, "2020-12-15 10:05"),
        ("2020-12-15 12:10", 0, "2020-12-15 13:30"),
    ],
)
def test_add_working_hours(calendar: WorkingCalendar, start: str, hours: int, end: str) -> None:
    assert calendar.add_hours(at(start), hours) == at(end)


def test_add_half_an_hour_and_minutes(calendar: WorkingCalendar) -> None:
    start = at("2020-12-15 10:05")
    assert calendar.add_hours(start, Decimal("0.5")) == at("2020-12-15 10:35")
    assert calendar.add_hours(start, minutes=90) == at("2020-12-15 13:35")


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-20 10:05", 30, "2026-12-21 10:05"),
        ("2026-11-20 10:05", 4, "2026-11-25 10:05"),
        ("2020-12-15 10:05", 2, "2020-12-17 10:05"),
        ("2020-12-15 18:20", 2, "2020-12-18 07:30"),
    ],
)
def test_add_calendar_days_then_move_off_days_off(start: str, days: int, end: str) -> None:
    calendar = calendar_with(culture_day(DayKind.OFF))
    assert calendar.add_days(at(start), days) == at(end)


@pytest.mark.parametrize(
    ("earlier", "later", "minutes"),
    [
        ("2020-12-15 10:05", "2020-12-15 11:05", 60),
        ("2020-12-15 11:00", "2020-12-15 14:00", 60),
        ("2020-12-15 11:30", "2020-12-15 13:30", 0),
        ("2020-12-18 16:30", "2020-12-21 08:30", 120),
        ("2020-12-18 17:30", "2020-12-21 07:30", 0),
        ("2020-12-19 09:00", "2020-12-20 09:00", 0),
        ("2020-01-20 10:05", "2020-02-03 10:05", 5 * 480),
        ("2020-12-15 11:05", "2020-12-15 10:05", 0),
    ],
)
def test_working_minutes_between(
    calendar: WorkingCalendar, earlier: str, later: str, minutes: int
) -> None:
    assert calendar.working_minutes_between(at(earlier), at(later)) == minutes


def test_working_minutes_of_a_whole_year(calendar: WorkingCalendar) -> None:
    days = [day("2020-01-01") + dt.timedelta(n) for n in range(366)]
    expected = 480 * sum(calendar.is_working_day(d) for d in days)
    found = calendar.working_minutes_between(at("2020-01-01 00:00"), at("2021-01-01 00:00"))
    assert found == expected


def test_naive_moment_is_refused(calendar: WorkingCalendar) -> None:
    with pytest.raises(ClockError):
        calendar.clamp(dt.datetime(2020, 12, 15, 10, 5))


def test_negative_days_are_refused(calendar: WorkingCalendar) -> None:
    for add in (calendar.add_working_days, calendar.add_days):
        with pytest.raises(ClockError):
            add(at("2020-12-15 10:05"), -1)


def test_negative_hours_are_refused(calendar: WorkingCalendar) -> None:
    with pytest.raises(ClockError):
        calendar.add_hours(at("2020-12-15 10:05"), Decimal("-0.5"))


def test_local_turns_utc_into_vietnamese_time() -> None:
    assert local(dt.datetime(2020, 12, 31, 18, tzinfo=dt.UTC)).isoformat() == (
        "2021-01-01T01:00:00+07:00"
    )
    assert local(dt.datetime(2020, 12, 31, 18, tzinfo=dt.UTC)).tzinfo is ICT


def test_default_office_day_has_eight_hours() -> None:
    assert OfficeHours().day == dt.timedelta(hours=8)


@pytest.mark.parametrize(
    "times",
    [
        {"morning_start": dt.time(12, 0)},
        {"afternoon_start": dt.time(11, 0)},
        {"afternoon_end": dt.time(13, 30)},
        {"morning_end": dt.time(7, 30)},
    ],
)
def test_office_hours_out_of_order_are_refused(times: dict[str, dt.time]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        OfficeHours(**times)


def test_calendar_survives_json(calendar: WorkingCalendar) -> None:
    again = msgspec.json.decode(msgspec.json.encode(calendar), type=WorkingCalendar)
    assert again == calendar
    assert again.next_working_day(day("2020-01-22")) == day("2020-01-30")
