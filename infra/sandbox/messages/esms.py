"""eSMS: one customer-care SMS a request, and the GET to its CallbackUrl that tells its fate."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.sandbox.messages.alphabet import is_gsm, national
from infra.sandbox.messages.behaviour import ESMS
from infra.sandbox.messages.desk import DOWN, Desk, asked_of, price
from infra.sandbox.messages.ledger import Sms
from infra.sandbox.messages.receipts import Receipt

PATH = "/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
TAKEN = "100"
CUSTOMER_CARE = "2"
DONE = "5"
VIETTEL = "1"
MEANINGS = {
    "99": "The phone number is blocked in the system",
    "101": "Authorize Failed",
    "103": "Not enough balance",
    "104": "Brand name code is not exist",
    "108": "Phone number is not in correct format",
    "124": "Request exist 1",
    "146": "Sai template Brandname CSKH",
    "300": "Missing message type",
}


@dataclass(frozen=True, slots=True)
class Esms:
    """The endpoint."""

    desk: Desk

    async def send(self, request: Request) -> Response:
        """Take an SMS, or say by eSMS's code why not."""
        if self.desk.behaviour.is_down:
            return DOWN
        asked = await asked_of(request)
        fault = self.desk.behaviour.next_code() or self._fault(asked)
        if fault:
            return _answer(fault, ErrorMessage=MEANINGS.get(fault, "Error"))
        sms = _message(asked)
        url = str(asked.get("CallbackUrl") or "")
        await self.desk.take(sms, partial(_receipt, url=url))
        await self.desk.linger()
        return _answer(TAKEN, SMSID=sms.id)

    def _fault(self, asked: dict[str, Any]) -> str | None:
        settings, text = self.desk.settings, str(asked.get("Content") or "")
        phone = national(str(asked.get("Phone") or ""))
        account = (asked.get("ApiKey"), asked.get("SecretKey"))
        reference = str(asked.get("RequestId") or "")
        required = {
            "101": account == (settings.api_key, settings.secret_key),
            "300": str(asked.get("SmsType")) == CUSTOMER_CARE,
            "104": asked.get("Brandname") == settings.brandname,
            "108": phone is not None,
            "99": phone not in self.desk.blocked,
            "146": text != "" and is_gsm(text),
            "124": not (reference and self.desk.ledger.knows(ESMS, reference)),
        }
        return next((code for code, holds in required.items() if not holds), None)


def _message(asked: dict[str, Any]) -> Sms:
    return Sms(
        provider=ESMS,
        id=uuid4().hex,
        phone=national(str(asked["Phone"])) or "",
        text=str(asked["Content"]),
        reference=str(asked.get("RequestId") or ""),
    )


def _receipt(sms: Sms, url: str) -> Receipt:
    told = {
        "SMSID": sms.id,
        "SendFailed": str(int(not sms.delivered)),
        "SendStatus": DONE,
        "SendSuccess": str(int(sms.delivered)),
        "TotalPrice": f"{price(sms.text) if sms.delivered else 0:.4f}",
        "TotalReceiver": "1",
        "TotalSent": "1",
        "RequestId": sms.reference,
        "TypeId": CUSTOMER_CARE,
        "telcoid": VIETTEL,
        "phonenumber": sms.phone,
    }
    return Receipt("GET", url, params=told)


def _answer(code: str, **more: str) -> JSONResponse:
    return JSONResponse({"CodeResult": code, "CountRegenerate": 0, **more})
