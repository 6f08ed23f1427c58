"""Events on the bus: each has a move, a schema and words, and none can name a person."""

from __future__ import annotations

import itertools
import json
from typing import Any

import jsonschema_rs
import msgspec
import pytest

from shared.dossier import moves, wording
from shared.dossier.dossier import Dossier
from shared.dossier.event_schema import DATA_FIELDS, document
from shared.dossier.events import (
    Event,
    EventData,
    EventType,
    PublicActor,
    PublicEvent,
    encode_public,
)
from shared.dossier.lifecycle import MOVES, PAYMENTS
from shared.dossier.status import Action, LateReason, Status
from shared.reference.model import Channel
from tests.unit.dossier import moving

# Codes, counts, statuses and instants: nothing here can hold what identifies an applicant.
PUBLIC_FACTS = {
    "dossier_id",
    "number",
    "type",
    "at",
    "business_date",
    "agency_code",
    "held_by",
    "procedure_code",
    "field_code",
    "level",
    "channel",
    "applicant_type",
    "status_before",
    "status_after",
    "due_before",
    "due_after",
    "term_unit",
    "data",
    "actor",
}
PUBLIC_DATA = {
    "supplement_deadline",
    "supplements_used",
    "resume_to",
    "to_agency",
    "from_agency",
    "in_time",
    "outcome",
    "return_method",
    "document_count",
    "submitted_at",
    "accepted_at",
    "resolved_at",
    "reception_due_at",
    "fee_total",
    "fee_amount",
    "charge_amount",
    "pay_before",
    "payment",
    "paid_by",
    "late_reason",
    "refund",
    "rating_overall",
    "rating_convenience",
    "rating_attitude",
}


def every_move() -> list[Event]:
    """The submission, and every move made once from every place from which it can be made."""
    first = moves.submit(moving.DRAFT, moving.OWNER.actor, ()).events
    made = [event for row in MOVES for event in _from(row.action, row.source, row.target)]
    owing = moving.owing()
    owed = moves.submit(owing, moving.OWNER.actor, ()).events
    paid = moving.make(Action.PAY_FEE, owing)
    refunded = moving.make(Action.REFUND_FEE, paid.after).events
    received = moving.make(Action.ACCEPT, moving.owing("processing")).events
    return [*first, *made, *owed, *paid.events, *refunded, *received, *_late_and_corrected()]


def _late_and_corrected() -> list[Event]:
    """A result that came late, with the reason, and was taken back."""
    late = moves.resolve(
        moving.processing(),
        moving.OFFICER,
        moving.at("2026-03-30 08:00"),
        moving.CALENDAR,
        result=moving.RESULT,
        documents=(moving.DOCUMENT,),
        late_reason=LateReason.STAFF,
    )
    corrected = moving.make(Action.CORRECT, late.after, when=moving.at("2026-03-31 08:00"))
    return [*late.events, *corrected.events]


def _from(action: Action, source: Status, target: Status) -> list[Event]:
    if action is Action.RECEIVE_BACK:
        return list(moving.make(action, moving.forwarded()).events)
    if source is not Status.SUPPLEMENT:
        return list(moving.make(action, _standing_in(source)).events)
    never_accepted = target in (Status.REGISTERED, Status.REFUSED)
    asked = moving.waiting(Status.REGISTERED if never_accepted else Status.PROCESSING)
    if action is Action.SUPPLEMENT:
        asked = moving.waiting(target)
    late = moving.at("2026-06-01 08:00")
    when = late if action is Action.EXPIRE_SUPPLEMENT else moving.TUESDAY
    return list(moving.make(action, asked, when=when).events)


def _standing_in(status: Status) -> Dossier:
    """A dossier that came to its status by real moves where its past matters."""
    lived = {
        Status.ACCEPTED: moving.accepted,
        Status.PROCESSING: moving.processing,
        Status.RESOLVED: moving.resolved,
    }
    return lived[status]() if status in lived else moving.in_status(status)


EVENTS = every_move()


def public(event: Event) -> dict[str, Any]:
    """The event as consumers get it."""
    return dict(json.loads(encode_public(event)))


def test_every_event_type_comes_from_a_move_or_the_submission() -> None:
    assert {row.event for row in (*MOVES, *PAYMENTS)} | {EventType.SUBMITTED} == set(EventType)


def test_every_move_of_the_table_was_tried() -> None:
    assert {event.type for event in EVENTS} == set(EventType)


def test_every_event_type_has_a_schema() -> None:
    assert set(DATA_FIELDS) == set(EventType)
    assert {ref["$ref"].rpartition("/")[2] for ref in document()["oneOf"]} == set(EventType)


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: f"{e.type}-{e.status_before}")
def test_every_event_fits_exactly_its_types_schema(event: Event) -> None:
    validator = jsonschema_rs.validator_for(document())
    assert [error.message for error in validator.iter_errors(public(event))] == []


def test_every_particular_that_a_schema_names_is_really_sent() -> None:
    sent: dict[EventType, set[str]] = {}
    for event in EVENTS:
        sent.setdefault(event.type, set()).update(public(event)["data"])
    assert sent == {kind: set(names) for kind, names in DATA_FIELDS.items()}


def test_the_schema_refuses_what_it_does_not_name() -> None:
    event = public(EVENTS[0])
    validator = jsonschema_rs.validator_for(document())
    assert not validator.is_valid(event | {"applicant_name": "Nguyễn Thị Lan"})
    assert not validator.is_valid(event | {"data": event["data"] | {"note": "…"}})


def test_no_public_field_can_hold_personal_data() -> None:
    assert set(PublicEvent.__struct_fields__) == PUBLIC_FACTS
    assert set(EventData.__struct_fields__) == PUBLIC_DATA
    assert set(PublicActor.__struct_fields__) == {"party", "agency_code"}


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: f"{e.type}-{e.status_before}")
def test_what_people_wrote_or_are_called_never_travels(event: Event) -> None:
    detail = encode_public(event)
    for secret in (moving.SECRET, moving.SECRET_NAME, moving.SECRET_NUMBER, "Phạm Văn Sở"):
        assert secret not in detail


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: f"{e.type}-{e.status_before}")
def test_every_event_has_a_sentence_in_both_languages(event: Event) -> None:
    said = wording.sentence(event, lambda code: (f"cơ quan {code}", f"agency {code}"))
    assert said.vi and said.en and said.vi != said.en
    assert "{" not in said.vi + said.en


def test_every_channel_outcome_and_way_of_return_has_its_own_sentence() -> None:
    variants = [
        *itertools.product([EventType.SUBMITTED], [channel.value for channel in Channel]),
        *itertools.product([EventType.RESOLVED], ["granted", "denied"]),
        *itertools.product([EventType.RETURNED], ["counter", "post", "online"]),
    ]
    assert [v for v in variants if v not in wording.SENTENCES] == []


def test_a_consumer_reads_what_was_sent() -> None:
    for event in EVENTS:
        assert msgspec.json.decode(encode_public(event), type=PublicEvent).type is event.type
