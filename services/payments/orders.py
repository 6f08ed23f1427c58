"""What may happen to payment orders, and the money it moves. Pure.

One dossier has one order, paid by one of its attempts (giao dịch). Every step is whole: the order
under its next version, the attempts it touches and the double entries.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Literal

from msgspec.structs import replace

from services.payments.gateways.protocol import Outcome, Verdict
from services.payments.model import Attempt, AttemptState, Entry, Order, OrderState, Said, Step
from shared.reference.fees import FeeLine

GIVE_UP: Final = timedelta(days=3)
"""How long an attempt is asked about whose end its gateway does not know."""
DUE: Final = "due"
"""What the applicant owes (phải thu)."""
SUSPENSE: Final = "suspense"
"""Money that nobody ordered, until it is given back or explained."""
FINAL: Final = frozenset({Outcome.SUCCESS, Outcome.FAILURE})


def income(order: Order, item: str) -> str:
    """The account of one fee item's income at the order's agency."""
    return f"fee_income:{order.agency_code}:{item}"


def at_gateway(attempt: Attempt) -> str:
    """The account of the money that lies at an attempt's gateway."""
    return f"gateway:{attempt.gateway}"


def opened(order: Order) -> Step:
    """A new order: the applicant owes each line."""
    entries = tuple(
        Entry(
            number=number,
            at=order.opened_at,
            kind="opening",
            debit=DUE,
            credit=income(order, line.item),
            amount=line.amount,
        )
        for number, line in enumerate(_owed(order), start=1)
    )
    return Step(before=None, after=replace(order, entries=len(entries)), entries=entries)


def closed(order: Order, at: datetime) -> Step | None:
    """Nothing is owed any more; None unless the order is open."""
    if order.state is not OrderState.OPEN:
        return None
    entries = tuple(
        _entry(order, n, at, "closing", income(order, line.item), DUE, line.amount)
        for n, line in enumerate(_owed(order), start=1)
    )
    return _step(order, entries=entries, state=OrderState.CLOSED, closed_at=at)


def started(order: Order, attempt: Attempt, last: Attempt | None) -> Step:
    """A new attempt; the last one, if its end is unknown, expires but can still be paid."""
    superseded = last is not None and last.state is AttemptState.PENDING
    over = (replace(last, state=AttemptState.EXPIRED),) if last and superseded else ()
    return _step(order, attempts=(*over, attempt), attempts_so_far=attempt.number)


def redirected(order: Order, attempt: Attempt, url: str) -> Step:
    """The gateway opened the payment: where the payer's browser goes."""
    return _step(order, attempts=(replace(attempt, redirect_url=url),))


def notified(order: Order) -> Step | None:
    """The dossier knows that it is paid; None if that was known."""
    return None if order.dossier_notified else _step(order, dossier_notified=True)


def judge(order: Order, attempt: Attempt, said: Said, at: datetime) -> tuple[Verdict, Step | None]:
    """What a confirmation means, after signature and order: first the amount, then the state."""
    if said.amount is not None and said.amount != attempt.amount:
        return Verdict.WRONG_AMOUNT, None
    if said.outcome is Outcome.SUCCESS:
        step = _succeeded(order, attempt, said, at)
    elif said.outcome is Outcome.FAILURE:
        step = failed(order, attempt, said, at)
    else:
        return Verdict.CONFIRMED, None
    return (Verdict.ALREADY_CONFIRMED if step is None else Verdict.CONFIRMED), step


def judge_finding(
    order: Order, attempt: Attempt, said: Said, at: datetime
) -> tuple[Verdict, Step | None]:
    """What the answer to our own question means; an attempt without an end expires in time."""
    if said.outcome in FINAL:
        return judge(order, attempt, said, at)
    if at < attempt.expires_at or attempt.state is AttemptState.SUCCEEDED:
        return Verdict.CONFIRMED, None
    given_up = said.outcome is Outcome.ABSENT or at - attempt.started_at > GIVE_UP
    over = replace(attempt, state=AttemptState.EXPIRED, watched=not given_up)
    return Verdict.CONFIRMED, None if over == attempt else _step(order, attempts=(over,))


def failed(order: Order, attempt: Attempt, said: Said, at: datetime) -> Step | None:
    """The payment did not happen; None if the attempt's end was known."""
    if attempt.state in (AttemptState.FAILED, AttemptState.SUCCEEDED):
        return None
    over = replace(
        attempt,
        state=AttemptState.FAILED,
        watched=False,
        bank=said.bank,
        code=said.code,
        ended_at=at,
    )
    return _step(order, attempts=(over,))


def _succeeded(order: Order, attempt: Attempt, said: Said, at: datetime) -> Step | None:
    """Money came: it pays the order if that is open, or else it lies in suspense."""
    if attempt.state is AttemptState.SUCCEEDED:
        return _paid_again(order, attempt, said, at)
    done = replace(
        attempt,
        state=AttemptState.SUCCEEDED,
        watched=False,
        gateway_transaction=said.transaction,
        bank=said.bank,
        code=said.code,
        ended_at=said.paid_at or at,
    )
    if order.state is not OrderState.OPEN:
        return _surplus(order, done, at)
    entry = _entry(order, 1, at, "settlement", at_gateway(done), DUE, done.amount, done.reference)
    return _step(
        order,
        attempts=(done,),
        entries=(entry,),
        state=OrderState.PAID,
        paid_at=said.paid_at or at,
        paid_reference=done.reference,
        paid_method=done.gateway,
    )


def _paid_again(order: Order, attempt: Attempt, said: Said, at: datetime) -> Step | None:
    """A repeat, the transaction's number that a query left out, or a second payment."""
    known = (attempt.gateway_transaction, *attempt.surplus_transactions)
    if not said.transaction or said.transaction in known:
        return None
    if not attempt.gateway_transaction:
        return _step(order, attempts=(replace(attempt, gateway_transaction=said.transaction),))
    more = (*attempt.surplus_transactions, said.transaction)
    again = replace(attempt, surplus_transactions=more, surplus_at=said.paid_at or at)
    return _surplus(order, again, at)


def _surplus(order: Order, attempt: Attempt, at: datetime) -> Step:
    account = at_gateway(attempt)
    entry = _entry(order, 1, at, "surplus", account, SUSPENSE, attempt.amount, attempt.reference)
    total = order.surplus + attempt.amount
    return _step(order, attempts=(attempt,), entries=(entry,), surplus=total)


def _owed(order: Order) -> tuple[FeeLine, ...]:
    return tuple(line for line in order.lines if line.amount)


def _entry(
    order: Order,
    nth: int,
    at: datetime,
    kind: Literal["settlement", "surplus", "closing"],
    debit: str,
    credit: str,
    amount: int,
    reference: str = "",
) -> Entry:
    return Entry(
        number=order.entries + nth,
        at=at,
        kind=kind,
        debit=debit,
        credit=credit,
        amount=amount,
        reference=reference,
    )


def _step(
    order: Order,
    *,
    attempts: tuple[Attempt, ...] = (),
    entries: tuple[Entry, ...] = (),
    attempts_so_far: int | None = None,
    **changes: Any,
) -> Step:
    after = replace(
        order,
        version=order.version + 1,
        attempts=order.attempts if attempts_so_far is None else attempts_so_far,
        entries=order.entries + len(entries),
        **changes,
    )
    return Step(before=order, after=after, attempts=attempts, entries=entries)
