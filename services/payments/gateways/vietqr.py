"""VietQR: a bank transfer as a QR code (NAPAS 247 on EMVCo merchant-presented QR). Pure.

VietQR itself confirms nothing: a transfer is found again by its purpose in the bank's statement.
"""

from __future__ import annotations

import binascii
import io
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.payments.gateways.protocol import Malformed
from services.payments.gateways.wire import plain

NAPAS: Final = "A000000727"
LONGEST_PURPOSE: Final = 25
"""Characters; the limit that banks keep in practice."""
_VND, _VIET_NAM = "704", "VN"
_STATIC, _DYNAMIC = "11", "12"
_SUM: Final = "6304"
_BIN: Final = re.compile(r"[0-9]{6}")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z]{1,19}")
_PURPOSE: Final = re.compile(r"[ -~]{0,25}")


class Service(StrEnum):
    """What the money goes to: an account or a card."""

    ACCOUNT = "QRIBFTTA"
    CARD = "QRIBFTTC"


class Transfer(Struct, frozen=True, kw_only=True):
    """A transfer to make. Raises ValueError for what no bank would take.

    ``bank`` is the six-digit BIN; ``amount`` VND, left to the payer when None; a ``dynamic`` code
    is for one payment, a static one for many. ``purpose`` comes back in the bank's statement.
    """

    bank: str
    account: str
    amount: int | None = None
    purpose: str = ""
    bill_number: str = ""
    service: Service = Service.ACCOUNT
    dynamic: bool = False

    def __post_init__(self) -> None:
        if not _BIN.fullmatch(self.bank) or not _ACCOUNT.fullmatch(self.account):
            raise ValueError("a bank has a BIN of six digits, an account up to 19 characters")
        if not _PURPOSE.fullmatch(self.purpose) or not _PURPOSE.fullmatch(self.bill_number):
            raise ValueError("purpose and bill number are ASCII of at most 25 characters")
        if self.amount is not None and not 0 < self.amount < 10**13:
            raise ValueError("an amount is more than nothing and has at most 13 digits")


def purpose_of(text: str) -> str:
    """A text as a purpose: without marks and special characters, at most 25 characters."""
    return plain(text, LONGEST_PURPOSE)


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE in four upper-case hex digits."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def written(transfer: Transfer) -> str:
    """The text that the QR code holds."""
    receiver = _template((("00", transfer.bank), ("01", transfer.account)))
    merchant = _template((("00", NAPAS), ("01", receiver), ("02", transfer.service)))
    extra = _template((("01", transfer.bill_number), ("08", transfer.purpose)))
    text = _template(
        (
            ("00", "01"),
            ("01", _DYNAMIC if transfer.dynamic else _STATIC),
            ("38", merchant),
            ("53", _VND),
            ("54", str(transfer.amount or "")),
            ("58", _VIET_NAM),
            ("62", extra),
        )
    )
    return f"{text}{_SUM}{checksum(text + _SUM)}"


def read(text: str) -> Transfer:
    """The transfer that a QR code asks for. Raises `Malformed`."""
    if text[-8:-4] != _SUM or not text.isascii() or checksum(text[:-4]) != text[-4:]:
        raise Malformed("not a QR code of EMVCo, or damaged")
    fields = dict(_fields(text[:-8]))
    merchant = dict(_fields(fields.get("38", "")))
    if merchant.get("00") != NAPAS or fields.get("53") != _VND:
        raise Malformed("not a VietQR in VND")
    try:
        return _transfer(fields, merchant)
    except (KeyError, ValueError) as error:
        raise Malformed("not a complete VietQR") from error


def svg(transfer: Transfer) -> str:
    """The QR code as an SVG image that fills the width it is given."""
    import segno  # type: ignore[import-not-found,unused-ignore]

    image = io.BytesIO()
    code = segno.make(written(transfer), error="m", micro=False)
    code.save(image, kind="svg", light="#fff", omitsize=True, xmldecl=False, title="VietQR")
    return image.getvalue().decode()


def _template(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{tag}{len(value):02d}{value}" for tag, value in fields if value)


def _fields(text: str) -> Iterator[tuple[str, str]]:
    while text:
        tag, size = text[:2], text[2:4]
        if not size.isdecimal() or len(text) < 4 + int(size):
            raise Malformed("a field of the QR code is cut off")
        yield tag, text[4 : 4 + int(size)]
        text = text[4 + int(size) :]


def _transfer(fields: dict[str, str], merchant: dict[str, str]) -> Transfer:
    receiver = dict(_fields(merchant["01"]))
    extra = dict(_fields(fields.get("62", "")))
    return Transfer(
        bank=receiver["00"],
        account=receiver["01"],
        amount=int(fields["54"]) if "54" in fields else None,
        purpose=extra.get("08", ""),
        bill_number=extra.get("01", ""),
        service=Service(merchant["02"]),
        dynamic=fields["01"] == _DYNAMIC,
    )
