"""However messages come and wherever a function ends, each payment is in the book exactly once."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.payments import book
from services.payments.model import OrderState
from shared.dossier import ledger
from shared.dossier.status import FeeState, Status
from tests.component.payments.crashing import FAULTS, Crash, crashing
from tests.component.payments.far_ends import FarEnds, cancellation, ipn, tell_vnpay
from tests.component.payments.paying import (
    AMOUNT,
    entries,
    fee_paid_events,
    filed,
    later,
    order,
    read_events,
    start,
    swept,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("far_ends")
DEEDS = ("start", "start_late", "pay", "confirm", "confirm", "cancel", "sweep", "events", "end")


class Life:
    """One dossier's payments; ``far`` knows what was really paid."""

    def __init__(self, far: FarEnds) -> None:
        self.far = far
        self.dossier_id = filed().dossier_id

    def references(self) -> list[str]:
        return [attempt.reference for attempt in book.attempts(self.dossier_id)]

    def do(self, deed: str, nth: int) -> None:
        """One thing that may happen; a crash ends it and nobody hears of it."""
        with suppress(Crash):
            getattr(self, deed)(nth)

    def start(self, _: int) -> None:
        start(self.dossier_id)

    def start_late(self, _: int) -> None:
        with later(minutes=16):
            start(self.dossier_id)

    def pay(self, nth: int) -> None:
        if references := self.references():
            self.far.paid[references[nth % len(references)]] = AMOUNT

    def confirm(self, nth: int) -> None:
        if paid := sorted(self.far.paid):
            tell_vnpay(ipn(paid[nth % len(paid)], AMOUNT))

    def cancel(self, nth: int) -> None:
        if unpaid := sorted(set(self.references()) - set(self.far.paid)):
            tell_vnpay(cancellation(unpaid[nth % len(unpaid)], AMOUNT))

    def sweep(self, _: int) -> None:
        with later(minutes=31):
            swept("old")

    def events(self, _: int) -> None:
        read_events(self.dossier_id)

    def end(self, nth: int) -> None:
        dossier = ledger.load(self.dossier_id)
        if nth == 0 and dossier.is_open:
            withdraw(self.dossier_id)

    def come_to_rest(self) -> None:
        """Queues and gateways repeat until they are answered, and the sweep runs."""
        for deed in (self.events, *[self._confirm_all] * 2, self.sweep):
            deed(0)

    def _confirm_all(self, _: int) -> None:
        for reference in sorted(self.far.paid):
            assert tell_vnpay(ipn(reference, AMOUNT)).json["RspCode"] in ("00", "02")


def balances(dossier_id: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in entries(dossier_id):
        found[entry.debit] += entry.amount
        found[entry.credit] -= entry.amount
    return found


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 3)), max_size=14),
    faults=FAULTS,
)
def test_no_payment_is_lost_or_counted_twice(
    far_ends: FarEnds, deeds: list[tuple[str, int]], faults: list[str]
) -> None:
    far_ends.paid.clear()
    life = Life(far_ends)
    with crashing(faults):
        for deed, nth in deeds:
            life.do(deed, nth)
    life.come_to_rest()
    check(life)


def check(life: Life) -> None:
    """What must hold once everything came to rest."""
    dossier, found = ledger.load(life.dossier_id), book.find(life.dossier_id)
    ended = dossier.status is Status.WITHDRAWN
    if found is None:
        assert ended and not life.far.paid
        return
    credited = int(found.state is OrderState.PAID)
    balance = balances(life.dossier_id)
    assert sum(balance.values()) == 0
    assert balance["gateway:vnpay"] == AMOUNT * len(life.far.paid)
    assert found.surplus == AMOUNT * (len(life.far.paid) - credited) == -balance["suspense"]
    assert balance["due"] == (AMOUNT if found.state is OrderState.OPEN else 0)
    assert (dossier.fee_state is FeeState.PAID) == bool(credited)
    assert fee_paid_events(life.dossier_id) == credited == int(found.dossier_notified)
    assert (found.state is OrderState.CLOSED) == (ended and not credited)
    if life.far.paid and not ended:
        assert order(life.dossier_id).state is OrderState.PAID
