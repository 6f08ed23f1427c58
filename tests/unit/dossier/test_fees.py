"""What an unpaid fee holds up, what its payment sets free, and what is given back."""

from __future__ import annotations

import msgspec
import pytest

from shared.clock import reception_deadline
from shared.dossier import lifecycle, moves
from shared.dossier.dossier import By, Dossier
from shared.dossier.errors import IllegalMove, MoveRefused, NotEntitled
from shared.dossier.events import encode_public
from shared.dossier.status import Action, FeeState, Party, Status
from shared.reference.model import FeeKind
from tests.unit.dossier.moving import (
    CALENDAR,
    FEES,
    MONDAY,
    OFFICER,
    OWNER,
    SYSTEM,
    TUESDAY,
    by,
    in_status,
    make,
    owing,
    processing,
)


def owed(dossier: Dossier, pay_before: str = "reception") -> Dossier:
    """The dossier with a fee still to be paid."""
    rules = msgspec.structs.replace(dossier.rules, pay_before=pay_before)
    return msgspec.structs.replace(dossier, fees=FEES, fee_state=FeeState.DUE, rules=rules)


def refused_for_its_fee(action: Action, dossier: Dossier) -> bool:
    try:
        make(action, dossier)
    except MoveRefused as refusal:
        return refusal.rule == "fee_unpaid"
    return False


@pytest.mark.parametrize(
    ("pay_before", "action", "status", "held_up"),
    [
        ("reception", Action.ACCEPT, Status.REGISTERED, True),
        ("processing", Action.ACCEPT, Status.REGISTERED, False),
        ("return", Action.ACCEPT, Status.REGISTERED, False),
        ("reception", Action.ASSIGN, Status.ACCEPTED, True),
        ("processing", Action.ASSIGN, Status.ACCEPTED, True),
        ("return", Action.ASSIGN, Status.ACCEPTED, False),
        ("processing", Action.FORWARD, Status.ACCEPTED, True),
        ("processing", Action.RESOLVE, Status.ACCEPTED, True),
        ("return", Action.RESOLVE, Status.ACCEPTED, False),
        ("reception", Action.RETURN_RESULT, Status.RESOLVED, True),
        ("processing", Action.RETURN_RESULT, Status.RESOLVED, True),
        ("return", Action.RETURN_RESULT, Status.RESOLVED, True),
        ("none", Action.RETURN_RESULT, Status.RESOLVED, False),
        ("reception", Action.WITHDRAW, Status.REGISTERED, False),
        ("reception", Action.REFUSE, Status.REGISTERED, False),
    ],
)
def test_an_unpaid_fee_holds_up_what_it_must_be_paid_before(
    pay_before: str, action: Action, status: Status, held_up: bool
) -> None:
    assert refused_for_its_fee(action, owed(in_status(status), pay_before)) is held_up


def test_a_paid_fee_holds_up_nothing() -> None:
    paid = make(Action.PAY_FEE, owing()).after
    assert make(Action.ACCEPT, paid).after.status is Status.ACCEPTED


@pytest.mark.parametrize("channel", ["counter", "postal"])
def test_what_is_taken_in_by_hand_waits_for_its_fee_only_at_the_return(channel: str) -> None:
    taken_in = owing(channel=channel)
    assert not refused_for_its_fee(Action.ACCEPT, taken_in)
    ready = msgspec.structs.replace(owed(in_status(Status.RESOLVED)), channel=channel)
    assert refused_for_its_fee(Action.RETURN_RESULT, ready)


def test_reception_is_counted_anew_from_the_payment_it_waited_for() -> None:
    paid = make(Action.PAY_FEE, owing(), when=TUESDAY).after
    assert paid.reception_due_at == reception_deadline(TUESDAY, CALENDAR)


def test_a_fee_due_later_does_not_touch_the_reception_deadline() -> None:
    before = owing("return")
    assert make(Action.PAY_FEE, before, when=TUESDAY).after.reception_due_at == (
        before.reception_due_at
    )


def test_a_fee_is_paid_once() -> None:
    paid = make(Action.PAY_FEE, owing()).after
    with pytest.raises(IllegalMove):
        make(Action.PAY_FEE, paid)


def test_what_costs_nothing_cannot_be_paid() -> None:
    with pytest.raises(IllegalMove):
        make(Action.PAY_FEE, processing())


@pytest.mark.parametrize("status", list(Status))
def test_a_payment_is_recorded_in_any_status_and_moves_none(status: Status) -> None:
    before = owed(in_status(status))
    after = make(Action.PAY_FEE, before, by(Party.SYSTEM)).after
    assert (after.status, after.fee_state) == (status, FeeState.PAID)
    assert (after.clock, after.due_at, after.closed_at) == (
        before.clock,
        before.due_at,
        before.closed_at,
    )


@pytest.mark.parametrize("who", [OWNER, OFFICER])
def test_nobody_but_the_system_records_a_payment(who: By) -> None:
    with pytest.raises(NotEntitled):
        make(Action.PAY_FEE, owing(), who)


@pytest.mark.parametrize("status", list(Status))
def test_a_refund_is_recorded_in_any_status_and_moves_none(status: Status) -> None:
    paid = make(Action.PAY_FEE, owed(in_status(status))).after
    after = make(Action.REFUND_FEE, paid, by(Party.SYSTEM)).after
    assert (after.status, after.fee_state, after.refunds) == (status, FeeState.PAID, (1,))


def test_a_refund_says_how_much_of_which_payment() -> None:
    paid = make(Action.PAY_FEE, owing()).after
    data = make(Action.REFUND_FEE, paid).events[0].data
    assert (data.fee_total, data.payment, data.refund) == (5_000, "vnpay-14000001", 1)


def test_a_refund_is_recorded_once_and_another_beside_it() -> None:
    once = make(Action.REFUND_FEE, make(Action.PAY_FEE, owing()).after).after
    with pytest.raises(MoveRefused, match="refund_recorded"):
        make(Action.REFUND_FEE, once)
    second = moves.refund_fee(once, SYSTEM, MONDAY, CALENDAR, refund=2, amount=1, payment="p")
    assert second.after.refunds == (1, 2)


def test_what_was_never_paid_is_not_given_back() -> None:
    with pytest.raises(IllegalMove):
        make(Action.REFUND_FEE, owing())


@pytest.mark.parametrize("who", [OWNER, OFFICER])
def test_nobody_but_the_system_records_a_refund(who: By) -> None:
    paid = make(Action.PAY_FEE, owing()).after
    with pytest.raises(NotEntitled):
        make(Action.REFUND_FEE, paid, who)


def test_a_payment_is_never_offered_to_people() -> None:
    people = frozenset(set(Party) - {Party.SYSTEM})
    assert Action.PAY_FEE not in lifecycle.legal_actions(owing(), people)


def test_the_event_says_how_much_and_by_which_payment() -> None:
    event = make(Action.PAY_FEE, owing(), SYSTEM, MONDAY).events[0]
    assert (event.data.fee_total, event.data.payment) == (8_000, "vnpay-14000001")
    assert event.data.paid_by == "vnpay"


def test_the_event_tells_phi_from_le_phi() -> None:
    (charge,) = FEES
    fees = [
        msgspec.structs.replace(charge, item=str(n), kind=FeeKind.FEE, amount=n) for n in (20, 3)
    ]
    event = make(Action.PAY_FEE, msgspec.structs.replace(owing(), fees=(charge, *fees))).events[0]
    assert (event.data.fee_amount, event.data.charge_amount) == (23, 8_000)
    assert event.data.fee_total == 8_023


def test_a_kind_of_fee_that_costs_nothing_is_said_to_be_0() -> None:
    assert make(Action.PAY_FEE, owing()).events[0].data.fee_amount == 0


def test_a_way_of_paying_that_nobody_recorded_is_left_out() -> None:
    paid = moves.pay_fee(owing(), SYSTEM, MONDAY, CALENDAR, payment="1")
    assert "paid_by" not in encode_public(paid.events[0])
