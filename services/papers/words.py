"""Dates, times and amounts as Vietnamese papers write them. Pure.

Days below 10 and the months 1 and 2 have a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I), so
that nobody can put a digit before them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from shared.clock import local

DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES: Final = ("", "nghìn", "triệu", "tỷ")
BEYOND: Final = 1000 ** len(SCALES)
_LAST_PADDED_MONTH: Final = 2


def day_words(day: date) -> str:
    """``ngày 05 tháng 01 năm 2026``."""
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_words(at: datetime | None) -> str:
    """``08 giờ 30 phút, ngày 25 tháng 11 năm 2026`` on the Vietnamese clock; empty for none."""
    if at is None:
        return ""
    here = local(at)
    return f"{here:%H} giờ {here:%M} phút, {day_words(here.date())}"


def short_moment(at: datetime | None) -> str:
    """``08:30 25/11/2026`` on the Vietnamese clock; empty for none."""
    return "" if at is None else f"{local(at):%H:%M %d/%m/%Y}"


def amount(dong: int) -> str:
    """``1.250.000``."""
    return f"{dong:,}".replace(",", ".")


def amount_words(dong: int) -> str:
    """A sum of VND in words: ``Tám nghìn đồng``.

    Raises:
        ValueError: below 0 or a thousand billion and more, which no fee is.
    """
    if not 0 <= dong < BEYOND:
        raise ValueError("no amount that a receipt can name")
    words = " ".join(_groups(dong)) or DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _groups(number: int) -> list[str]:
    """The number's groups of three digits with their scales, the empty ones left out."""
    found: list[str] = []
    parts = f"{number:,}".split(",")
    for place, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
        if int(part):
            found += [_three(int(part), bool(found)), SCALES[place]]
    return [word for word in found if word]


def _three(number: int, whole: bool) -> str:
    """Up to three digits; ``whole`` when others stand before them: ``không trăm linh năm``."""
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or whole else []
    return " ".join([*words, *_two(rest, bool(words))])


def _two(number: int, after_hundreds: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if not tens:
        linked = ["linh"] if after_hundreds and ones else []
        return [*linked, DIGITS[ones]] if ones else []
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    return [*words, _ones(ones, tens)] if ones else words


def _ones(ones: int, tens: int) -> str:
    """``mốt`` after twenty and more, ``lăm`` after any ten."""
    if ones == 1 and tens > 1:
        return "mốt"
    return "lăm" if ones == 5 else DIGITS[ones]  # noqa: PLR2004
