"""What SMS providers have in common: what is sent, and what each can be asked."""

from __future__ import annotations

from typing import Final, Protocol

from msgspec import Struct

from shared.messaging.handing import Handed

ESMS, SPEEDSMS = "esms", "speedsms"
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


class SmsProvider(Protocol):
    """One SMS provider under an agreement."""

    @property
    def name(self) -> str:
        """What it is called in notices and logs."""

    def send(self, sms: Sms) -> Handed:
        """Hand an SMS over. Raises `NotHanded`."""
