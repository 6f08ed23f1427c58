"""Refunds carried out: asked for, approved, sent through the gateway and followed to their end.

The name of our asking is kept before the gateway hears of it; after a crash or a time-out it is
asked again under the same name, which it carries out once. Gateways keep such names for a day, so
what it has not answered by then a person decides from its statement.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.payments import book, choice, refund_book, refunds
from services.payments.asking import OUR_ADDRESS
from services.payments.gateways.protocol import Outcome, Refunding, RefundRequest, Refused
from services.payments.model import Attempt, Order, Refund, RefundState, Step
from services.payments.retrying import tried
from shared.dossier.numbering import local_day
from shared.observability import log_failure

MIDNIGHT_MARGIN: Final = timedelta(minutes=10)
"""Our clock and the gateway's may differ by as much."""


class Overdue(RuntimeError):
    """The gateway did not answer on the day it was asked; a person must look at its statement."""


class Account(Struct, frozen=True, kw_only=True):
    """An order with its attempts and refunds, read so that a write sees all of them unchanged."""

    order: Order
    attempts: tuple[Attempt, ...]
    refunds: tuple[Refund, ...]

    def refund(self, number: int) -> Refund | None:
        """One refund, if there is such."""
        return self.refunds[number - 1] if 0 < number <= len(self.refunds) else None

    def after(self, step: Step) -> Account:
        """What it is once a step is written."""
        known = {r.number: r for r in (*self.refunds, *step.refunds)}
        return replace(self, order=step.after, refunds=tuple(known.values()))


def account(order_id: str) -> Account | None:
    """An order's account; None if there is no order."""
    order = book.find(order_id)
    if order is None:
        return None
    attempts = book.attempts(order_id)
    return Account(order=order, attempts=attempts, refunds=refund_book.of_order(order_id))


def now() -> datetime:
    """The service's clock."""
    return datetime.now(UTC)


def raise_all(order: Order) -> Order:
    """Ask for everything back that was paid for a dossier that was not received, once.

    Raises:
        InFlight: another write to the order came first.
    """
    found = account(order.order_id)
    if found is None:
        return order
    step = refunds.raised(found.order, found.attempts, found.refunds, now())
    return order if step is None else book.write(step)


def approval(found: Account, refund: Refund, by: str) -> Step:
    """The approval, with a name to ask the gateway under where it takes refunds.

    Raises:
        NotNow: the refund is neither requested nor failed.
        OwnRequest: the caller asked for it.
        Problem: 503 where the gateway's agreement is gone.
    """
    sends = refund.gateway is not None and choice.gateway(refund.gateway).refunds
    name = secrets.token_hex(16)
    return refunds.approved(found.order, refund, by, now(), name, sends=sends)


def try_to_send(order_id: str, number: int) -> None:
    """Ask the gateway for an approved refund; if it does not answer, the sweep asks again."""
    try:
        send(order_id, number)
    except Exception as error:
        log_failure("Refund not answered", error, dossier_id=order_id)


def send(order_id: str, number: int) -> None:
    """Ask the gateway for an approved refund and keep its answer.

    Raises:
        GatewayError: no answer, or none that can be trusted.
        Problem: 503 where the gateway's agreement is gone.
        InFlight: other writes to the order kept coming first.
    """
    found = account(order_id)
    refund = None if found is None else found.refund(number)
    if found is None or refund is None or refund.state is not RefundState.APPROVED:
        return
    assert refund.gateway is not None  # what was paid at the counter is given back by hand
    try:
        told = choice.gateway(refund.gateway).refund(_request(found, refund))
    except Refused as error:
        told = Refunding(
            outcome=Outcome.FAILURE, gateway_transaction="", code=error.code, text=error.text
        )
    _keep(order_id, refund, told)


def resume(order_id: str, number: int, *, nightly: bool) -> None:
    """Ask again, as long as the gateway knows the name of our asking.

    Raises:
        Overdue: it does not any more, and this is the nightly look.
        GatewayError, Problem, InFlight: as `send`.
    """
    found = account(order_id)
    refund = None if found is None else found.refund(number)
    if refund is None or refund.decided_at is None:
        return
    if local_day(now() + MIDNIGHT_MARGIN) == local_day(refund.decided_at):
        send(order_id, number)
    elif nightly:
        raise Overdue(f"{order_id} refund {number}")


def settled(order_id: str, reference: str, transaction: str, amount: int) -> None:
    """The gateway's file shows that a refund under way was made; that is its end.

    A file may end many refunds in one call: their dossiers are told by the next sweep.

    Raises:
        InFlight: other writes to the order kept coming first.
    """
    found = account(order_id)
    for refund in found.refunds if found else ():
        same = refund.reference == reference and refund.amount == amount
        known = refund.gateway_transaction in (transaction, "")
        if same and known and refund.state is RefundState.SENT:
            done = Refunding(
                outcome=Outcome.SUCCESS, gateway_transaction=transaction, code="", text=""
            )
            _keep(order_id, refund, done)
            return


def _request(found: Account, refund: Refund) -> RefundRequest:
    attempt = found.attempts[refund.attempt - 1]
    transactions = (attempt.gateway_transaction, *attempt.surplus_transactions)
    return RefundRequest(
        request_id=refund.request_id,
        reference=refund.reference,
        gateway_transaction=transactions[refund.payment],
        created_at=attempt.started_at,
        asked_at=now(),
        paid=refund.paid,
        amount=refund.amount,
        reason=f"Hoan phi ho so {found.order.order_id}",
        asked_by=refund.decided_by,
        ip=OUR_ADDRESS,
    )


def _keep(order_id: str, asked: Refund, told: Refunding) -> None:
    tried(lambda: _answer(order_id, asked, told), order_id)


def _answer(order_id: str, asked: Refund, told: Refunding) -> None:
    """Write the answer to what was asked, unless the refund has been asked for anew since."""
    found = account(order_id)
    refund = None if found is None else found.refund(asked.number)
    if found is None or refund is None or refund.request_id != asked.request_id:
        return
    step = refunds.answered(found.order, refund, told, now())
    if step is not None:
        book.write(step)
