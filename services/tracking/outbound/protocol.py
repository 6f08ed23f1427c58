"""What every way out of the house has in common: what is sent, and how handing it over can fail."""

from __future__ import annotations

from typing import Final, Protocol

from msgspec import Struct

ESMS, SPEEDSMS, MAIL = "esms", "speedsms", "mail"
SMS_PROVIDERS: Final = frozenset({ESMS, SPEEDSMS})
RECEIPTS: Final = "/tracking/sms/receipts"
"""The path under which providers tell what became of an SMS, each behind its name and a token."""
NEVER_TWICE: Final = frozenset({SPEEDSMS})
"""Providers that know no reference of ours: what they may have sent they are not asked again."""
TELLS_REPEATS: Final = frozenset({ESMS})
"""Providers that answer a repeated reference by saying so, and send nothing."""


class Sms(Struct, frozen=True, kw_only=True):
    """One SMS: ``phone`` as dialled at home, ``text`` of GSM-7 characters.

    ``reference`` is ours, the same for every attempt, so that a provider can tell a repeat. What
    becomes of a ``tracked`` one is wanted to be told.
    """

    reference: str
    phone: str
    text: str
    tracked: bool = False


class Mail(Struct, frozen=True, kw_only=True):
    """One plain-text e-mail; ``reference`` becomes its Message-ID."""

    reference: str
    to: tuple[str, ...]
    subject: str
    text: str


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


class SmsProvider(Protocol):
    """One SMS provider under an agreement."""

    @property
    def name(self) -> str:
        """What it is called in notices and logs."""

    def send(self, sms: Sms) -> Handed:
        """Hand an SMS over. Raises `NotHanded`."""
