"""Which events a citizen is told of, and what is said of them."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from services.tracking.outbound.kinds import Kind, Occasion, occasion_of, with_fee
from shared.dossier import moves
from shared.dossier.dossier import Change, Dossier
from shared.dossier.events import EventType, PublicEvent, public
from shared.dossier.status import FeeState, Status
from tests.unit.dossier import moving
from tests.unit.dossier.moving import (
    CALENDAR,
    DOCUMENT,
    FRIDAY,
    LEADER,
    MONDAY,
    NEXT_MONDAY,
    OFFICER,
    OWNER,
    RESULT,
    SYSTEM,
    TUESDAY,
    at,
)


def event_of(change: Change) -> PublicEvent:
    """The event of a move."""
    return public(change.events[-1])


def told(change: Change) -> Occasion:
    """The occasion of a move that is told."""
    found = occasion_of(event_of(change))
    assert found is not None
    return found


def made(
    move: Any, dossier: Dossier, when: Any = TUESDAY, by: Any = OFFICER, **more: Any
) -> Change:
    """A move of a dossier."""
    change: Change = move(dossier, by, when, CALENDAR, **more)
    return change


def submission(**different: Any) -> Change:
    """Handing in."""
    return moves.submit(replace(moving.DRAFT, **different), OWNER.actor, ())


def stopped() -> Dossier:
    """Stopped with a notice."""
    return made(moves.stop, moving.processing(), notice="x").after


def resolved(outcome: str = "granted") -> Dossier:
    """With a result."""
    return resolution(outcome).after


def resolution(outcome: str) -> Change:
    """A result."""
    result = replace(RESULT, outcome=outcome)
    return made(moves.resolve, moving.processing(), FRIDAY, result=result, documents=(DOCUMENT,))


def refunded() -> Change:
    """A part of the fee given back."""
    paid = made(moves.pay_fee, moving.owing(), by=SYSTEM, payment="p").after
    return made(moves.refund_fee, paid, FRIDAY, SYSTEM, refund=1, amount=3_000, payment="p")


LATER = at("2026-05-04 08:00")
DUTY = made(moves.ask_financial_duty, moving.processing(), reason="x")
CHANGES: tuple[tuple[Kind, Change], ...] = (
    (Kind.SUBMITTED, submission()),
    (Kind.ACCEPTED, made(moves.accept, moving.submitted())),
    (Kind.REFUSED, made(moves.refuse, moving.submitted(), reason="x")),
    (Kind.SUPPLEMENT_ASKED, made(moves.ask_supplement, moving.processing(), reason="x")),
    (Kind.SUPPLEMENT_RECEIVED, made(moves.supplement, moving.waiting(), FRIDAY)),
    (
        Kind.EXPIRED_REFUSED,
        made(moves.expire_supplement, moving.waiting(Status.REGISTERED), LATER, SYSTEM),
    ),
    (Kind.EXPIRED_STOPPED, made(moves.expire_supplement, moving.waiting(), LATER, SYSTEM)),
    (Kind.DUTY_ASKED, DUTY),
    (Kind.DUTY_MET, made(moves.confirm_financial_duty, DUTY.after, FRIDAY)),
    (Kind.PAID, made(moves.pay_fee, moving.owing(), by=SYSTEM, payment="p")),
    (Kind.REFUNDED, refunded()),
    (
        Kind.EXTENDED,
        made(moves.extend, moving.processing(), new_due=at("2026-03-13 17:00"), apology="x"),
    ),
    (Kind.STOPPED, made(moves.stop, moving.processing(), notice="x")),
    (Kind.RESUMED, made(moves.resume, stopped(), FRIDAY)),
    (Kind.WITHDRAWN, made(moves.withdraw, moving.processing())),
    (Kind.GRANTED, resolution("granted")),
    (Kind.DENIED, resolution("denied")),
    (Kind.TAKEN_BACK, made(moves.correct, resolved(), FRIDAY, LEADER, reason="x")),
    (Kind.RETURNED, made(moves.return_result, resolved(), NEXT_MONDAY, method="counter")),
    (Kind.RETURNED_BY_POST, made(moves.return_result, resolved(), NEXT_MONDAY, method="post")),
    (Kind.RETURNED_ONLINE, made(moves.return_result, resolved(), NEXT_MONDAY, method="online")),
)


@pytest.mark.parametrize(("kind", "change"), CHANGES, ids=[kind for kind, _ in CHANGES])
def test_what_concerns_the_citizen_is_told(kind: Kind, change: Change) -> None:
    found = told(change)
    assert (found.kind, found.key) == (kind, f"{change.after.version:06d}")
    assert found.at == change.events[-1].at


def test_every_kind_but_the_watchs_own_comes_from_an_event() -> None:
    assert {kind for kind, _ in CHANGES} == set(Kind) - {Kind.SUPPLEMENT_CLOSING}


def test_every_type_of_event_is_told_or_known_to_concern_offices_alone() -> None:
    offices = {EventType.ASSIGNED, EventType.FORWARDED, EventType.RECEIVED_BACK, EventType.RATED}
    assert {change.events[-1].type for _, change in CHANGES} == set(EventType) - offices


@pytest.mark.parametrize(
    "change",
    [
        made(moves.assign, moving.accepted(), assignee="a", assignee_name="A"),
        made(moves.assign, moving.processing(), assignee="b", assignee_name="B"),
        made(moves.forward, moving.processing(), to_agency=moving.LINKED),
        submission(channel="counter"),
        submission(channel="postal"),
    ],
)
def test_what_concerns_offices_alone_or_is_told_with_the_acceptance_tells_nobody(
    change: Change,
) -> None:
    assert occasion_of(event_of(change)) is None


def test_what_a_linked_agency_gives_back_tells_nobody() -> None:
    forwarded = made(moves.forward, moving.processing(), to_agency=moving.LINKED).after
    assert occasion_of(event_of(made(moves.receive_back, forwarded))) is None


def test_an_online_submission_says_by_when_it_is_answered() -> None:
    found = told(submission())
    assert (found.reception_due_at, found.amount) == (moving.DRAFT.reception_due_at, None)


def test_a_fee_that_is_due_before_reception_is_asked_for_and_the_deadline_waits_for_it() -> None:
    owing = moving.owing("reception")
    found = told(moves.submit(owing, OWNER.actor, ()))
    assert (found.amount, found.reception_due_at) == (8_000, None)


@pytest.mark.parametrize("stage", ["none", "processing", "return"])
def test_a_fee_that_is_due_later_is_not_asked_for_at_submission(stage: str) -> None:
    found = told(moves.submit(moving.owing(stage), OWNER.actor, ()))
    assert (found.amount, found.reception_due_at) == (None, moving.DRAFT.reception_due_at)


def test_its_acceptance_gives_the_due_date_and_asks_for_the_fee() -> None:
    change = made(moves.accept, moving.owing("processing"))
    found = told(change)
    assert (found.due_at, found.amount) == (change.after.due_at, 8_000)
    assert found.reception_due_at is None


def test_a_payment_says_how_much_and_the_new_reception_deadline() -> None:
    change = made(moves.pay_fee, moving.owing(), by=SYSTEM, payment="p")
    found = told(change)
    assert (found.amount, found.reception_due_at) == (8_000, change.after.reception_due_at)


def test_an_extension_gives_both_dates() -> None:
    before = moving.processing()
    change = made(moves.extend, before, new_due=at("2026-03-13 17:00"), apology="x")
    assert (told(change).old_due, told(change).due_at) == (before.due_at, change.after.due_at)


def test_a_request_for_supplement_gives_its_deadline_and_no_due_date() -> None:
    change = made(moves.ask_supplement, moving.processing(), reason="x")
    asked = change.after.supplement
    assert asked is not None
    assert (told(change).deadline, told(change).due_at) == (asked.deadline, None)


@pytest.mark.parametrize(
    ("resume_to", "dated"), [(Status.REGISTERED, "reception_due_at"), (Status.PROCESSING, "due_at")]
)
def test_a_supplement_that_came_gives_the_date_that_counts_now(
    resume_to: Status, dated: str
) -> None:
    change = made(moves.supplement, moving.waiting(resume_to), FRIDAY)
    found = {name: getattr(told(change), name) for name in ("reception_due_at", "due_at")}
    assert found == {**dict.fromkeys(found), dated: getattr(change.after, dated)}


def test_a_fee_that_was_paid_meanwhile_is_not_asked_for() -> None:
    change = made(moves.accept, moving.owing("processing"))
    paid = replace(change.after, fee_state=FeeState.PAID)
    assert with_fee(told(change), paid).amount is None
    assert with_fee(told(change), change.after).amount == 8_000


@pytest.mark.parametrize("outcome", ["granted", "denied"])
def test_a_result_asks_for_what_is_still_owed(outcome: str) -> None:
    occasion = told(resolution(outcome))
    assert with_fee(occasion, moving.owing("return")).amount == 8_000
    assert with_fee(occasion, moving.submitted()).amount is None


def test_a_payment_stays_one_once_nothing_is_owed() -> None:
    change = made(moves.pay_fee, moving.owing(), by=SYSTEM, payment="p")
    assert with_fee(told(change), change.after).amount == 8_000


def test_a_refund_says_how_much_came_back() -> None:
    change = refunded()
    assert with_fee(told(change), change.after).amount == 3_000


def test_no_occasion_carries_a_reason_or_a_name() -> None:
    secret = made(moves.refuse, moving.submitted(), MONDAY, reason=moving.SECRET)
    assert moving.SECRET_NAME not in repr(told(secret))
