"""The payment book: the only code that writes orders, attempts and entries.

A step is one ``TransactWriteItems``: the order under its version, the attempts, the entries, the
gateway's reference and the notice that brought it stand or fall together.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from msgspec import Struct
from pynamodb.exceptions import DoesNotExist
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model

from services.payments import money, money_book, refund_book
from services.payments.gateways.protocol import Verdict
from services.payments.model import Attempt, AttemptState, Entry, Order, OrderState, Said, Step
from services.payments.tables import (
    ORDER,
    REFERENCE,
    UNTOLD,
    AttemptItem,
    EntryItem,
    NoticeItem,
    OrderItem,
    PaymentItem,
    ReferenceItem,
    attempt_key,
    entry_key,
)
from shared.dossier.errors import InFlight, MalformedCursor
from shared.dossier.items import sortable
from shared.dossier.ledger import Receipt, Transaction, keep_receipt
from shared.dossier.numbering import local_day
from shared.dossier.queries import Cursor, Page, continues

WATCHED: Final = "watched"
"""Partition of ``by_pending``: attempts without an end."""
LONGEST_RAW: Final = 2000
UNSIGNED_LIFE: Final = timedelta(days=400)
_orders: Final = msgspec.json.Decoder(Order)
_attempts: Final = msgspec.json.Decoder(Attempt)
_PAYER_KEYS: Final = {"payer", "opened_at", "order_id", "item"}


class Place(Struct, frozen=True, kw_only=True):
    """Which attempt of which order."""

    order_id: str
    number: int


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A gateway's message to keep: ``raw`` as it came (cut), and our verdict on it."""

    at: datetime
    gateway: str
    way: str
    reference: str
    verdict: Verdict | None = None
    said: Said | None = None
    raw: str = ""


def find(order_id: str) -> Order | None:
    """The dossier's order as the last write left it; None if there is none."""
    try:
        return to_order(OrderItem.get(order_id, ORDER, consistent_read=True))
    except DoesNotExist:
        return None


def read(place: Place) -> tuple[Order, Attempt]:
    """An order, then one of its attempts: a write under the order's version sees both unchanged."""
    order = to_order(OrderItem.get(place.order_id, ORDER, consistent_read=True))
    return order, attempt(place)


def attempt(place: Place) -> Attempt:
    """One attempt as the last write left it."""
    key = attempt_key(place.number)
    return _to_attempt(AttemptItem.get(place.order_id, key, consistent_read=True))


def attempts(order_id: str) -> tuple[Attempt, ...]:
    """Every attempt to pay an order, in order."""
    span = AttemptItem.item.startswith("ATTEMPT#")
    found = AttemptItem.query(order_id, span, consistent_read=True)
    return tuple(_to_attempt(item) for item in found)


def named(reference: str) -> Place | None:
    """The attempt that a gateway's reference names."""
    if not reference:
        return None
    try:
        item = ReferenceItem.get(f"REF#{reference}", REFERENCE, consistent_read=True)
    except DoesNotExist:
        return None
    return Place(order_id=item.of_order, number=int(item.number))


def dues(payer: str, *, limit: int, cursor: Cursor | None = None) -> Page[Order]:
    """The open orders of an applicant, oldest first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    if cursor is not None and not continues(cursor, _PAYER_KEYS, "payer", payer):
        raise MalformedCursor()
    found = PaymentItem.by_payer.query(
        payer, page_size=limit, limit=limit, last_evaluated_key=cursor
    )
    return Page(tuple(to_order(item) for item in found), found.last_evaluated_key)


def watched(since: datetime | None, until: datetime) -> Iterator[Place]:
    """The attempts without an end that began in the span, oldest first."""
    span: Condition = PaymentItem.since < sortable(until)
    if since is not None:
        span = PaymentItem.since.between(sortable(since), sortable(until))
    for item in PaymentItem.by_pending.query(WATCHED, range_key_condition=span):
        yield Place(order_id=item.order_id, number=int(item.item.partition("#")[2]))


def untold() -> Iterable[str]:
    """The orders of whose payment or refunds the dossier does not know yet."""
    return dict.fromkeys(item.order_id for item in PaymentItem.by_pending.query(UNTOLD))


def write(step: Step, record: Record | None = None, receipt: Receipt | None = None) -> Order:
    """Write a step whole or not at all, with the answer that a repeat of the request gets again.

    Raises:
        InFlight: another write to the order came first; read it and decide anew.
        AlreadyAnswered: this very request was carried out before; carries its answer.
        KeyReused: the idempotency key belongs to another request.
    """
    writes = Transaction()
    put(writes, step)
    if record is not None:
        writes.put(_notice_item(step.after.order_id, record))
    if receipt is not None:
        keep_receipt(writes, receipt)
    writes.commit()
    return step.after


def put(writes: Transaction, step: Step) -> None:
    """Put a step into a transaction of which it is a part."""
    before, order_id = step.before, step.after.order_id
    free = OrderItem.order_id.does_not_exist()
    same = free if before is None else OrderItem.version == before.version
    writes.put(_order_item(step.after), _taken, condition=same)
    for found in step.attempts:
        writes.put(_attempt_item(order_id, found))
        if before is not None and found.number > before.attempts:
            writes.put(_reference_item(order_id, found), _taken, condition=free)
    for entry in step.entries:
        writes.put(_entry_item(order_id, entry), _taken, condition=free)
    for refund in step.refunds:
        writes.put(refund_book.to_item(step.after, refund))
    for moved in money.moved(step):
        writes.put(money_book.to_item(moved))


def keep(record: Record, order_id: str | None = None) -> None:
    """Keep a message that changes nothing, under its order or among the strays of its day."""
    stray = f"STRAY#{local_day(record.at):%Y%m%d}"
    _notice_item(order_id or stray, record).save()


def to_order(item: PaymentItem) -> Order:
    """The order that an item holds."""
    return _orders.decode(item.body)


def _to_attempt(item: AttemptItem) -> Attempt:
    return _attempts.decode(item.body)


def _taken(_: Model | None) -> InFlight:
    return InFlight("payment order")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _order_item(order: Order) -> OrderItem:
    is_open = order.state is OrderState.OPEN
    untold = order.state is OrderState.PAID and not order.dossier_notified
    return OrderItem(
        order.order_id,
        ORDER,
        version=order.version,
        body=_json(order),
        payer=order.applicant_key if is_open else None,
        opened_at=sortable(order.opened_at) if is_open else None,
        **_pending(UNTOLD if untold else None, order.paid_at),
    )


def _attempt_item(order_id: str, found: Attempt) -> AttemptItem:
    waits = found.watched and found.state is not AttemptState.SUCCEEDED
    return AttemptItem(
        order_id,
        attempt_key(found.number),
        body=_json(found),
        **_pending(WATCHED if waits else None, found.started_at),
    )


def _pending(partition: str | None, since: datetime | None) -> dict[str, Any]:
    return {} if partition is None else {"pending": partition, "since": sortable(since)}


def _reference_item(order_id: str, found: Attempt) -> ReferenceItem:
    return ReferenceItem(
        f"REF#{found.reference}", REFERENCE, of_order=order_id, number=found.number
    )


def _entry_item(order_id: str, entry: Entry) -> EntryItem:
    return EntryItem(order_id, entry_key(entry.number), body=_json(entry))


def _notice_item(order_id: str, record: Record) -> NoticeItem:
    kept = msgspec.structs.replace(record, raw=record.raw[:LONGEST_RAW])
    unsigned = record.verdict is Verdict.BAD_SIGNATURE
    return NoticeItem(
        order_id,
        f"NOTICE#{sortable(record.at)}#{secrets.token_hex(4)}",
        body=_json(kept),
        expires=int((record.at + UNSIGNED_LIFE).timestamp()) if unsigned else None,
    )
