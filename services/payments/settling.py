"""What a gateway's server says becomes the order's state, and then the dossier's.

The order is settled in one write under its version, so that of concurrent repeats one counts. The
dossier is told afterwards: should the function end in between, a repeated notice or the sweep does
it, and a dossier that is paid already is not told again.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from msgspec.structs import replace

from services.payments import book, orders
from services.payments.book import Place, Record
from services.payments.gateways.protocol import Verdict
from services.payments.model import Attempt, Order, OrderState, Said, Step
from shared.dossier import ledger, moves
from shared.dossier.dossier import By
from shared.dossier.errors import InFlight, StaleVersion
from shared.dossier.events import Actor
from shared.dossier.status import FeeState, Party
from shared.reference import store

Judge = Callable[[Order, Attempt, Said, datetime], tuple[Verdict, Step | None]]
TRIES: Final = 6
PAUSE_SECONDS: Final = 0.05
PAYMENTS: Final = By(
    actor=Actor(subject="payments", party=Party.SYSTEM), parties=frozenset({Party.SYSTEM})
)


def hear(place: Place, said: Said, record: Record) -> tuple[Verdict, Order]:
    """Settle what a gateway told us by itself; its message is kept whatever it means.

    Raises:
        InFlight: other writes to the order kept coming first.
    """
    return _decide(place, said, record, orders.judge, keep_all=True)


def learn(place: Place, said: Said, record: Record) -> tuple[Verdict, Order]:
    """Settle what a gateway answered us; kept if it changed something or contradicts the order."""
    return _decide(place, said, record, orders.judge_finding, keep_all=False)


def tell_dossier(order: Order) -> None:
    """Append `FeePaid` to the dossier of a paid order, once, and note that it was done.

    Raises:
        InFlight: other moves of the dossier kept coming first.
    """
    if order.state is not OrderState.PAID or order.dossier_notified:
        return
    for nth in range(TRIES):
        try:
            _pay_fee(order)
            break
        except (StaleVersion, InFlight):
            _wait(nth)
    else:
        raise InFlight(order.order_id)
    _note_that_it_knows(order)


def _decide(
    place: Place, said: Said, record: Record, judge: Judge, *, keep_all: bool
) -> tuple[Verdict, Order]:
    for nth in range(TRIES):
        order, attempt = book.read(place)
        verdict, step = judge(order, attempt, said, record.at)
        judged = replace(record, said=said, verdict=verdict)
        if step is None:
            if keep_all or verdict is Verdict.WRONG_AMOUNT:
                book.keep(judged, place.order_id)
            return verdict, order
        try:
            return verdict, book.write(step, judged)
        except InFlight:
            _wait(nth)
    raise InFlight(place.order_id)


def _pay_fee(order: Order) -> None:
    dossier = ledger.load(order.order_id)
    if dossier.fee_state is FeeState.DUE:
        paid = moves.pay_fee(
            dossier,
            PAYMENTS,
            datetime.now(UTC),
            store.calendar(),
            payment=order.paid_reference,
            paid_by=order.paid_method or None,
        )
        ledger.append(paid)


def _note_that_it_knows(order: Order) -> None:
    found: Order | None = order
    for nth in range(TRIES):
        step = orders.notified(found) if found is not None else None
        if step is None:
            return
        try:
            book.write(step)
            return
        except InFlight:
            _wait(nth)
            found = book.find(order.order_id)
    raise InFlight(order.order_id)


def _wait(nth: int) -> None:
    time.sleep(PAUSE_SECONDS * nth)
