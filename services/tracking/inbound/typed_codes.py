"""Finding a dossier code, and the secret beside it, in what somebody typed on a phone. Pure.

The text is taken as a row of letters and digits in which separators only mark edges. Wherever six
of them are a date, a running number may follow and a unit may stand before; every such spelling is
ranked by how well it keeps to the edges, and read by ``shared.dossier.numbering``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import IntEnum
from itertools import pairwise
from typing import Final

from msgspec import Struct

from shared.dossier.numbering import readings

MOST_CODES: Final = 24
"""Codes that one message may mean; all are asked for in one read."""
MOST_READINGS: Final = 8
TAIL, CODE, PHONES = 4, 6, (10, 11)
SECRET_LENGTHS: Final = (TAIL, CODE, *PHONES)
DAY: Final = 6
LONGEST_NUMBER: Final = 6
USUAL_NUMBER: Final = 4
LONGEST_UNIT: Final = 23
GROUP: Final = 4
"""Letters and digits between two dots of a unit, at most."""
_WORD: Final = re.compile(r"[0-9A-Z]+")
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_PROVINCE: Final = re.compile(r"[A-Z][0-9OIL]{2}")
_OLD_UNIT: Final = re.compile(r"[0-9OIL]{7}[A-Z][0-9OIL]{2}")
_MIXED: Final = re.compile(r"[A-Z]+([0-9]+)")


class Candidate(Struct, frozen=True, order=True):
    """A dossier code that may be meant, and the digits given as its secret; empty if none were."""

    code: str
    secret: str = ""


class Form(IntEnum):
    """How a code was written, likeliest first."""

    FULL = 0
    SHORT = 1  # without the province


class Row(Struct, frozen=True):
    """A text's letters and digits, where its words begin and end, and where after a space."""

    text: str
    edges: frozenset[int]
    spaces: frozenset[int]

    def words(self, start: int, end: int) -> list[str]:
        """What stands between two places, cut at the edges."""
        inner = [edge for edge in sorted(self.edges) if start < edge < end]
        ends = [start, *inner, end]
        return [self.text[a:b] for a, b in pairwise(ends) if a < b]


class Spelling(Struct, frozen=True):
    """One way to see a code in a row: where its unit and its day begin, and where it ends."""

    form: Form
    start: int
    day: int
    end: int


def find(text: str, prefix: str, *, short: bool) -> tuple[Candidate, ...]:
    """What codes an upper-case text may mean, likeliest first, each with one secret at most.

    ``prefix`` is the province's own unit (``H24``), or empty where any may stand; with ``short``
    codes without it are read too.
    """
    row = _row(text)
    found = sorted(_spellings(row, prefix), key=lambda spelling: _rank(row, spelling))
    candidates: dict[str, Candidate] = {}
    for spelling in _likely(row, found) if short or (found and not found[0].form) else ():
        secret = _secret(row, spelling)
        for code in _codes(row, spelling, prefix):
            candidates.setdefault(code, Candidate(code, secret))
    return tuple(candidates.values())[:MOST_CODES]


def _likely(row: Row, found: list[Spelling]) -> list[Spelling]:
    """The best spelling alone if nothing about it is doubtful, else the best of its form."""
    best = found[:1]
    if best and _is_tidy(row, best[0]):
        return best
    return [s for s in found if s.form is best[0].form][:MOST_CODES]


def _row(text: str) -> Row:
    compact, edges, spaces, seen = "", {0}, {0}, 0
    for word in _WORD.finditer(text):
        edges.add(len(compact))
        if " " in text[seen : word.start()]:
            spaces.add(len(compact))
        compact, seen = compact + word[0], word.end()
    return Row(compact, frozenset(edges | {len(compact)}), frozenset(spaces))


def _spellings(row: Row, prefix: str) -> Iterator[Spelling]:
    for day in range(len(row.text) - DAY):
        if _is_day(row, day):
            forms = [(s, _form(row.text[s:day], prefix)) for s in _starts(row, day, prefix)]
            for end in _ends(row, day + DAY):
                for start, form in forms:
                    if form is not None:
                        yield Spelling(form, start, day, end)


def _starts(row: Row, day: int, prefix: str) -> list[int]:
    """Where the unit before a day may begin: at an edge, or at the province's own letters."""
    places = range(max(0, day - LONGEST_UNIT), day + 1)
    return [p for p in places if p in row.edges or (prefix and row.text.startswith(prefix, p))]


def _is_day(row: Row, start: int) -> bool:
    """Whether a date stands there, in one piece or as ``26.11.20``."""
    digits = _figures(row.text[start : start + DAY])
    broken = {edge - start for edge in row.edges if start < edge < start + DAY}
    if len(digits) != DAY or broken not in (set(), {2, 4}):
        return False
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True


def _ends(row: Row, start: int) -> Iterator[int]:
    """Where a running number that begins there may end: at an edge or letter, or a glued secret."""
    edge = min((e for e in row.edges if e > start), default=start)
    for end in range(start + 1, min(edge, start + LONGEST_NUMBER) + 1):
        if not _figures(row.text[start:end]):
            return
        glued = end - start >= USUAL_NUMBER and edge - end in SECRET_LENGTHS
        at_letter = end < edge and not _figures(row.text[end])
        if end == edge or at_letter or (glued and _figures(row.text[end:edge])):
            yield end


def _form(unit: str, prefix: str) -> Form | None:
    """How a unit is written; none if it can be none."""
    province = unit[-3:] if _OLD_UNIT.fullmatch(unit) else unit[:3]
    if _PROVINCE.fullmatch(province):
        own = province[0] + _figures(province[1:])
        return Form.FULL if prefix in ("", own) else Form.SHORT
    return Form.SHORT if prefix else None


def _rank(row: Row, spelling: Spelling) -> tuple[int, ...]:
    """Smaller is likelier: kept edges first, then the usual lengths."""
    number = spelling.end - spelling.day - DAY
    unit = spelling.day - spelling.start
    return (
        spelling.form,
        _loose(row, spelling),
        abs(number - USUAL_NUMBER),
        unit == 0,
        unit,
    )


def _loose(row: Row, spelling: Spelling) -> int:
    """How many of its joints are not where the text has a separator."""
    joints = (spelling.day, spelling.day + DAY, spelling.end)
    return sum(place not in row.edges for place in joints) + (spelling.start not in row.spaces)


def _is_tidy(row: Row, spelling: Spelling) -> bool:
    """Whether a code stands in one piece, with a separator at every joint."""
    one_piece = not any(spelling.start < space < spelling.end for space in row.spaces)
    groups = row.words(spelling.start, spelling.day)
    return one_piece and not _loose(row, spelling) and max(map(len, groups), default=0) <= GROUP


def _codes(row: Row, spelling: Spelling, prefix: str) -> list[str]:
    day = _figures(row.text[spelling.day : spelling.day + DAY])
    number = _figures(row.text[spelling.day + DAY : spelling.end])
    most = 1 if _is_tidy(row, spelling) else MOST_READINGS
    units = _units(row, spelling, prefix)
    return [code for u in units for code in readings(f"{u} {day} {number}")[:most]]


def _units(row: Row, spelling: Spelling, prefix: str) -> list[str]:
    """The unit with its province: as it was typed, and with digits for the letters like them."""
    start, day = spelling.start, spelling.day
    typed = row.text[start:day]
    if _OLD_UNIT.fullmatch(typed):
        return [typed[:7].translate(_LOOKALIKES) + typed[7] + _figures(typed[8:])]
    if spelling.form is Form.SHORT:
        province = prefix
    else:
        province, start = typed[0] + _figures(typed[1:3]), start + 3
    groups = row.words(start, day)
    inner = [g[:1] + g[1:].translate(_LOOKALIKES) for g in groups]
    digits = [g.translate(_LOOKALIKES) for g in groups]
    return list(dict.fromkeys(" ".join([province, *g]) for g in (groups, inner, digits)))


def _secret(row: Row, spelling: Spelling) -> str:
    """The digits given as the secret: behind the code, or else right before it."""
    behind = [_digits(word) for word in row.words(spelling.end, len(row.text))]
    if any(behind):
        return _joined(behind)
    before = [_digits(word) for word in row.words(0, spelling.start)]
    last = before[-1] if before else ""
    return last if len(last) in SECRET_LENGTHS else ""


def _joined(words: list[str]) -> str:
    """One secret of the first run of digits: a phone in groups, one word, or short groups."""
    start = next(n for n, word in enumerate(words) if word)
    run = words[start : next((n for n in range(start, len(words)) if not words[n]), len(words))]
    whole = "".join(run)
    if len(whole) in PHONES and whole.startswith(("0", "84")):
        return whole
    if len(run[0]) in SECRET_LENGTHS or len(whole) not in SECRET_LENGTHS:
        return run[0]
    return whole


def _digits(word: str) -> str:
    """The digits of a word that is a number, or ends in one as in ``PIN1234``; else nothing."""
    if any("0" <= c <= "9" for c in word) and (figures := _figures(word)):
        return figures
    mixed = _MIXED.fullmatch(word)
    return mixed[1] if mixed else ""


def _figures(text: str) -> str:
    """The text as digits where only digits can stand; empty if it cannot be."""
    figures = text.translate(_LOOKALIKES)
    return figures if figures.isdecimal() else ""
