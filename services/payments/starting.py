"""Starting to pay: at most one attempt of an order waits at a time, and starting again resumes it.

An attempt is written before its gateway hears of it, so that no confirmation finds it unknown. One
that expired without an end is asked about before there is another.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.payments import asking, book, choice, opening, orders
from services.payments.book import Place
from services.payments.gateways.protocol import (
    Bill,
    BillLine,
    Charge,
    GatewayError,
    Outcome,
    Payer,
    Redirect,
    Refused,
)
from services.payments.model import Attempt, AttemptState, Order, OrderState, Said
from shared.dossier.dossier import Dossier
from shared.settings import need, settings
from shared.web.problems import Problem
from shared.web.showing import agency_names


def start(dossier: Dossier, address: str) -> Attempt:
    """The attempt that the applicant is to make now, open at its gateway.

    ``address`` is the payer's.

    Raises:
        Problem: 409 if nothing is due or it is paid, 503 if the gateway does not answer.
        InFlight: another write to the order came first.
    """
    order = payable(opening.bring_up(dossier))
    last = last_attempt(order)
    if last is not None and last.state is AttemptState.PENDING:
        if datetime.now(UTC) < last.expires_at:
            return last if last.redirect_url else _redirected(order, last, dossier, address)
        order, last = _asked(order, last)
    attempt = _new(order)
    written = book.write(orders.started(order, attempt, last))
    return _redirected(written, attempt, dossier, address)


def payable(order: Order | None) -> Order:
    """The order if it is open.

    Raises:
        Problem: 409 if nothing is due or it is paid.
    """
    if order is None or order.state is OrderState.CLOSED:
        raise Problem("nothing-due")
    if order.state is OrderState.PAID:
        raise Problem("already-paid")
    return order


def last_attempt(order: Order) -> Attempt | None:
    """The newest attempt to pay an order: the only one that may be pending."""
    place = Place(order_id=order.order_id, number=order.attempts)
    return book.attempt(place) if order.attempts else None


def _asked(order: Order, attempt: Attempt) -> tuple[Order, Attempt]:
    """The order and its expired attempt after the gateway was asked about it.

    Raises:
        Problem: 409 if it turns out to be paid, 503 if the gateway does not answer.
    """
    place = Place(order_id=order.order_id, number=attempt.number)
    try:
        asking.ask(place, attempt)
    except GatewayError as error:
        raise _unreachable() from error
    order, attempt = book.read(place)
    return payable(order), attempt


def _new(order: Order) -> Attempt:
    now = datetime.now(UTC).replace(microsecond=0)
    name = choice.configuration().gateway_of(order.agency_code)
    number = order.attempts + 1
    return Attempt(
        number=number,
        reference=choice.gateway(name).reference(order.order_id, number, now),
        gateway=name,
        amount=order.amount,
        started_at=now,
        expires_at=now + timedelta(minutes=settings().payment_minutes),
    )


def _redirected(order: Order, attempt: Attempt, dossier: Dossier, address: str) -> Attempt:
    """The attempt with the address of its gateway's page.

    Raises:
        Problem: 503; the attempt waits to be resumed, unless the gateway refused it.
    """
    try:
        found = _open(order, attempt, dossier, address)
    except Refused as error:
        said = Said(outcome=Outcome.FAILURE, amount=None, code=error.code)
        step = orders.failed(order, attempt, said, datetime.now(UTC))
        if step is not None:
            book.write(step)
        raise _unreachable() from error
    except GatewayError as error:
        raise _unreachable() from error
    step = orders.redirected(order, attempt, found.url)
    book.write(step)
    return step.attempts[0]


def _open(order: Order, attempt: Attempt, dossier: Dossier, address: str) -> Redirect:
    charge = Charge(
        reference=attempt.reference,
        amount=attempt.amount,
        description=f"Thanh toan ho so {order.order_id}",
        ip=address,
        created_at=attempt.started_at,
        expires_at=attempt.expires_at,
        return_url=f"{need('payment_return_url')}/{attempt.gateway}",
        bill=_bill(order),
        payer=Payer(name=dossier.applicant_name),
    )
    return choice.gateway(attempt.gateway).start(charge)


def _bill(order: Order) -> Bill:
    lines = (
        BillLine(kind=line.kind, code=line.item, name=line.name, amount=line.amount)
        for line in order.lines
        if line.amount
    )
    return Bill(
        dossier_id=order.order_id,
        procedure_code=order.procedure_code,
        procedure_name=order.procedure_name,
        agency_code=order.agency_code,
        agency_name=agency_names(order.agency_code)[0],
        account=choice.configuration().account_of(order.agency_code),
        lines=tuple(lines),
    )


def _unreachable() -> Problem:
    return Problem(
        "gateway-unreachable",
        "Yêu cầu thanh toán vẫn được giữ; vui lòng thử lại sau ít phút.",
        "Your payment order is kept; please try again in a few minutes.",
        headers={"Retry-After": "30"},
    )
