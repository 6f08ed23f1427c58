"""The payments that came for an order, each of which can be given back. Pure."""

from __future__ import annotations

from msgspec import Struct

from services.payments.model import (
    Attempt,
    AttemptState,
    GatewayName,
    Order,
    OrderState,
    Refund,
    RefundState,
)


class Paid(Struct, frozen=True, kw_only=True):
    """One payment that came: the ``nth`` (from 0) under its attempt, or attempt 0: the counter."""

    attempt: int
    nth: int
    reference: str
    gateway: GatewayName | None
    amount: int
    in_suspense: bool


def payments(order: Order, attempts: tuple[Attempt, ...]) -> tuple[Paid, ...]:
    """Every payment of an order; what lies in suspense first."""
    found = [
        Paid(
            attempt=attempt.number,
            nth=nth,
            reference=attempt.reference,
            gateway=attempt.gateway,
            amount=attempt.amount,
            in_suspense=nth > 0 or attempt.reference != order.paid_reference,
        )
        for attempt in attempts
        if attempt.state is AttemptState.SUCCEEDED
        for nth in range(1 + len(attempt.surplus_transactions))
    ]
    if order.state is OrderState.PAID and all(paid.in_suspense for paid in found):
        found.append(_at_counter(order))
    return tuple(sorted(found, key=lambda paid: not paid.in_suspense))


def left(paid: Paid, refunds: tuple[Refund, ...]) -> int:
    """What of a payment nobody has asked for yet."""
    held = (r.amount for r in refunds if is_of(r, paid) and r.state is not RefundState.REJECTED)
    return paid.amount - sum(held)


def is_of(refund: Refund, paid: Paid) -> bool:
    """Whether a refund gives back this payment."""
    return (refund.attempt, refund.payment) == (paid.attempt, paid.nth)


def _at_counter(order: Order) -> Paid:
    return Paid(
        attempt=0,
        nth=0,
        reference=order.paid_reference,
        gateway=None,
        amount=order.amount,
        in_suspense=False,
    )
