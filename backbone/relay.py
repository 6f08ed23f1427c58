"""From the dossier table's stream to the event bus (outbox relay).

Idempotent; raises on any failure so that the stream delivers the batch again; parks poison itself,
because a stream would retry it for ever and hold everything behind it.
"""

from __future__ import annotations

from typing import Any

import msgspec

from backbone import bus
from shared.dossier.events import Event


def relay(event: dict[str, Any], _: object) -> None:
    """Send the batch's new dossier events to the bus."""
    found = (_read(record["dynamodb"]) for record in event["Records"] if _is_new_event(record))
    bus.publish([parsed for parsed in found if parsed is not None])


def _is_new_event(record: dict[str, Any]) -> bool:
    """The stream's filter says the same; this holds where a filter is missing."""
    return record["eventName"] == "INSERT" and _key(record["dynamodb"], "item").startswith("EVENT#")


def _read(change: dict[str, Any]) -> Event | None:
    """The event in a stream record; a broken one is parked."""
    try:
        return msgspec.json.decode(change["NewImage"]["body"]["S"], type=Event)
    except (KeyError, msgspec.DecodeError) as error:
        bus.park(_key(change, "dossier_id"), _key(change, "item"), type(error).__name__)
        return None


def _key(change: dict[str, Any], name: str) -> str:
    return str(change["Keys"][name]["S"])
