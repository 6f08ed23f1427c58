"""The agreements with SMS aggregators and the mail server: one secret, read every five minutes.

Its form is in services/tracking/README.md; what the province has no agreement for is left out.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Final, Literal

import msgspec
from msgspec import Struct

from shared import aws
from shared.settings import need

FRESH_SECONDS: Final = 300


class NoAgreement(RuntimeError):
    """The secret does not hold what is needed, or is not in its form yet."""


class Callback(Struct, frozen=True, kw_only=True):
    """What an aggregator shows at our door when it brings an SMS."""

    user: str
    password: str


class Esms(Struct, frozen=True, kw_only=True, tag_field="kind", tag="esms"):
    """An agreement with eSMS; ``brandname`` is the registered sender."""

    url: str
    api_key: str
    secret_key: str
    brandname: str


class Speedsms(Struct, frozen=True, kw_only=True, tag_field="kind", tag="speedsms"):
    """An agreement with SpeedSMS; ``sender`` is the registered sender."""

    url: str
    token: str
    sender: str


Provider = Esms | Speedsms


class MailServer(Struct, frozen=True, kw_only=True):
    """The server that takes our e-mail; without ``user`` it asks for none."""

    host: str
    port: int
    sender: str
    security: Literal["none", "starttls", "tls"] = "starttls"
    user: str = ""
    password: str = ""


class Agreements(Struct, frozen=True, kw_only=True):
    """The secret's content. ``providers`` are tried in their order."""

    callback: Callback | None = None
    receipts_token: str = ""
    providers: tuple[Provider, ...] = ()
    mail: MailServer | None = None


def agreements() -> Agreements:
    """The province's agreements.

    Raises:
        NoAgreement: before they are set up.
    """
    try:
        return _agreements(need("messaging_secret"), int(time.monotonic() // FRESH_SECONDS))
    except msgspec.DecodeError as error:
        raise NoAgreement("the messaging secret is not in its form") from error


def forget() -> None:
    """Drop what is cached, for tests."""
    _agreements.cache_clear()


@lru_cache(maxsize=1)
def _agreements(secret: str, _: int) -> Agreements:
    text = aws.secrets().get_secret_value(SecretId=secret)["SecretString"]
    return msgspec.json.decode(text, type=Agreements)
