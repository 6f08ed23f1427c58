"""VNPAY PAY, version 2.1.0. Amounts on the wire are VND × 100, times GMT+7.

A payment is paid only if vnp_ResponseCode and vnp_TransactionStatus both are 00. The return URL
(`displayed`) may only be shown; the IPN (`receive`) and the query may move money.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

import msgspec
from msgspec import Struct

from services.payments.gateways import vnpay_signing as signing
from services.payments.gateways.protocol import (
    Answer,
    Arrived,
    BadSignature,
    Charge,
    Finding,
    Malformed,
    Notice,
    Outcome,
    Post,
    Question,
    Redirect,
    Refunding,
    RefundRequest,
    Refused,
    Send,
    Verdict,
)
from services.payments.gateways.wire import instant, plain, same, stamp, texts, whole

VERSION: Final = "2.1.0"
DONE: Final = "00"
NOT_FOUND: Final = "91"
ANSWERS: Final = {
    Verdict.CONFIRMED: ("00", "Confirm Success"),
    Verdict.ALREADY_CONFIRMED: ("02", "Order already confirmed"),
    Verdict.UNKNOWN_ORDER: ("01", "Order not found"),
    Verdict.WRONG_AMOUNT: ("04", "Invalid amount"),
    Verdict.BAD_SIGNATURE: ("97", "Invalid signature"),
    Verdict.ERROR: ("99", "Unknown error"),
}
HELD: Final = "07"
"""Debited, but suspected of fraud and held: VNPAY decides later."""
OPEN_STATUSES: Final = frozenset(("01", "04", HELD))
PAID_STATUSES: Final = frozenset((DONE, "05", "06", "09"))
"""Of a payment that is asked about: 05, 06 and 09 tell of its refund, so it was paid."""
REFUND_STATUSES: Final = {DONE: Outcome.SUCCESS, "05": Outcome.PENDING, "06": Outcome.PENDING}
REFUND_OPEN_CODES: Final = frozenset(("94", "98", "99"))
"""Asked before, timed out, other: the refund may be on its way."""
_NOT_WORD: Final = re.compile(r"[^0-9A-Za-z]")
_LONGEST_INFO, _LONGEST_REFERENCE, _LONGEST_URL, _LONGEST_NAME = 255, 100, 255, 245


class Terminal(Struct, frozen=True, kw_only=True):
    """A merchant's terminal at VNPAY: vnp_TmnCode, its HashSecret and the two addresses."""

    code: str
    secret: str
    pay_url: str
    api_url: str
    order_type: str = "other"

    def __repr__(self) -> str:
        return f"Terminal({self.code!r})"


class Shown(Struct, frozen=True):
    """What a returning browser claims, to show and not to believe."""

    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Vnpay:
    """VNPAY as a `Gateway`."""

    terminal: Terminal
    send: Send
    refunds: ClassVar[bool] = True

    def reference(self, dossier_id: str, attempt: int, at: datetime) -> str:  # noqa: ARG002
        """vnp_TxnRef: the dossier's code without punctuation, ``N`` and the attempt."""
        return f"{_NOT_WORD.sub('', dossier_id)}N{attempt}"

    def start(self, charge: Charge) -> Redirect:
        """The pay URL; nothing is sent. Raises ValueError for what VNPAY would refuse."""
        if not 0 < len(charge.reference) <= _LONGEST_REFERENCE:
            raise ValueError("vnp_TxnRef has 1 to 100 characters")
        if len(charge.return_url) > _LONGEST_URL:
            raise ValueError("vnp_ReturnUrl has at most 255 characters")
        query = signing.signed_query(pay_parameters(self.terminal, charge), self.terminal.secret)
        return Redirect(f"{self.terminal.pay_url}?{query}")

    def displayed(self, arrived: Arrived) -> Shown:
        """Read the return URL. Raises `BadSignature`."""
        self._check(arrived.query)
        return Shown(arrived.query["vnp_TxnRef"], arrived.query.get("vnp_ResponseCode", ""))

    def receive(self, arrived: Arrived) -> Notice:
        """Read an IPN."""
        self._check(arrived.query)
        message = signing.signed_part(arrived.query)
        return Notice(
            reference=message["vnp_TxnRef"],
            amount=_dong(message.get("vnp_Amount", "")),
            outcome=(outcome := _outcome(message)),
            gateway_transaction=message.get("vnp_TransactionNo", ""),
            bank=message.get("vnp_BankCode", ""),
            paid_at=_paid_at(message, outcome),
            code=message.get("vnp_ResponseCode", ""),
        )

    def answer(self, verdict: Verdict, reference: str, at: datetime) -> Answer:  # noqa: ARG002
        """RspCode and Message; VNPAY asks for nothing of the order in it."""
        code, text = ANSWERS[verdict]
        return Answer(body=msgspec.json.encode({"RspCode": code, "Message": text}))

    def query(self, question: Question) -> Finding:
        """Send querydr. Raises `Refused` when VNPAY would not look."""
        message = query_message(self.terminal, question)
        answer = self._ask(message, signing.QUERY_FIELDS, signing.QUERY_ANSWER_FIELDS)
        if answer.get("vnp_ResponseCode") == NOT_FOUND:
            return _absent(question.reference)
        self._expect(answer, question.reference)
        code = answer.get("vnp_ResponseCode", "")
        if code != DONE:
            raise Refused(code, answer.get("vnp_Message", ""))
        return _finding(answer)

    def refund(self, request: RefundRequest) -> Refunding:
        """Send a refund, full or partial. A refusal is a `FAILURE` with VNPAY's code."""
        message = refund_message(self.terminal, request)
        answer = self._ask(message, signing.REFUND_FIELDS, signing.REFUND_ANSWER_FIELDS)
        code = answer.get("vnp_ResponseCode", "")
        if code == DONE:
            self._expect(answer, request.reference)
        return Refunding(
            outcome=_refunded(code, answer.get("vnp_TransactionStatus", "")),
            gateway_transaction=answer.get("vnp_TransactionNo", ""),
            code=code,
            text=answer.get("vnp_Message", ""),
        )

    def _check(self, query: Mapping[str, str]) -> None:
        ours = signing.signature(signing.canonical(query), self.terminal.secret)
        reference = query.get("vnp_TxnRef", "")
        if not same(ours, query.get(signing.HASH, "")):
            raise BadSignature(reference)
        if query.get("vnp_TmnCode") != self.terminal.code or not reference:
            raise BadSignature(reference)

    def _ask(
        self, message: Mapping[str, str], fields: tuple[str, ...], answered: tuple[str, ...]
    ) -> Mapping[str, str]:
        """Send to the merchant API and check the answer's hash.

        Only a refusal may come without one: an answer that claims no money can do no harm.
        """
        checksum = signing.fields_signature(message, fields, self.terminal.secret)
        body = msgspec.json.encode({**message, signing.HASH: checksum})
        answer = texts(self.send(Post(url=self.terminal.api_url, body=body)))
        claimed = answer.get(signing.HASH, "")
        if not claimed and answer.get("vnp_ResponseCode", DONE) != DONE:
            return answer
        if any("|" in answer.get(name, "") for name in answered) or not same(
            signing.fields_signature(answer, answered, self.terminal.secret), claimed
        ):
            raise BadSignature(answer.get("vnp_TxnRef", ""))
        return answer

    def _expect(self, answer: Mapping[str, str], reference: str) -> None:
        about = answer.get("vnp_TxnRef"), answer.get("vnp_TmnCode")
        if answer.get(signing.HASH) and about != (reference, self.terminal.code):
            raise Malformed("the answer is about another payment")


def pay_parameters(terminal: Terminal, charge: Charge) -> dict[str, str]:
    """The parameters of a pay URL, before signing; the description made plain."""
    return {
        "vnp_Version": VERSION,
        "vnp_Command": "pay",
        "vnp_TmnCode": terminal.code,
        "vnp_Amount": str(charge.amount * 100),
        "vnp_CreateDate": stamp(charge.created_at),
        "vnp_CurrCode": "VND",
        "vnp_IpAddr": charge.ip,
        "vnp_Locale": "vn",
        "vnp_OrderInfo": plain(charge.description, _LONGEST_INFO),
        "vnp_OrderType": terminal.order_type,
        "vnp_ReturnUrl": charge.return_url,
        "vnp_ExpireDate": stamp(charge.expires_at),
        "vnp_TxnRef": charge.reference,
    }


def query_message(terminal: Terminal, question: Question) -> dict[str, str]:
    """querydr, before signing."""
    return {
        "vnp_RequestId": question.request_id,
        "vnp_Version": VERSION,
        "vnp_Command": "querydr",
        "vnp_TmnCode": terminal.code,
        "vnp_TxnRef": question.reference,
        "vnp_OrderInfo": f"Truy van {question.reference}",
        "vnp_TransactionDate": stamp(question.created_at),
        "vnp_CreateDate": stamp(question.asked_at),
        "vnp_IpAddr": question.ip,
    }


def refund_message(terminal: Terminal, request: RefundRequest) -> dict[str, str]:
    """Refund, before signing: type 02 gives back all that was paid, 03 a part."""
    return {
        "vnp_RequestId": request.request_id,
        "vnp_Version": VERSION,
        "vnp_Command": "refund",
        "vnp_TmnCode": terminal.code,
        "vnp_TransactionType": "02" if request.is_full else "03",
        "vnp_TxnRef": request.reference,
        "vnp_Amount": str(request.amount * 100),
        "vnp_TransactionNo": request.gateway_transaction,
        "vnp_TransactionDate": stamp(request.created_at),
        "vnp_CreateBy": plain(request.asked_by, _LONGEST_NAME),
        "vnp_CreateDate": stamp(request.asked_at),
        "vnp_IpAddr": request.ip,
        "vnp_OrderInfo": plain(request.reason, _LONGEST_INFO),
    }


def _dong(hundredths: str) -> int:
    """VND of an amount on the wire. Raises `Malformed` for a fraction: the đồng has none."""
    amount, fraction = divmod(whole(hundredths), 100)
    if fraction:
        raise Malformed(f"not whole VND: {hundredths}")
    return amount


def _outcome(message: Mapping[str, str]) -> Outcome:
    code = message.get("vnp_ResponseCode", "")
    status = message.get("vnp_TransactionStatus", "")
    if code == DONE and status == DONE:
        return Outcome.SUCCESS
    return Outcome.PENDING if code == HELD or status in OPEN_STATUSES else Outcome.FAILURE


def _paid_at(message: Mapping[str, str], outcome: Outcome) -> datetime | None:
    paid = outcome is Outcome.SUCCESS and message.get("vnp_PayDate")
    return instant(message["vnp_PayDate"]) if paid else None


def _finding(answer: Mapping[str, str]) -> Finding:
    outcome = _state(answer.get("vnp_TransactionStatus", ""))
    return Finding(
        reference=answer["vnp_TxnRef"],
        outcome=outcome,
        amount=_dong(answer.get("vnp_Amount", "")),
        gateway_transaction=answer.get("vnp_TransactionNo", ""),
        bank=answer.get("vnp_BankCode", ""),
        paid_at=_paid_at(answer, outcome),
        code=answer.get("vnp_TransactionStatus", ""),
    )


def _state(status: str) -> Outcome:
    if status in PAID_STATUSES:
        return Outcome.SUCCESS
    return Outcome.PENDING if status in OPEN_STATUSES else Outcome.FAILURE


def _absent(reference: str) -> Finding:
    return Finding(
        reference=reference,
        outcome=Outcome.ABSENT,
        amount=None,
        gateway_transaction="",
        bank="",
        paid_at=None,
        code=NOT_FOUND,
    )


def _refunded(code: str, status: str) -> Outcome:
    if code == DONE:
        return REFUND_STATUSES.get(status, Outcome.FAILURE)
    return Outcome.PENDING if code in REFUND_OPEN_CODES else Outcome.FAILURE
