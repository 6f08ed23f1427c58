"""What events carry: everything a reader needs to count, and nothing about a person."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import pytest

from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.dossier.events import Event, EventType, decode_public, encode_public, public
from shared.dossier.lifecycle import then
from shared.dossier.status import Action, Party, Status
from tests.unit.dossier.moving import (
    CALENDAR,
    DRAFT,
    FRIDAY,
    LINKED,
    MONDAY,
    OWN,
    OWNER,
    SECRET,
    SECRET_NAME,
    SECRET_NUMBER,
    accepted,
    at,
    by,
    forwarded,
    history,
    make,
    owing,
    processing,
    resolved,
    story,
    submitted,
    waiting,
)

WHOLE_LIFE = (
    Action.ASK_SUPPLEMENT,
    Action.SUPPLEMENT,
    Action.ACCEPT,
    Action.ASSIGN,
    Action.ASK_FINANCIAL_DUTY,
    Action.CONFIRM_FINANCIAL_DUTY,
    Action.FORWARD,
    Action.RECEIVE_BACK,
    Action.EXTEND,
    Action.STOP,
    Action.RESUME,
    Action.RESOLVE,
    Action.CORRECT,
    Action.RESOLVE,
    Action.RETURN_RESULT,
    Action.RATE,
)
OTHER_ENDS = [
    (submitted(), Action.REFUSE),
    (submitted(), Action.WITHDRAW),
    (waiting(), Action.EXPIRE_SUPPLEMENT),
]


def every_event() -> list[Event]:
    first = moves.submit(DRAFT, OWNER.actor, ())
    _, changes = story(first.after, *WHOLE_LIFE)
    ends = [make(action, dossier, when=at("2026-09-01 08:00")) for dossier, action in OTHER_ENDS]
    _, money = story(owing(), Action.PAY_FEE, Action.REFUND_FEE)
    return history([first, *changes, *ends, *money])


def test_the_stories_told_here_know_every_type_of_event() -> None:
    assert {event.type for event in every_event()} == set(EventType)


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_no_personal_data_travels_on_the_bus(event: Event) -> None:
    detail = encode_public(event)
    for secret in (SECRET, SECRET_NAME, SECRET_NUMBER, "0912345678", "key-of-the-applicant"):
        assert secret not in detail
    assert event.actor.subject not in detail
    assert "Lê Thị Một Cửa" not in detail
    assert "hash" not in detail


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_every_event_says_all_that_is_needed_to_count_it(event: Event) -> None:
    assert event.dossier_id == "H24.X001-260302-0001"
    assert (event.agency_code, event.procedure_code, event.field_code) == (
        OWN,
        "1.001193",
        "HOTICH",
    )
    assert (event.level, event.channel, event.applicant_type) == (4, "online", "citizen")


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_a_public_event_survives_the_bus(event: Event) -> None:
    assert decode_public(encode_public(event)) == public(event)


def test_a_public_event_names_the_party_and_the_agency_only() -> None:
    (event,) = make(Action.RESOLVE, processing(), by(Party.LEADER)).events
    assert public(event).actor.party is Party.LEADER
    assert public(event).actor.__struct_fields__ == ("party", "agency_code")


def test_status_and_due_date_before_and_after_are_in_the_event() -> None:
    before = processing()
    (event,) = make(Action.EXTEND, before).events
    assert (event.status_before, event.status_after) == (Status.PROCESSING, Status.PROCESSING)
    assert (event.due_before, event.due_after) == (before.due_at, at("2026-03-20 08:00"))


def test_each_event_begins_where_the_one_before_it_ended() -> None:
    first = moves.submit(DRAFT, OWNER.actor, ())
    events = history([first, *story(first.after, *WHOLE_LIFE)[1]])
    for earlier, later in pairwise(events):
        assert later.number == earlier.number + 1
        assert later.status_before == earlier.status_after
        assert later.due_before == earlier.due_after


def test_the_submission_has_nothing_before_it() -> None:
    (event,) = moves.submit(DRAFT, OWNER.actor, ()).events
    assert (event.status_before, event.due_before, event.status_after) == (None, None, 1)
    assert (event.data.submitted_at, event.data.document_count) == (MONDAY, 0)


def test_the_business_date_is_the_date_in_viet_nam() -> None:
    (event,) = make(Action.ACCEPT, submitted(), when=at("2026-03-03 06:30")).events
    assert (event.at.isoformat()[:10], event.business_date.isoformat()) == (
        "2026-03-02",
        "2026-03-03",
    )


def test_a_forwarded_dossier_is_counted_for_the_agency_that_answers_for_it() -> None:
    (event,) = make(Action.FORWARD, processing()).events
    assert (event.agency_code, event.held_by) == (OWN, LINKED)
    (back,) = make(Action.RECEIVE_BACK, forwarded()).events
    assert (back.agency_code, back.held_by) == (OWN, OWN)


def test_the_acceptance_and_the_result_carry_the_dates_they_are_measured_by() -> None:
    (received,) = make(Action.ACCEPT, submitted(), when=FRIDAY).events
    assert (received.data.submitted_at, received.data.accepted_at) == (MONDAY, FRIDAY)
    (done,) = make(Action.RESOLVE, processing(), when=FRIDAY).events
    assert (done.data.accepted_at, done.data.resolved_at) == (MONDAY, FRIDAY)
    assert done.data.outcome == "granted"
    (returned,) = make(Action.RETURN_RESULT, resolved(), when=FRIDAY).events
    assert (returned.data.resolved_at, returned.data.return_method) == (MONDAY, "counter")


@pytest.mark.parametrize(
    ("before", "received_at"), [(submitted(), None), (processing(), MONDAY), (waiting(), MONDAY)]
)
def test_a_withdrawal_says_when_the_dossier_was_received_if_it_was(
    before: Dossier, received_at: datetime | None
) -> None:
    (event,) = make(Action.WITHDRAW, before, when=FRIDAY).events
    assert event.data.accepted_at == received_at


def test_a_correction_says_which_result_it_took_back() -> None:
    (event,) = make(Action.CORRECT, resolved(), when=FRIDAY).events
    assert event.data.resolved_at == MONDAY


def test_the_reason_stays_in_the_dossiers_own_timeline() -> None:
    (event,) = make(Action.ASK_SUPPLEMENT, processing()).events
    assert event.note == SECRET


def test_two_moves_in_one_write_are_two_chained_events() -> None:
    first = moves.submit(DRAFT, OWNER.actor, ())
    change = then(first, moves.accept(first.after, by(Party.OFFICER), MONDAY, CALENDAR))
    assert [event.type for event in change.events] == [EventType.SUBMITTED, EventType.ACCEPTED]
    assert change.events[1].previous_hash == change.events[0].hash
    assert (change.before, change.after.version) == (None, 2)


def test_the_due_date_of_the_receipt_is_the_one_in_the_event() -> None:
    (event,) = make(Action.ACCEPT, submitted()).events
    assert (event.due_before, event.due_after) == (None, accepted().due_at)
