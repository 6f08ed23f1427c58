"""Dossier codes (mã hồ sơ): formatting, parsing, and reading what people type.

Layout ``<unit>-<yymmdd>-<running number>`` after Thông tư 01/2018/TT-VPCP, Điều 19; the unit's code
either after Quyết định 20/2020/QĐ-TTg (``H24.15``) or, in older dossiers, QCVN 102:2016/BTTTT
(``000.00.15.H24``). The date is the local date (Asia/Ho_Chi_Minh) on which the number was taken,
the running number counts per unit and date, is padded to four digits and may grow to six.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from shared.clock import ICT
from shared.dossier.errors import MalformedCode

_NEW_UNIT: Final = r"[A-Z]\d{2}(?:\.[0-9A-Z]{1,4}){0,4}"
_OLD_UNIT: Final = r"\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}"
_NUMBER: Final = r"\d{4}|[1-9]\d{4,5}"
_CODE: Final = re.compile(
    rf"(?P<unit>{_OLD_UNIT}|{_NEW_UNIT})-(?P<day>\d{{6}})-(?P<n>{_NUMBER})", re.ASCII
)
_JUNK: Final = re.compile(r"[^0-9A-Z]+")
_LOOSE_NEW: Final = re.compile(r"^(?P<level1>[A-Z]\d{2})(?P<rest>[0-9A-Z]*)$")
_LOOSE_OLD: Final = re.compile(r"^(\d{3})(\d{2})(\d{2})([A-Z]\d{2})$")
MAX_NUMBER: Final = 999_999
LONGEST_TYPED: Final = 100
"""Characters: no code needs half of it, and reading more would only cost time."""


class DossierCode(Struct, frozen=True, order=True):
    """A dossier code's parts. Codes order by unit, then date, then number."""

    unit: str
    day: date
    number: int

    def __str__(self) -> str:
        return f"{self.unit}-{self.day:%y%m%d}-{self.number:04d}"

    @property
    def is_old_style(self) -> bool:
        """Whether the unit is written after QCVN 102:2016 (province last)."""
        return self.unit[0].isdigit()


def local_day(at: datetime) -> date:
    """The calendar date in Viet Nam of an instant; a dossier's date is never the UTC date."""
    return at.astimezone(ICT).date()


def parse(text: str) -> DossierCode:
    """The code that is written exactly so.

    Raises:
        MalformedCode: the text is no dossier code of either style.
    """
    match = _CODE.fullmatch(text)
    if match is None:
        raise MalformedCode(text)
    return DossierCode(match["unit"], _day(match["day"], text), int(match["n"]))


def readings(typed: str) -> tuple[str, ...]:
    """Every code a hand-typed text may mean, likeliest first; empty if none.

    Accepts lower case, spaces, missing or strange separators, and a running number with too few or
    too many leading zeros. Without separators exactly four digits are taken as the running number;
    unit groups are then ambiguous, and each split into groups of two (the usual length), then the
    undivided rest, is a reading.
    """
    if len(typed) > LONGEST_TYPED:
        return ()
    text = typed.strip().upper()
    exact = re.sub(r"[\s–—_/]+", "-", text).strip("-.")
    try:
        return (str(parse(exact)),)
    except MalformedCode:
        return _loose(text)


def _loose(text: str) -> tuple[str, ...]:
    groups = [g for g in _JUNK.split(text) if g]
    match groups:
        case [*units, day, number] if units and re.fullmatch(r"\d{6}", day) and number.isdigit():
            unit, number = ".".join(units), number.lstrip("0").zfill(4)
            return _valid([f"{u}-{day}-{number}" for u in (unit, *_split_unit("".join(units)))])
    bare = "".join(groups)
    day, number = bare[-10:-4], bare[-4:]
    return _valid([f"{u}-{day}-{number}" for u in _split_unit(bare[:-10])])


def _split_unit(bare: str) -> list[str]:
    """Ways to put the dots back into a unit code typed without them."""
    old = _LOOSE_OLD.match(bare)
    if old:
        return [".".join(old.groups())]
    new = _LOOSE_NEW.match(bare)
    if new is None:
        return []
    head, rest = new["level1"], new["rest"]
    if not rest:
        return [head]
    pairs = ".".join(rest[i : i + 2] for i in range(0, len(rest), 2))
    return [f"{head}.{pairs}", f"{head}.{rest}"] + [
        f"{head}.{rest[:cut]}.{rest[cut:]}" for cut in range(1, len(rest))
    ]


def _valid(candidates: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for candidate in candidates:
        try:
            code = str(parse(candidate))
        except MalformedCode:
            continue
        if code not in found:
            found.append(code)
    return tuple(found)


def _day(yymmdd: str, text: str) -> date:
    try:
        return date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError as error:
        raise MalformedCode(text) from error
