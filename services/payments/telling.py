"""The dossier is told of its money: that it is paid, and of each refund once the money left.

The book knows first, and notes afterwards that the dossier was told. Should the function end in
between, a repeated notice or the sweep does it, and what the dossier has recorded is not recorded
again. Money in suspense never was its fee: of that it hears neither coming nor going.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from services.payments import book, orders, refund_book, refunds
from services.payments.model import Order, OrderState, Refund
from services.payments.retrying import tried
from shared.dossier import ledger, moves
from shared.dossier.dossier import By
from shared.dossier.errors import InFlight, StaleVersion
from shared.dossier.events import Actor
from shared.dossier.status import FeeState, Party
from shared.observability import log_failure
from shared.reference import store

PAYMENTS: Final = By(
    actor=Actor(subject="payments", party=Party.SYSTEM), parties=frozenset({Party.SYSTEM})
)
MOVED: Final = (StaleVersion, InFlight)
"""Another move of the dossier came first."""


def tell_payment(order: Order) -> None:
    """Append `FeePaid` to the dossier of a paid order, once, and note that it was done.

    Raises:
        InFlight: other moves of the dossier kept coming first.
    """
    if order.state is not OrderState.PAID or order.dossier_notified:
        return
    tried(lambda: _pay_fee(order), order.order_id, again_on=MOVED)
    tried(lambda: _note_payment(order.order_id), order.order_id)


def tell(order_id: str) -> None:
    """Tell the dossier all that it does not know: `FeePaid`, then `FeeRefunded` for each refund.

    Raises:
        InFlight: other moves of the dossier kept coming first.
    """
    order = book.find(order_id)
    if order is None:
        return
    tell_payment(order)
    for refund in refund_book.of_order(order_id):
        if refunds.is_untold(refund):
            _tell_refund(order_id, refund)


def try_to_tell(order_id: str) -> None:
    """Tell the dossier all that it does not know; what fails here is mended by the sweep."""
    try:
        tell(order_id)
    except Exception as error:
        log_failure("Dossier not told of its money", error, dossier_id=order_id)


def _tell_refund(order_id: str, refund: Refund) -> None:
    tried(lambda: _refund_fee(order_id, refund), order_id, again_on=MOVED)
    tried(lambda: _note_refund(order_id, refund.number), order_id)


def _pay_fee(order: Order) -> None:
    dossier = ledger.load(order.order_id)
    if dossier.fee_state is FeeState.DUE:
        paid = moves.pay_fee(
            dossier,
            PAYMENTS,
            datetime.now(UTC),
            store.calendar(),
            payment=order.paid_reference,
            paid_by=order.paid_method or None,
        )
        ledger.append(paid)


def _refund_fee(order_id: str, refund: Refund) -> None:
    """Recorded as of the refund's end, whenever it is told: the reports count it on that day."""
    dossier = ledger.load(order_id)
    if refund.number not in dossier.refunds:
        assert refund.ended_at is not None  # it is done
        refunded = moves.refund_fee(
            dossier,
            PAYMENTS,
            refund.ended_at,
            store.calendar(),
            refund=refund.number,
            amount=refund.amount,
            payment=refund.reference,
        )
        ledger.append(refunded)


def _note_payment(order_id: str) -> None:
    order = book.find(order_id)
    step = None if order is None else orders.notified(order)
    if step is not None:
        book.write(step)


def _note_refund(order_id: str, number: int) -> None:
    order, known = book.find(order_id), refund_book.of_order(order_id)
    step = None if order is None else refunds.notified(order, known[number - 1])
    if step is not None:
        book.write(step)
