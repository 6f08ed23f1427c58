"""Putting dossier events on the bus, and forgetting them in the outbox only then."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from shared import aws
from shared.dossier import items
from shared.dossier.events import Event, encode_public
from shared.dossier.tables import OutboxItem, event_key
from shared.observability import logger
from shared.settings import need

if TYPE_CHECKING:
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

SOURCE: Final = "motcua.dossier"
BATCH: Final = 10


class NotAllSent(RuntimeError):
    """The bus did not take every event; raised so that the batch comes again."""


def publish(events: Sequence[Event]) -> None:
    """Send every event and clear its outbox entry.

    A failure between the two sends an event twice; consumers are exact all the same.

    Raises:
        NotAllSent: some entries were refused; those that went through are cleared.
    """
    refused = 0
    for chunk in _chunks(events):
        sent = _send(chunk)
        refused += len(chunk) - len(sent)
        _clear(sent)
    logger.info("Events relayed", sent=len(events) - refused, refused=refused)
    if refused:
        raise NotAllSent(f"{refused} of {len(events)} events were refused by the bus")


def park(dossier_id: str, item: str, fault: str) -> None:
    """Put aside an event that can never be sent, so that it holds nothing up and an alarm tells."""
    body = json.dumps({"dossier_id": dossier_id, "item": item, "fault": fault})
    aws.sqs().send_message(QueueUrl=need("parked_queue_url"), MessageBody=body)
    entry = OutboxItem(dossier_id, item)
    entry.update(
        actions=[
            OutboxItem.parked_at.set(items.sortable(datetime.now(UTC))),
            OutboxItem.written_at.set(OutboxItem.written_at | items.sortable(datetime.now(UTC))),
        ]
    )
    logger.error("Event parked", dossier_id=dossier_id, item=item, fault=fault)


def _send(events: Sequence[Event]) -> list[Event]:
    """The events that the bus took."""
    answer = aws.events().put_events(Entries=[_entry(event) for event in events])
    if not answer.get("FailedEntryCount"):
        return list(events)
    results = zip(events, answer["Entries"], strict=True)
    return [event for event, result in results if "ErrorCode" not in result]


def _entry(event: Event) -> PutEventsRequestEntryTypeDef:
    return {
        "EventBusName": need("event_bus"),
        "Source": SOURCE,
        "DetailType": event.type.value,
        "Time": event.at,
        "Detail": encode_public(event),
    }


def _clear(events: Sequence[Event]) -> None:
    with OutboxItem.batch_write() as batch:
        for event in events:
            batch.delete(OutboxItem(event.dossier_id, event_key(event.number)))


def _chunks(events: Iterable[Event]) -> Iterable[list[Event]]:
    waiting = iter(events)
    while chunk := list(islice(waiting, BATCH)):
        yield chunk
