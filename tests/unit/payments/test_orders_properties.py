"""Whatever order messages come in and however often, the ledger tells of every payment once."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.payments import orders
from services.payments.gateways.protocol import Outcome
from services.payments.model import AttemptState, OrderState
from tests.unit.payments.paying import AMOUNT, CANCELLED, Book, said

PICK = st.integers(0, 9)


class Payments(RuleBasedStateMachine):
    """A gateway that takes money, and tells of it late, repeatedly, in any order or not at all.

    ``taken`` is what really happened there, ``heard`` what reached us.
    """

    def __init__(self) -> None:
        super().__init__()
        self.book = Book()
        self.taken: list[tuple[int, str]] = []
        self.heard: set[tuple[int, str]] = set()

    @property
    def some_attempt(self) -> bool:
        return bool(self.book.attempts)

    def pick(self, nth: int) -> int:
        return nth % len(self.book.attempts) + 1

    @rule(minutes=st.integers(0, 2 * 24 * 60))
    def time_passes(self, minutes: int) -> None:
        self.book.now += timedelta(minutes=minutes)

    @precondition(lambda self: self.book.order.state is OrderState.OPEN)
    @rule()
    def start(self) -> None:
        self.book.start()

    @precondition(lambda self: self.some_attempt)
    @rule(nth=PICK)
    def pay_at_the_gateway(self, nth: int) -> None:
        self.taken.append((self.pick(nth), f"T{len(self.taken)}"))

    @precondition(lambda self: self.taken)
    @rule(nth=PICK)
    def confirm(self, nth: int) -> None:
        number, transaction = payment = self.taken[nth % len(self.taken)]
        verdict = self.book.hear(number, said(transaction=transaction))
        assert (verdict == "already_confirmed") == (payment in self.heard)
        self.heard.add(payment)

    @precondition(lambda self: self.some_attempt)
    @rule(nth=PICK)
    def tell_of_a_cancellation(self, nth: int) -> None:
        self.book.hear(self.pick(nth), CANCELLED)

    @precondition(lambda self: self.taken)
    @rule(nth=PICK, off=st.integers(1, 10 * AMOUNT))
    def misstate_the_amount(self, nth: int, off: int) -> None:
        number, transaction = self.taken[nth % len(self.taken)]
        told = said(transaction=transaction, amount=AMOUNT + off)
        assert self.book.hear(number, told) == "wrong_amount"

    @precondition(lambda self: self.some_attempt)
    @rule(nth=PICK)
    def ask(self, nth: int) -> None:
        number = self.pick(nth)
        if self.book.attempts[number].state is AttemptState.SUCCEEDED:
            return
        found = [payment for payment in self.taken if payment[0] == number]
        if found:
            self.book.hear(number, said(transaction=found[0][1]), finding=True)
            self.heard.add(found[0])
        else:
            self.book.hear(number, said(Outcome.ABSENT, amount=None), finding=True)

    @rule()
    def end_the_dossier(self) -> None:
        self.book.take(orders.closed(self.book.order, self.book.now))

    @rule()
    def tell_the_dossier(self) -> None:
        if self.book.order.state is OrderState.PAID:
            self.book.take(orders.notified(self.book.order))

    @invariant()
    def the_ledger_balances(self) -> None:
        assert sum(self.book.balances().values()) == 0
        assert [e.number for e in self.book.entries] == [
            n for n, _ in enumerate(self.book.entries, start=1)
        ]

    @invariant()
    def every_payment_heard_of_is_in_the_ledger_once(self) -> None:
        assert self.book.balances()["gateway:vnpay"] == AMOUNT * len(self.heard)

    @invariant()
    def at_most_one_payment_is_credited_and_the_rest_lies_in_suspense(self) -> None:
        credited = int(self.book.order.state is OrderState.PAID)
        suspended = AMOUNT * (len(self.heard) - credited)
        assert self.book.order.surplus == suspended == -self.book.balances()["suspense"]

    @invariant()
    def the_applicant_owes_the_amount_or_nothing(self) -> None:
        is_open = self.book.order.state is OrderState.OPEN
        assert self.book.balances()["due"] == (AMOUNT if is_open else 0)

    @invariant()
    def an_open_order_has_heard_of_no_payment(self) -> None:
        assert self.book.order.state is not OrderState.OPEN or not self.heard

    @invariant()
    def at_most_one_attempt_waits_and_every_unpaid_one_is_watched_or_over(self) -> None:
        attempts = self.book.attempts.values()
        assert sum(a.state is AttemptState.PENDING for a in attempts) <= 1
        assert all(a.watched for a in attempts if a.state is AttemptState.PENDING)


TestPayments = Payments.TestCase
TestPayments.settings = settings(max_examples=10_000, stateful_step_count=30, deadline=None)
