"""Which version of the counters is read, which one is being built beside it, and which is folded.

A version is folded only after it was said for a while that it will be. Until then nothing that is
counted late has to touch sums: there are none, neither of a version that a rebuild makes nor of
years that are counted for the first time.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from msgspec import Struct

from services.reports.counting import table
from services.reports.counting.spans import WAIT

COUNTERS: Final = "COUNTERS"
CACHE_SECONDS: Final[float] = 5
"""How long a warm function believes what it read; a rebuild begins later than that."""


class Versions(Struct, frozen=True, kw_only=True):
    """The version that reports read, and the one that a rebuild makes, if there is one.

    ``folded`` is the version whose sums may exist, and ``folded_since`` when that was said.
    """

    active: int
    building: int | None = None
    folded: int | None = None
    folded_since: datetime | None = None

    @property
    def counted(self) -> tuple[int, ...]:
        """The versions that every event is counted into."""
        return (self.active,) if self.building is None else (self.active, self.building)


def current() -> Versions:
    """The versions as they were a few seconds ago; the first one is made by who asks first."""
    return _current(table.name(), int(time.monotonic() // CACHE_SECONDS))


def may_fold(version: int, now: datetime) -> bool:
    """Whether sums of a version may be made; who asks first says that they soon will be.

    Only the active version is folded, and not before every function that has not heard of it ended.
    """
    known = current()
    if known.active != version:
        return False
    if known.folded != version or known.folded_since is None:
        _say_folded(version, now)
        forget()
        return False
    return known.folded_since + WAIT <= now


def forget() -> None:
    """Drop what is cached."""
    _current.cache_clear()


@lru_cache(maxsize=1)
def _current(_table: str, _: int) -> Versions:
    row = table.get(COUNTERS, COUNTERS)
    if row is None:
        _make_first()
        row = table.get(COUNTERS, COUNTERS) or {}
    return Versions(
        active=int(row["active"]["N"]),
        building=_number(row, "building"),
        folded=_number(row, "folded"),
        folded_since=_instant(row, "folded_since"),
    )


def _number(row: table.Row, name: str) -> int | None:
    return int(row[name]["N"]) if name in row else None


def _instant(row: table.Row, name: str) -> datetime | None:
    return datetime.fromtimestamp(int(row[name]["N"]), UTC) if name in row else None


def _make_first() -> None:
    client = table.client()
    try:
        client.put_item(
            TableName=table.name(),
            Item={**table.key(COUNTERS, COUNTERS), "active": {"N": "1"}},
            ConditionExpression="attribute_not_exists(about)",
        )
    except client.exceptions.ConditionalCheckFailedException:
        return


def _say_folded(version: int, now: datetime) -> None:
    """Record it, unless the version is not the active one any more, or it was said before."""
    client = table.client()
    try:
        client.update_item(
            TableName=table.name(),
            Key=table.key(COUNTERS, COUNTERS),
            UpdateExpression="SET folded = :version, folded_since = :now",
            ConditionExpression="active = :version AND"
            " (attribute_not_exists(folded) OR folded <> :version)",
            ExpressionAttributeValues={
                ":version": {"N": str(version)},
                ":now": {"N": str(int(now.timestamp()))},
            },
        )
    except client.exceptions.ConditionalCheckFailedException:
        return
