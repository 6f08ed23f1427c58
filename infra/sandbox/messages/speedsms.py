"""SpeedSMS: SMS to some numbers at once, and the webhook that tells the fate of each."""

import base64
import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.sandbox.messages.alphabet import PART, international, is_gsm, national, parts, septets
from infra.sandbox.messages.behaviour import SPEEDSMS
from infra.sandbox.messages.desk import DOWN, Desk, asked_of, price
from infra.sandbox.messages.ledger import Sms
from infra.sandbox.messages.receipts import Receipt

PATH = "/speedsms/index.php/sms/send"
UNAUTHORISED = "401"
LONGEST = 4 * PART
ARRIVED, LOST = 0, 64
MEANINGS = {
    "101": "Invalid or missing parameters",
    "105": "Phone number invalid",
    "110": "SMS content encoding not supported",
    "113": "SMS content too long",
    "300": "Account balance not enough to send SMS",
    "401": "Unauthorized",
    "500": "Internal error, please try again",
}


@dataclass(frozen=True, slots=True)
class Speedsms:
    """The endpoint."""

    desk: Desk

    async def send(self, request: Request) -> Response:
        """Take an SMS to one or more numbers, or say by SpeedSMS's code why not."""
        if self.desk.behaviour.is_down:
            return DOWN
        asked = await asked_of(request)
        good, bad = self._phones(asked)
        fault = self.desk.behaviour.next_code() or self._fault(request, asked, good)
        if fault:
            return _refusal(fault, bad)
        text, number = str(asked["content"]), time.time_ns() // 1_000
        for phone in good:
            await self.desk.take(Sms(SPEEDSMS, str(number), phone, text), self._receipt)
        await self.desk.linger()
        return _taken(number, len(good), text, bad)

    def _fault(self, request: Request, asked: dict[str, Any], good: list[str]) -> str | None:
        text = str(asked.get("content") or "")
        required = {
            UNAUTHORISED: request.headers.get("authorization") == self._credentials(),
            "101": text != "" and asked.get("sender") == self.desk.settings.speedsms_sender,
            "105": good != [],
            "110": is_gsm(text),
            "113": septets(text) <= LONGEST,
        }
        return next((code for code, holds in required.items() if not holds), None)

    def _credentials(self) -> str:
        account = f"{self.desk.settings.speedsms_token}:x"
        return f"Basic {base64.b64encode(account.encode()).decode()}"

    def _phones(self, asked: dict[str, Any]) -> tuple[list[str], list[str]]:
        """The numbers an SMS can go to as `09…`, and the others as they were written."""
        listed = asked.get("to")
        given = [str(phone) for phone in listed] if isinstance(listed, list) else []
        known = {phone: national(phone) for phone in given}
        good = [phone for phone in known.values() if phone and phone not in self.desk.blocked]
        return good, [given for given, phone in known.items() if phone not in good]

    def _receipt(self, sms: Sms) -> Receipt:
        told = {
            "type": "report",
            "tranId": int(sms.id),
            "phone": international(sms.phone),
            "status": ARRIVED if sms.delivered else LOST,
        }
        return Receipt("POST", self.desk.settings.speedsms_webhook, body=told)


def _taken(number: int, count: int, text: str, bad: list[str]) -> JSONResponse:
    told = {
        "tranId": number,
        "totalSMS": count * parts(text),
        "totalPrice": count * price(text),
        "invalidPhone": bad,
    }
    return JSONResponse({"status": "success", "code": "00", "data": told})


def _refusal(code: str, bad: list[str]) -> JSONResponse:
    told = {"status": "error", "code": code, "message": MEANINGS.get(code, "Error")}
    status = 401 if code == UNAUTHORISED else 200
    return JSONResponse({**told, "invalidPhone": bad}, status)
