"""Whatever is paid, asked for, approved, lost and refused: no đồng is given back twice."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from services.payments import money, orders, reconciliation, refunds
from services.payments.gateways.protocol import Outcome, Refunding
from services.payments.model import Order, OrderState, Refund, RefundState, Step
from services.payments.money import Kind, Money
from services.payments.reconciliation import Result, Row
from services.payments.refunds import NotNow, OwnRequest, TooMuch
from shared.dossier.numbering import local_day
from tests.unit.payments.paying import AMOUNT, Book, said

PICK = st.integers(0, 9)
PEOPLE = st.sampled_from(("officer", "leader", "other"))
AMOUNTS = st.integers(1, 3 * AMOUNT)


class RefundBook(Book):
    """The book in memory, with its refunds."""

    def __init__(self) -> None:
        self.refunds: dict[int, Refund] = {}
        self.money: dict[str, Money] = {}
        super().__init__()

    def take(self, step: Step | None) -> Order:
        if step is not None:
            self.refunds |= {refund.number: refund for refund in step.refunds}
            self.money |= {move.key: move for move in money.moved(step)}
        return super().take(step)


def row(kind: Kind, transaction: str, amount: int) -> Row:
    """A row of the gateway's settlement file."""
    return Row(reference="R1", transaction=transaction, amount=amount, kind=kind, status="settled")


def expected(rows: list[Row], moves: list[Money]) -> Counter[Result]:
    """The differences, counted: by transaction, then by amount where we know no transaction."""
    ours = {(m.kind, m.transaction): m.amount for m in moves if m.transaction}
    theirs = {(r.kind, r.transaction): r.amount for r in rows}
    both = ours.keys() & theirs.keys()
    rest = Counter((kind, theirs[kind, t]) for kind, t in theirs.keys() - both)
    unknown = Counter((m.kind, m.amount) for m in moves if not m.transaction)
    same = sum(ours[name] == theirs[name] for name in both)
    paired = (rest & unknown).total()
    return +Counter(
        {
            Result.MATCHED: same + paired,
            Result.AMOUNT_DIFFERS: len(both) - same,
            Result.MISSING_HERE: rest.total() - paired,
            Result.MISSING_THERE: len(ours) - len(both) + unknown.total() - paired,
        }
    )


class Refunds(RuleBasedStateMachine):
    """A gateway that carries out an asking once by its name, refuses some, and loses answers.

    ``made`` is what really left it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.book = RefundBook()
        self.book.start()
        self.payments = 0
        self.names = 0
        self.made: dict[str, int] = {}
        self.refused: set[str] = set()
        self.by_hand = 0
        self.told = 0
        self.rows: list[Row] = []

    def pick(self, nth: int) -> Refund:
        return self.book.refunds[nth % len(self.book.refunds) + 1]

    @property
    def some(self) -> bool:
        return bool(self.book.refunds)

    @rule()
    def pay(self) -> None:
        self.book.hear(1, said(transaction=f"T{self.payments}"))
        self.rows.append(row("pay", f"T{self.payments}", AMOUNT))
        self.payments += 1

    @rule()
    def end_the_dossier(self) -> None:
        self.book.take(orders.closed(self.book.order, self.book.now))

    @rule(amount=AMOUNTS, by=PEOPLE)
    def ask(self, amount: int, by: str) -> None:
        attempts, known = tuple(self.book.attempts.values()), tuple(self.book.refunds.values())
        held = sum(r.amount for r in known if r.state is not RefundState.REJECTED)
        try:
            step = refunds.requested(
                self.book.order,
                attempts,
                known,
                amount,
                reason="r",
                requested_by=by,
                requested_at=self.book.now,
            )
        except TooMuch as error:
            assert error.left == self.payments * AMOUNT - held < amount
        else:
            assert sum(r.amount for r in step.refunds) == amount
            self.book.take(step)

    @rule()
    def ask_by_itself(self) -> None:
        attempts, known = tuple(self.book.attempts.values()), tuple(self.book.refunds.values())
        self.book.take(refunds.raised(self.book.order, attempts, known, self.book.now))
        known = tuple(self.book.refunds.values())
        assert refunds.raised(self.book.order, attempts, known, self.book.now) is None

    @precondition(lambda self: self.some)
    @rule(nth=PICK, by=PEOPLE, sends=st.booleans())
    def approve(self, nth: int, by: str, sends: bool) -> None:
        refund = self.pick(nth)
        self.names += 1
        name = f"N{self.names}"
        try:
            step = refunds.approved(self.book.order, refund, by, self.book.now, name, sends=sends)
        except (NotNow, OwnRequest):
            return
        assert by != refund.requested_by
        self.book.take(step)

    @precondition(lambda self: self.some)
    @rule(nth=PICK)
    def reject(self, nth: int) -> None:
        try:
            step = refunds.rejected(self.book.order, self.pick(nth), "l", self.book.now, "no")
        except NotNow:
            return
        self.book.take(step)

    @precondition(lambda self: self.some)
    @rule(nth=PICK, refuses=st.booleans(), slow=st.booleans(), lost=st.booleans())
    def send(self, nth: int, refuses: bool, slow: bool, lost: bool) -> None:
        refund = self.pick(nth)
        if refund.state is not RefundState.APPROVED:
            return
        duplicate = refund.request_id in self.made.keys() | self.refused
        outcome = self._carry_out(refund, refuses, slow)
        if not lost:
            self._answer(refund, outcome, duplicate)

    def _carry_out(self, refund: Refund, refuses: bool, slow: bool) -> Outcome:
        name = refund.request_id
        if name in self.made or name in self.refused:
            return Outcome.PENDING  # the gateway's "duplicate"
        if refuses:
            self.refused.add(name)
            return Outcome.FAILURE
        self.made[name] = refund.amount
        self.rows.append(row("refund", f"G{name}", refund.amount))
        return Outcome.PENDING if slow else Outcome.SUCCESS

    def _answer(self, refund: Refund, outcome: Outcome, duplicate: bool) -> None:
        known = "" if duplicate else f"G{refund.request_id}"
        told = Refunding(outcome=outcome, gateway_transaction=known, code="", text="")
        self.book.take(refunds.answered(self.book.order, refund, told, self.book.now))

    @precondition(lambda self: self.some)
    @rule(nth=PICK)
    def read_the_statement(self, nth: int) -> None:
        refund = self.pick(nth)
        if refund.state is RefundState.BY_HAND:
            self.by_hand += refund.amount
            done = True
        elif refund.state in (RefundState.SENT, RefundState.APPROVED):
            done = refund.request_id in self.made
        else:
            return
        self.book.take(
            refunds.ended(
                self.book.order,
                refund,
                "officer",
                self.book.now,
                f"G{refund.request_id}",
                done=done,
            )
        )

    @precondition(lambda self: self.some)
    @rule(nth=PICK)
    def tell_the_dossier(self, nth: int) -> None:
        refund = self.pick(nth)
        step = refunds.notified(self.book.order, refund)
        assert (step is not None) == refunds.is_untold(refund)
        self.told += refund.amount if step is not None else 0
        self.book.take(step)

    @rule(nth=PICK, injected=st.sampled_from(("nothing", "less", "more", "another amount")))
    def reconcile(self, nth: int, injected: str) -> None:
        rows = list(self.rows)
        if injected == "more":
            rows.append(row("pay", "elsewhere", 1))
        elif rows and injected != "nothing":
            changed = rows.pop(nth % len(rows))
            if injected == "another amount":
                rows.append(msgspec.structs.replace(changed, amount=changed.amount + 7 * AMOUNT))
        moves = [move for move in self.book.money.values() if move.amount]
        found = reconciliation.compare("vnpay", local_day(self.book.now), rows, moves)
        assert Counter(line.result for line in found) == expected(rows, moves)
        assert len({line.line_id for line in found}) == len(found)

    @invariant()
    def with_every_answer_heard_the_file_has_no_difference(self) -> None:
        waiting = any(r.state is RefundState.APPROVED for r in self.book.refunds.values())
        if waiting or self.refused:
            return
        moves = [move for move in self.book.money.values() if move.amount]
        found = reconciliation.compare("vnpay", local_day(self.book.now), self.rows, moves)
        assert {line.result for line in found} <= {Result.MATCHED}

    @invariant()
    def the_ledger_balances(self) -> None:
        found = self.book.balances()
        assert sum(found.values()) == 0
        assert [e.number for e in self.book.entries] == [
            n for n, _ in enumerate(self.book.entries, start=1)
        ]
        assert found["gateway:vnpay"] == self.payments * AMOUNT - self.book.order.refunded
        assert self.book.order.surplus == -found["suspense"] >= 0

    @invariant()
    def never_more_is_given_back_than_was_paid(self) -> None:
        assert sum(self.made.values()) + self.by_hand <= self.payments * AMOUNT

    @invariant()
    def what_is_done_is_what_really_left(self) -> None:
        done = sum(r.amount for r in self.book.refunds.values() if r.state is RefundState.DONE)
        assert self.book.order.refunded == done <= sum(self.made.values()) + self.by_hand

    @invariant()
    def the_dossier_hears_of_what_left_the_income(self) -> None:
        waits = sum(r.amount for r in self.book.refunds.values() if refunds.is_untold(r))
        assert self.book.balances()["refund:H24.X001"] == self.told + waits

    @invariant()
    def what_was_paid_stays_paid(self) -> None:
        credited = int(self.book.order.state is OrderState.PAID)
        assert self.book.balances()["due"] <= AMOUNT * (1 - credited)


TestRefunds = Refunds.TestCase
TestRefunds.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
