"""The dossier table and the outbox as PynamoDB models. Only ``shared.dossier`` uses them.

Items carry the whole value as JSON in ``body``; what keys, conditions, indexes and lists need
stands beside it. Key and index layout: docs/developers.md, "The dossier table".
"""

from __future__ import annotations

from typing import Any, ClassVar

from pynamodb.attributes import (
    BinaryAttribute,
    DiscriminatorAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from shared.table import LazyName, Table

HEAD, SEQUENCE, IDEMPOTENCY, RATE = "DOSSIER", "SEQ", "IDEM", "RATE"
LISTED = ["kind", "status", "version", "listing"]


def event_key(number: int) -> str:
    """Sort key of event ``number``; zero-padded, so that keys sort as numbers do."""
    return f"EVENT#{number:06d}"


class ByApplicant(GlobalSecondaryIndex["Listed"]):  # type: ignore[no-untyped-call]
    """An applicant's own dossiers, newest submission last."""

    class Meta:
        index_name = "by_applicant"
        projection = IncludeProjection(LISTED)

    applicant_key = UnicodeAttribute(hash_key=True)
    submitted_at = UnicodeAttribute(range_key=True)


class ByRepresentative(GlobalSecondaryIndex["Listed"]):  # type: ignore[no-untyped-call]
    """Dossiers handed in for somebody else."""

    class Meta:
        index_name = "by_representative"
        projection = IncludeProjection(LISTED)

    representative_key = UnicodeAttribute(hash_key=True)
    submitted_at = UnicodeAttribute(range_key=True)


class ByWorklist(GlobalSecondaryIndex["Listed"]):  # type: ignore[no-untyped-call]
    """What an agency has open, soonest due first. Sparse: closed dossiers leave it."""

    class Meta:
        index_name = "by_worklist"
        projection = IncludeProjection(LISTED)

    worklist = UnicodeAttribute(hash_key=True)
    attention_at = UnicodeAttribute(range_key=True)


class Item(Table):
    """Any item of the dossier table."""

    class Meta:
        table_name = LazyName("dossier_table")

    dossier_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()


class Listed(Item):
    """An item that appears in lists; ``listing`` is the JSON a list shows."""

    status = NumberAttribute()
    version = NumberAttribute()
    listing = UnicodeAttribute()
    worklist = UnicodeAttribute(null=True)
    attention_at = UnicodeAttribute(null=True)
    applicant_key = UnicodeAttribute(null=True)
    representative_key = UnicodeAttribute(null=True)
    submitted_at = UnicodeAttribute(null=True)

    by_applicant: ClassVar[Any] = ByApplicant()
    by_representative: ClassVar[Any] = ByRepresentative()
    by_worklist: ClassVar[Any] = ByWorklist()


class Head(Listed, discriminator="dossier"):
    """The dossier's state after its last event."""

    body = UnicodeAttribute()


class Handover(Listed, discriminator="handover"):
    """The linked agency's entry in its own worklist while it holds the dossier."""


class EventItem(Item, discriminator="event"):
    """One event; ``type`` and ``at`` repeat the body for people who read the table."""

    type = UnicodeAttribute()
    at = UnicodeAttribute()
    body = UnicodeAttribute()


class DocumentItem(Item, discriminator="document"):
    """A document's record; the file is in the documents bucket."""

    body = UnicodeAttribute()


class AccessItem(Item, discriminator="access"):
    """Who read the personal part, when and through which route."""

    at = UnicodeAttribute()
    subject = UnicodeAttribute()
    route = UnicodeAttribute()


class SequenceItem(Item, discriminator="sequence"):
    """The running number of one agency on one local date."""

    last = NumberAttribute(default=0)


class IdempotencyItem(Item, discriminator="idempotency"):
    """The first answer to a request, kept for its repeats until ``expires`` (epoch s, TTL)."""

    request_hash = UnicodeAttribute()
    status = NumberAttribute()
    answer = BinaryAttribute(legacy_encoding=False)
    expires = NumberAttribute()


class RateItem(Item, discriminator="rate"):
    """How often a client missed within one hour; gone after ``expires`` (epoch seconds, TTL)."""

    misses = NumberAttribute(default=0)
    expires = NumberAttribute()


class OutboxItem(Table):
    """An event that has not been seen on the bus yet. The relay deletes it; the sweep finds it."""

    class Meta:
        table_name = LazyName("outbox_table")

    dossier_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    written_at = UnicodeAttribute()
    parked_at = UnicodeAttribute(null=True)
