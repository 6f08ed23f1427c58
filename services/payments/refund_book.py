"""The refunds in the payment book: how they are kept, listed and found again.

``book`` writes them, each with its order in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from services.payments import refunds
from services.payments.model import Order, Refund, RefundState
from services.payments.tables import UNTOLD, PaymentItem, RefundItem, refund_key
from shared.dossier.errors import MalformedCursor
from shared.dossier.items import sortable
from shared.dossier.queries import Cursor, Page, continues

UNANSWERED: Final = "unanswered"
"""Partition of ``by_pending``: refunds that a gateway was asked for and has not answered."""
_refunds: Final = msgspec.json.Decoder(Refund)
_KEYS: Final = {"listed", "since", "order_id", "item"}
Listed = tuple[str, Refund]
"""A refund and its order's id."""


def of_order(order_id: str) -> tuple[Refund, ...]:
    """Every refund of an order, in order, as the last write left it."""
    span = RefundItem.item.startswith("REFUND#")
    found = RefundItem.query(order_id, span, consistent_read=True)
    return tuple(_to_refund(item) for item in found)


def in_state(
    agency_code: str, state: RefundState, *, limit: int, cursor: Cursor | None
) -> Page[Listed]:
    """An agency's refunds in one state, oldest first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    key = f"{agency_code}#{state}"
    if cursor is not None and not continues(cursor, _KEYS, "listed", key):
        raise MalformedCursor()
    found = PaymentItem.by_list.query(key, page_size=limit, limit=limit, last_evaluated_key=cursor)
    listed = tuple((item.order_id, _to_refund(item)) for item in found)
    return Page(listed, found.last_evaluated_key)


def unanswered() -> Iterator[tuple[str, int]]:
    """The approved refunds whose gateway's answer is not known: order and number, oldest first."""
    for item in PaymentItem.by_pending.query(UNANSWERED):
        yield item.order_id, int(item.item.partition("#")[2])


def to_item(order: Order, refund: Refund) -> RefundItem:
    """How a refund is kept."""
    return RefundItem(
        order.order_id,
        refund_key(refund.number),
        body=msgspec.json.encode(refund).decode(),
        listed=f"{order.agency_code}#{refund.state}",
        since=sortable(refund.requested_at),
        pending=_pending(refund),
    )


def _pending(refund: Refund) -> str | None:
    if refund.state is RefundState.APPROVED:
        return UNANSWERED
    return UNTOLD if refunds.is_untold(refund) else None


def _to_refund(item: PaymentItem) -> Refund:
    return _refunds.decode(item.body or "")
