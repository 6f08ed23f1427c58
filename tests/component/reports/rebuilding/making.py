"""Events in the dossier table, counted or not, and rebuilds driven to their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from services.reports.counting import consumer, table
from services.reports.counting.table import Row
from services.reports.rebuilding import book, steps, worker
from services.reports.rebuilding.model import Comparison, Rebuild, State, Tally, Walk, together
from shared import aws
from shared.dossier import items
from shared.dossier.events import Actor, Event, PublicEvent
from shared.settings import settings
from tests.support.calling import Context
from tests.support.queueing import batch, deliver_once, failed, message

Cells = dict[tuple[str, str], dict[str, int]]
AT_MOST = 200
"""Turns of the queue after which a test gives up."""


class Died(Exception):
    """A function that was killed."""


def event_of(public: PublicEvent) -> Event:
    """The stored event whose public part this is."""
    facts = {name: getattr(public, name) for name in PublicEvent.__struct_fields__}
    actor = Actor(
        subject="somebody", party=public.actor.party, agency_code=public.actor.agency_code
    )
    return Event(**{**facts, "actor": actor})


def record(events: Iterable[PublicEvent]) -> list[Event]:
    """Write events where the ledger writes them; nobody counts them yet."""
    stored = [event_of(public) for public in events]
    for event in stored:
        items.event_item(event).save()
    return stored


def break_event(event: Event) -> None:
    """Make an event unreadable where it stands."""
    item = items.event_item(event)
    item.body = item.body.replace(event.type.value, "DossierVanished")
    item.save()


def consume(events: Iterable[Event]) -> set[str]:
    """Hand events to the counters' consumer; what it gives back to its queue."""
    bodies = [message(event) for event in events]
    return failed(consumer.count(batch(bodies), Context()))  # type: ignore[arg-type]


def happened(events: Iterable[PublicEvent]) -> list[Event]:
    """Write events and count them."""
    stored = record(events)
    assert consume(stored) == set()
    return stored


def begun(key: str = "key-0001") -> Rebuild:
    """A rebuild that was started."""
    name = book.name_of("administrator", key)
    rebuild = book.start(name, by="administrator", at=datetime.now(UTC))
    steps.begin(rebuild)
    return rebuild


def step() -> int:
    """One turn of the steps' queue; how many messages it took."""
    return deliver_once(settings().rebuild_queue_url, worker.rebuild)


def work() -> None:
    """Every step there is."""
    for _ in range(AT_MOST):
        if not step():
            return
    raise AssertionError("the steps go on for ever")


def now(rebuild: Rebuild) -> Rebuild:
    """The rebuild as it stands in the table."""
    found = book.find(rebuild.rebuild_id)
    assert found is not None
    return found


def done(key: str = "key-0001") -> Rebuild:
    """A rebuild that is complete."""
    rebuild = begun(key)
    work()
    assert now(rebuild).state is State.COMPLETE
    return now(rebuild)


def compared(rebuild: Rebuild) -> Comparison:
    """How the versions of a complete rebuild compare."""
    comparison = now(rebuild).comparison
    assert comparison is not None
    return comparison


def tally(rebuild: Rebuild, walk: Walk) -> Tally:
    """What the lanes of a walk found so far."""
    return together([lane.tally for lane in book.lanes(rebuild.rebuild_id, walk)])


def rows_of(prefix: str) -> list[Row]:
    """Every row about what begins so."""
    found = table.client().scan(TableName=table.name())
    return [row for row in found["Items"] if row["about"]["S"].startswith(prefix)]


def cells(version: int) -> Cells:
    """The counters of a version by day and cell; what is nothing is left out."""
    found = {
        (row["about"]["S"].rpartition("#")[2], row["item"]["S"]): {
            name: int(value["N"])
            for name, value in row.items()
            if "N" in value and value["N"] != "0"
        }
        for row in rows_of(f"{version}#DAY#")
    }
    return {place: amounts for place, amounts in found.items() if amounts}


def tamper(version: int, measure: str, amount: int) -> tuple[str, str]:
    """Change a counter behind everybody's back; the day and the cell."""
    row = min(rows_of(f"{version}#DAY#"), key=lambda row: (row["about"]["S"], row["item"]["S"]))
    row[measure] = {"N": str(int(row.get(measure, {"N": "0"})["N"]) + amount)}
    table.client().put_item(TableName=table.name(), Item=row)
    return row["about"]["S"].rpartition("#")[2], row["item"]["S"]


@contextmanager
def dying(at_call: int) -> Iterator[list[str]]:
    """Kill the function at its n-th call to the cloud, counted from 1; the calls it began."""
    calls: list[str] = []

    def die(model: Any, **_: Any) -> None:
        if model.name in ("ReceiveMessage", "DeleteMessage"):
            return  # the queue's own, not the function's
        calls.append(model.name)
        if len(calls) == at_call:
            raise Died

    emitters = [client.meta.events for client in (aws.dynamodb(), aws.sqs())]
    for emitter in emitters:
        emitter.register("before-call", die)
    try:
        yield calls
    finally:
        for emitter in emitters:
            emitter.unregister("before-call", die)
