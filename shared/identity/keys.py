"""Keyed hashes of personal identifiers, so that we can find a person without storing who it is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from functools import cache
from typing import Final

from shared import aws
from shared.identity.phones import national
from shared.settings import need

_SEPARATORS: Final = re.compile(r"[\s.\-]")
LOOKUP_DIGITS: Final = 6


@cache
def _key() -> bytes:
    secret = aws.secrets().get_secret_value(SecretId=need("identity_secret"))
    return secret["SecretString"].encode()


def keyed_hash(kind: str, value: str) -> str:
    """HMAC-SHA256 of an identifier under the province's key, 43 url-safe characters.

    ``kind`` (``identity``, ``phone``, ``client``) keeps equal digits of different meaning apart.
    """
    digest = hmac.new(_key(), f"{kind}:{value}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def identity_key(identity_number: str) -> str:
    """The hash by which a citizen's or business's dossiers are found, however it is written."""
    return keyed_hash("identity", _SEPARATORS.sub("", identity_number).upper())


def phone_key(phone: str) -> str:
    """The hash by which a registered phone is recognised, however its number is written."""
    return keyed_hash("phone", national(phone))


def phone_tail_key(dossier_id: str, tail: str) -> str:
    """The hash of a phone's last digits, bound to one dossier: it tells nothing of others."""
    return keyed_hash("phone-tail", f"{dossier_id}:{tail}")


def lookup_code(dossier_id: str) -> str:
    """The six digits that are printed on a dossier's receipt (mã tra cứu), for asking by SMS.

    Worked out under the province's key, so nothing is stored and older dossiers have one too.
    """
    digest = hmac.new(_key(), f"lookup-code:{dossier_id}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 10**LOOKUP_DIGITS:0{LOOKUP_DIGITS}d}"


def forget_key() -> None:
    """Drop the cached key, for tests."""
    _key.cache_clear()
