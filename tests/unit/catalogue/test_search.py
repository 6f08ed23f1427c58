"""Finding procedures by text without diacritics."""

from __future__ import annotations

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.search import entry_of, rank, words
from shared.reference.index import IndexEntry
from shared.reference.model import Procedure
from shared.text import folded
from tests.unit.catalogue.samples import procedure


def entry(**changes: Any) -> IndexEntry:
    """The index entry of a procedure of the field Hộ tịch."""
    return entry_of(msgspec.convert(procedure(**changes), Procedure), "Hộ tịch")


def found(text: str, **changes: Any) -> int | None:
    """How well the procedure answers a text."""
    return rank(entry(**changes), words(text))


@pytest.mark.parametrize(
    "text",
    [
        "dang ky khai sinh",
        "ĐĂNG KÝ KHAI SINH",
        "Đăng ký khai sinh",
        unicodedata.normalize("NFD", "Đăng ký khai sinh"),
        "  khai   sinh ",
        "sinh khai",
        "khai sin",
        "1.001193",
        "001193",
        "ho tich",
        "khai sinh ho tich",
        "birth registration",
        "",
    ],
)
def test_birth_registration_is_found_by(text: str) -> None:
    assert found(text) is not None


@pytest.mark.parametrize("text", ["khai tu", "ket hon", "1.001194", "inh", "dangky"])
def test_birth_registration_is_not_found_by(text: str) -> None:
    assert found(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dang ky khai sinh", 0),
        ("1.001193", 0),
        ("dang ky", 1),
        ("khai sinh", 2),
        ("sinh dang", 3),
        ("khai sinh ho tich", 4),
    ],
)
def test_whole_names_come_before_beginnings_phrases_and_single_words(
    text: str, expected: int
) -> None:
    assert found(text) == expected


def test_punctuation_in_a_name_does_not_hide_it() -> None:
    assert found("khai sinh luu dong", name="Đăng ký khai sinh (lưu động)") == 2


@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    assert found(text) in {None, 0, 1, 2, 3, 4}


@given(st.permutations(folded("Đăng ký khai sinh").split()))
def test_words_are_found_in_any_order(some: list[str]) -> None:
    assert found(" ".join(some)) is not None
