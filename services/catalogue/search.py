"""Finding procedures and agencies by text typed without diacritics. Pure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from shared.reference.index import IndexEntry
from shared.reference.model import Procedure
from shared.text import folded

_WORD: Final = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text as search compares them: ``Đăng ký`` → ``dang``, ``ky``."""
    return tuple(_WORD.findall(folded(text)))


def entry_of(edition: Procedure, field_name: str) -> IndexEntry:
    """An edition as the index holds it."""
    return IndexEntry(
        code=edition.code,
        name=edition.name,
        name_en=edition.name_en,
        field=edition.field,
        level=edition.level,
        channels=edition.channels,
        competent_agencies=edition.competent_agencies,
        competent_tiers=edition.competent_tiers,
        linked_agencies=edition.linked_agencies,
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        demo=edition.demo,
        folded=" ".join(words(edition.name)),
        keywords=keywords(edition.code, field_name, edition.name_en),
    )


def keywords(code: str, field_name: str, name_en: str) -> str:
    """The words besides its name that find a procedure; its code comes first."""
    return " ".join((*words(code), *words(field_name), *words(name_en)))


def has_all(wanted: tuple[str, ...], text: str) -> bool:
    """Whether every wanted word begins a word of the (already folded) text."""
    spaced = f" {text}"
    return all(f" {word}" in spaced for word in wanted)


def rank(entry: IndexEntry, wanted: tuple[str, ...]) -> int | None:
    """How well an entry answers: 0 is best, ``None`` is no answer.

    0 the whole name or code; 1 the beginning of the name; 2 the phrase within the name; 3 all
    words in the name; 4 all words in name, code, field or English name.
    """
    if not has_all(wanted, f"{entry.folded} {entry.keywords}"):
        return None
    phrase = " ".join(wanted)
    if phrase == entry.folded or f"{entry.keywords} ".startswith(f"{phrase} "):
        return 0
    if entry.folded.startswith(phrase):
        return 1
    if has_all((phrase,), entry.folded):
        return 2
    return 3 if has_all(wanted, entry.folded) else 4
