"""A queue's consumer: every event is applied, and a bad message goes back alone."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from shared.dossier.events import Event, PublicEvent, public
from shared.dossier.status import Action
from shared.messaging.consumer import consume, consume_together, parse
from tests.support.calling import Context
from tests.support.logs import log_lines
from tests.support.queueing import batch, failed, message
from tests.unit.dossier.moving import SECRET_NAME, history, story, submitted

_, CHANGES = story(submitted(), Action.ACCEPT, Action.ASSIGN, Action.RESOLVE)
EVENTS: list[Event] = history(CHANGES)
BODIES = [message(event) for event in EVENTS]


def consumed(bodies: list[str], apply: Any) -> Any:
    return consume(batch(bodies), Context(), apply)  # type: ignore[arg-type]


def altered(**changes: Any) -> str:
    return json.dumps({**json.loads(BODIES[0]), **changes})


def test_message_is_read_as_the_event_that_was_sent() -> None:
    assert [parse(body) for body in BODIES] == [public(event) for event in EVENTS]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        altered(source="aws.ec2"),
        altered(detail=None),
        altered(detail={}),
        altered(detail={**json.loads(BODIES[0])["detail"], "type": "SomethingNew"}),
    ],
)
def test_message_that_is_none_of_ours_is_refused(body: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        parse(body)


def test_fields_of_a_newer_sender_do_no_harm() -> None:
    detail = json.loads(BODIES[0])["detail"]
    assert parse(altered(detail={**detail, "added_later": 1})) == public(EVENTS[0])


def test_every_event_is_applied_in_the_order_of_the_batch() -> None:
    applied: list[PublicEvent] = []
    assert failed(consumed(BODIES, applied.append)) == set()
    assert applied == [public(event) for event in EVENTS]


def test_bad_message_goes_back_alone() -> None:
    applied: list[PublicEvent] = []
    answer = consumed([BODIES[0], "poison", BODIES[1]], applied.append)
    assert failed(answer) == {"1"}
    assert applied == [public(event) for event in EVENTS[:2]]


def test_only_the_event_whose_effect_failed_comes_again() -> None:
    def apply(event: PublicEvent) -> None:
        if event.number == EVENTS[1].number:
            raise TimeoutError

    assert failed(consumed(BODIES, apply)) == {"1"}


def test_batch_that_fails_whole_is_given_back_whole_and_raises_nothing() -> None:
    def apply(_: PublicEvent) -> None:
        raise TimeoutError

    assert failed(consumed(BODIES, apply)) == {"0", "1", "2"}


def test_failure_is_logged_with_its_message_and_without_its_content() -> None:
    with log_lines() as lines:
        consumed([f'{{"detail": "{SECRET_NAME}"}}', BODIES[0]], lambda _: None)
    text = lines.getvalue()
    assert '"message_id":"0"' in text
    assert '"received":2,"failed":1' in text
    assert SECRET_NAME not in text


def together(bodies: list[str], apply_all: Any) -> Any:
    return consume_together(batch(bodies), apply_all)


def test_a_batch_is_applied_at_once() -> None:
    applied: list[list[PublicEvent]] = []

    def apply_all(events: list[PublicEvent]) -> list[int]:
        applied.append(events)
        return []

    assert failed(together(BODIES, apply_all)) == set()
    assert applied == [[public(event) for event in EVENTS]]


def test_of_a_batch_applied_at_once_the_events_named_by_position_come_again() -> None:
    assert failed(together([BODIES[0], "poison", BODIES[1], BODIES[2]], lambda _: [1])) == {
        "1",
        "2",
    }


def test_a_failure_of_the_whole_is_nothing_that_is_swallowed() -> None:
    def apply_all(_: list[PublicEvent]) -> list[int]:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        together(BODIES, apply_all)


def test_what_is_applied_at_once_is_logged_without_its_content() -> None:
    with log_lines() as lines:
        together([f'{{"detail": "{SECRET_NAME}"}}', BODIES[0]], lambda _: [])
    text = lines.getvalue()
    assert '"message_id":"0"' in text
    assert '"received":2,"failed":1' in text
    assert SECRET_NAME not in text
