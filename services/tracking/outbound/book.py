"""The book of notices: the only code that writes them, and the names providers give them.

A notice is written under the condition that it is new; every later change under its version. So of
concurrent repeats one counts, and no change undoes another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from msgspec import Struct
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.expressions.condition import Condition

from services.tracking.message_table import (
    REFERENCE,
    SHARDS,
    MessageItem,
    NoticeItem,
    ReferenceItem,
    shard,
)
from services.tracking.outbound.notice import LISTED, Notice
from shared.dossier.errors import InFlight, MalformedCursor
from shared.dossier.items import sortable
from shared.dossier.queries import Cursor, Page, continues

NOTICE, SEND, FAILED = "NOTICE", "SEND", "FAILED"
TRIES: Final = 6
NAMED_FOR: Final = timedelta(days=30)
"""How long a provider's receipt finds its notice."""
_KEYS: Final = {"listed", "since", "about", "item"}
_TAKEN: Final = "ConditionalCheckFailedException"
_notices: Final = msgspec.json.Decoder(Notice)


class Place(Struct, frozen=True, kw_only=True):
    """Where a notice lies."""

    about: str
    item: str


class Kept(Struct, frozen=True, kw_only=True):
    """A notice as it lies in the book."""

    notice: Notice
    version: int

    @property
    def place(self) -> Place:
        """Where it lies."""
        return Place(about=self.notice.dossier_id, item=self.notice.item)


Step = Callable[[Notice], Notice | None]
"""From a notice to what becomes of it; None leaves it."""


def create(notice: Notice) -> Kept | None:
    """Write a notice; None if there is one already, which is never touched."""
    kept = Kept(notice=notice, version=1)
    return kept if _save(kept, NoticeItem.about.does_not_exist()) else None


def find(place: Place) -> Kept | None:
    """The notice as the last write left it; None if there is none."""
    try:
        row = NoticeItem.get(place.about, place.item, consistent_read=True)
    except DoesNotExist:
        return None
    return Kept(notice=_notices.decode(row.body or ""), version=int(row.version))


def change(kept: Kept, step: Step) -> Kept:
    """Take a step with the notice, read anew and decided anew if another write came first.

    Raises:
        InFlight: other writes kept coming first.
    """
    for _ in range(TRIES):
        after = step(kept.notice)
        if after is None:
            return kept
        written = Kept(notice=after, version=kept.version + 1)
        if _save(written, NoticeItem.version == kept.version):
            return written
        kept = find(kept.place) or kept
    raise InFlight(kept.notice.dossier_id)


def claim(kept: Kept, step: Step) -> Kept | None:
    """Take a step unless another write came first: then it is somebody else's."""
    after = step(kept.notice)
    if after is None:
        return None
    written = Kept(notice=after, version=kept.version + 1)
    return written if _save(written, NoticeItem.version == kept.version) else None


def name(provider: str, name_there: str, kept: Kept, now: datetime) -> None:
    """Keep by what name a provider's receipt will speak of the notice."""
    ReferenceItem(
        _reference(provider, name_there),
        REFERENCE,
        of_about=kept.place.about,
        of_item=kept.place.item,
        expires=int((now + NAMED_FOR).timestamp()),
    ).save()


def named(provider: str, name_there: str) -> Place | None:
    """The notice that a provider's name stands for."""
    try:
        row = ReferenceItem.get(_reference(provider, name_there), REFERENCE, consistent_read=True)
    except DoesNotExist:
        return None
    return Place(about=row.of_about, item=row.of_item)


def waiting(now: datetime, limit: int) -> list[Place]:
    """What has come due, soonest first, at most so many of each shard."""
    span = MessageItem.next_at <= sortable(now)
    rows = [
        row
        for number in range(SHARDS)
        for row in MessageItem.by_pending.query(f"{SEND}#{number}", span, limit=limit)
    ]
    return [Place(about=row.about, item=row.item) for row in sorted(rows, key=_next_at)]


def of_dossier(dossier_id: str) -> tuple[Notice, ...]:
    """Every notice of a dossier, oldest first."""
    span = NoticeItem.item.startswith(f"{NOTICE}#")
    found = (_notices.decode(row.body) for row in NoticeItem.query(dossier_id, span))
    return tuple(sorted(found, key=lambda notice: notice.written_at))


def undelivered(agency_code: str, *, limit: int, cursor: Cursor | None) -> Page[Notice]:
    """What an agency's citizens could not be told, newest first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    listed = f"{FAILED}#{agency_code}"
    if cursor is not None and not continues(cursor, _KEYS, "listed", listed):
        raise MalformedCursor()
    found = MessageItem.by_list.query(
        listed,
        scan_index_forward=False,
        page_size=limit,
        limit=limit,
        last_evaluated_key=cursor,
    )
    return Page(tuple(_notices.decode(row.body) for row in found), found.last_evaluated_key)


def _save(kept: Kept, condition: Condition) -> bool:
    """Whether the condition held."""
    notice = kept.notice
    row = NoticeItem(
        notice.dossier_id,
        notice.item,
        version=kept.version,
        body=msgspec.json.encode(notice).decode(),
        **_indexed(notice),
    )
    try:
        row.save(condition=condition)
    except PutError as error:
        if error.cause_response_code != _TAKEN:
            raise
        return False
    return True


def _indexed(notice: Notice) -> dict[str, Any]:
    """In which index a notice stands: what waits, and what an officer has to see."""
    if notice.next_at is not None:
        pending = f"{SEND}#{shard(notice.dossier_id)}"
        return {"pending": pending, "next_at": sortable(notice.next_at)}
    if notice.state in LISTED:
        listed = f"{FAILED}#{notice.agency_code}"
        return {"listed": listed, "since": sortable(notice.settled_at)}
    return {}


def _reference(provider: str, name_there: str) -> str:
    return f"REF#{provider}#{name_there}"


def _next_at(row: MessageItem) -> str:
    return row.next_at or ""
