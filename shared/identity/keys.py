"""Keyed hashes of personal identifiers, so that we can find a person without storing who it is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from functools import cache
from typing import Final

from shared import aws
from shared.settings import need

_SEPARATORS: Final = re.compile(r"[\s.\-]")
_NO_DIGIT: Final = re.compile(r"[^0-9]")
_MOBILE: Final = re.compile(r"0[35789][0-9]{8}")
NATIONAL_DIGITS: Final = 10
LOOKUP_DIGITS: Final = 6
TAIL_DIGITS: Final = 4


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


def national(phone: str) -> str:
    """A Vietnamese number as it is dialled at home: ``+84 912 345 678`` → ``0912345678``."""
    digits = _NO_DIGIT.sub("", phone).removeprefix("00")
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) > NATIONAL_DIGITS else digits


def international(phone: str) -> str:
    """A Vietnamese number as operators want it: ``0912345678`` → ``84912345678``."""
    return f"84{national(phone)[1:]}"


def is_mobile(phone: str) -> bool:
    """Whether a number can receive an SMS (di động: 03, 05, 07, 08, 09 and eight digits)."""
    return _MOBILE.fullmatch(national(phone)) is not None


def forget_key() -> None:
    """Drop the cached key, for tests."""
    _key.cache_clear()
