"""Vietnamese without its marks, for search and for messages."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.text import folded, without_marks

VIETNAMESE = st.text("aăâđeêioôơuưyáàảãạắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựĂÂĐÊÔƠƯỨỰ .,0123456789")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đăng ký khai sinh", "Dang ky khai sinh"),
        ("đường Điện Biên Phủ", "duong Dien Bien Phu"),
        ("Ủy ban nhân dân phường Thủy Nguyên", "Uy ban nhan dan phuong Thuy Nguyen"),
        ("ẮẰẲẴẶ ỐỒỔỖỘ ỨỪỬỮỰ ỲÝỶỸỴ", "AAAAA OOOOO UUUUU YYYYY"),
        ("Quyết định 20/2020/QĐ-TTg", "Quyet dinh 20/2020/QD-TTg"),
    ],
)
def test_tone_and_vowel_marks_are_dropped(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_it_does_not_matter_how_the_marks_were_encoded(form: str) -> None:
    typed = unicodedata.normalize(form, "Đăng ký kết hôn")  # type: ignore[arg-type]
    assert folded(typed) == "dang ky ket hon"


def test_search_ignores_case_and_spacing() -> None:
    assert folded("  ĐĂNG\u00a0 ký\n khai\tsinh ") == "dang ky khai sinh"


@given(VIETNAMESE)
def test_vietnamese_without_marks_is_plain_ascii(text: str) -> None:
    assert without_marks(text).isascii()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(VIETNAMESE)
def test_somebody_who_types_no_marks_finds_what_has_them(text: str) -> None:
    assert folded(without_marks(text)) == folded(text)


@given(VIETNAMESE)
def test_no_letter_is_lost(text: str) -> None:
    assert len(without_marks(text)) == len(text)
