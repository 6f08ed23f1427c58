"""Receipts, their series and their days in the payments table.

A payment, a void and a closing are one ``TransactWriteItems`` each. All writes to one agency's day
stand under the day's version, so they follow one another and the sheet misses none; a series'
number is taken in the write that issues its receipt, so what fails leaves no gap. A receipt is
kept three times, by its series, its order and its day, always written together.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec
from msgspec.structs import replace
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from services.payments import book
from services.payments.model import Step
from services.payments.receipts import Day, Receipt, Sheet
from services.payments.tables import (
    CLOSING,
    DAY,
    SERIES,
    ClosingItem,
    DayItem,
    ReceiptItem,
    SeriesItem,
    receipt_key,
)
from shared.dossier import ledger
from shared.dossier.errors import InFlight
from shared.dossier.ledger import Transaction

_receipts: Final = msgspec.json.Decoder(Receipt)
_days: Final = msgspec.json.Decoder(Day)
_sheets: Final = msgspec.json.Decoder(Sheet)


def day(agency_code: str, on: date) -> Day:
    """An agency's day as the last write left it."""
    try:
        item = DayItem.get(_day_partition(agency_code, on), DAY, consistent_read=True)
    except DoesNotExist:
        return Day(agency_code=agency_code, day=on)
    return _days.decode(item.body)


def closing(agency_code: str, on: date) -> Sheet | None:
    """The sheet that closed a day; None while the day is open."""
    try:
        item = ClosingItem.get(_day_partition(agency_code, on), CLOSING, consistent_read=True)
    except DoesNotExist:
        return None
    return _sheets.decode(item.body)


def last_number(agency_code: str, series: str) -> int:
    """The last number given in a series, 0 before the first."""
    try:
        partition = _series_partition(agency_code, series)
        return int(SeriesItem.get(partition, SERIES, consistent_read=True).number)
    except DoesNotExist:
        return 0


def receipt(agency_code: str, series: str, number: int) -> Receipt | None:
    """One receipt as the last write left it."""
    try:
        partition = _series_partition(agency_code, series)
        item = ReceiptItem.get(partition, receipt_key(series, number), consistent_read=True)
    except DoesNotExist:
        return None
    return _receipts.decode(item.body)


def of_order(order_id: str) -> tuple[Receipt, ...]:
    """Every receipt for an order, void ones included."""
    return _listed(order_id)


def of_day(agency_code: str, on: date) -> tuple[Receipt, ...]:
    """Every receipt whose money counts in an agency's day, void ones included."""
    return _listed(_day_partition(agency_code, on))


def write(
    day: Day,
    *,
    kept: ledger.Receipt,
    new: tuple[Receipt, ...],
    void: tuple[Receipt, ...] = (),
    step: Step | None = None,
) -> None:
    """Issue receipts, with the payment they are for or in the place of void ones; all or nothing.

    Raises:
        InFlight: another write came first; read everything anew, the day first.
        AlreadyAnswered: this very request was carried out before; carries its answer.
        KeyReused: the idempotency key belongs to another request.
    """
    writes = Transaction()
    _put_day(writes, day)
    for found in new:
        _put_number(writes, found)
    for found in (*new, *void):
        _put_receipt(writes, found)
    if step is not None:
        book.put(writes, step)
    ledger.keep_receipt(writes, kept)
    writes.commit()


def close(day: Day, sheet: Sheet, *, kept: ledger.Receipt) -> None:
    """Fix a day's sheet for good; nothing is written to the day afterwards.

    Raises:
        InFlight, AlreadyAnswered, KeyReused: as :func:`write`.
    """
    writes = Transaction()
    _put_day(writes, replace(day, closed=True))
    partition = _day_partition(day.agency_code, day.day)
    free = ClosingItem.order_id.does_not_exist()
    writes.put(ClosingItem(partition, CLOSING, body=_json(sheet)), _taken, condition=free)
    ledger.keep_receipt(writes, kept)
    writes.commit()


def _listed(partition: str) -> tuple[Receipt, ...]:
    span = ReceiptItem.item.startswith("RECEIPT#")
    found = ReceiptItem.query(partition, span, consistent_read=True)
    return tuple(_receipts.decode(item.body) for item in found)


def _put_day(writes: Transaction, day: Day) -> None:
    after = replace(day, version=day.version + 1)
    partition = _day_partition(day.agency_code, day.day)
    item = DayItem(partition, DAY, version=after.version, body=_json(after))
    same = DayItem.version == day.version if day.version else DayItem.order_id.does_not_exist()
    writes.put(item, _taken, condition=same)


def _put_number(writes: Transaction, found: Receipt) -> None:
    before = found.number - 1
    item = SeriesItem(
        _series_partition(found.agency_code, found.series), SERIES, number=found.number
    )
    same = SeriesItem.number == before if before else SeriesItem.order_id.does_not_exist()
    writes.put(item, _taken, condition=same)


def _put_receipt(writes: Transaction, found: Receipt) -> None:
    places = (
        _series_partition(found.agency_code, found.series),
        _day_partition(found.agency_code, found.day),
        found.order_id,
    )
    for partition in places:
        key = receipt_key(found.series, found.number)
        writes.put(ReceiptItem(partition, key, body=_json(found)))


def _taken(_: Model | None) -> InFlight:
    return InFlight("till")


def _day_partition(agency_code: str, on: date) -> str:
    return f"DAY#{agency_code}#{on:%Y%m%d}"


def _series_partition(agency_code: str, series: str) -> str:
    return f"SERIES#{agency_code}#{series}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
