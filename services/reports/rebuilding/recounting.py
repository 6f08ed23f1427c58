"""Counting every event of the dossier table anew, a page at a time, into the new version alone.

Counting is exact, so a page may be counted again; what the consumer counted into the new version
meanwhile is passed over.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from services.reports.counting import applying
from services.reports.counting.effects import effects
from services.reports.rebuilding.model import SEGMENTS, Lane, Rebuild, Tally
from shared.dossier import items
from shared.dossier.events import PublicEvent, public
from shared.dossier.tables import EventItem
from shared.observability import logger

PAGE: Final = 500
"""Rows the scan looks at for one page; those that are no events are among them."""


class NotCounted(RuntimeError):
    """Some events could not be counted just now; the page is tried again."""


def recount(rebuild: Rebuild, lane: Lane) -> Lane:
    """Count the lane's next page of events.

    Raises:
        NotCounted: the table did not take some of them.
    """
    scan = EventItem.scan(
        segment=lane.segment,
        total_segments=SEGMENTS,
        last_evaluated_key=lane.position,
        page_size=PAGE,
        consistent_read=True,
    )
    page: dict[str, Any] = next(scan.page_iter)
    read = [(raw, _countable(raw)) for raw in page["Items"]]
    events = [event for _, event in read if event is not None]
    if applying.apply_to(rebuild.version, events):
        raise NotCounted
    uncountable = tuple(_name(raw) for raw, event in read if event is None)
    found = Tally(events=len(events), uncounted=len(uncountable), uncountable=uncountable)
    return lane.moved(page.get("LastEvaluatedKey"), found)


def _countable(raw: dict[str, Any]) -> PublicEvent | None:
    """The event in a row; None if nobody can read or count it, which no version does."""
    try:
        event = public(items.to_event(EventItem.from_raw_data(raw)))
        effects(event)
    except (TypeError, ValueError, msgspec.DecodeError) as error:
        logger.warning("Event left out of a rebuild", event=_name(raw), fault=type(error).__name__)
        return None
    return event


def _name(raw: dict[str, Any]) -> str:
    return f"{raw['dossier_id']['S']} {raw['item']['S']}"
