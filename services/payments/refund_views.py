"""What is sent and answered about refunds, in words of both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from services.payments.model import Refund, RefundState
from shared.web.paging import Paging
from shared.web.showing import same

REFUND_WORDS: Final = {
    RefundState.REQUESTED: ("Chờ duyệt", "Waiting for approval"),
    RefundState.APPROVED: ("Đã duyệt, chờ cổng thanh toán", "Approved, waiting for the gateway"),
    RefundState.SENT: ("Cổng thanh toán đang hoàn tiền", "Under way at the gateway"),
    RefundState.DONE: ("Đã hoàn tiền", "Given back"),
    RefundState.FAILED: ("Hoàn tiền không thành công", "Did not succeed"),
    RefundState.REJECTED: ("Không được duyệt", "Rejected"),
    RefundState.BY_HAND: ("Đã duyệt, chờ chuyển khoản", "Approved, waiting for a bank transfer"),
}
Amount = Annotated[int, Meta(ge=1, le=10**12)]
Reason = Annotated[str, Meta(min_length=3, max_length=500, pattern=r"\S")]
Reference = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]


class RefundBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Ask for an amount back, VND; the reason names no person."""

    amount: Amount
    reason: Reason


class Rejection(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a refund is rejected."""

    reason: Reason


class RefundOutcome(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a bank's or the gateway's statement shows: the money's reference, or why it failed."""

    outcome: Literal["done", "failed"]
    reference: Reference


class RefundQuery(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Refunds of an agency, the caller's own unless said, in one state."""

    agency: str = ""
    state: RefundState = RefundState.REQUESTED


class RefundView(Struct, frozen=True, kw_only=True):
    """A refund of one payment (no ``gateway``: at the counter); ``code`` is the gateway's own."""

    number: int
    reference: str
    gateway: str | None
    paid: int
    amount: int
    from_suspense: bool
    reason: str
    state: RefundState
    state_name: str
    state_name_en: str
    requested_by: str
    requested_at: datetime
    decided_by: str
    decided_at: datetime | None
    rejection: str
    code: str
    gateway_transaction: str
    statement: str
    ended_by: str
    ended_at: datetime | None


class RefundListing(RefundView, frozen=True, kw_only=True):
    """A refund in a list, with its dossier."""

    dossier_id: str


def refund_view(refund: Refund) -> RefundView:
    """A refund of an order that is shown."""
    name, name_en = REFUND_WORDS[refund.state]
    return RefundView(**same(refund, RefundView), state_name=name, state_name_en=name_en)


def refund_listing(order_id: str, refund: Refund) -> RefundListing:
    """A refund in a list."""
    return RefundListing(**same(refund_view(refund), RefundView), dossier_id=order_id)
