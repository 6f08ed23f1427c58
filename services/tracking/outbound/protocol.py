"""What every way out of the house has in common: what is sent, and how handing it over can fail."""

from __future__ import annotations

from msgspec import Struct


class Sms(Struct, frozen=True, kw_only=True):
    """One SMS: ``phone`` as dialled at home, ``text`` of GSM-7 characters.

    ``reference`` is ours, the same for every attempt, so that a provider can tell a repeat.
    """

    reference: str
    phone: str
    text: str


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
    """The message was not handed over; the reason is the argument."""


class Unreachable(NotHanded):
    """Nothing was sent for certain: another provider or a later attempt may."""


class Uncertain(NotHanded):
    """It may have been sent: only the same provider can tell, by our reference."""


class Rejected(NotHanded):
    """This message will never be taken: a wrong number, a blocked one, a refused text."""
