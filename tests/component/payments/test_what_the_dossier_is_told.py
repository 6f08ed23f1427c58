"""What `FeePaid` says of a payment: how it was made, and its phí and lệ phí."""

from __future__ import annotations

import msgspec
import pytest

from services.payments import book, telling
from services.payments.model import Order
from services.payments.tables import ORDER, OrderItem
from shared.dossier import queries
from shared.dossier.events import EventData, EventType
from tests.component.payments.cashiers import pay
from tests.component.payments.far_ends import (
    FarEnds,
    cancellation,
    confirm,
    ipn,
    tell_national,
    tell_vnpay,
)
from tests.component.payments.paying import AMOUNT, agree, later, order, owing, started, swept

pytestmark = pytest.mark.usefixtures("far_ends")


def told(dossier_id: str) -> EventData:
    """What the dossier's one `FeePaid` says."""
    events = queries.history(dossier_id)
    (found,) = [event.data for event in events if event.type is EventType.FEE_PAID]
    return found


def paid_at_the_gateway() -> str:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    return dossier_id


def test_a_payment_is_told_with_its_phi_and_le_phi() -> None:
    data = told(paid_at_the_gateway())
    assert (data.fee_amount, data.charge_amount, data.fee_total) == (AMOUNT, 0, AMOUNT)


def test_the_gateway_that_confirmed_is_named() -> None:
    assert told(paid_at_the_gateway()).paid_by == "vnpay"


def test_the_national_platform_is_named() -> None:
    agree(gateway="national")
    dossier_id = owing()
    tell_national(confirm(started(dossier_id), AMOUNT))
    assert told(dossier_id).paid_by == "national"


def test_a_payment_that_the_sweep_found_names_its_gateway_too(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.paid[started(dossier_id)] = AMOUNT
    with later(minutes=20):
        swept()
    assert told(dossier_id).paid_by == "vnpay"


@pytest.mark.parametrize("method", ["cash", "card", "transfer"])
def test_a_payment_at_the_counter_names_how_the_money_was_taken(method: str) -> None:
    dossier_id = owing()
    assert pay(dossier_id, method=method, received=AMOUNT, note="POS 12").status == 201
    assert told(dossier_id).paid_by == method


def test_an_order_tried_online_and_paid_at_the_counter_was_paid_at_the_counter() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    tell_vnpay(cancellation(reference, AMOUNT))
    assert pay(dossier_id).status == 201
    tell_vnpay(ipn(reference, AMOUNT))
    assert order(dossier_id).surplus == AMOUNT
    assert (told(dossier_id).paid_by, order(dossier_id).paid_method) == ("cash", "cash")


def test_an_order_paid_before_the_way_was_recorded_names_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_pay_fee", lambda _: 1 / 0)
        dossier_id = paid_at_the_gateway()
    as_it_was_written(dossier_id)
    found = book.find(dossier_id)
    assert found is not None
    telling.tell_payment(found)
    assert (told(dossier_id).paid_by, told(dossier_id).fee_total) == (None, AMOUNT)


def as_it_was_written(dossier_id: str) -> None:
    """Store a paid order without the field that orders did not have."""
    item = OrderItem.get(dossier_id, ORDER, consistent_read=True)
    body = msgspec.json.decode(item.body)
    assert body.pop("paid_method") == "vnpay"
    item.update(actions=[OrderItem.body.set(msgspec.json.encode(body).decode())])
    assert msgspec.json.decode(msgspec.json.encode(body), type=Order).paid_method == ""
