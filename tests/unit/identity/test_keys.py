"""Keyed hashes: a person is found again by number, and the number by nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.identity import keys, phones
from shared.identity.keys import identity_key, keyed_hash

NUMBER = "031190000001"


@pytest.fixture(autouse=True)
def _province(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "_key", lambda: b"the province's key")
    yield


def test_the_same_number_gives_the_same_hash() -> None:
    assert identity_key(NUMBER) == identity_key(NUMBER)


@pytest.mark.parametrize(
    "typed", ["031 190 000 001", "031.190.000.001", "031-190-000001", " 031190000001\n"]
)
def test_separators_make_no_difference(typed: str) -> None:
    assert identity_key(typed) == identity_key(NUMBER)


def test_case_makes_no_difference_in_a_passport_number() -> None:
    assert identity_key("c1234567") == identity_key("C1234567")


def test_equal_digits_of_another_kind_give_another_hash() -> None:
    kinds = ("identity", "phone", "client")
    assert len({keyed_hash(kind, "0912345678") for kind in kinds}) == len(kinds)


def test_a_kind_and_its_value_cannot_be_shifted_into_one_another() -> None:
    assert keyed_hash("phone", "12") != keyed_hash("phone1", "2")


def test_another_provinces_key_gives_another_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    here = identity_key(NUMBER)
    monkeypatch.setattr(keys, "_key", lambda: b"another key")
    assert identity_key(NUMBER) != here


@given(st.text(min_size=1), st.text(min_size=1))
def test_a_hash_is_a_plain_key_that_shows_nothing_of_the_number(kind: str, value: str) -> None:
    found = keyed_hash(kind, value)
    assert len(found) == 43
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_numbers_that_differ_give_hashes_that_differ() -> None:
    assert len({identity_key(f"0311900{n:05d}") for n in range(1000)}) == 1000


@pytest.mark.parametrize(
    "written", ["0912345678", "+84912345678", "84 912 345 678", "0084912345678", "0912.345.678"]
)
def test_a_phone_has_one_hash_however_it_is_written(written: str) -> None:
    assert keys.phone_key(written) == keys.phone_key("0912345678")
    assert phones.international(written) == "84912345678"


def test_a_phone_is_not_taken_for_an_identity_number() -> None:
    assert keys.phone_key("0912345678") != identity_key("0912345678")


@pytest.mark.parametrize("phone", ["0312345678", "+84 912 345 678", "0599999999"])
def test_a_mobile_phone_can_get_an_sms(phone: str) -> None:
    assert phones.is_mobile(phone)


@pytest.mark.parametrize("phone", ["02253821055", "0123456789", "091234567", "", "8412345678901"])
def test_anything_else_cannot(phone: str) -> None:
    assert not phones.is_mobile(phone)


def test_a_lookup_code_is_six_digits_and_the_dossiers_own() -> None:
    codes = [keys.lookup_code(f"H24.X001-261120-{n:04d}") for n in range(200)]
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(set(codes)) > 190
    assert keys.lookup_code("H24.X001-261120-0001") == codes[1]


def test_the_same_last_digits_hash_otherwise_for_another_dossier() -> None:
    assert keys.phone_tail_key("A", "5678") != keys.phone_tail_key("B", "5678")
