"""A payment order (yêu cầu thanh toán), the attempts to pay it and its ledger. Pure values.

Amounts are whole VND, instants aware.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from services.payments.gateways.protocol import Outcome
from shared.reference.fees import FeeLine

GatewayName = Literal["national", "vnpay"]


class OrderState(StrEnum):
    """Where an order stands. `CLOSED`: the dossier was refused or withdrawn before payment."""

    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"


class AttemptState(StrEnum):
    """Where an attempt stands. Only `SUCCEEDED` is final: money counts whenever it comes."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"


class RefundState(StrEnum):
    """Where a refund (hoàn trả) stands. `DONE` and `REJECTED` are final.

    `APPROVED`: the gateway may have been asked; `SENT`: it is at it; `BY_HAND`: it takes none.
    """

    REQUESTED = "requested"
    APPROVED = "approved"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"
    REJECTED = "rejected"
    BY_HAND = "by_hand"


class Order(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one dossier costs. ``order_id`` is the dossier's code; ``surplus`` lies in suspense.

    ``paid_method`` is the gateway that paid it, or how money was taken at the counter; empty in
    orders paid before it was recorded.
    """

    order_id: str
    agency_code: str
    procedure_code: str
    procedure_name: str
    applicant_key: str
    lines: tuple[FeeLine, ...]
    amount: int
    pay_before: str
    opened_at: datetime
    state: OrderState = OrderState.OPEN
    version: int = 1
    attempts: int = 0
    entries: int = 0
    refunds: int = 0
    refunded: int = 0
    surplus: int = 0
    paid_at: datetime | None = None
    paid_reference: str = ""
    paid_method: str = ""
    closed_at: datetime | None = None
    dossier_notified: bool = False


class Attempt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One try to pay an order at a gateway, under the gateway's ``reference``.

    While ``watched`` the sweeps ask about it. ``surplus_transactions`` are further payments that
    came under the same reference, the last of them at ``surplus_at``.
    """

    number: int
    reference: str
    gateway: GatewayName
    amount: int
    started_at: datetime
    expires_at: datetime
    state: AttemptState = AttemptState.PENDING
    watched: bool = True
    redirect_url: str = ""
    gateway_transaction: str = ""
    bank: str = ""
    code: str = ""
    ended_at: datetime | None = None
    surplus_transactions: tuple[str, ...] = ()
    surplus_at: datetime | None = None


class Refund(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Money to give back of one payment, the ``payment``-th (from 0) under its attempt.

    What was paid at the counter has attempt 0 and no gateway. People are named by their subject;
    ``request_id`` is the gateway's name for our asking, ``statement`` what a person read of it.
    ``dossier_notified``: the dossier knows that the money left.
    """

    number: int
    attempt: int
    payment: int
    reference: str
    gateway: GatewayName | None
    paid: int
    amount: int
    from_suspense: bool
    reason: str
    requested_by: str
    requested_at: datetime
    state: RefundState = RefundState.REQUESTED
    decided_by: str = ""
    decided_at: datetime | None = None
    rejection: str = ""
    request_id: str = ""
    code: str = ""
    gateway_transaction: str = ""
    statement: str = ""
    ended_by: str = ""
    ended_at: datetime | None = None
    dossier_notified: bool = False


class Entry(Struct, frozen=True, kw_only=True):
    """One double entry (bút toán): ``amount`` from account ``credit`` to account ``debit``."""

    number: int
    at: datetime
    kind: Literal["opening", "settlement", "surplus", "closing", "refund"]
    debit: str
    credit: str
    amount: int
    reference: str = ""


class Said(Struct, frozen=True, kw_only=True):
    """What a gateway's server says of an attempt. ``amount`` is None where it does not say."""

    outcome: Outcome
    amount: int | None
    transaction: str = ""
    bank: str = ""
    code: str = ""
    paid_at: datetime | None = None


class Step(Struct, frozen=True, kw_only=True):
    """A change to be written whole: ``before`` (None when the order is new) → ``after``."""

    before: Order | None
    after: Order
    attempts: tuple[Attempt, ...] = ()
    entries: tuple[Entry, ...] = ()
    refunds: tuple[Refund, ...] = ()
