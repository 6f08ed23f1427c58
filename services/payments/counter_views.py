"""What the cashier sends and is shown: payments, receipts and the day's sheet. Amounts are VND."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from services.payments.collecting import Collected
from services.payments.receipts import Method, Receipt, Sheet, SheetLine, VoidedNumber
from shared.reference.model import AgencyCode, FeeKind
from shared.web.showing import agency_words, same, shown

METHOD_WORDS: Final = {
    Method.CASH: ("Tiền mặt", "Cash"),
    Method.CARD: ("Thẻ", "Card"),
    Method.TRANSFER: ("Chuyển khoản", "Transfer"),
}
KIND_WORDS: Final = {FeeKind.FEE: ("Phí", "Fee"), FeeKind.CHARGE: ("Lệ phí", "Charge")}
Tendered = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]


class CounterPayment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of an order paid at the counter. ``received`` is the cash that was handed over.

    ``note`` is for a card slip's or a transfer's number; it stands on the receipts.
    """

    method: Method
    received: Tendered | None = None
    note: Annotated[str, Meta(max_length=200)] = ""


class Voiding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a receipt is made void."""

    reason: Annotated[str, Meta(min_length=5, max_length=500, pattern=r"\S")]


class AgencyDay(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose sheet, of which local date."""

    agency: AgencyCode
    date: date


class DayToClose(AgencyDay, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which agency's local date is to be closed."""


class ReceiptView(Struct, frozen=True, kw_only=True):
    """A receipt. A void one has ``voided_at`` and the number that took its place."""

    agency_code: str
    series: str
    number: int
    kind: FeeKind
    kind_name: str
    kind_name_en: str
    dossier_id: str
    amount: int
    method: Method
    method_name: str
    method_name_en: str
    day: date
    issued_at: datetime
    cashier_name: str
    note: str
    replaces: int | None
    replaced_by: int | None
    voided_at: datetime | None
    void_reason: str


class CounterPaid(Struct, frozen=True, kw_only=True):
    """A payment at the counter; ``change`` goes back to the payer."""

    dossier_id: str
    amount: int
    method: Method
    received: int
    change: int
    paid_at: datetime
    receipts: tuple[ReceiptView, ...]


class Voided(Struct, frozen=True, kw_only=True):
    """A receipt made void, and its replacement."""

    voided: ReceiptView
    replacement: ReceiptView


class SheetLineView(Struct, frozen=True, kw_only=True):
    """One method, kind and series; ``count`` and ``amount`` leave void receipts out."""

    method: Method
    method_name: str
    method_name_en: str
    kind: FeeKind
    kind_name: str
    kind_name_en: str
    series: str
    count: int
    amount: int
    first: int
    last: int
    voided: tuple[VoidedNumber, ...]


class SheetView(Struct, frozen=True, kw_only=True):
    """What an agency took on a date (bảng kê thu trong ngày)."""

    agency_code: str
    agency_name: str
    agency_name_en: str
    date: date
    version: int
    closed: bool
    closed_at: datetime | None
    closed_by_name: str
    total: int
    lines: tuple[SheetLineView, ...]


def receipt_view(receipt: Receipt) -> ReceiptView:
    """One receipt."""
    return ReceiptView(dossier_id=receipt.order_id, **_words(receipt), **same(receipt, ReceiptView))


def counter_paid(collected: Collected) -> CounterPaid:
    """A payment with its receipts."""
    found = same(collected, CounterPaid) | {
        "dossier_id": collected.order_id,
        "receipts": tuple(map(receipt_view, collected.receipts)),
    }
    return CounterPaid(**found)


def voided(pair: tuple[Receipt, Receipt]) -> Voided:
    """The void receipt and its replacement."""
    return Voided(voided=receipt_view(pair[0]), replacement=receipt_view(pair[1]))


def sheet_view(sheet: Sheet) -> SheetView:
    """A day's sheet."""
    return SheetView(
        **agency_words(sheet.agency_code),
        date=sheet.day,
        version=sheet.version,
        closed=sheet.closed_at is not None,
        closed_at=shown(sheet.closed_at),
        closed_by_name=sheet.closed_by_name,
        total=sheet.total,
        lines=tuple(map(_line, sheet.lines)),
    )


def _line(line: SheetLine) -> SheetLineView:
    return SheetLineView(**same(line, SheetLineView), **_words(line))


def _words(found: Receipt | SheetLine) -> dict[str, Any]:
    method, kind = METHOD_WORDS[found.method], KIND_WORDS[found.kind]
    return {
        "method_name": method[0],
        "method_name_en": method[1],
        "kind_name": kind[0],
        "kind_name_en": kind[1],
    }
