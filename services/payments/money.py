"""Money as it moved at the gateways: our side of the reconciliation. Pure.

Each move is written with the step that makes it. It belongs to the gateway's date of the payment,
and to the date a refund was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct

from services.payments.model import Entry, GatewayName, Refund, RefundState, Step
from shared.dossier.numbering import local_day

Kind = Literal["pay", "refund"]
GIVEN: Final = frozenset({RefundState.SENT, RefundState.DONE})


class Money(Struct, frozen=True, kw_only=True):
    """A payment or a refund that a gateway has on its side. ``transaction`` may be unknown."""

    gateway: GatewayName
    day: date
    kind: Kind
    reference: str
    transaction: str
    amount: int
    order_id: str
    key: str


def moved(step: Step) -> Iterator[Money]:
    """What a step moves at a gateway. A refund that failed after all leaves nothing (amount 0)."""
    for entry in step.entries:
        if entry.kind in ("settlement", "surplus"):
            yield from _payment(step, entry)
    for refund in step.refunds:
        if refund.gateway is not None and refund.request_id and refund.decided_at is not None:
            yield _refund(step.after.order_id, refund, refund.gateway, refund.decided_at)


def _payment(step: Step, entry: Entry) -> Iterator[Money]:
    """The payment that an entry settles; none for what was paid at the counter."""
    for attempt in step.attempts:
        if attempt.reference == entry.reference:
            again = attempt.surplus_transactions
            yield Money(
                gateway=attempt.gateway,
                day=local_day((attempt.surplus_at if again else attempt.ended_at) or entry.at),
                kind="pay",
                reference=attempt.reference,
                transaction=again[-1] if again else attempt.gateway_transaction,
                amount=entry.amount,
                order_id=step.after.order_id,
                key=f"{step.after.order_id}#ENTRY#{entry.number:06d}",
            )


def _refund(order_id: str, refund: Refund, gateway: GatewayName, asked_at: datetime) -> Money:
    return Money(
        gateway=gateway,
        day=local_day(asked_at),
        kind="refund",
        reference=refund.reference,
        transaction=refund.gateway_transaction,
        amount=refund.amount if refund.state in GIVEN else 0,
        order_id=order_id,
        key=f"{order_id}#REFUND#{refund.request_id}",
    )
