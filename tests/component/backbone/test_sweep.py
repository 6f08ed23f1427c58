"""The outbox sweep: what a lost stream record left behind reaches the bus all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backbone.bus import NotAllSent
from backbone.sweep import AGE, sweep
from shared.dossier import items
from shared.dossier.tables import EventItem, OutboxItem
from tests.component.backbone.sending import Bus, events, keys, names, outbox, written
from tests.support.queueing import bodies_in

pytestmark = pytest.mark.usefixtures("stores")


def test_what_waited_two_minutes_is_sent(bus: Bus) -> None:
    now = datetime.now(UTC)
    old = written(events(1, now - AGE - timedelta(seconds=1)))
    fresh = written(events(2, now))
    assert sweep({}, None) == {"swept": len(old)}
    assert sorted(bus.sent) == names(old)
    assert outbox() == keys(fresh)


def test_an_empty_outbox_asks_nothing_of_the_bus(bus: Bus) -> None:
    assert sweep({}, None) == {"swept": 0}
    assert bus.sizes == []


def test_more_than_a_hundred_events_are_sent(bus: Bus) -> None:
    found = written(event for n in range(1, 76) for event in events(n))
    assert sweep({}, None) == {"swept": 150}
    assert sorted(bus.sent) == sorted(names(found))
    assert max(bus.sizes) == 10
    assert outbox() == []


def test_what_is_parked_is_left_alone(bus: Bus) -> None:
    first, second = written(events())
    parked = OutboxItem.get(first.dossier_id, "EVENT#000001")
    parked.update(actions=[OutboxItem.parked_at.set("2026-03-02T01:00:00.000000Z")])
    assert sweep({}, None) == {"swept": 1}
    assert bus.sent == names([second])
    assert outbox() == keys([first])


def test_a_refused_event_waits_for_the_next_sweep(bus: Bus) -> None:
    found = written(events())
    bus.refused = set(names(found[:1]))
    with pytest.raises(NotAllSent):
        sweep({}, None)
    assert outbox() == keys(found[:1])
    bus.refused = set()
    sweep({}, None)
    assert sorted(bus.sent) == names(found)
    assert outbox() == []


def test_an_entry_whose_event_is_missing_is_parked(bus: Bus, stores: dict[str, str]) -> None:
    first, second = written(events())
    items.event_item(first).delete()
    sweep({}, None)
    assert bus.sent == names([second])
    (body,) = bodies_in(stores["ParkedEvents"])
    assert '"fault": "EventMissing"' in body
    assert sweep({}, None) == {"swept": 0}


@pytest.mark.parametrize("body", ["{", "{}", "null"])
def test_an_entry_whose_event_is_broken_is_parked(
    bus: Bus, stores: dict[str, str], body: str
) -> None:
    first, second = written(events())
    row = items.event_item(first)
    row.body = body
    row.save()
    sweep({}, None)
    assert bus.sent == names([second])
    assert len(bodies_in(stores["ParkedEvents"])) == 1


def test_an_event_without_a_body_is_parked_too(bus: Bus, stores: dict[str, str]) -> None:
    first, second = written(events())
    row = EventItem.get(first.dossier_id, "EVENT#000001")
    row.update(actions=[EventItem.body.remove()])
    sweep({}, None)
    assert bus.sent == names([second])
    assert len(bodies_in(stores["ParkedEvents"])) == 1
