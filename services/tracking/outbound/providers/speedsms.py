"""SpeedSMS: one SMS a request, under no reference of ours, so it cannot tell a repeat.

After its documentation of ``/index.php/sms/send``. Its receipts go to the address that stands in
its own settings.
"""

from __future__ import annotations

import base64
from typing import Final

import msgspec
from msgspec import Struct

from services.tracking.outbound.posting import Post, unclear
from services.tracking.outbound.protocol import SPEEDSMS, Sms
from shared.identity.phones import international
from shared.messaging import agreements
from shared.messaging.handing import Handed, Refusal, Rejected, Unreachable

PATH: Final = "/index.php/sms/send"
BRANDNAME: Final = 3
TAKEN: Final = "success"
REJECTIONS: Final = {
    "105": Refusal.PHONE_INVALID,
    "110": Refusal.TEXT_REFUSED,
    "113": Refusal.TEXT_REFUSED,
}
LOST: Final = 64
"""From this status on a receipt says that the SMS did not arrive; below it, but 0, not yet."""


class Taken(Struct, frozen=True, rename="camel"):
    """What it did with the SMS."""

    tran_id: str | int = ""
    invalid_phone: tuple[str, ...] = ()


class Said(Struct, frozen=True):
    """The answer."""

    status: str
    code: str | int = ""
    data: Taken = Taken()


class Speedsms:
    """SpeedSMS under an agreement."""

    name = SPEEDSMS

    def __init__(self, agreement: agreements.Speedsms, post: Post) -> None:
        self._agreement = agreement
        self._post = post

    def send(self, sms: Sms) -> Handed:
        """Hand an SMS over."""
        asked = {
            "to": [international(sms.phone)],
            "content": sms.text,
            "sms_type": BRANDNAME,
            "sender": self._agreement.sender,
        }
        url = f"{self._agreement.url.rstrip('/')}{PATH}"
        answer = self._post(url, asked, {"Authorization": self._credentials()})
        try:
            said = msgspec.json.decode(answer.body, type=Said)
        except msgspec.DecodeError as error:
            raise unclear(answer) from error
        return self._read(said)

    def _credentials(self) -> str:
        account = f"{self._agreement.token}:x".encode()
        return f"Basic {base64.b64encode(account).decode()}"

    def _read(self, said: Said) -> Handed:
        code = str(said.code)
        if said.status == TAKEN and said.data.invalid_phone:
            raise Rejected(Refusal.PHONE_INVALID, self.name)
        if said.status == TAKEN:
            return Handed(provider=self.name, provider_id=str(said.data.tran_id))
        if code in REJECTIONS:
            raise Rejected(REJECTIONS[code], self.name)
        raise Unreachable(f"code {code}", self.name)


def fate(status: int) -> bool | None:
    """Whether a receipt says that the SMS was delivered; None while it is under way."""
    if status == 0:
        return True
    return False if status >= LOST else None
