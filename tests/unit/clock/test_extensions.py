"""A due date is extended once at most; a returned dossier is counted anew."""

import datetime as dt

import pytest

from shared.clock import ClockError, LegalClock, due
from tests.unit.clock.samples import CALENDAR, at, due_of, extended, interrupted


def test_extension_replaces_the_due_date(clock: LegalClock) -> None:
    assert due_of(extended(clock, "2020-12-11 09:00", "2020-12-18 16:00")) == at("2020-12-18 16:00")


def test_extension_is_moved_into_office_hours(clock: LegalClock) -> None:
    assert due_of(extended(clock, "2020-12-11 09:00", "2020-12-19 09:00")) == at("2020-12-21 07:30")


def test_extension_is_granted_once(clock: LegalClock) -> None:
    once = extended(clock, "2020-12-11 09:00", "2020-12-18 16:00")
    with pytest.raises(ClockError, match="already extended"):
        extended(once, "2020-12-17 09:00", "2020-12-25 16:00")


def test_extension_must_be_later_than_the_due_date(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="later"):
        extended(clock, "2020-12-11 09:00", "2020-12-14 10:05")


def test_extension_of_a_late_dossier_must_lie_ahead(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="later"):
        extended(clock, "2020-12-21 09:00", "2020-12-18 16:00")


def test_paused_clock_is_not_extended(clock: LegalClock) -> None:
    with pytest.raises(ClockError, match="paused"):
        extended(clock.pause(at("2020-12-09 10:05"), "5"), "2020-12-11 09:00", "2020-12-18 16:00")


def test_clock_without_a_term_is_not_extended() -> None:
    clock = LegalClock(started_at=at("2020-12-07 10:05"), term=None)
    with pytest.raises(ClockError):
        extended(clock, "2020-12-11 09:00", "2020-12-18 16:00")


def test_pause_after_an_extension_shifts_the_extended_date(clock: LegalClock) -> None:
    once = extended(clock, "2020-12-11 09:00", "2020-12-18 16:00")
    assert due_of(interrupted(once, ("2020-12-15 10:00", "2020-12-16 10:00"))) == at(
        "2020-12-21 16:00"
    )


def test_pause_before_an_extension_does_not_shift_the_extended_date(clock: LegalClock) -> None:
    paused = interrupted(clock, ("2020-12-08 10:00", "2020-12-09 10:00"))
    assert due_of(extended(paused, "2020-12-11 09:00", "2020-12-18 16:00")) == at(
        "2020-12-18 16:00"
    )


def test_restarted_clock_counts_the_whole_term_anew(clock: LegalClock) -> None:
    paused = clock.pause(at("2020-12-09 10:05"), "5")
    restarted = paused.restart(at("2020-12-15 14:00"))
    assert not restarted.paused
    assert due_of(restarted) == at("2020-12-22 14:00")


def test_restart_ends_the_effect_of_an_extension_but_not_its_being_the_only_one(
    clock: LegalClock,
) -> None:
    once = extended(clock, "2020-12-11 09:00", "2020-12-31 16:00")
    restarted = once.restart(at("2020-12-15 14:00"))
    assert due_of(restarted) == at("2020-12-22 14:00")
    with pytest.raises(ClockError, match="already extended"):
        extended(restarted, "2020-12-16 09:00", "2020-12-30 16:00")


def test_due_date_can_be_asked_as_of_an_earlier_moment(clock: LegalClock) -> None:
    moved = interrupted(clock, ("2020-12-09 10:05", "2020-12-16 10:05"))
    moved = extended(moved, "2020-12-18 09:00", "2020-12-30 16:00")

    def seen(moment: str) -> tuple[dt.datetime, bool]:
        found = due(moved, CALENDAR, now=at(moment))
        assert found is not None
        return found.at, found.running

    assert seen("2020-12-08 09:00") == (at("2020-12-14 10:05"), True)
    assert seen("2020-12-10 09:00") == (at("2020-12-14 10:05"), False)
    assert seen("2020-12-17 09:00") == (at("2020-12-21 10:05"), True)
    assert seen("2020-12-18 09:00") == (at("2020-12-30 16:00"), True)
