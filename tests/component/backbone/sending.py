"""Written events, stream records and a bus that can refuse, for the tests of relay and sweep."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import msgspec

from shared.dossier import items, moves
from shared.dossier.events import Event
from shared.dossier.status import Action
from shared.dossier.tables import EventItem, OutboxItem, event_key
from tests.unit.dossier.moving import DRAFT, MONDAY, OWNER, history, make


def events(number: int = 1, at: datetime = MONDAY) -> list[Event]:
    """A dossier's submission and acceptance."""
    code = f"H24.X001-260302-{number:04d}"
    draft = msgspec.structs.replace(DRAFT, dossier_id=code, submitted_at=at)
    first = moves.submit(draft, OWNER.actor, ())
    return history([first, make(Action.ACCEPT, first.after, when=at)])


def written(found: Iterable[Event]) -> list[Event]:
    """The events, in the table and in the outbox as the ledger leaves them."""
    kept = list(found)
    with EventItem.batch_write() as rows, OutboxItem.batch_write() as outbox:
        for event in kept:
            rows.save(items.event_item(event))
            outbox.save(items.outbox_item(event))
    return kept


def record(item: Any, name: str = "INSERT") -> dict[str, Any]:
    """The stream's record of an item's change."""
    image = item.to_dynamodb_dict()
    keys = {key: image[key] for key in ("dossier_id", "item")}
    return {"eventName": name, "dynamodb": {"Keys": keys, "NewImage": image}}


def stream(*records: dict[str, Any]) -> dict[str, Any]:
    """What the relay's function is called with."""
    return {"Records": list(records)}


def inserts(found: Iterable[Event]) -> dict[str, Any]:
    """The stream's records of new events."""
    return stream(*(record(items.event_item(event)) for event in found))


def outbox() -> list[tuple[str, str]]:
    """What has not been seen on the bus yet."""
    return sorted((row.dossier_id, row.item) for row in OutboxItem.scan())


def keys(found: Iterable[Event]) -> list[tuple[str, str]]:
    """The outbox keys of events."""
    return sorted((event.dossier_id, event_key(event.number)) for event in found)


class Bus:
    """EventBridge as the relay sees it: takes every entry but the refused ones."""

    def __init__(self, refused: Collection[tuple[str, int]] = ()) -> None:
        self.refused = set(refused)
        self.sizes: list[int] = []
        self.sent: list[tuple[str, int]] = []

    def put_events(self, *, Entries: list[dict[str, Any]]) -> dict[str, Any]:
        self.sizes.append(len(Entries))
        answers = [self._take(msgspec.json.decode(entry["Detail"])) for entry in Entries]
        failed = sum("ErrorCode" in answer for answer in answers)
        return {"FailedEntryCount": failed, "Entries": answers}

    def _take(self, detail: dict[str, Any]) -> dict[str, str]:
        name = (detail["dossier_id"], detail["number"])
        if name in self.refused:
            return {"ErrorCode": "ThrottlingException", "ErrorMessage": "slow down"}
        self.sent.append(name)
        return {"EventId": "1"}


def names(found: Iterable[Event]) -> list[tuple[str, int]]:
    """Events as a :class:`Bus` lists them."""
    return [(event.dossier_id, event.number) for event in found]
