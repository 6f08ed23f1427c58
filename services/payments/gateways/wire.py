"""What the gateways' formats have in common: times, plain texts, joined fields, comparing. Pure."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from services.payments.gateways.protocol import Malformed
from shared.clock import ICT
from shared.text import without_marks

_TIME: Final = "%Y%m%d%H%M%S"
_DIGITS: Final = re.compile(r"[0-9]{1,15}")
_STAMP: Final = re.compile(r"[0-9]{14}")
_NOT_PLAIN: Final = re.compile(r"[^0-9A-Za-z .,:/_-]+")
_SPACE: Final = re.compile(r"\s+")
SEPARATOR: Final = "|"


def stamp(at: datetime) -> str:
    """``yyyyMMddHHmmss`` in Viet Nam's time (GMT+7), on the 24-hour clock."""
    return at.astimezone(ICT).strftime(_TIME)


def instant(text: str) -> datetime:
    """The instant that a stamp means. Raises `Malformed`."""
    if not _STAMP.fullmatch(text):
        raise Malformed(f"not a time: {text!r}")
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=ICT)
    except ValueError as error:
        raise Malformed(f"not a time: {text!r}") from error


def whole(text: str) -> int:
    """A number written in at most 15 decimal digits and nothing else. Raises `Malformed`."""
    if not _DIGITS.fullmatch(text):
        raise Malformed(f"not an amount: {text!r}")
    return int(text)


def plain(text: str, limit: int) -> str:
    """A text that every gateway and bank takes: no marks, no special characters, cut to fit.

    Letters, digits, single spaces and ``. , : / _ -`` stay; the rest becomes a space.
    """
    kept = _NOT_PLAIN.sub(" ", without_marks(_SPACE.sub(" ", text)))
    return _SPACE.sub(" ", kept).strip()[:limit].rstrip()


def joined(fields: Iterable[str]) -> str:
    """The fields with ``|`` between them, as they are hashed.

    Raises ValueError for a field with ``|`` in it: it would let two messages share one hash.
    """
    parts = tuple(fields)
    if any(SEPARATOR in part for part in parts):
        raise ValueError(f"a signed field holds {SEPARATOR}")
    return SEPARATOR.join(parts)


def same(ours: str, theirs: str) -> bool:
    """Whether two hex hashes are equal, in either case and in constant time."""
    return hmac.compare_digest(ours.lower().encode(), theirs.lower().encode())


def texts(body: bytes) -> Mapping[str, str]:
    """A JSON object's texts and whole numbers, as texts. Raises `Malformed`.

    Absent stays absent, null is empty, and nested values are left out.
    """
    try:
        message = msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not a JSON object") from error
    return {name: _text(value) for name, value in message.items() if _is_simple(value)}


def _is_simple(value: object) -> bool:
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def _text(value: object) -> str:
    return "" if value is None else str(value)
