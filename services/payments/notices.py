"""Confirmations from the gateways' servers (IPN): the only messages that come in and move money.

The order of checks is the gateways': signature, order, amount, state. Each message is kept with our
verdict, the unknown and the forged among the strays of their day.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from msgspec.structs import replace

from services.payments import asking, book, choice, settling, telling
from services.payments.book import Record
from services.payments.gateways.protocol import (
    Arrived,
    BadSignature,
    Gateway,
    Malformed,
    Notice,
    Verdict,
)
from services.payments.model import GatewayName, Order
from shared.observability import log_failure, logger

LONGEST_REFERENCE: Final = 255
"""What is kept of a reference that a stranger claims."""


def take(name: GatewayName, arrived: Arrived, raw: str) -> bytes:
    """Judge one message; the answer in the gateway's own words. ``raw`` is kept as it came.

    Raises:
        Problem: 503 where there is no agreement with this gateway, so nothing can be judged.
    """
    gateway, now = choice.gateway(name), datetime.now(UTC)
    record = Record(at=now, gateway=name, way="notice", reference="", raw=raw)
    try:
        verdict, reference = _judge(gateway, arrived, record)
    except Exception as error:
        log_failure("Notice failed", error, gateway=name)
        verdict, reference = Verdict.ERROR, ""
    logger.info("Notice judged", gateway=name, reference=reference, verdict=verdict.value)
    return gateway.answer(verdict, reference, now).body


def _judge(gateway: Gateway, arrived: Arrived, record: Record) -> tuple[Verdict, str]:
    """What we make of it, and the reference it names."""
    try:
        notice = gateway.receive(arrived)
    except BadSignature as error:
        claimed = error.reference[:LONGEST_REFERENCE]
        return _stray(record, claimed, Verdict.BAD_SIGNATURE), claimed
    except Malformed:
        return _stray(record, "", Verdict.ERROR), ""
    return _settle(notice, record), notice.reference


def _settle(notice: Notice, record: Record) -> Verdict:
    place = book.named(notice.reference)
    if place is None or book.attempt(place).gateway != record.gateway:
        return _stray(record, notice.reference, Verdict.UNKNOWN_ORDER, notice)
    record = replace(record, reference=notice.reference)
    verdict, order = settling.hear(place, asking.said(notice), record)
    _tell(order)
    return verdict


def _tell(order: Order) -> None:
    """Tell the dossier; what fails here is mended by the next notice or the sweep."""
    try:
        telling.tell_payment(order)
    except Exception as error:
        log_failure("Dossier not told of its payment", error, dossier_id=order.order_id)


def _stray(
    record: Record, reference: str, verdict: Verdict, notice: Notice | None = None
) -> Verdict:
    told = None if notice is None else asking.said(notice)
    book.keep(replace(record, reference=reference, verdict=verdict, said=told))
    return verdict
