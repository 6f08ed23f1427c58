"""Between the domain's values and the table's items."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec import Struct

from shared.clock import TermUnit
from shared.dossier.dossier import Document, Dossier
from shared.dossier.events import Event
from shared.dossier.tables import (
    HEAD,
    DocumentItem,
    EventItem,
    Handover,
    Head,
    Listed,
    OutboxItem,
    event_key,
)

FAR: Final = "9999-12-31T00:00:00.000000Z"
_dossiers: Final = msgspec.json.Decoder(Dossier)
_events: Final = msgspec.json.Decoder(Event)
_documents: Final = msgspec.json.Decoder(Document)
_encode: Final = msgspec.json.Encoder().encode


class Listing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A dossier as one line of a list; all that the indexes carry."""

    dossier_id: str
    status: int
    version: int
    agency_code: str
    held_by: str
    procedure_code: str
    procedure_name: str
    channel: str
    level: int
    applicant_name: str
    submitted_at: datetime
    accepted_at: datetime | None = None
    reception_due_at: datetime | None = None
    due_at: datetime | None = None
    attention_unit: TermUnit = TermUnit.WORKING_DAYS
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    assigned_to: str | None = None
    assignee_name: str = ""


_listings: Final = msgspec.json.Decoder(Listing)


def listing(dossier: Dossier) -> Listing:
    """What lists show of a dossier."""
    return Listing(**{f: getattr(dossier, f) for f in Listing.__struct_fields__})


def to_listing(item: Listed) -> Listing:
    """What an index entry shows."""
    return _listings.decode(item.listing)


def to_dossier(head: Head) -> Dossier:
    """The state an item of the table holds."""
    return _dossiers.decode(head.body)


def to_event(item: EventItem) -> Event:
    """The event an item of the table holds, exactly as it was hashed."""
    return _events.decode(item.body)


def to_document(item: DocumentItem) -> Document:
    """The document's record."""
    return _documents.decode(item.body)


def sortable(at: datetime | None) -> str:
    """An instant as a key that sorts by time: UTC, fixed width; no instant sorts last."""
    if at is None:
        return FAR
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def head_item(dossier: Dossier) -> Head:
    """The head, with index keys only where the dossier belongs in the index."""
    return Head(
        dossier.dossier_id,
        HEAD,
        status=int(dossier.status),
        version=dossier.version,
        body=_encode(dossier).decode(),
        listing=_encode(listing(dossier)).decode(),
        applicant_key=dossier.applicant_key,
        representative_key=dossier.representative_key,
        submitted_at=sortable(dossier.submitted_at),
        worklist=dossier.agency_code if dossier.is_open else None,
        attention_at=sortable(dossier.attention_at) if dossier.is_open else None,
    )


def handover_item(dossier: Dossier) -> Handover:
    """The entry in the worklist of the agency that holds a forwarded dossier."""
    return Handover(
        dossier.dossier_id,
        f"HANDOVER#{dossier.held_by}",
        status=int(dossier.status),
        version=dossier.version,
        listing=_encode(listing(dossier)).decode(),
        worklist=dossier.held_by,
        attention_at=sortable(dossier.attention_at),
    )


def event_item(event: Event) -> EventItem:
    """One event."""
    return EventItem(
        event.dossier_id,
        event_key(event.number),
        type=event.type.value,
        at=sortable(event.at),
        body=_encode(event).decode(),
    )


def outbox_item(event: Event) -> OutboxItem:
    """The mark that the event still has to reach the bus."""
    return OutboxItem(event.dossier_id, event_key(event.number), written_at=sortable(event.at))


def document_item(dossier_id: str, document: Document) -> DocumentItem:
    """A document's record."""
    return DocumentItem(
        dossier_id, f"DOCUMENT#{document.document_id}", body=_encode(document).decode()
    )
