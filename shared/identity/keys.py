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


def forget_key() -> None:
    """Drop the cached key, for tests."""
    _key.cache_clear()
