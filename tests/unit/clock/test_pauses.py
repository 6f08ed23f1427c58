"""A clock stops while the citizen holds the file."""

import datetime as dt

import msgspec
import pytest

from shared.clock import (
    ClockError,
    ClockPolicy,
    Extension,
    LegalClock,
    Pause,
    TermUnit,
)
from tests.unit.clock.samples import (
    Case,
    at,
    calendar_with,
    due_of,
    extended,
    interrupted,
    started,
)

END_OF_DAY = calendar_with(policy=ClockPolicy(due_time="end_of_day"))


def test_clock_stops_while_the_citizen_holds_the_file(clock: LegalClock) -> None:
    assert due_of(interrupted(clock, ("2020-12-09 10:05", "2020-12-16 10:05"))) == at(
        "2020-12-21 10:05"
    )


def test_paused_clock_shows_the_due_date_it_had(clock: LegalClock) -> None:
    found = Case(clock.pause(at("2020-12-09 10:05"), "5")).due
    assert (found.at, found.running) == (at("2020-12-14 10:05"), False)


def test_paused_clock_tells_the_working_minutes_left(clock: LegalClock) -> None:
    assert Case(clock.pause(at("2020-12-09 10:05"), "5")).due.remaining_minutes == 3 * 480


def test_paused_calendar_days_tell_the_wall_clock_minutes_left() -> None:
    clock = started("2020-12-07 10:05", 10, TermUnit.DAYS).pause(at("2020-12-09 10:05"), "5")
    assert Case(clock).due.remaining_minutes == 8 * 24 * 60


@pytest.mark.parametrize(
    ("resumed", "expected"),
    [
        pytest.param("2020-12-16 06:40", "2020-12-18 09:30", id="before_opening"),
        pytest.param("2020-12-16 12:10", "2020-12-18 15:30", id="lunch"),
        pytest.param("2020-12-16 18:20", "2020-12-21 09:30", id="after_closing"),
        pytest.param("2020-12-19 09:00", "2020-12-23 09:30", id="saturday"),
    ],
)
def test_remaining_time_runs_on_from_the_next_office_hour(resumed: str, expected: str) -> None:
    eighteen_hours_left = started("2020-12-07 13:30", 4).pause(at("2020-12-09 09:30"), "5")
    assert due_of(eighteen_hours_left.resume(at(resumed))) == at(expected)


def test_pause_of_zero_length_changes_nothing(clock: LegalClock) -> None:
    again = interrupted(clock, ("2020-12-09 10:05", "2020-12-09 10:05"))
    assert due_of(again) == due_of(clock)


def test_pause_over_a_weekend_only_changes_nothing(clock: LegalClock) -> None:
    again = interrupted(clock, ("2020-12-11 17:30", "2020-12-14 07:30"))
    assert due_of(again) == due_of(clock)


def test_pause_over_lunch_only_changes_nothing(clock: LegalClock) -> None:
    again = interrupted(clock, ("2020-12-09 11:30", "2020-12-09 13:30"))
    assert due_of(again) == due_of(clock)


def test_opening_time_due_date_keeps_its_hour_over_a_pause_of_whole_days() -> None:
    clock = started("2020-12-07 06:40", 2)
    assert due_of(interrupted(clock, ("2020-12-08 10:00", "2020-12-09 10:00"))) == at(
        "2020-12-10 07:30"
    )


def test_two_short_pauses_cost_what_one_long_pause_costs() -> None:
    clock = started("2020-12-07 06:40", 2)
    two = interrupted(
        clock, ("2020-12-07 07:30", "2020-12-07 11:30"), ("2020-12-07 13:30", "2020-12-07 17:30")
    )
    one = interrupted(clock, ("2020-12-07 07:30", "2020-12-07 17:30"))
    assert due_of(two) == due_of(one) == at("2020-12-10 07:30")


def test_pause_after_the_due_date_does_not_save_a_late_dossier(clock: LegalClock) -> None:
    again = interrupted(clock, ("2020-12-15 10:00", "2020-12-22 10:00"))
    assert due_of(again) == at("2020-12-14 10:05")


def test_late_dossier_has_nothing_left_while_paused(clock: LegalClock) -> None:
    found = Case(clock.pause(at("2020-12-15 10:00"), "6")).due
    assert (found.at, found.remaining_minutes) == (at("2020-12-14 10:05"), 0)


def test_dossier_in_time_at_the_pause_is_in_time_at_the_resumption() -> None:
    clock = started("2020-12-07 06:40", 1)
    again = interrupted(clock, ("2020-12-07 18:00", "2020-12-10 12:00"))
    assert due_of(again) == at("2020-12-10 13:30")


def test_pause_on_the_last_afternoon_counts_from_the_printed_closing_time() -> None:
    clock = started("2020-12-07 10:05", 5)
    again = interrupted(clock, ("2020-12-14 15:00", "2020-12-15 07:30"))
    assert due_of(again, END_OF_DAY) == at("2020-12-15 17:30")


def test_short_pause_does_not_cost_a_day_when_the_closing_time_is_printed() -> None:
    clock = started("2020-12-07 10:05", 5)
    again = interrupted(clock, ("2020-12-09 10:00", "2020-12-09 11:00"))
    assert due_of(again, END_OF_DAY) == at("2020-12-14 17:30")


def test_calendar_days_run_on_after_a_pause() -> None:
    clock = started("2020-12-07 10:05", 10, TermUnit.DAYS)
    assert due_of(clock) == at("2020-12-17 10:05")
    assert due_of(interrupted(clock, ("2020-12-09 09:00", "2020-12-14 09:00"))) == at(
        "2020-12-22 10:05"
    )


def test_calendar_days_after_a_pause_are_moved_off_days_off() -> None:
    clock = started("2020-12-07 10:05", 10, TermUnit.DAYS)
    assert due_of(interrupted(clock, ("2020-12-09 09:00", "2020-12-11 09:00"))) == at(
        "2020-12-21 10:05"
    )


def test_calendar_days_keep_their_hour_over_a_pause() -> None:
    clock = started("2020-12-07 10:05", 10, TermUnit.DAYS)
    assert due_of(interrupted(clock, ("2020-12-09 09:00", "2020-12-14 16:40"))) == at(
        "2020-12-22 10:05"
    )


def test_calendar_days_used_up_at_the_pause_end_no_earlier_than_the_resumption() -> None:
    clock = started("2020-12-07 10:05", 2, TermUnit.DAYS)
    assert due_of(interrupted(clock, ("2020-12-09 09:00", "2020-12-11 16:40"))) == at(
        "2020-12-11 16:40"
    )


def test_pause_in_the_days_off_at_the_end_of_calendar_days_keeps_the_dossier_in_time() -> None:
    clock = started("2020-12-07 10:05", 5, TermUnit.DAYS)
    assert due_of(clock) == at("2020-12-14 10:05")
    again = interrupted(clock, ("2020-12-13 09:00", "2020-12-15 09:00"))
    assert due_of(again) == at("2020-12-16 10:05")


def test_same_day_dossier_keeps_its_remaining_hours() -> None:
    clock = started("2020-12-15 09:00", 0, TermUnit.SAME_DAY)
    assert due_of(interrupted(clock, ("2020-12-15 10:00", "2020-12-16 10:00"))) == at(
        "2020-12-16 17:30"
    )


def test_paused_clock_cannot_be_paused(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="already paused"):
        clock.pause(at("2020-12-09 10:05"), "5").pause(at("2020-12-10 10:05"), "6")


def test_running_clock_cannot_be_resumed(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="not paused"):
        clock.resume(at("2020-12-09 10:05"))


def test_clock_cannot_resume_before_its_pause(clock: LegalClock) -> None:
    with pytest.raises(ClockError):
        clock.pause(at("2020-12-09 10:05"), "5").resume(at("2020-12-09 10:04"))


def test_pause_cannot_precede_the_start(clock: LegalClock) -> None:
    with pytest.raises(ClockError):
        clock.pause(at("2020-12-07 10:04"), "5")


def test_pause_cannot_begin_inside_an_earlier_one(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="overlap"):
        interrupted(clock, ("2020-12-09 10:05", "2020-12-16 10:05")).pause(
            at("2020-12-10 10:05"), "6"
        )


@pytest.mark.parametrize("value", [Pause, Extension])
def test_naive_moments_are_refused(value: type) -> None:
    naive = dt.datetime(2020, 12, 9, 10, 5)
    arguments = (naive, None, "5") if value is Pause else (naive, naive)
    with pytest.raises(ClockError):
        value(*arguments)


def test_naive_start_is_refused() -> None:
    with pytest.raises(ClockError):
        LegalClock(started_at=dt.datetime(2020, 12, 9, 10, 5), term=None)


def test_clock_survives_json(clock: LegalClock) -> None:
    moved = extended(
        interrupted(clock, ("2020-12-09 10:05", "2020-12-16 10:05")),
        "2020-12-18 09:00",
        "2020-12-30 16:00",
    ).pause(at("2020-12-21 09:00"), "6")
    assert msgspec.json.decode(msgspec.json.encode(moved), type=LegalClock) == moved


def test_json_without_a_time_zone_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="time zone"):
        msgspec.json.decode(b'{"started_at": "2020-12-07T10:05:00", "term": null}', type=LegalClock)
