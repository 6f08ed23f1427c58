"""The one small protocol that every payment gateway (cổng thanh toán) speaks. Pure.

Amounts are whole VND, instants aware. What a gateway says to our server, signed, is a `Notice` or a
`Finding`; what a browser brings back is neither and can move nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from shared.reference.model import FeeKind


class GatewayError(Exception):
    """A gateway could not do what was asked, or said something that cannot be trusted."""


class Unreachable(GatewayError):
    """The gateway did not answer in time; what was asked may or may not have happened.

    Whoever provides `Send` raises it for a refused connection, a timeout or an HTTP error.
    """


class Malformed(GatewayError):
    """A message that is not in the gateway's format."""


class BadSignature(GatewayError):
    """A message that the gateway did not sign, or not in this form.

    ``reference`` is what the message claims, to record it by; nothing else of it is believed.
    """

    def __init__(self, reference: str = "") -> None:
        super().__init__(f"not signed by the gateway: {reference!r}")
        self.reference = reference


class Refused(GatewayError):
    """The gateway understood and said no, by its own code."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(f"the gateway refused with {code}: {text}")
        self.code = code
        self.text = text


class Outcome(StrEnum):
    """How a payment or a refund stands. Only `SUCCESS` and `FAILURE` are final."""

    SUCCESS = "success"
    FAILURE = "failure"
    PENDING = "pending"
    ABSENT = "absent"
    """Only in the answer to a query: the gateway knows no such payment."""


class Verdict(StrEnum):
    """What we made of a notice; each gateway has its own words for it."""

    CONFIRMED = "confirmed"
    ALREADY_CONFIRMED = "already_confirmed"
    UNKNOWN_ORDER = "unknown_order"
    WRONG_AMOUNT = "wrong_amount"
    BAD_SIGNATURE = "bad_signature"
    ERROR = "error"


class BillLine(Struct, frozen=True, kw_only=True):
    """One line of a bill: a phí or a lệ phí, never both in one."""

    kind: FeeKind
    code: str
    name: str
    amount: int


class Account(Struct, frozen=True, kw_only=True):
    """The bank account (tài khoản thụ hưởng) that receives the money."""

    number: str
    holder: str
    bank: str


class Payer(Struct, frozen=True, kw_only=True):
    """Who pays, as the electronic receipt names them. Personal data: shown in no log."""

    name: str
    identity_number: str = ""
    address: str = ""
    district: str = ""
    province: str = ""

    def __repr__(self) -> str:
        return "Payer(…)"


class Bill(Struct, frozen=True, kw_only=True):
    """What the payment is for, for the receipt (biên lai)."""

    dossier_id: str
    procedure_code: str
    procedure_name: str
    agency_code: str
    agency_name: str
    account: Account
    lines: tuple[BillLine, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)


class Charge(Struct, frozen=True, kw_only=True):
    """One attempt to pay one order. Raises ValueError when the lines do not make the amount.

    ``reference`` names the attempt at the gateway, ``ip`` is the payer's address, ``return_url``
    is where the browser comes back to (the national platform has its own on file).
    """

    reference: str
    amount: int
    description: str
    ip: str
    created_at: datetime
    expires_at: datetime
    return_url: str
    bill: Bill
    payer: Payer

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.amount != self.bill.total:
            raise ValueError("a charge is the sum of its bill's lines and more than nothing")


class Redirect(Struct, frozen=True):
    """Where to send the payer's browser."""

    url: str


class Arrived(Struct, frozen=True, kw_only=True):
    """What the gateway sent to our server: the decoded query parameters, or the body."""

    query: Mapping[str, str] = {}
    body: bytes = b""


class Notice(Struct, frozen=True, kw_only=True):
    """A confirmation from the gateway's server, its signature checked.

    ``code`` is the gateway's own; ``paid_at`` is given when the payment succeeded.
    """

    reference: str
    amount: int
    outcome: Outcome
    gateway_transaction: str
    bank: str
    paid_at: datetime | None
    code: str


class Answer(Struct, frozen=True, kw_only=True):
    """What the gateway is told after its notice."""

    body: bytes
    status: int = 200
    media_type: str = "application/json"


class Question(Struct, frozen=True, kw_only=True):
    """Ask how a charge stands. ``request_id`` is at most 32 letters and digits, new each time."""

    request_id: str
    reference: str
    created_at: datetime
    """When the charge was created, as it was told to the gateway."""
    asked_at: datetime
    ip: str


class Finding(Struct, frozen=True, kw_only=True):
    """The gateway's answer to a question. ``amount`` is None where it does not say."""

    reference: str
    outcome: Outcome
    amount: int | None
    gateway_transaction: str
    bank: str
    paid_at: datetime | None
    code: str


class RefundRequest(Struct, frozen=True, kw_only=True):
    """Give back some or all of a payment. Raises ValueError for more than was paid, or nothing.

    ``request_id`` is at most 32 letters and digits, new for each attempt to send it.
    """

    request_id: str
    reference: str
    gateway_transaction: str
    created_at: datetime
    """When the charge was created, as it was told to the gateway."""
    asked_at: datetime
    paid: int
    amount: int
    reason: str
    asked_by: str
    ip: str

    def __post_init__(self) -> None:
        if not 0 < self.amount <= self.paid:
            raise ValueError("a refund is at most what was paid and more than nothing")

    @property
    def is_full(self) -> bool:
        return self.amount == self.paid


class Refunding(Struct, frozen=True, kw_only=True):
    """How a refund stands: `PENDING` is on its way, or unknown until asked again."""

    outcome: Outcome
    gateway_transaction: str
    code: str
    text: str


class Post(Struct, frozen=True, kw_only=True):
    """A JSON request to a gateway's server."""

    url: str
    body: bytes
    bearer: str = ""

    @property
    def headers(self) -> dict[str, str]:
        content = {"Content-Type": "application/json"}
        return content | ({"Authorization": f"Bearer {self.bearer}"} if self.bearer else {})


Send = Callable[[Post], bytes]
"""Sends a request and gives the answer's body. Raises `Unreachable`."""


class Gateway(Protocol):
    """One payment gateway, configured for one agency. Every method may raise `GatewayError`."""

    @property
    def refunds(self) -> bool:
        """Whether refunds can be sent through it; if not, they are made by hand."""

    def reference(self, dossier_id: str, attempt: int, at: datetime) -> str:
        """The gateway's name for an attempt to pay for a dossier, first is 1."""

    def start(self, charge: Charge) -> Redirect:
        """Open the charge at the gateway. Raises ValueError for what cannot be signed."""

    def receive(self, arrived: Arrived) -> Notice:
        """Read a server-to-server confirmation. Raises `BadSignature` or `Malformed`."""

    def answer(self, verdict: Verdict, reference: str, at: datetime) -> Answer:
        """The exact answer to a confirmation that was judged."""

    def query(self, question: Question) -> Finding:
        """Ask how a charge stands."""

    def refund(self, request: RefundRequest) -> Refunding:
        """Send a refund. Raises `Refused` where `refunds` is false."""
