"""Phone numbers and the GSM 03.38 alphabet, written for the sandbox alone.

The services have their own; that the two agree is tested, so each checks the other.
"""

import re

SINGLE, PART = 160, 153
"""Septets of a message sent alone, and of each part of a longer one."""
MOBILE = re.compile(r"(?:\+?84|0)([35789]\d{8})", re.ASCII)
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")


def is_gsm(text: str) -> bool:
    """Whether the text is sent in seven bits a character."""
    return set(text) <= BASIC | EXTENDED


def septets(text: str) -> int:
    """The length of a seven-bit text; ten characters count twice."""
    return sum(2 if character in EXTENDED else 1 for character in text)


def parts(text: str) -> int:
    """How many messages are paid."""
    length = septets(text)
    return 1 if length <= SINGLE else -(-length // PART)


def national(phone: str) -> str | None:
    """A Vietnamese mobile number as `09…`, or None for what is none."""
    found = MOBILE.fullmatch(re.sub(r"[\s.-]", "", phone))
    return f"0{found[1]}" if found else None


def international(phone: str) -> str:
    """A number as aggregators name senders: `849…`; another number by its digits alone."""
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    return f"84{digits[1:]}" if digits.startswith("0") else digits
