"""From the stream to the bus: everything that was written, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import boto3
import pytest

from backbone import bus as sender
from backbone.bus import NotAllSent
from backbone.relay import relay
from backbone.sweep import sweep
from shared import aws
from shared.dossier import items
from shared.dossier.dossier import Document
from shared.dossier.events import public
from shared.dossier.tables import EventItem, OutboxItem
from shared.messaging.consumer import parse
from shared.settings import settings
from tests.component.backbone.sending import (
    Bus,
    events,
    inserts,
    keys,
    names,
    outbox,
    record,
    stream,
    written,
)
from tests.support.logs import log_lines
from tests.support.queueing import bodies_in
from tests.unit.dossier.moving import DOCUMENT, SECRET_NAME, submitted

pytestmark = pytest.mark.usefixtures("stores")


def test_new_events_are_sent_and_leave_the_outbox(bus: Bus) -> None:
    found = written(events())
    relay(inserts(found), None)
    assert bus.sent == names(found)
    assert outbox() == []


def test_only_inserts_of_events_are_sent(bus: Bus) -> None:
    (event, other) = written(events())
    document: Document = DOCUMENT
    relay(
        stream(
            record(items.head_item(submitted())),
            record(items.document_item(event.dossier_id, document)),
            record(items.event_item(other), "MODIFY"),
            record(items.event_item(event)),
        ),
        None,
    )
    assert bus.sent == names([event])
    assert outbox() == keys([other])


def test_a_removal_without_an_image_is_passed_over(bus: Bus) -> None:
    gone = record(items.event_item(events()[0]), "REMOVE")
    del gone["dynamodb"]["NewImage"]
    relay(stream(gone), None)
    assert bus.sent == []


def test_the_bus_is_given_at_most_ten_at_once(bus: Bus) -> None:
    found = written(event for n in range(1, 13) for event in events(n))
    relay(inserts(found), None)
    assert bus.sizes == [10, 10, 4]
    assert bus.sent == names(found)
    assert outbox() == []


def test_what_the_bus_refuses_stays_and_the_batch_comes_again(bus: Bus) -> None:
    found = written(events())
    bus.refused = set(names(found[1:]))
    with pytest.raises(NotAllSent):
        relay(inserts(found), None)
    assert outbox() == keys(found[1:])
    bus.refused = set()
    relay(inserts(found), None)
    assert outbox() == []


def test_one_refused_entry_does_not_hold_back_the_batches_behind_it(bus: Bus) -> None:
    found = written(event for n in range(1, 13) for event in events(n))
    bus.refused = set(names(found[:1]))
    with pytest.raises(NotAllSent):
        relay(inserts(found), None)
    assert bus.sent == names(found[1:])
    assert outbox() == keys(found[:1])


def test_a_crash_after_sending_sends_again_and_loses_nothing(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = written(events())
    with monkeypatch.context() as crash:
        crash.setattr(sender, "_clear", None)
        with pytest.raises(TypeError):
            relay(inserts(found), None)
    assert outbox() == keys(found)
    sweep({}, None)
    assert sorted(bus.sent) == sorted(names(found) * 2)
    assert outbox() == []


def test_an_event_that_comes_twice_is_only_sent_twice(bus: Bus) -> None:
    found = written(events())
    relay(inserts(found), None)
    relay(inserts(found), None)
    assert bus.sent == names(found) * 2
    assert outbox() == []


def broken(event: Any) -> dict[str, Any]:
    """The record of an event whose body nobody can read."""
    item: EventItem = items.event_item(event)
    item.body = '{"dossier_id": 1}'
    return record(item)


def test_poison_is_parked_and_marked_and_holds_nothing_up(bus: Bus, stores: dict[str, str]) -> None:
    first, second = written(events())
    relay(stream(broken(first), record(items.event_item(second))), None)
    assert bus.sent == names([second])
    (parked,) = bodies_in(stores["ParkedEvents"])
    assert json.loads(parked) == {
        "dossier_id": first.dossier_id,
        "item": "EVENT#000001",
        "fault": "ValidationError",
    }
    row = OutboxItem.get(first.dossier_id, "EVENT#000001")
    assert row.parked_at is not None and row.written_at == items.sortable(first.at)


@pytest.mark.parametrize("image", [None, {}, {"body": {"S": "{"}}, {"body": {"B": "e30="}}])
def test_any_kind_of_poison_is_parked(
    bus: Bus, stores: dict[str, str], image: dict[str, Any] | None
) -> None:
    found = record(items.event_item(written(events())[0]))
    found["dynamodb"]["NewImage"] = image
    if image is None:
        del found["dynamodb"]["NewImage"]
    relay(stream(found), None)
    assert len(bodies_in(stores["ParkedEvents"])) == 1


def test_what_reaches_a_queue_is_the_public_event(
    stores: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = written(events())
    name = "motcua-test-dossier-events"  # moto's stack knows the bus by another
    monkeypatch.setenv("EVENT_BUS", name)
    settings.cache_clear()
    arn = aws.sqs().get_queue_attributes(
        QueueUrl=stores["RegisterEvents"], AttributeNames=["QueueArn"]
    )["Attributes"]["QueueArn"]
    rules = boto3.client("events")
    rules.put_rule(
        Name="all",
        EventBusName=name,
        EventPattern=json.dumps({"source": ["motcua.dossier"]}),
    )
    rules.put_targets(Rule="all", EventBusName=name, Targets=[{"Id": "queue", "Arn": arn}])
    relay(inserts(found), None)
    bodies = bodies_in(stores["RegisterEvents"])
    assert [parse(body) for body in bodies] == [public(event) for event in found]
    assert not any(SECRET_NAME in body for body in bodies)


def test_no_name_is_logged(bus: Bus) -> None:
    with log_lines() as lines:
        relay(inserts(written(events())), None)
    assert '"sent":2' in lines.getvalue()
    assert "Một Cửa" not in lines.getvalue()
