"""An order of two lines and what happens to it, for the tests of its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from services.payments import orders
from services.payments.gateways.protocol import Outcome
from services.payments.model import Attempt, Entry, Order, Said, Step
from shared.reference.fees import FeeLine
from shared.reference.model import FeeKind

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LIFE = timedelta(minutes=15)
AMOUNT = 35_000


def line(item: str, kind: FeeKind, amount: int) -> FeeLine:
    return FeeLine(
        item=item,
        kind=kind,
        name=item,
        name_en=item,
        amount=amount,
        full_amount=amount,
        legal_ref="NQ 08/2025/NQ-HĐND",
    )


LINES = (
    line("charge", FeeKind.CHARGE, 5_000),
    line("fee", FeeKind.FEE, 30_000),
    line("free", FeeKind.FEE, 0),
)
ORDER = Order(
    order_id="H24.X001-260302-0001",
    agency_code="H24.X001",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    applicant_key="payer",
    lines=LINES,
    amount=AMOUNT,
    pay_before="reception",
    opened_at=START,
)


class Book:
    """The book in memory: one order, its attempts and its ledger."""

    def __init__(self) -> None:
        self.attempts: dict[int, Attempt] = {}
        self.entries: list[Entry] = []
        self.now = START
        self.order = self.take(orders.opened(ORDER))

    def take(self, step: Step | None) -> Order:
        """Write a step; nothing is written for None."""
        if step is None:
            return self.order
        before = None if not self.entries else self.order
        assert step.before == before and step.after.version == (before.version + 1 if before else 1)
        self.order = step.after
        self.attempts |= {attempt.number: attempt for attempt in step.attempts}
        self.entries += step.entries
        return self.order

    def start(self, **changes: Any) -> Attempt:
        """A new attempt, whatever became of the last."""
        number = self.order.attempts + 1
        attempt = Attempt(
            number=number,
            reference=f"R{number}",
            gateway="vnpay",
            amount=self.order.amount,
            started_at=self.now,
            expires_at=self.now + LIFE,
        )
        attempt = msgspec.structs.replace(attempt, **changes)
        self.take(orders.started(self.order, attempt, self.attempts.get(number - 1)))
        return self.attempts[number]

    def hear(self, number: int, said: Said, finding: bool = False) -> str:
        """A notice, or the answer to a query."""
        judge = orders.judge_finding if finding else orders.judge
        verdict, step = judge(self.order, self.attempts[number], said, self.now)
        self.take(step)
        return verdict.value

    def balances(self) -> Counter[str]:
        return balances(self.entries)


def said(
    outcome: Outcome = Outcome.SUCCESS,
    transaction: str = "T1",
    amount: int | None = AMOUNT,
    **changes: Any,
) -> Said:
    return Said(outcome=outcome, transaction=transaction, amount=amount, **changes)


CANCELLED = said(Outcome.FAILURE, transaction="0", code="24")


def balances(entries: Iterable[Entry]) -> Counter[str]:
    """Debit less credit of every account."""
    found: Counter[str] = Counter()
    for entry in entries:
        found[entry.debit] += entry.amount
        found[entry.credit] -= entry.amount
    return found
