"""Counting exactly once, whatever comes twice, late, in disorder, broken, or dies in between."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.counting import applying, consumer, table, versions
from services.reports.counting.effects import Cell, effects
from shared.dossier.events import EventData, EventType, PublicEvent
from tests.component.reports.rebuilding.making import event_of, rows_of
from tests.component.reports.rebuilding.samples import life, lives
from tests.support import queueing
from tests.support.calling import Context
from tests.support.histories import Life, many_lives

Counted = Counter[tuple[date, Cell, str]]
NOW = datetime(2027, 1, 20, 3, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("stores")


def recounted(events: list[PublicEvent]) -> Counted:
    """Every event once, added up."""
    found: Counted = Counter()
    for event in {(e.dossier_id, e.number): e for e in events}.values():
        for effect in effects(event):
            found[effect.day, effect.cell, effect.measure.value] += effect.amount
    return Counter({place: amount for place, amount in found.items() if amount})


def counted(days: set[date], version: int = 1) -> Counted:
    """What the table holds of some days."""
    found: Counted = Counter()
    for day in days:
        for cell, amounts in table.day_cells(version, day):
            found.update({(day, cell, m): amount for m, amount in amounts.items() if amount})
    return found


def days_of(events: list[PublicEvent]) -> set[date]:
    return {effect.day for event in events for effect in effects(event)}


def assert_exact(events: list[PublicEvent]) -> None:
    assert counted(days_of(events)) == recounted(events)


def test_a_batch_is_counted() -> None:
    events = lives(40)
    assert applying.apply(events) == []
    assert_exact(events)


def test_a_repeat_in_the_same_batch_counts_once() -> None:
    events = lives(6)
    assert applying.apply([*events, *events]) == []
    assert_exact(events)


def test_a_replay_of_everything_changes_nothing() -> None:
    events = lives(12)
    applying.apply(events)
    assert applying.apply(events) == []
    assert_exact(events)


def test_a_batch_that_is_half_known_counts_the_other_half() -> None:
    events = lives(12)
    applying.apply(events[::2])
    assert applying.apply(events) == []
    assert_exact(events)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=many_lives(3), repeats=st.integers(1, 3), chance=st.randoms(), size=st.integers(1, 9))
def test_events_up_to_three_times_in_any_order_are_a_plain_recount(
    found: list[Life], repeats: int, chance: Random, size: int
) -> None:
    version = chance.randrange(10, 10**9)
    events = [event for one in found for event in one] * repeats
    chance.shuffle(events)
    for begin in range(0, len(events), size):
        assert applying.apply_to(version, events[begin : begin + size]) == []
    assert counted(days_of(events), version) == recounted(events)


class Killed(BaseException):
    """A function that was killed."""


@pytest.mark.parametrize("calls", range(6))
@pytest.mark.parametrize("after", [False, True])
def test_a_function_killed_at_any_call_leaves_what_a_redelivery_completes(
    monkeypatch: pytest.MonkeyPatch, calls: int, *, after: bool
) -> None:
    events, client, made = lives(60), table.client(), Counter[str]()
    real = client.transact_write_items

    def dying(**request: Any) -> Any:
        made["calls"] += 1
        answer = real(**request) if after or made["calls"] <= calls else None
        if made["calls"] > calls:
            raise Killed
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(client, "transact_write_items", dying)
        with pytest.raises(Killed):
            for _ in range(10):
                applying.apply(events)
                events = [*events, *life(900 + made["calls"])]
    assert applying.apply(events) == []
    assert_exact(events)


def test_an_event_that_says_too_little_fails_alone() -> None:
    events = lives(4)
    broken = replace(events[0], type=EventType.CORRECTED, number=99, data=EventData())
    assert applying.apply([events[0], broken, *events[1:]]) == [1]
    assert_exact(events)


def test_an_event_that_the_table_refuses_fails_alone() -> None:
    events = lives(4)
    refused = replace(life(77)[0], procedure_code="1" * 2000)
    assert applying.apply([*events, refused]) == [len(events)]
    assert_exact(events)


def test_a_passing_conflict_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    events, client = lives(3), table.client()
    real, left = client.transact_write_items, [2]
    monkeypatch.setattr(applying, "PAUSE_SECONDS", 0)

    def busy(**request: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise client.exceptions.TransactionCanceledException(
                {
                    "Error": {"Code": "TransactionCanceledException", "Message": ""},
                    "CancellationReasons": [{"Code": "TransactionConflict"}],
                },
                "TransactWriteItems",
            )
        return real(**request)

    monkeypatch.setattr(client, "transact_write_items", busy)
    assert applying.apply(events) == []
    assert_exact(events)


def test_a_message_that_is_no_event_fails_alone() -> None:
    events = life(1)
    records = queueing.batch([queueing.message(event_of(event)) for event in events])
    records["Records"].append({**records["Records"][0], "messageId": "bad", "body": "{}"})
    answer = consumer.count(records, Context())  # type: ignore[arg-type]
    assert [item["itemIdentifier"] for item in answer["batchItemFailures"]] == ["bad"]
    assert_exact(events)


def test_the_earliest_day_is_known_before_anything_is_counted_on_it() -> None:
    events = life(1)
    applying.apply(events[2:])
    applying.apply(events[:2])
    assert table.earliest(versions.current().active) == min(days_of(events))


def test_an_event_alone_writes_its_mark_and_at_most_two_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[int] = []
    client = table.client()
    real = client.transact_write_items

    def measured(**request: Any) -> Any:
        written.append(len(request["TransactItems"]))
        return real(**request)

    monkeypatch.setattr(client, "transact_write_items", measured)
    for event in life(5):
        applying.apply([event])
    assert max(written) <= 3


def touched() -> set[str]:
    """The spans whose sums were touched."""
    return {row["about"]["S"] for row in rows_of("1#TOUCHED#")}


def test_what_is_counted_for_days_that_are_over_touches_their_sums() -> None:
    event = life(1)[0]
    at = event.at
    versions.may_fold(versions.current().active, at)
    applying.apply([event], now=at)
    assert touched() == set()
    applying.apply([replace(event, number=50)], now=at + timedelta(days=1))
    assert touched() == {"1#TOUCHED#D2026-11-04"}
    applying.apply([replace(event, number=51)], now=at + timedelta(days=70))
    days = {"1#TOUCHED#D2026-11-04", "1#TOUCHED#H2026-11-A", "1#TOUCHED#Y2026"}
    assert touched() == days


def test_what_will_be_is_not_over_and_touches_nothing() -> None:
    accepted = life(1)[1]
    versions.may_fold(versions.current().active, accepted.at)
    applying.apply([accepted], now=accepted.at)
    assert max(days_of([accepted])) > accepted.business_date
    assert touched() == set()


def test_a_transaction_is_never_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    events, client, written = lives(60), table.client(), list[int]()
    real = client.transact_write_items

    def measured(**request: Any) -> Any:
        written.append(len(request["TransactItems"]))
        return real(**request)

    monkeypatch.setattr(client, "transact_write_items", measured)
    versions.may_fold(versions.current().active, NOW)
    assert applying.apply(events, now=NOW) == []
    assert 50 < max(written) <= 100
    assert_exact(events)
