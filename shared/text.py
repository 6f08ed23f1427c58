"""Vietnamese text without its marks, for search and for SMS."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACE: Final = re.compile(r"\s+")


def without_marks(text: str) -> str:
    """The text with tone and vowel marks dropped: ``Đăng ký`` → ``Dang ky``."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch))


def folded(text: str) -> str:
    """The text as search compares it: no marks, lower case, single spaces."""
    return _SPACE.sub(" ", without_marks(text).casefold()).strip()
