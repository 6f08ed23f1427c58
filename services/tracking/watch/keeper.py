"""One row for each watched dossier: the moment at which a run has to look at it next.

The row holds no more than the head's version and that moment; what is to be done is worked out
from the head itself. So a head that arrives late changes nothing, and a row can never be wrong
about a dossier, only early. Once nothing is left to watch the row leaves the index but stays, to
know an older head by its version; that of a closed dossier goes after ``KEPT``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.expressions.condition import Condition

from services.tracking.message_table import SHARDS, WATCH, MessageItem, WatchItem, shard
from services.tracking.watch import plan
from services.tracking.watch.plan import Stage
from shared.dossier.dossier import Dossier
from shared.dossier.items import sortable
from shared.reference import store

KEPT: Final = timedelta(days=30)
_STALE: Final = "ConditionalCheckFailedException"


def keep(dossier: Dossier, now: datetime) -> None:
    """Bring the dossier's row up to its head, unless it knows this version or a later one.

    A stage whose moment has passed is left to the next run, which knows what was done already.
    """
    newer = WatchItem.version.does_not_exist() | (WatchItem.version < dossier.version)
    _put(_row(dossier, stages(dossier), now), newer)


def stages(dossier: Dossier) -> tuple[Stage, ...]:
    """The dossier's plan under the published calendar and policy."""
    return plan.stages(dossier, store.calendar(), store.messaging())


def come_due(now: datetime, limit: int) -> Iterator[str]:
    """The dossiers a run has to look at, soonest first, at most so many of each shard."""
    for number in range(SHARDS):
        span = MessageItem.next_at < sortable(now)
        for row in MessageItem.by_pending.query(f"{WATCH}#{number}", span, limit=limit):
            yield row.about


def find(dossier_id: str, now: datetime) -> WatchItem | None:
    """The dossier's row if it has come due, as the last write left it: the index may lag."""
    try:
        row = WatchItem.get(dossier_id, WATCH, consistent_read=True)
    except DoesNotExist:
        return None
    due = row.next_at is not None and row.next_at < sortable(now)
    return row if due else None


def move_on(seen: WatchItem, dossier: Dossier, now: datetime) -> None:
    """Point the row at the first stage that is still to come, unless somebody else moved it."""
    ahead = (stage for stage in stages(dossier) if stage.at >= now)
    same = (WatchItem.version == seen.version) & (WatchItem.next_at == seen.next_at)
    _put(_row(dossier, ahead, now), same)


def _row(dossier: Dossier, ahead: Iterable[Stage], now: datetime) -> WatchItem:
    code = dossier.dossier_id
    row = WatchItem(code, WATCH, version=dossier.version)
    first = next(iter(ahead), None)
    if first is not None:
        row.pending, row.next_at = f"{WATCH}#{shard(code)}", sortable(first.at)
    elif not dossier.is_open:
        row.expires = int((now + KEPT).timestamp())
    return row


def _put(row: WatchItem, condition: Condition) -> None:
    try:
        row.save(condition=condition)
    except PutError as error:
        if error.cause_response_code != _STALE:
            raise
