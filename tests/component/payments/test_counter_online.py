"""The counter and an online payment of the same order: nobody pays twice unnoticed."""

from __future__ import annotations

import pytest

from services.payments import till
from services.payments.model import OrderState
from tests.component.payments.cashiers import balances, pay
from tests.component.payments.far_ends import FarEnds, ipn, tell_vnpay
from tests.component.payments.paying import (
    AMOUNT,
    attempt,
    fee_paid_events,
    later,
    order,
    owing,
    start,
    started,
    view,
)
from tests.support.calling import Answer
from tests.support.people import WARD

pytestmark = pytest.mark.usefixtures("far_ends")


def slug(answer: Answer) -> str:
    return str(answer.json["type"]).rpartition(":")[2]


def test_while_an_online_payment_may_be_under_way_the_cashier_is_told() -> None:
    dossier_id = owing()
    start(dossier_id)
    answer = pay(dossier_id)
    assert (answer.status, slug(answer)) == (409, "online-payment-open")
    assert "trực tuyến" in answer.json["detail"] and "online" in answer.json["detail_en"]
    assert till.of_order(dossier_id) == ()


def test_a_gateway_that_cannot_be_asked_leaves_it_open(far_ends: FarEnds) -> None:
    dossier_id = owing()
    start(dossier_id)
    far_ends.down = True
    assert slug(pay(dossier_id)) == "online-payment-open"


def test_an_online_payment_that_came_unnoticed_is_found_first(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.paid[started(dossier_id)] = AMOUNT
    assert slug(pay(dossier_id)) == "already-paid"
    assert fee_paid_events(dossier_id) == 1
    assert till.of_order(dossier_id) == ()


def test_an_online_payment_that_failed_is_in_nobodys_way(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.failed.add(started(dossier_id))
    assert pay(dossier_id).status == 201


def test_an_online_page_that_expired_is_in_nobodys_way() -> None:
    dossier_id = owing()
    start(dossier_id)
    with later(minutes=16):
        assert pay(dossier_id).status == 201


def test_online_money_that_comes_after_all_lies_in_suspense() -> None:
    dossier_id = owing()
    start(dossier_id)
    with later(minutes=16):
        pay(dossier_id)
    tell_vnpay(ipn(attempt(dossier_id).reference, AMOUNT))
    assert (order(dossier_id).state, order(dossier_id).surplus) == (OrderState.PAID, AMOUNT)
    assert balances(dossier_id)[f"cash:{WARD}"] == AMOUNT


def test_online_payments_get_no_receipt_of_the_counter() -> None:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    assert view(dossier_id).json["receipts"] == []
