"""The dossier hears of each refund of its fee once, when the money left."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.payments import refund_book, refunding, telling
from services.payments.model import RefundState
from services.payments.sweeps import SweepIncomplete
from shared.dossier import ledger, queries
from shared.dossier.dossier import Change, Dossier
from shared.dossier.errors import StaleVersion
from shared.dossier.events import Event, EventType
from tests.component.payments import cashiers
from tests.component.payments.crashing import FAULTS, Crash, crashing
from tests.component.payments.far_ends import confirm, tell_national
from tests.component.payments.paying import AMOUNT, agree, order, owing, started, swept
from tests.component.payments.refunding_steps import (
    RefundDesk,
    approve,
    ask,
    end,
    paid,
    paid_twice,
    refund,
    reject,
    set_clock,
)

pytestmark = pytest.mark.usefixtures("desk")
AT_ONCE = ("00", "00")
REFUSED = ("95", "")


def heard(dossier_id: str) -> list[Event]:
    """The dossier's events of money."""
    of_money = (EventType.FEE_PAID, EventType.FEE_REFUNDED)
    return [event for event in queries.history(dossier_id) if event.type in of_money]


def told(dossier_id: str) -> list[tuple[int | None, int | None]]:
    """Each refund that the dossier heard of: its number and amount."""
    found = (event for event in heard(dossier_id) if event.type is EventType.FEE_REFUNDED)
    return [(event.data.refund, event.data.fee_total) for event in found]


def made(desk: RefundDesk, amount: int = AMOUNT) -> str:
    """A dossier of whose fee some was given back at once."""
    dossier_id = paid()
    give_back(desk, dossier_id, amount)
    return dossier_id


def give_back(desk: RefundDesk, dossier_id: str, amount: int, number: int = 1) -> None:
    assert ask(dossier_id, amount).status == 201
    desk.fates = [AT_ONCE]
    assert approve(dossier_id, number).json["refunds"][number - 1]["state"] == "done"


def fails(*_: Any) -> None:
    raise OSError("for the test")


def test_what_the_gateway_gives_back_at_once_is_told(desk: RefundDesk) -> None:
    dossier_id = made(desk, 6_000)
    _, event = heard(dossier_id)
    assert (event.data.refund, event.data.fee_total) == (1, 6_000)
    assert event.data.payment == order(dossier_id).paid_reference
    assert refund(dossier_id).dossier_notified


def test_what_a_statement_shows_is_told() -> None:
    dossier_id = paid()
    ask(dossier_id)
    approve(dossier_id)
    assert told(dossier_id) == []
    end(dossier_id)
    assert told(dossier_id) == [(1, AMOUNT)]


def test_what_was_transferred_by_hand_is_told() -> None:
    agree(gateway="national")
    dossier_id = owing()
    tell_national(confirm(started(dossier_id), AMOUNT))
    ask(dossier_id)
    approve(dossier_id)
    end(dossier_id)
    assert told(dossier_id) == [(1, AMOUNT)]


def test_what_the_counter_took_and_the_treasury_gave_back_is_told() -> None:
    dossier_id = owing()
    cashiers.pay(dossier_id, method="cash", received=AMOUNT)
    ask(dossier_id)
    approve(dossier_id)
    end(dossier_id)
    assert told(dossier_id) == [(1, AMOUNT)]


def test_what_the_sweep_hears_from_the_gateway_it_tells(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = paid()
    ask(dossier_id)
    with monkeypatch.context() as patch:
        patch.setattr(refunding, "try_to_send", lambda *_: None)
        approve(dossier_id)
    desk.fates = [AT_ONCE]
    swept()
    assert told(dossier_id) == [(1, AMOUNT)]


def test_what_did_not_leave_is_not_told(desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id, 1_000)
    reject(dossier_id)
    ask(dossier_id, 2_000)
    desk.fates = [REFUSED]
    approve(dossier_id, 2)
    ask(dossier_id, 3_000)
    approve(dossier_id, 3)
    end(dossier_id, "failed", number=3)
    states = [found.state for found in refund_book.of_order(dossier_id)]
    assert states == [RefundState.REJECTED, RefundState.FAILED, RefundState.FAILED]
    swept()
    assert told(dossier_id) == []


def test_each_part_is_told(desk: RefundDesk) -> None:
    dossier_id = made(desk, 4_000)
    give_back(desk, dossier_id, 5_000, number=2)
    assert told(dossier_id) == [(1, 4_000), (2, 5_000)]


def test_what_is_told_is_not_told_again(desk: RefundDesk) -> None:
    dossier_id = made(desk)
    assert swept()["told"] == swept("old")["told"] == 0
    telling.tell(dossier_id)
    assert told(dossier_id) == [(1, AMOUNT)]


def test_money_in_suspense_never_was_the_fee(desk: RefundDesk) -> None:
    dossier_id = paid_twice()
    give_back(desk, dossier_id, AMOUNT)
    assert refund(dossier_id).from_suspense
    assert swept()["told"] == 0
    assert told(dossier_id) == []


def test_beside_money_in_suspense_only_the_fee_is_told(desk: RefundDesk) -> None:
    dossier_id = paid_twice()
    ask(dossier_id, AMOUNT + 4_000)
    desk.fates = [AT_ONCE, AT_ONCE]
    approve(dossier_id, 1)
    approve(dossier_id, 2)
    assert told(dossier_id) == [(2, 4_000)]


def test_a_crash_before_the_dossier_knows_is_mended_by_the_sweep(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_refund_fee", fails)
        dossier_id = made(desk)
    assert told(dossier_id) == []
    assert swept()["told"] == 1
    assert told(dossier_id) == [(1, AMOUNT)]
    assert swept()["told"] == 0


def test_a_crash_after_the_dossier_knows_tells_it_nothing_twice(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_note_refund", fails)
        dossier_id = made(desk)
    assert not refund(dossier_id).dossier_notified
    assert swept()["told"] == 1
    assert refund(dossier_id).dossier_notified
    assert told(dossier_id) == [(1, AMOUNT)]


def test_a_refund_counts_on_the_day_it_ended_whenever_it_is_told(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, days=-1)
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_refund_fee", fails)
        dossier_id = made(desk)
    swept()
    assert heard(dossier_id)[-1].at == refund(dossier_id).ended_at


def test_the_payment_is_told_before_its_refund(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_pay_fee", fails)
        dossier_id = paid()
    assert heard(dossier_id) == []
    give_back(desk, dossier_id, AMOUNT)
    assert [event.type for event in heard(dossier_id)] == ["FeePaid", "FeeRefunded"]
    assert order(dossier_id).dossier_notified


def test_another_move_of_the_dossier_in_between_is_no_trouble(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, failures = ledger.append, [StaleVersion(1, 2), StaleVersion(2, 3)]

    def late(change: Change) -> Dossier:
        if failures:
            raise failures.pop()
        return append(change)

    dossier_id = paid()
    monkeypatch.setattr(ledger, "append", late)
    give_back(desk, dossier_id, AMOUNT)
    assert told(dossier_id) == [(1, AMOUNT)]


def test_a_dossier_that_cannot_be_told_is_reported_and_no_other_waits_for_it(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_refund_fee", fails)
        bad, good = made(desk), made(desk)
    refund_fee = telling._refund_fee
    with monkeypatch.context() as patch:
        patch.setattr(
            telling, "_refund_fee", lambda of, r: fails() if of == bad else refund_fee(of, r)
        )
        with pytest.raises(SweepIncomplete, match="1 dossiers"):
            swept()
    assert (told(bad), told(good)) == ([], [(1, AMOUNT)])


DEEDS = st.tuples(st.sampled_from(("approve", "approve", "end", "sweep")), st.integers(1, 3))


def do(dossier_id: str, deed: str, nth: int) -> None:
    """One thing that may happen; a crash ends it and nobody hears of it."""
    with suppress(Crash):
        if deed == "approve":
            approve(dossier_id, nth)
        elif deed == "end":
            end(dossier_id, number=nth)
        else:
            swept()


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    twice=st.booleans(),
    deeds=st.lists(DEEDS, min_size=1, max_size=10),
    faults=FAULTS,
    fates=st.lists(st.sampled_from((AT_ONCE, AT_ONCE, REFUSED)), max_size=6),
)
def test_wherever_functions_end_the_dossier_hears_of_each_refund_once(
    desk: RefundDesk,
    twice: bool,
    deeds: list[tuple[str, int]],
    faults: list[str],
    fates: list[tuple[str, str]],
) -> None:
    desk.made.clear()
    desk.fates = fates
    dossier_id = paid_twice() if twice else paid()
    for amount in (AMOUNT, 1_000, 2_000) if twice else (3_000, 4_000, 5_000):
        ask(dossier_id, amount)
    with crashing(faults):
        for deed, nth in deeds:
            do(dossier_id, deed, nth)
    swept()
    left = [found for found in refund_book.of_order(dossier_id) if found.state is RefundState.DONE]
    of_the_fee = [found for found in left if not found.from_suspense]
    assert sorted(told(dossier_id)) == [(found.number, found.amount) for found in of_the_fee]
    assert [found for found in left if found.dossier_notified] == of_the_fee
