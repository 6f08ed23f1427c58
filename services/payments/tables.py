"""The payments table as PynamoDB models. No personal data.

Values are JSON in ``body``; what keys, conditions and indexes need stands beside it. The indexes
are sparse: an order that is not open leaves `ByPayer`; an attempt that nobody watches any more, a
refund that its gateway answered and money that the dossier knows of leave `ByPending`.
"""

from __future__ import annotations

from typing import Any, ClassVar

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, IncludeProjection

from shared.table import LazyName, Table

ORDER, REFERENCE = "ORDER", "REF"
DAY, CLOSING, SERIES = "DAY", "CLOSING", "LAST"
UNTOLD = "untold"
"""Partition of ``by_pending``: paid orders and refunds that left whose dossier is not told."""


class ByPayer(GlobalSecondaryIndex["PaymentItem"]):  # type: ignore[no-untyped-call]
    """What an applicant owes, oldest first; ``payer`` is the keyed hash of their identity."""

    class Meta:
        index_name = "by_payer"
        projection = IncludeProjection(["kind", "body"])

    payer = UnicodeAttribute(hash_key=True)
    opened_at = UnicodeAttribute(range_key=True)


class ByPending(GlobalSecondaryIndex["PaymentItem"]):  # type: ignore[no-untyped-call]
    """What the sweeps look after, oldest first."""

    class Meta:
        index_name = "by_pending"
        projection = IncludeProjection(["kind"])

    pending = UnicodeAttribute(hash_key=True)
    since = UnicodeAttribute(range_key=True)


class ByList(GlobalSecondaryIndex["PaymentItem"]):  # type: ignore[no-untyped-call]
    """Work lists, oldest first: an agency's refunds in one state, money nobody has explained."""

    class Meta:
        index_name = "by_list"
        projection = IncludeProjection(["kind", "body"])

    listed = UnicodeAttribute(hash_key=True)
    since = UnicodeAttribute(range_key=True)


class PaymentItem(Table):
    """Any item of the payments table."""

    class Meta:
        table_name = LazyName("payments_table")

    order_id = UnicodeAttribute(hash_key=True)
    item = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    body = UnicodeAttribute(null=True)
    payer = UnicodeAttribute(null=True)
    opened_at = UnicodeAttribute(null=True)
    pending = UnicodeAttribute(null=True)
    since = UnicodeAttribute(null=True)
    listed = UnicodeAttribute(null=True)

    by_payer: ClassVar[Any] = ByPayer()
    by_pending: ClassVar[Any] = ByPending()
    by_list: ClassVar[Any] = ByList()


class OrderItem(PaymentItem, discriminator="order"):
    """A payment order."""

    version = NumberAttribute()


class AttemptItem(PaymentItem, discriminator="attempt"):
    """One attempt to pay it."""


class EntryItem(PaymentItem, discriminator="entry"):
    """One double entry of its ledger."""


class RefundItem(PaymentItem, discriminator="refund"):
    """Money to give back of it."""


class MoneyItem(PaymentItem, discriminator="money"):
    """Money that moved at a gateway on a local date, for the reconciliation."""


class RunItem(PaymentItem, discriminator="run"):
    """One reconciliation of a gateway's local date; written once."""


class LinesItem(PaymentItem, discriminator="lines"):
    """A part of a reconciliation's lines; written once."""


class UnmatchedItem(PaymentItem, discriminator="unmatched"):
    """A line that did not match, until it is explained or a later file matches it."""


class ReferenceItem(PaymentItem, discriminator="reference"):
    """Which attempt a gateway's reference names."""

    of_order = UnicodeAttribute()
    number = NumberAttribute()


class NoticeItem(PaymentItem, discriminator="notice"):
    """What a gateway said, as it came, and what we made of it.

    What nobody signed is forgotten after ``expires`` (epoch seconds, TTL).
    """

    expires = NumberAttribute(null=True)


class ReceiptItem(PaymentItem, discriminator="receipt"):
    """A receipt of the counter; the same under its series, its order and its day."""


class SeriesItem(PaymentItem, discriminator="series"):
    """The last number given in a series of receipts."""

    number = NumberAttribute()


class DayItem(PaymentItem, discriminator="day"):
    """An agency's local date of taking money; every write to its receipts goes through it."""

    version = NumberAttribute()


class ClosingItem(PaymentItem, discriminator="closing"):
    """The sheet that closed a day; written once."""


def attempt_key(number: int) -> str:
    """Sort key of an attempt."""
    return f"ATTEMPT#{number:06d}"


def entry_key(number: int) -> str:
    """Sort key of an entry."""
    return f"ENTRY#{number:06d}"


def receipt_key(series: str, number: int) -> str:
    """Sort key of a receipt, whatever it lies under."""
    return f"RECEIPT#{series}#{number:07d}"


def refund_key(number: int) -> str:
    """Sort key of a refund."""
    return f"REFUND#{number:06d}"
