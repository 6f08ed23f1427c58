"""The warnings that were given: written once, listed for their agency, each owing one mail.

A warning is recorded before anybody is mailed, and owes its mail until a server has taken the
digest that names it. A crash between mail and note repeats the mail; nothing loses it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
from pynamodb.exceptions import DoesNotExist, PutError

from services.tracking.message_table import SHARDS, MessageItem, WarningItem, shard
from services.tracking.watch.plan import StageKind
from services.tracking.watch.warned import Warned
from shared.dossier.errors import MalformedCursor
from shared.dossier.items import sortable
from shared.dossier.queries import Cursor, Page, continues

WARNING, MAIL = "WARNING", "MAIL"
ROWS_A_READ: Final = 1000
_KEYS: Final = {"listed", "since", "about", "item"}
_TAKEN: Final = "ConditionalCheckFailedException"
_warnings: Final = msgspec.json.Decoder(Warned)


def give(warned: Warned, *, to_holder: bool = False) -> bool:
    """Record a warning, owing its mail; whether it is new.

    Its kind and deadline make it one of its dossier; a linked agency that holds it has its own.
    """
    since = sortable(warned.warned_at)
    key = f"{_prefix(warned.kind)}{sortable(warned.deadline)}"
    row = WarningItem(
        warned.dossier_id,
        f"{key}#{warned.agency_code}" if to_holder else key,
        body=msgspec.json.encode(warned).decode(),
        listed=f"{WARNING}#{warned.agency_code}",
        since=since,
        pending=f"{MAIL}#{shard(warned.agency_code)}",
        next_at=since,
    )
    try:
        row.save(condition=WarningItem.about.does_not_exist())
    except PutError as error:
        if error.cause_response_code != _TAKEN:
            raise
        return False
    return True


def read(row: MessageItem) -> Warned:
    """The warning in a row."""
    return _warnings.decode(row.body or "")


def owing(limit: int) -> Iterator[WarningItem]:
    """Warnings whose mail was not taken yet, oldest first, at most so many of each shard."""
    for number in range(SHARDS):
        for row in MessageItem.by_pending.query(f"{MAIL}#{number}", limit=limit):
            found = _owing(row)
            if found is not None:
                yield found


def _owing(row: MessageItem) -> WarningItem | None:
    """The row as the last write left it: the index may lag."""
    try:
        found = WarningItem.get(row.about, row.item, consistent_read=True)
    except DoesNotExist:
        return None
    return found if found.pending else None


def settle(row: WarningItem) -> None:
    """Note that the warning's mail was taken."""
    row.update(actions=[WarningItem.pending.remove(), WarningItem.next_at.remove()])


def page(
    agency_code: str, *, kind: StageKind | None, limit: int, cursor: Cursor | None
) -> Page[Warned]:
    """Some of an agency's warnings, newest first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    listed = f"{WARNING}#{agency_code}"
    if cursor is not None and not continues(cursor, _KEYS, "listed", listed):
        raise MalformedCursor()
    found = MessageItem.by_list.query(
        listed,
        filter_condition=None if kind is None else MessageItem.item.startswith(_prefix(kind)),
        scan_index_forward=False,
        page_size=limit if kind is None else ROWS_A_READ,
        limit=limit,
        last_evaluated_key=cursor,
    )
    rows = tuple(read(row) for row in found)
    return Page(rows, found.last_evaluated_key)


def _prefix(kind: StageKind) -> str:
    return f"{WARNING}#{kind}#"
