"""What holds for every gateway."""

from __future__ import annotations

import pytest

from services.payments.gateways.protocol import Gateway, Post
from tests.unit.payments.gateways.samples import bill, charge, national, vnpay


def test_both_gateways_speak_the_protocol() -> None:
    gateways: list[Gateway] = [national()[0], vnpay()[0]]
    assert [gateway.refunds for gateway in gateways] == [False, True]


@pytest.mark.parametrize("amount", [14_999, 15_001])
def test_a_charge_is_the_sum_of_its_lines(amount: int) -> None:
    with pytest.raises(ValueError, match="sum"):
        charge(amount=amount)


def test_nothing_is_not_charged() -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        charge(amount=0, bill=bill(lines=()))


def test_a_payer_is_not_printed() -> None:
    assert "Nguyễn" not in repr(charge())


def test_a_request_without_a_bearer_carries_none() -> None:
    assert Post(url="u", body=b"").headers == {"Content-Type": "application/json"}
