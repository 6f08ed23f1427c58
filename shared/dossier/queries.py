"""Reading dossiers: lists by index, histories, documents. Never a scan, never a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from msgspec import Struct
from pynamodb.exceptions import DoesNotExist

from shared.dossier import items
from shared.dossier.dossier import Document, Dossier
from shared.dossier.errors import DossierNotFound, MalformedCursor
from shared.dossier.events import Event
from shared.dossier.items import Listing
from shared.dossier.tables import (
    HEAD,
    AccessItem,
    DocumentItem,
    EventItem,
    Head,
    Item,
    Listed,
)

T = TypeVar("T")
Cursor = dict[str, dict[str, str]]


class Page(Struct, Generic[T], frozen=True):
    """Some of a list, and where the rest begins."""

    items: tuple[T, ...]
    cursor: Cursor | None


def applicants(applicant_key: str, *, limit: int, cursor: Cursor | None = None) -> Page[Listing]:
    """The applicant's dossiers, newest first."""
    return _page(Listed.by_applicant, applicant_key, limit, cursor, newest_first=True)


def representatives(key: str, *, limit: int, cursor: Cursor | None = None) -> Page[Listing]:
    """Dossiers this person handed in for others, newest first."""
    return _page(Listed.by_representative, key, limit, cursor, newest_first=True)


def worklist(
    agency_code: str,
    *,
    limit: int,
    cursor: Cursor | None = None,
    status: int | None = None,
    due_before: datetime | None = None,
    due_from: datetime | None = None,
) -> Page[Listing]:
    """What the agency has open or holds for another, soonest due first.

    A page may be shorter than ``limit`` where ``status`` filters; follow the cursor to the end.
    """
    span = None
    if due_before is not None:
        span = Listed.attention_at < items.sortable(due_before)
    elif due_from is not None:
        span = Listed.attention_at >= items.sortable(due_from)
    wanted = None if status is None else Listed.status == status
    return _page(Listed.by_worklist, agency_code, limit, cursor, span=span, wanted=wanted)


def _page(
    index: Any,
    key: str,
    limit: int,
    cursor: Cursor | None,
    *,
    newest_first: bool = False,
    span: Any = None,
    wanted: Any = None,
) -> Page[Listing]:
    """One page of an index.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    if cursor is not None and not _continues(cursor, index, key):
        raise MalformedCursor()
    found = index.query(
        key,
        range_key_condition=span,
        filter_condition=wanted,
        scan_index_forward=not newest_first,
        page_size=limit,
        limit=limit,
        last_evaluated_key=cursor,
    )
    rows = tuple(items.to_listing(row) for row in found)
    return Page(rows, found.last_evaluated_key)


def _continues(cursor: Cursor, index: Any, key: str) -> bool:
    names = {k["AttributeName"] for k in index._get_schema()["key_schema"]}
    partition = index._hash_key_attribute().attr_name
    return continues(cursor, names | {"dossier_id", "item"}, partition, key)


def continues(cursor: Cursor, names: set[str], partition: str, key: str) -> bool:
    """Whether a cursor goes on in the list of this partition; every key of ours is a string."""
    return (
        set(cursor) == names
        and all(set(value) == {"S"} and value["S"] for value in cursor.values())
        and cursor[partition]["S"] == key
    )


def history(dossier_id: str) -> tuple[Event, ...]:
    """Every event of a dossier, in order; one query.

    Raises:
        DossierNotFound: it has none.
    """
    found = EventItem.query(dossier_id, EventItem.item.startswith("EVENT#"), consistent_read=True)
    events = tuple(items.to_event(row) for row in found)
    if not events:
        raise DossierNotFound(dossier_id)
    return events


def with_history(dossier_id: str) -> tuple[Dossier, tuple[Event, ...]]:
    """A dossier and every event of it, in order, as of one moment; one query.

    Raises:
        DossierNotFound: no dossier has this code.
    """
    span = Item.item.between(HEAD, "EVENT#~")
    found = list(Item.query(dossier_id, span, consistent_read=True))
    if not found or not isinstance(found[0], Head):
        raise DossierNotFound(dossier_id)
    events = (items.to_event(row) for row in found if isinstance(row, EventItem))
    return items.to_dossier(found[0]), tuple(events)


def with_documents(dossier_id: str) -> tuple[Dossier, tuple[Document, ...]]:
    """A dossier and the records of its files, as of one moment; one query.

    Raises:
        DossierNotFound: no dossier has this code.
    """
    span = Item.item.between("DOCUMENT#", HEAD)
    found = list(Item.query(dossier_id, span, consistent_read=True))
    if not found or not isinstance(found[-1], Head):
        raise DossierNotFound(dossier_id)
    files = (items.to_document(row) for row in found if isinstance(row, DocumentItem))
    return items.to_dossier(found[-1]), tuple(files)


def dossiers(dossier_ids: Iterable[str]) -> tuple[Dossier, ...]:
    """The dossiers with these codes, at most a hundred, in the order given."""
    wanted = list(dossier_ids)
    found = {head.dossier_id: head for head in Head.batch_get([(d, HEAD) for d in wanted])}
    return tuple(items.to_dossier(found[d]) for d in wanted if d in found)


def documents(dossier_id: str) -> tuple[Document, ...]:
    """The records of a dossier's files."""
    found = DocumentItem.query(
        dossier_id, DocumentItem.item.startswith("DOCUMENT#"), consistent_read=True
    )
    return tuple(items.to_document(row) for row in found)


def document(dossier_id: str, document_id: str) -> Document:
    """One file's record.

    Raises:
        DossierNotFound: the dossier has no such file.
    """
    try:
        return items.to_document(DocumentItem.get(dossier_id, f"DOCUMENT#{document_id}"))
    except DoesNotExist as error:
        raise DossierNotFound(document_id) from error


def record_access(dossier_id: str, subject: str, route: str) -> None:
    """Record that somebody is about to read the personal part (Luật 91/2025, nhật ký truy cập)."""
    now = datetime.now(UTC)
    key = f"ACCESS#{items.sortable(now)}#{subject}"
    AccessItem(dossier_id, key, at=items.sortable(now), subject=subject, route=route).save()


def accesses(dossier_id: str) -> Iterator[AccessItem]:
    """Who read the personal part of a dossier, oldest first."""
    return iter(AccessItem.query(dossier_id, AccessItem.item.startswith("ACCESS#")))
