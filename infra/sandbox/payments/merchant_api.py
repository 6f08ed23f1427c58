"""VNPAY's merchant API: querydr and refund, one address, told apart by vnp_Command."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.sandbox.payments import signing
from infra.sandbox.payments.ledger import Ledger, Payment
from infra.sandbox.payments.settings import Settings, now, stamp
from infra.sandbox.payments.vnpay import BANK, NAME

TEXTS = {"00": "Success", "91": "Not found", "94": "Duplicate request", "97": "Invalid checksum"}
FULL, PARTIAL = "02", "03"
REFUND_STATES = {"00": "settled", "05": "processing", "06": "processing", "09": "rejected"}
SIGNED = {
    "querydr": (signing.QUERYDR, signing.QUERYDR_ANSWER),
    "refund": (signing.REFUND, signing.REFUND_ANSWER),
}
Message = Mapping[str, Any]
Told = dict[str, str]


@dataclass(slots=True)
class MerchantApi:
    """The merchant API. `refund_statuses` are the fates of the next refunds; usually 05, on its
    way."""

    settings: Settings
    ledger: Ledger
    refund_statuses: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    async def transaction(self, request: Request) -> Response:
        """Answer querydr or refund, signed, whatever the code."""
        message = await _read(request)
        command = str(message.get("vnp_Command"))
        if command not in SIGNED:
            return JSONResponse({"vnp_ResponseCode": "03", "vnp_Message": "Bad request"})
        told = self._told(command, message)
        code = told["vnp_ResponseCode"]
        answer = {
            "vnp_ResponseId": token_hex(16),
            "vnp_Command": command,
            "vnp_Message": TEXTS.get(code, "Refused"),
            "vnp_TmnCode": self.settings.terminal,
            "vnp_TxnRef": str(message.get("vnp_TxnRef", "")),
            **told,
        }
        checksum = signing.vnpay_fields_hash(answer, SIGNED[command][1], self.settings.secret_vnpay)
        return JSONResponse(answer | {signing.VNPAY_HASH: checksum})

    def _told(self, command: str, message: Message) -> Told:
        payment = self.ledger.find(NAME, str(message.get("vnp_TxnRef")))
        fault = self._fault(message, SIGNED[command][0])
        if fault:
            return {"vnp_ResponseCode": fault}
        if payment is None or payment.created != message.get("vnp_TransactionDate"):
            return {"vnp_ResponseCode": "91"}
        return _state(payment) if command == "querydr" else self._refund(payment, message)

    def _fault(self, message: Message, fields: str) -> str | None:
        expected = signing.vnpay_fields_hash(message, fields, self.settings.secret_vnpay)
        if not signing.is_signed(expected, message.get(signing.VNPAY_HASH)):
            return "97"
        if message.get("vnp_TmnCode") != self.settings.terminal:
            return "02"
        request_id = str(message.get("vnp_RequestId", ""))
        if not 0 < len(request_id) <= 32 or message.get("vnp_Version") != "2.1.0":
            return "03"
        asked = (f"{now():%Y%m%d}", request_id)
        if asked in self._seen:
            return "94"
        self._seen.add(asked)
        return None

    def _refund(self, payment: Payment, message: Message) -> Told:
        fault = _refund_fault(payment, message)
        if fault:
            return {"vnp_ResponseCode": fault}
        status = self.refund_statuses.pop(0) if self.refund_statuses else "05"
        amount = int(message["vnp_Amount"]) // 100
        entry = self.ledger.refund(payment, amount, REFUND_STATES[status])
        return {
            "vnp_ResponseCode": "00",
            "vnp_Amount": str(amount * 100),
            "vnp_BankCode": BANK,
            "vnp_PayDate": stamp(entry.when),
            "vnp_TransactionNo": entry.transaction,
            "vnp_TransactionType": str(message["vnp_TransactionType"]),
            "vnp_TransactionStatus": status,
            "vnp_OrderInfo": str(message["vnp_OrderInfo"]),
        }


async def _read(request: Request) -> Message:
    try:
        message = json.loads(await request.body())
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _state(payment: Payment) -> Told:
    told = {
        "vnp_ResponseCode": "00",
        "vnp_Amount": str(payment.amount * 100),
        "vnp_BankCode": BANK,
        "vnp_TransactionType": "01",
        "vnp_TransactionStatus": "02" if payment.code else "01",
        "vnp_OrderInfo": payment.subject,
    }
    if payment.paid is None:
        return told
    paid = {"vnp_TransactionNo": payment.paid.transaction, "vnp_TransactionStatus": "00"}
    return told | paid | {"vnp_PayDate": stamp(payment.paid.when)}


def _refund_fault(payment: Payment, message: Message) -> str | None:
    """Why a refund is not possible, by VNPAY's code."""
    if payment.paid is None:
        return "95"
    amount, fraction = divmod(_whole(message.get("vnp_Amount")), 100)
    kind, total = message.get("vnp_TransactionType"), payment.paid.amount
    if amount <= 0 or fraction or kind not in (FULL, PARTIAL):
        return "03"
    if payment.refunded == total:
        return "94"
    if payment.refunded and kind == FULL:
        return "04"
    if amount + payment.refunded > total:
        return "02"
    return "93" if kind == FULL and amount != total else None


def _whole(text: object) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() else 0
