"""The outbox sweep: send what a lost stream record left behind.

A stream keeps records for 24 hours and a local cloud loses them on restart; the outbox entry stays
until its event was on the bus. The scan is of a table that is empty when all is well.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import msgspec

from backbone import bus
from shared.dossier import items
from shared.dossier.events import Event
from shared.dossier.tables import EventItem, OutboxItem

AGE: Final = timedelta(minutes=2)
AT_MOST: Final = 1000


def sweep(_: dict[str, Any], __: object) -> dict[str, int]:
    """Relay up to 1,000 events that have waited for two minutes; a next run takes the rest."""
    before = items.sortable(datetime.now(UTC) - AGE)
    waiting = OutboxItem.scan(
        (OutboxItem.written_at < before) & OutboxItem.parked_at.does_not_exist(), limit=AT_MOST
    )
    keys = [(entry.dossier_id, entry.item) for entry in waiting]
    rows = EventItem.batch_get(keys, consistent_read=True) if keys else ()
    found = {(row.dossier_id, row.item): row for row in rows}
    events = [_read(*key, found.get(key)) for key in keys]
    bus.publish([event for event in events if event is not None])
    return {"swept": len(keys)}


def _read(dossier_id: str, item: str, row: EventItem | None) -> Event | None:
    try:
        if row is not None:
            return items.to_event(row)
        fault = "EventMissing"  # cannot come from us: entry and event are written at once
    except (TypeError, msgspec.DecodeError) as error:
        fault = type(error).__name__
    bus.park(dossier_id, item, fault)
    return None
