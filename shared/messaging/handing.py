"""How handing a message over to whoever delivers it can end, whatever the way out is."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Handed(Struct, frozen=True, kw_only=True):
    """A provider has taken a message, and calls it ``provider_id``."""

    provider: str
    provider_id: str


class NotHanded(Exception):
    """The message was not handed over; the reason is the first argument, in no citizen's words."""

    def __init__(self, reason: str, provider: str = "") -> None:
        super().__init__(reason)
        self.provider = provider


class Unreachable(NotHanded):
    """Nothing was sent for certain: another provider or a later attempt may."""


class Silent(Unreachable):
    """It could not even be connected to: another message would fare no better just now."""


class Uncertain(NotHanded):
    """It may have been sent: only the same provider can tell, by our reference."""


class Rejected(NotHanded):
    """This message will never be taken: a wrong number, a blocked one, a refused text."""


class Refusal:
    """Why a message is rejected: what a ``Rejected`` gives as its reason."""

    PHONE_BLOCKED: Final = "phone_blocked"
    PHONE_INVALID: Final = "phone_invalid"
    TEXT_REFUSED: Final = "text_refused"
    ADDRESS_REFUSED: Final = "address_refused"
