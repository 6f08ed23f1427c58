"""What payments answers: orders, attempts and dues, in words of both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from msgspec import Struct

from services.payments.counter_views import ReceiptView, receipt_view
from services.payments.model import Attempt, AttemptState, Order, OrderState, Refund
from services.payments.receipts import Receipt
from services.payments.refund_views import RefundView, refund_view
from shared.reference.fees import FeeLine
from shared.web.showing import agency_words, same, shown

ORDER_WORDS: Final = {
    OrderState.OPEN: ("Chưa thanh toán", "Not paid"),
    OrderState.PAID: ("Đã thanh toán", "Paid"),
    OrderState.CLOSED: ("Không còn phải thanh toán", "No longer due"),
}
ATTEMPT_WORDS: Final = {
    AttemptState.PENDING: ("Chờ cổng thanh toán xác nhận", "Waiting for the gateway"),
    AttemptState.SUCCEEDED: ("Thành công", "Succeeded"),
    AttemptState.FAILED: ("Không thành công", "Did not succeed"),
    AttemptState.EXPIRED: ("Hết hạn", "Expired"),
}


class Due(Struct, frozen=True, kw_only=True):
    """One order that is to be paid, phí and lệ phí on their own lines. Amounts are VND."""

    dossier_id: str
    procedure_code: str
    procedure_name: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    amount: int
    pay_before: str
    opened_at: datetime
    lines: tuple[FeeLine, ...]


class AttemptView(Struct, frozen=True, kw_only=True):
    """One attempt to pay; ``code`` is the gateway's own."""

    number: int
    reference: str
    gateway: str
    amount: int
    state: AttemptState
    state_name: str
    state_name_en: str
    started_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    gateway_transaction: str
    bank: str
    code: str


class OrderView(Due, frozen=True, kw_only=True):
    """An order with its attempts and refunds. ``surplus`` is money beyond what was due."""

    state: OrderState
    state_name: str
    state_name_en: str
    version: int
    paid_at: datetime | None
    closed_at: datetime | None
    overpaid: bool
    surplus: int
    refunded: int
    attempts: tuple[AttemptView, ...]
    receipts: tuple[ReceiptView, ...]
    refunds: tuple[RefundView, ...]


class Started(Struct, frozen=True, kw_only=True):
    """Where to send the payer's browser, and until when the page can be paid."""

    redirect_url: str
    expires_at: datetime
    amount: int
    gateway: str
    number: int


class Returned(Struct, frozen=True, kw_only=True):
    """What we know of the order when a browser comes back; the gateway's server decides it."""

    dossier_id: str
    state: OrderState
    state_name: str
    state_name_en: str
    attempt_state: AttemptState
    attempt_state_name: str
    attempt_state_name_en: str


def due(order: Order) -> Due:
    """An open order as the list of dues shows it."""
    return Due(**_facts(order))


def order_view(
    order: Order,
    attempts: tuple[Attempt, ...],
    refunds: tuple[Refund, ...],
    receipts: tuple[Receipt, ...],
) -> OrderView:
    """An order with every attempt, refund and receipt of the counter."""
    return OrderView(
        **_facts(order),
        **_words("state", ORDER_WORDS[order.state]),
        state=order.state,
        version=order.version,
        paid_at=shown(order.paid_at),
        closed_at=shown(order.closed_at),
        overpaid=order.surplus > 0,
        surplus=order.surplus,
        refunded=order.refunded,
        attempts=tuple(map(_attempt, attempts)),
        receipts=tuple(map(receipt_view, receipts)),
        refunds=tuple(map(refund_view, refunds)),
    )


def started(attempt: Attempt) -> Started:
    """The attempt to go on with."""
    return Started(**same(attempt, Started))


def returned(order: Order, attempt: Attempt) -> Returned:
    """The order for whoever comes back from the gateway."""
    return Returned(
        dossier_id=order.order_id,
        state=order.state,
        **_words("state", ORDER_WORDS[order.state]),
        attempt_state=attempt.state,
        **_words("attempt_state", ATTEMPT_WORDS[attempt.state]),
    )


def _facts(order: Order) -> dict[str, Any]:
    names = ("procedure_code", "procedure_name", "amount", "pay_before", "lines")
    return {
        "dossier_id": order.order_id,
        "opened_at": shown(order.opened_at),
        **{name: getattr(order, name) for name in names},
        **agency_words(order.agency_code),
    }


def _attempt(attempt: Attempt) -> AttemptView:
    words = _words("state", ATTEMPT_WORDS[attempt.state])
    return AttemptView(**same(attempt, AttemptView), **words)


def _words(name: str, words: tuple[str, str]) -> dict[str, Any]:
    return {f"{name}_name": words[0], f"{name}_name_en": words[1]}
