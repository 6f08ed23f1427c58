"""VietQR: what the QR code of a bank transfer holds."""

from __future__ import annotations

import string
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payments.gateways.protocol import Malformed
from services.payments.gateways.vietqr import (
    Service,
    Transfer,
    checksum,
    purpose_of,
    read,
    svg,
    written,
)

OFFICIAL = (
    "00020101021138600010A00000072701300006970403011697040311012345670208QRIBFTTC"
    "53037045802VN63044F52"
)
CARD = Transfer(bank="970403", account="9704031101234567", service=Service.CARD)
FEE = Transfer(
    bank="970436",
    account="0011000000001",
    amount=15_000,
    purpose="H24152301050012",
    dynamic=True,
)
printable = st.text(string.ascii_letters + string.digits + " .-/", max_size=25)
transfers = st.builds(
    Transfer,
    bank=st.text(string.digits, min_size=6, max_size=6),
    account=st.text(string.ascii_letters + string.digits, min_size=1, max_size=19),
    amount=st.none() | st.integers(1, 10**13 - 1),
    purpose=printable,
    bill_number=printable,
    service=st.sampled_from(Service),
    dynamic=st.booleans(),
)


def test_the_official_vector() -> None:
    assert written(CARD) == OFFICIAL
    assert read(OFFICIAL) == CARD


def test_the_check_value_of_the_checksum() -> None:
    assert checksum("123456789") == "29B1"


def test_a_fee_to_pay_once() -> None:
    text = written(FEE)
    assert text.startswith("000201010212")
    assert "540515000" in text
    assert "62190815H24152301050012" in text


@given(transfers)
def test_what_is_written_is_read(transfer: Transfer) -> None:
    assert read(written(transfer)) == transfer


@given(transfers, st.integers(0), st.characters(categories=["L", "N", "P"]))
def test_a_damaged_code_is_refused(transfer: Transfer, place: int, character: str) -> None:
    text = written(transfer)
    at = place % len(text)
    damaged = f"{text[:at]}{character}{text[at + 1 :]}"
    if damaged != text:
        with pytest.raises(Malformed):
            read(damaged)


@given(st.text(st.characters(max_codepoint=127)))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(Malformed):
        read(f"{text}6304{checksum(text + '6304')}")


@given(st.text())
def test_any_text_can_be_made_a_purpose(text: str) -> None:
    purpose = purpose_of(text)
    assert purpose.isascii()
    assert len(purpose) <= 25
    assert purpose_of(purpose) == purpose


def test_a_purpose_loses_its_marks() -> None:
    assert purpose_of("Nộp phí hồ sơ (Đỗ Thị Hà)") == "Nop phi ho so Do Thi Ha"


@pytest.mark.parametrize(
    "wrong",
    [
        {"bank": "97043"},
        {"account": ""},
        {"account": "0" * 20},
        {"purpose": "Nộp phí"},
        {"purpose": "x" * 26},
        {"amount": 0},
        {"amount": 10**13},
    ],
)
def test_what_no_bank_takes_is_refused(wrong: dict[str, str]) -> None:
    told = {"bank": "970436", "account": "1"} | wrong
    with pytest.raises(ValueError, match=r"bank|purpose|amount"):
        Transfer(**told)  # type: ignore[arg-type]


def test_the_image_is_svg_that_scales() -> None:
    pytest.importorskip("segno")
    image = ElementTree.fromstring(svg(FEE))
    assert image.tag == "{http://www.w3.org/2000/svg}svg"
    assert image.get("viewBox")
    assert image.get("width") is None
