"""The sandbox's alphabet and the services' were written apart: they must agree on everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.sandbox.messages import alphabet as sandbox
from services.tracking import gsm as ours
from shared.identity import phones

texts = st.text(st.one_of(st.characters(), st.sampled_from("[]{}^~|\\€đ@£")))


@given(texts)
def test_both_know_the_same_alphabet(text: str) -> None:
    assert sandbox.is_gsm(text) == ours.is_gsm(text)


@given(texts)
def test_both_count_the_same_septets(text: str) -> None:
    assert sandbox.septets(text) == ours.length(text)


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_both_write_mobile_numbers_alike(phone: str) -> None:
    assert sandbox.international(phone) == phones.international(phone).removeprefix("+")
    assert sandbox.national(phones.international(phone)) == phone == phones.national(phone)


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("0900000001", "0900000001"),
        ("84900000001", "0900000001"),
        ("+84 900.000-001", "0900000001"),
        ("090000000", None),
        ("02253821055", None),
        ("8085", None),
        ("", None),
        ("٠٩٠٠٠٠٠٠٠١", None),
    ],
)
def test_a_mobile_number_is_known_in_any_writing(written: str, phone: str | None) -> None:
    assert sandbox.national(written) == phone


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (160, 1), (161, 2), (306, 2), (307, 3)])
def test_longer_texts_are_paid_in_parts(length: int, parts: int) -> None:
    assert sandbox.parts("a" * length) == parts
