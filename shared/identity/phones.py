"""Vietnamese phone numbers, however they are written. Pure."""

from __future__ import annotations

import re
from typing import Final

_NO_DIGIT: Final = re.compile(r"[^0-9]")
_MOBILE: Final = re.compile(r"0[35789][0-9]{8}")
NATIONAL_DIGITS: Final = 10
TAIL_DIGITS: Final = 4
"""The last digits by which somebody shows that they know a registered phone."""


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
