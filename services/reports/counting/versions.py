"""Which version of the counters is read, and which one is being built beside it."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Final

from msgspec import Struct

from services.reports.counting import table

COUNTERS: Final = "COUNTERS"
CACHE_SECONDS: Final[float] = 5
"""How long a warm function believes what it read; a rebuild begins later than that."""


class Versions(Struct, frozen=True, kw_only=True):
    """The version that reports read, and the one that a rebuild makes, if there is one."""

    active: int
    building: int | None = None

    @property
    def counted(self) -> tuple[int, ...]:
        """The versions that every event is counted into."""
        return (self.active,) if self.building is None else (self.active, self.building)


def current() -> Versions:
    """The versions as they were a few seconds ago; the first one is made by who asks first."""
    return _current(table.name(), int(time.monotonic() // CACHE_SECONDS))


def forget() -> None:
    """Drop what is cached, for tests."""
    _current.cache_clear()


@lru_cache(maxsize=1)
def _current(_table: str, _: int) -> Versions:
    row = table.get(COUNTERS, COUNTERS)
    if row is None:
        _make_first()
        row = table.get(COUNTERS, COUNTERS) or {}
    building = row.get("building")
    return Versions(
        active=int(row["active"]["N"]), building=None if building is None else int(building["N"])
    )


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
