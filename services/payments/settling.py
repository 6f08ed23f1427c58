"""What a gateway's server says becomes the order's state.

The order is settled in one write under its version, so that of concurrent repeats one counts;
`telling` brings it to the dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from services.payments import book, orders
from services.payments.book import Place, Record
from services.payments.gateways.protocol import Verdict
from services.payments.model import Attempt, Order, Said, Step
from services.payments.retrying import tried

Judge = Callable[[Order, Attempt, Said, datetime], tuple[Verdict, Step | None]]


def hear(place: Place, said: Said, record: Record) -> tuple[Verdict, Order]:
    """Settle what a gateway told us by itself; its message is kept whatever it means.

    Raises:
        InFlight: other writes to the order kept coming first.
    """
    return tried(lambda: _decide(place, said, record, orders.judge, keep_all=True), place.order_id)


def learn(place: Place, said: Said, record: Record) -> tuple[Verdict, Order]:
    """Settle what a gateway answered us; kept if it changed something or contradicts the order.

    Raises:
        InFlight: other writes to the order kept coming first.
    """
    return tried(
        lambda: _decide(place, said, record, orders.judge_finding, keep_all=False), place.order_id
    )


def _decide(
    place: Place, said: Said, record: Record, judge: Judge, *, keep_all: bool
) -> tuple[Verdict, Order]:
    order, attempt = book.read(place)
    verdict, step = judge(order, attempt, said, record.at)
    judged = replace(record, said=said, verdict=verdict)
    if step is not None:
        return verdict, book.write(step, judged)
    if keep_all or verdict is Verdict.WRONG_AMOUNT:
        book.keep(judged, place.order_id)
    return verdict, order
