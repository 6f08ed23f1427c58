"""The alphabet of short messages: what fits into one SMS, and how a text is made to fit. Pure.

GSM 03.38: 160 septets make one message; a single other character makes it UCS-2, and 70 the limit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from shared.text import without_marks

SINGLE: Final = 160
"""Septets of a message that is sent, and paid, as one."""
CUT: Final = ".."
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("^{}\\[~]|€\f")
_ALPHABET: Final = _BASIC | _EXTENDED
_READABLE: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‐‑‒–—―−•·", "-"),
        "…": "...",
        "×": "x",
        "₫": "d",
        "⁄": "/",
    }
)
_SPACE: Final = re.compile(r"\s+")
_PLACE: Final = re.compile(r"\{(\w+)\}")
_LETTERS_AND_DIGITS: Final = ("L", "N")

ABBREVIATIONS: Final[tuple[tuple[str, str], ...]] = (
    ("Trung tam Phuc vu hanh chinh cong", "TT PVHCC"),
    ("Uy ban nhan dan", "UBND"),
    ("Hoi dong nhan dan", "HDND"),
    ("Bo phan Mot cua", "BP Mot cua"),
    ("Van phong Dang ky dat dai", "VPDKDD"),
    ("Van phong", "VP"),
    ("Nong nghiep va Phat trien nong thon", "NN va PTNT"),
    ("Nong nghiep va Moi truong", "NN va MT"),
    ("Tai nguyen va Moi truong", "TN va MT"),
    ("Lao dong - Thuong binh va Xa hoi", "LDTBXH"),
    ("Van hoa, The thao va Du lich", "VHTTDL"),
    ("Van hoa va The thao", "VHTT"),
    ("Thong tin va Truyen thong", "TTTT"),
    ("Khoa hoc va Cong nghe", "KHCN"),
    ("Giao duc va Dao tao", "GDDT"),
    ("Ke hoach va Dau tu", "KHDT"),
    ("Giao thong van tai", "GTVT"),
    ("Khu kinh te", "KKT"),
    ("Ban Quan ly", "BQL"),
    ("Chi nhanh", "CN"),
    ("Giay chung nhan quyen su dung dat", "GCN QSDD"),
    ("Giay chung nhan", "GCN"),
    ("quyen su dung dat", "QSDD"),
    ("dang ky", "DK"),
    ("thanh pho", "TP"),
    ("Department", "Dept"),
    ("People's Committee", "PC"),
    ("Public Administration Service Centre", "Public Service Centre"),
    ("Administration", "Admin"),
    ("Environment", "Env."),
    ("Development", "Dev."),
    ("Resources", "Res."),
    ("Information", "Info"),
    ("Communications", "Comms"),
    ("Technology", "Tech"),
    ("and", "&"),
)
"""Usual short forms, longest first where one holds another; on unmarked text, in any case."""
TIERS: Final = {
    "thi tran": "TT.",
    "thi xa": "TX.",
    "phuong": "P.",
    "huyen": "H.",
    "quan": "Q.",
    "xa": "X.",
}
"""Short only before a place's name: ``xa hoi`` is no commune, nor ``Xa Quan Toan`` a district."""
_SHORT: Final = {long.lower(): short for long, short in ABBREVIATIONS} | TIERS
_LONG: Final = re.compile(
    rf"(?<!\w)(?i:{'|'.join(re.escape(long) for long, _ in ABBREVIATIONS)})(?!\w)"
    rf"|(?:^(?i:{'|'.join(TIERS)})|(?<!\w)(?:{'|'.join(TIERS)}))(?= [A-Z])"
)


def is_gsm(text: str) -> bool:
    """Whether every character is of the GSM alphabet."""
    return _ALPHABET.issuperset(text)


def length(text: str) -> int:
    """Septets the text takes; the ten characters of the extension take two."""
    return len(text) + sum(character in _EXTENDED for character in text)


def plain(text: str) -> str:
    """The text in one line of GSM characters, without marks: ``“Đăng ký”`` → ``"Dang ky"``.

    A letter or digit of another script becomes ``?``; signs that GSM lacks are left out.
    """
    found = unicodedata.normalize("NFKC", text.translate(_READABLE)).translate(_READABLE)
    return _SPACE.sub(" ", "".join(map(_written, without_marks(found)))).strip()


def places(template: str) -> frozenset[str]:
    """The names of the places that a template wants filled."""
    return frozenset(_PLACE.findall(template))


def fit(
    template: str, values: Mapping[str, str], elastic: Sequence[str] = (), limit: int = SINGLE
) -> str:
    """The template with its ``{places}`` filled, in at most ``limit`` septets.

    What is too long gives way in this order: the ``elastic`` values, first named first, take their
    usual short forms; then they are cut at a word; then the text loses its end, at a word. So a
    code or a date, having no spaces, is whole or absent.

    Raises:
        KeyError: the template has a place without a value.
    """
    filled = {name: plain(value) for name, value in values.items()}
    for shorten in (_abbreviate, _cut_away):
        for name in elastic:
            text = _fill(template, filled)
            if length(text) <= limit:
                return text
            filled[name] = shorten(filled[name], length(text) - limit)
    return cut(_fill(template, filled), limit)


def abbreviated(text: str) -> str:
    """A name with the usual short forms: ``Uy ban nhan dan phuong X`` → ``UBND P. X``."""
    return _LONG.sub(lambda match: _SHORT[match[0].lower()], text)


def cut(text: str, room: int) -> str:
    """The text, or as many of its first words as fit with ``..`` behind them; nothing if none."""
    if length(text) <= room:
        return text
    kept = text
    while kept and length(kept) + len(CUT) > room:
        kept = kept.rpartition(" ")[0].rstrip(" ,;:-(.")
    return kept + CUT if kept else ""


def _written(character: str) -> str:
    if character in _ALPHABET:
        return character
    if character.isspace():
        return " "
    decimal = unicodedata.decimal(character, None)
    if decimal is not None:
        return str(decimal)
    return "?" if unicodedata.category(character)[0] in _LETTERS_AND_DIGITS else ""


def _fill(template: str, values: Mapping[str, str]) -> str:
    return plain(_PLACE.sub(lambda place: values[place[1]], template))


def _abbreviate(value: str, _: int) -> str:
    return abbreviated(value)


def _cut_away(value: str, excess: int) -> str:
    return cut(value, max(0, length(value) - excess))
