"""Receipts (biên lai thu phí, lệ phí) and the day's closing sheet (bảng kê thu). Pure.

Phí and lệ phí go on separate receipts, each in its own series of the collecting agency and the
year (``P-26``, ``LP-26``). Numbers of a series ascend by one from 1 without a gap; a number once
given stays used, also when its receipt is void.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from services.payments.model import Order
from shared.dossier.numbering import local_day
from shared.reference.model import FeeKind

Prefixes = Mapping[FeeKind, str]


class Method(StrEnum):
    """How money is taken at the counter."""

    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"


class Taking(Struct, frozen=True, kw_only=True):
    """Who takes money, where, when and how. The day is the local date."""

    agency_code: str
    method: Method
    at: datetime
    cashier: str
    cashier_name: str
    note: str = ""

    @property
    def day(self) -> date:
        """The local date, whose sheet it counts in."""
        return local_day(self.at)


class Receipt(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One receipt: all phí, or all lệ phí, of one order. Amounts are VND.

    ``day`` is the date whose sheet the money counts in; a replacement has its predecessor's.
    """

    agency_code: str
    series: str
    number: int
    kind: FeeKind
    order_id: str
    amount: int
    method: Method
    day: date
    issued_at: datetime
    cashier: str
    cashier_name: str
    note: str = ""
    replaces: int | None = None
    replaced_by: int | None = None
    voided_at: datetime | None = None
    voided_by: str = ""
    void_reason: str = ""

    @property
    def name(self) -> str:
        """How the ledger and the dossier name it: unique in the province."""
        return f"{self.agency_code}/{self.series}/{self.number:07d}"


class Day(Struct, frozen=True, kw_only=True):
    """An agency's local date of taking money; ``version`` counts the writes to it, 0 for none."""

    agency_code: str
    day: date
    version: int = 0
    closed: bool = False


class VoidedNumber(Struct, frozen=True, kw_only=True):
    """A number that is used but void."""

    number: int
    reason: str
    replaced_by: int | None


class SheetLine(Struct, frozen=True, kw_only=True):
    """One method, kind and series: ``count`` and ``amount`` are of the receipts in force.

    ``first`` and ``last`` are the lowest and the highest number, void ones included.
    """

    method: Method
    kind: FeeKind
    series: str
    count: int
    amount: int
    first: int
    last: int
    voided: tuple[VoidedNumber, ...]


class Sheet(Struct, frozen=True, kw_only=True):
    """What an agency took on a date; final once it has ``closed_at``."""

    agency_code: str
    day: date
    version: int
    lines: tuple[SheetLine, ...]
    total: int
    closed_at: datetime | None = None
    closed_by: str = ""
    closed_by_name: str = ""


def series(prefixes: Prefixes, kind: FeeKind, day: date) -> str:
    """The series of a kind in a year."""
    return f"{prefixes[kind]}-{day:%y}"


def amounts(order: Order) -> dict[FeeKind, int]:
    """What an order costs by kind; kinds that cost nothing are left out."""
    found: dict[FeeKind, int] = {}
    for line in order.lines:
        if line.amount:
            found[line.kind] = found.get(line.kind, 0) + line.amount
    return found


def issued(
    order: Order, taking: Taking, prefixes: Prefixes, last: Mapping[str, int]
) -> tuple[Receipt, ...]:
    """The receipts for a whole order; ``last`` is the last number of each series."""
    return tuple(
        Receipt(
            agency_code=taking.agency_code,
            series=(name := series(prefixes, kind, taking.day)),
            number=last[name] + 1,
            kind=kind,
            order_id=order.order_id,
            amount=amount,
            method=taking.method,
            day=taking.day,
            issued_at=taking.at,
            cashier=taking.cashier,
            cashier_name=taking.cashier_name,
            note=taking.note,
        )
        for kind, amount in amounts(order).items()
    )


def voided(receipt: Receipt, reason: str, taking: Taking, last: int) -> tuple[Receipt, Receipt]:
    """The receipt made void, and its replacement: the payment stays, so a receipt stays."""
    replacement = replace(
        receipt,
        number=last + 1,
        issued_at=taking.at,
        cashier=taking.cashier,
        cashier_name=taking.cashier_name,
        replaces=receipt.number,
    )
    void = replace(
        receipt,
        replaced_by=replacement.number,
        voided_at=taking.at,
        voided_by=taking.cashier,
        void_reason=reason,
    )
    return void, replacement


def sheet(day: Day, receipts: Iterable[Receipt]) -> Sheet:
    """The day's sheet as its receipts make it."""
    found = sorted(receipts, key=_group)
    lines = tuple(_line(tuple(group)) for _, group in groupby(found, key=_group))
    return Sheet(
        agency_code=day.agency_code,
        day=day.day,
        version=day.version,
        lines=lines,
        total=sum(line.amount for line in lines),
    )


def _group(receipt: Receipt) -> tuple[str, str, str]:
    return receipt.method, receipt.kind, receipt.series


def _line(group: tuple[Receipt, ...]) -> SheetLine:
    valid = [r for r in group if r.voided_at is None]
    numbers = [r.number for r in group]
    return SheetLine(
        method=group[0].method,
        kind=group[0].kind,
        series=group[0].series,
        count=len(valid),
        amount=sum(r.amount for r in valid),
        first=min(numbers),
        last=max(numbers),
        voided=tuple(
            VoidedNumber(number=r.number, reason=r.void_reason, replaced_by=r.replaced_by)
            for r in sorted(group, key=lambda r: r.number)
            if r.voided_at is not None
        ),
    )
