"""Giving money back (hoàn trả phí, lệ phí): what may be asked for and what each step moves. Pure.

A refund gives back some or all of one payment. What is asked for and not rejected is held, so that
all refunds of a payment together never exceed it. Whoever asks never approves.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from msgspec.structs import replace

from services.payments.gateways.protocol import Outcome, Refunding
from services.payments.model import Attempt, Entry, Order, Refund, RefundState, Step
from services.payments.orders import SUSPENSE
from services.payments.paid import Paid, is_of, left, payments

SYSTEM: Final = "payments"
"""Who asks by itself for the refund of a dossier that was not received."""
NOT_RECEIVED: Final = "Hồ sơ không được tiếp nhận"


class Decision(StrEnum):
    """What a person decides of a refund."""

    APPROVE = "approve"
    REJECT = "reject"
    END = "end"


ALLOWED: Final = {
    Decision.APPROVE: frozenset({RefundState.REQUESTED, RefundState.FAILED}),
    Decision.REJECT: frozenset({RefundState.REQUESTED, RefundState.FAILED}),
    Decision.END: frozenset(
        {RefundState.APPROVED, RefundState.SENT, RefundState.BY_HAND, RefundState.FAILED}
    ),
}
AWAITED: Final = frozenset({RefundState.APPROVED, RefundState.SENT})
OUTCOMES: Final = {
    Outcome.SUCCESS: RefundState.DONE,
    Outcome.FAILURE: RefundState.FAILED,
    Outcome.PENDING: RefundState.SENT,
}


class TooMuch(Exception):
    """More is asked for than is ``left`` to give back."""

    def __init__(self, left: int) -> None:
        super().__init__(f"only {left} VND are left")
        self.left = left


class NotNow(Exception):
    """The decision does not apply to the state the refund is in."""


class OwnRequest(Exception):
    """Whoever asked for a refund does not approve it."""


def requested(
    order: Order,
    attempts: tuple[Attempt, ...],
    refunds: tuple[Refund, ...],
    amount: int,
    **why: Any,
) -> Step:
    """Ask for an amount back: from suspense first, one refund for each payment it draws on.

    ``why`` are the refund's ``reason``, ``requested_by`` and ``requested_at``.

    Raises:
        TooMuch: the payments do not hold that much any more.
    """
    rooms = [(paid, left(paid, refunds)) for paid in payments(order, attempts)]
    total, wanted, drawn = sum(room for _, room in rooms), amount, []
    if amount > total:
        raise TooMuch(total)
    for paid, room in rooms:
        part = min(room, wanted)
        wanted -= part
        if part:
            drawn.append((paid, part))
    return _asked(order, drawn, **why)


def raised(
    order: Order, attempts: tuple[Attempt, ...], refunds: tuple[Refund, ...], at: datetime
) -> Step | None:
    """Ask by ourselves for all that was paid, once a payment whatever became of it."""
    drawn = [
        (paid, left(paid, refunds))
        for paid in payments(order, attempts)
        if left(paid, refunds)
        and not any(is_of(r, paid) and r.requested_by == SYSTEM for r in refunds)
    ]
    if not drawn:
        return None
    return _asked(order, drawn, reason=NOT_RECEIVED, requested_by=SYSTEM, requested_at=at)


def approved(
    order: Order, refund: Refund, by: str, at: datetime, request_id: str, *, sends: bool
) -> Step:
    """Approve; ``request_id`` is kept before the gateway hears of it (``sends``: if it takes any).

    Raises:
        NotNow: the refund is neither requested nor failed.
        OwnRequest: the caller asked for it.
    """
    _check(refund, Decision.APPROVE)
    if by == refund.requested_by:
        raise OwnRequest()
    after = replace(
        refund,
        state=RefundState.APPROVED if sends else RefundState.BY_HAND,
        decided_by=by,
        decided_at=at,
        request_id=request_id if sends else "",
        code="",
        gateway_transaction="",
        statement="",
        ended_by="",
        ended_at=None,
    )
    return _step(order, after)


def rejected(order: Order, refund: Refund, by: str, at: datetime, reason: str) -> Step:
    """Reject; its amount can be asked for again.

    Raises:
        NotNow: the refund is neither requested nor failed.
    """
    _check(refund, Decision.REJECT)
    after = replace(
        refund,
        state=RefundState.REJECTED,
        decided_by=by,
        decided_at=at,
        rejection=reason,
        ended_at=at,
    )
    return _step(order, after)


def answered(order: Order, refund: Refund, told: Refunding, at: datetime) -> Step | None:
    """The gateway's answer; None if it says nothing new or nobody waits for it any more."""
    state = OUTCOMES.get(told.outcome, RefundState.SENT)
    if refund.state not in AWAITED or state is refund.state:
        return None
    after = replace(
        refund,
        state=state,
        code=told.code,
        gateway_transaction=told.gateway_transaction,
        ended_at=None if state is RefundState.SENT else at,
    )
    return _given_back(order, after, at) if state is RefundState.DONE else _step(order, after)


def ended(
    order: Order, refund: Refund, by: str, at: datetime, reference: str, *, done: bool
) -> Step:
    """What a statement shows: the bank's or the gateway's ``reference`` of the money, or a refusal.

    Raises:
        NotNow: the refund was not approved, or has its end.
    """
    _check(refund, Decision.END)
    state = RefundState.DONE if done else RefundState.FAILED
    after = replace(
        refund,
        state=state,
        request_id="" if refund.state is RefundState.FAILED else refund.request_id,
        gateway_transaction=(refund.gateway_transaction or reference) if done else "",
        statement=reference,
        ended_by=by,
        ended_at=at,
    )
    return _given_back(order, after, at) if done else _step(order, after)


def is_untold(refund: Refund) -> bool:
    """Whether its dossier has yet to hear that fee money left; what was in suspense was no fee."""
    left_income = refund.state is RefundState.DONE and not refund.from_suspense
    return left_income and not refund.dossier_notified


def notified(order: Order, refund: Refund) -> Step | None:
    """The dossier knows that the money left; None if there is nothing to note."""
    return _step(order, replace(refund, dossier_notified=True)) if is_untold(refund) else None


def _check(refund: Refund, decision: Decision) -> None:
    if refund.state not in ALLOWED[decision]:
        raise NotNow(f"{decision} in {refund.state}")


def _asked(order: Order, drawn: list[tuple[Paid, int]], **why: Any) -> Step:
    asked = (
        Refund(
            number=number,
            attempt=paid.attempt,
            payment=paid.nth,
            reference=paid.reference,
            gateway=paid.gateway,
            paid=paid.amount,
            amount=amount,
            from_suspense=paid.in_suspense,
            **why,
        )
        for number, (paid, amount) in enumerate(drawn, start=order.refunds + 1)
    )
    return _step(order, *asked, refunds=order.refunds + len(drawn))


def _given_back(order: Order, refund: Refund, at: datetime) -> Step:
    """The money has left: what came in excess from suspense, the rest from the agency's income.

    It leaves where it lay, or from the agency's account at the treasury if it came at the counter.
    """
    entry = Entry(
        number=order.entries + 1,
        at=at,
        kind="refund",
        debit=SUSPENSE if refund.from_suspense else f"refund:{order.agency_code}",
        credit=_account(order, refund),
        amount=refund.amount,
        reference=refund.reference,
    )
    changes = {"surplus": order.surplus - refund.amount} if refund.from_suspense else {}
    refunded = order.refunded + refund.amount
    return _step(
        order, refund, entries=(entry,), refunded=refunded, entries_so_far=entry.number, **changes
    )


def _account(order: Order, refund: Refund) -> str:
    return f"gateway:{refund.gateway}" if refund.gateway else f"treasury:{order.agency_code}"


def _step(
    order: Order,
    *refunds: Refund,
    entries: tuple[Entry, ...] = (),
    entries_so_far: int | None = None,
    **changes: Any,
) -> Step:
    after = replace(
        order,
        version=order.version + 1,
        entries=order.entries if entries_so_far is None else entries_so_far,
        **changes,
    )
    return Step(before=order, after=after, entries=entries, refunds=refunds)
