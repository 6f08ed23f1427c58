"""The legal clock under the moves: it pauses by itself in statuses 5, 6 and 8, and runs on."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest

from shared.dossier.status import PAUSING, Action, Status
from tests.unit.dossier.moving import (
    EXTENDED_TO,
    FRIDAY,
    MONDAY,
    TUESDAY,
    at,
    make,
    processing,
    resolved,
    submitted,
    waiting,
)

PAUSES = [
    (Action.ASK_SUPPLEMENT, Action.SUPPLEMENT, "5"),
    (Action.ASK_FINANCIAL_DUTY, Action.CONFIRM_FINANCIAL_DUTY, "6"),
    (Action.STOP, Action.RESUME, "8"),
]


@pytest.mark.parametrize(("into", "out_of", "reason"), PAUSES)
def test_the_clock_pauses_by_itself_and_says_why(into: Action, out_of: Action, reason: str) -> None:
    clock = make(into, processing(), when=TUESDAY).after.clock
    assert clock is not None and clock.paused
    assert (clock.pauses[0].from_, clock.pauses[0].reason) == (TUESDAY, reason)


@pytest.mark.parametrize(("into", "out_of", "reason"), PAUSES)
def test_the_printed_due_date_stands_while_the_dossier_waits(
    into: Action, out_of: Action, reason: str
) -> None:
    assert make(into, processing(), when=TUESDAY).after.due_at == processing().due_at


@pytest.mark.parametrize(("into", "out_of", "reason"), PAUSES)
def test_the_clock_runs_on_and_gives_the_lost_days_back(
    into: Action, out_of: Action, reason: str
) -> None:
    paused = make(into, processing(), when=TUESDAY).after
    running = make(out_of, paused, when=FRIDAY).after
    assert running.clock is not None and not running.clock.paused
    assert running.due_at == at("2026-03-12 08:00")


def test_guidance_before_acceptance_has_no_clock_to_stop() -> None:
    dossier = waiting(Status.REGISTERED)
    assert (dossier.clock, dossier.due_at) == (None, None)


def test_a_dossier_that_stops_unpaid_stays_paused() -> None:
    unpaid = make(Action.ASK_FINANCIAL_DUTY, processing(), when=TUESDAY).after
    stopped = make(Action.STOP, unpaid, when=FRIDAY).after
    assert stopped.clock is not None
    assert stopped.clock.paused
    assert [(p.reason, p.from_, p.until) for p in stopped.clock.pauses] == [
        ("6", TUESDAY, FRIDAY),
        ("8", FRIDAY, None),
    ]


def test_a_request_that_expires_keeps_the_clock_paused_until_work_goes_on() -> None:
    asked = waiting()
    assert asked.supplement is not None
    expired = make(
        Action.EXPIRE_SUPPLEMENT, asked, when=asked.supplement.deadline + timedelta(days=1)
    ).after
    assert expired.status in PAUSING
    assert expired.clock is not None and expired.clock.paused
    resumed = make(Action.RESUME, expired, when=at("2026-05-04 08:00")).after
    assert resumed.due_at is not None and resumed.due_at > at("2026-05-04 08:00")


def test_a_stopped_dossier_that_is_resolved_gets_the_lost_days_back() -> None:
    stopped = make(Action.STOP, processing(), when=TUESDAY).after
    done = make(Action.RESOLVE, stopped, when=FRIDAY)
    assert done.after.due_at == at("2026-03-12 08:00")


def test_an_extension_survives_a_later_pause() -> None:
    extended = make(Action.EXTEND, processing(), when=TUESDAY).after
    paused = make(Action.STOP, extended, when=at("2026-03-04 08:00")).after
    running = make(Action.RESUME, paused, when=at("2026-03-05 08:00")).after
    assert running.due_at == EXTENDED_TO + timedelta(days=3), "Friday's promise moves to Monday"


@pytest.mark.parametrize("when", [MONDAY, FRIDAY, at("2026-03-30 08:00")])
def test_the_clock_neither_stops_nor_restarts_for_a_wrong_result(when: object) -> None:
    assert make(Action.CORRECT, resolved(), when=FRIDAY).after.clock == processing().clock


def test_every_instant_of_a_dossier_is_kept_in_utc() -> None:
    dossier = make(Action.ASK_SUPPLEMENT, processing()).after
    again = make(Action.SUPPLEMENT, waiting(Status.REGISTERED), when=FRIDAY).after
    assert dossier.supplement is not None
    instants = [dossier.due_at, dossier.supplement.deadline, again.reception_due_at]
    assert all(i is not None and i.tzinfo is UTC for i in instants)


def test_what_needs_attention_first_is_reception_then_the_due_date() -> None:
    waits, runs = submitted(), processing()
    assert (waits.attention_at, runs.attention_at) == (waits.reception_due_at, runs.due_at)
    assert (waits.attention_unit, runs.attention_unit) == ("hours", "working_days")
