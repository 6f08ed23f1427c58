"""Messages, warnings and what is watched: tracking's second table, as PynamoDB models.

No personal data: people are keyed hashes, texts name nobody. Values are JSON in ``body``; what
keys, conditions and indexes need stands beside it.

| item | ``about`` / ``item`` | holds |
|---|---|---|
| notice | code / ``NOTICE#<event>#<channel>`` | one message to a citizen and how it fared |
| reference | ``REF#<provider>#<id>`` / ``REF`` | which notice a provider's receipt names |
| exchange | ``SMS#<sender>`` / ``<time>#<id>`` | one SMS that came in, and what was answered |
| rate | ``RATE#<kind>#<who>#<hour or minute>`` / ``RATE`` | how many came |
| watch | code / ``WATCH`` | what of a dossier will be due, and when somebody is to be warned |
| warning | code / ``WARNING#<kind>#<deadline>`` | one warning to officers or leaders |

The indexes are sparse: what is sent or warned of leaves ``by_pending``; ``by_list`` holds an
agency's undelivered notices and its warnings.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from shared.table import LazyName, Table

REFERENCE, RATE, WATCH = "REF", "RATE", "WATCH"
SHARDS: Final = 4
"""Partitions over which waiting work is spread."""


class ByPending(GlobalSecondaryIndex["MessageItem"]):  # type: ignore[no-untyped-call]
    """Work that waits for its time, soonest first: ``SEND#``, ``WATCH#`` and ``MAIL#<shard>``."""

    class Meta:
        index_name = "by_pending"
        projection = IncludeProjection(["kind"])

    pending = UnicodeAttribute(hash_key=True)
    next_at = UnicodeAttribute(range_key=True)


class ByList(GlobalSecondaryIndex["MessageItem"]):  # type: ignore[no-untyped-call]
    """What an agency's people look at: ``FAILED#<agency>`` and ``WARNING#<agency>``."""

    class Meta:
        index_name = "by_list"
        projection = IncludeProjection(["kind", "body"])

    listed = UnicodeAttribute(hash_key=True)
    since = UnicodeAttribute(range_key=True)


class MessageItem(Table):
    """Any item of the table."""

    class Meta:
        table_name = LazyName("messages_table")

    about = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    body = UnicodeAttribute(null=True)
    pending = UnicodeAttribute(null=True)
    next_at = UnicodeAttribute(null=True)
    listed = UnicodeAttribute(null=True)
    since = UnicodeAttribute(null=True)
    expires = NumberAttribute(null=True)

    by_pending: ClassVar[Any] = ByPending()
    by_list: ClassVar[Any] = ByList()


class NoticeItem(MessageItem, discriminator="notice"):
    """A message to a citizen; ``version`` guards its changes."""

    version = NumberAttribute()


class ReferenceItem(MessageItem, discriminator="reference"):
    """Which notice a provider's id names."""

    of_about = UnicodeAttribute()
    of_item = UnicodeAttribute()


class ExchangeItem(MessageItem, discriminator="exchange"):
    """An SMS that came in and its answer."""


class RateItem(MessageItem, discriminator="rate"):
    """How many messages came within a span of time; gone after ``expires`` (epoch seconds)."""

    times = NumberAttribute(default=0)


class WatchItem(MessageItem, discriminator="watch"):
    """What is watched of a dossier, as of its ``version``."""

    version = NumberAttribute()


class WarningItem(MessageItem, discriminator="warning"):
    """A warning that was given."""


def shard(text: str) -> int:
    """The partition that waiting work about something belongs to."""
    return sum(text.encode()) % SHARDS
