"""eSMS: one customer-care SMS a request; a repeated ``RequestId`` it tells, and sends nothing.

After its documentation of ``SendMultipleMessage_V4_post_json``. Its receipt is a GET to the
``CallbackUrl`` that each request names.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from services.tracking.outbound.posting import Post, unclear
from services.tracking.outbound.protocol import ESMS, Sms
from shared.messaging import agreements
from shared.messaging.handing import Handed, Refusal, Rejected, Unreachable

PATH: Final = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
CUSTOMER_CARE, GSM = "2", "0"
TAKEN, TAKEN_BEFORE = "100", "124"
REJECTIONS: Final = {
    "99": Refusal.PHONE_BLOCKED,
    "108": Refusal.PHONE_INVALID,
    "146": Refusal.TEXT_REFUSED,
}
"""What lies in the message. Other codes lie in our agreement or the moment: another may take it."""
FINISHED, REFUSED = "5", "4"


class Said(Struct, frozen=True, rename="pascal"):
    """The answer; the code is text, but has been seen as a number."""

    code_result: str | int
    sms_id: str | int = msgspec.field(name="SMSID", default="")


class Esms:
    """eSMS under an agreement; ``receipts_url`` is where it tells what became of a message."""

    name = ESMS

    def __init__(self, agreement: agreements.Esms, post: Post, receipts_url: str) -> None:
        self._agreement = agreement
        self._post = post
        self._receipts_url = receipts_url

    def send(self, sms: Sms) -> Handed:
        """Hand an SMS over; one that it says it had before counts as handed."""
        answer = self._post(f"{self._agreement.url.rstrip('/')}{PATH}", self._asked(sms), {})
        try:
            said = msgspec.json.decode(answer.body, type=Said)
        except msgspec.DecodeError as error:
            raise unclear(answer) from error
        return self._read(str(said.code_result), str(said.sms_id))

    def _asked(self, sms: Sms) -> dict[str, str]:
        ours = self._agreement
        asked = {
            "ApiKey": ours.api_key,
            "SecretKey": ours.secret_key,
            "Brandname": ours.brandname,
            "Phone": sms.phone,
            "Content": sms.text,
            "SmsType": CUSTOMER_CARE,
            "IsUnicode": GSM,
            "RequestId": sms.reference,
        }
        return {**asked, "CallbackUrl": self._receipts_url} if sms.tracked else asked

    def _read(self, code: str, sms_id: str) -> Handed:
        if code in (TAKEN, TAKEN_BEFORE):
            return Handed(provider=self.name, provider_id=sms_id)
        if code in REJECTIONS:
            raise Rejected(REJECTIONS[code], self.name)
        raise Unreachable(f"code {code}", self.name)


def fate(status: str, delivered: int, failed: int) -> bool | None:
    """Whether a receipt says that the SMS was delivered; None while it is under way."""
    if status == REFUSED:
        return False
    if status != FINISHED or not (delivered or failed):
        return None
    return delivered > 0
