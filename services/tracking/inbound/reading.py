"""What an SMS asks (tra cứu bằng tin nhắn): from the text as it came to codes, or what is missing.

People type as they can: in any case, with marks or without, with the leftovers of a Vietnamese
keyboard (``hoof sow``, ``ho62 so7``), with signs from a word processor. Pure.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from services.tracking.gsm import plain
from services.tracking.inbound import typed_codes
from services.tracking.inbound.typed_codes import Candidate
from shared.identity.people import Language
from shared.reference.messaging import Messaging

LONGEST: Final = 320
"""Characters: a question of two messages is long enough, and reading more would cost time."""
MANY_DIGITS: Final = 5
"""So many digits were meant as a code."""
_MARK: Final = "[AEOUDWSFRXJZ1-9]"
"""What Telex and VNI type for a mark, when the keyboard does not put it on the letter."""
_SEPARATORS: Final = "[^0-9A-Z]*"
_MARKED: Final = "AEIOUYD"
_NO_LETTER: Final = re.compile(r"[^A-Z]+")
_DIGIT: Final = re.compile(r"[0-9]")
_HELP: Final = frozenset(
    {"HD", "HDSD", "HUONGDAN", "TROGIUP", "GIUPDO", "HELP", "GUIDE", "INFO", "HELPME"}
)
_ENGLISH: Final = frozenset(
    {"HELP", "GUIDE", "STATUS", "DOSSIER", "APPLICATION", "PLEASE", "WHAT", "WHERE"}
)
"""Words that are none in unmarked Vietnamese, as ``the`` and ``my`` are."""
_WORD: Final = re.compile(r"[A-Z]+")


class Missing(StrEnum):
    """Why a text is no question that can be answered."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HELP = "help"
    NO_KEYWORD = "no_keyword"
    NO_CODE = "no_code"
    UNREADABLE = "unreadable"


def read(text: str, policy: Messaging) -> tuple[Candidate, ...] | Missing:
    """The dossier codes a text may mean, likeliest first, at most 24; or what it lacks.

    Without the keyword only a full code is understood.
    """
    if len(text) > LONGEST:
        return Missing.TOO_LONG
    typed = plain(text).upper()
    if not typed:
        return Missing.EMPTY
    opening = _opening((policy.keyword, *policy.aliases)).match(typed)
    rest = typed[opening.end() :] if opening else typed
    found = typed_codes.find(rest, policy.unit_prefix, short=opening is not None)
    return found or _missing(rest, has_keyword=opening is not None)


def language(text: str) -> Language:
    """What to answer in while no dossier says: English if an English word shows that it is read."""
    words = _WORD.findall(plain(text[:LONGEST]).upper())
    return "vi" if _ENGLISH.isdisjoint(words) else "en"


def _missing(rest: str, *, has_keyword: bool) -> Missing:
    letters = _NO_LETTER.sub("", rest)
    digits = len(_DIGIT.findall(rest))
    if not digits and (letters in _HELP or (not letters and (has_keyword or "?" in rest))):
        return Missing.HELP
    if not has_keyword:
        return Missing.NO_KEYWORD
    return Missing.UNREADABLE if digits >= MANY_DIGITS else Missing.NO_CODE


@lru_cache(maxsize=4)
def _opening(keywords: tuple[str, ...]) -> re.Pattern[str]:
    """How a text may begin: with a keyword, however its letters are spaced and marked."""
    longest_first = sorted(keywords, key=len, reverse=True)
    return re.compile(f"{_SEPARATORS}(?:{'|'.join(map(_spelt, longest_first))})")


def _spelt(keyword: str) -> str:
    letters = [_letter(letter, marked=letter in _MARKED) for letter in keyword[:-1]]
    last = keyword[-1]
    end = f"(?:{_MARK}{{1,2}}(?![0-9A-Z]))?" if last in _MARKED else ""
    return _SEPARATORS.join([*letters, _letter(last, marked=False) + end])


def _letter(letter: str, *, marked: bool) -> str:
    shape = "[O0]" if letter == "O" else letter
    return f"{shape}{_MARK}{{0,2}}?" if marked else shape
