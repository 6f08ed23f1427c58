"""What the sandbox settled: refunds, the daily settlement file, what a restart remembers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from infra.sandbox.payments.server import running_payments
from services.payments.gateways.protocol import Charge, Outcome, Refunding, Verdict
from shared.clock import ICT
from tests.unit.sandbox.world import BROWSER, World, a_world

COLUMNS = ["reference", "gateway_transaction", "amount", "paid_at", "kind", "status"]


@pytest.fixture
def paid(vnpay_world: World) -> Charge:
    made, _ = vnpay_world.play("pay")
    vnpay_world.wait_for(1, Verdict.CONFIRMED)
    return made


def refund(world: World, made: Charge, amount: int) -> Refunding:
    return world.gateway.refund(world.refund_of(made, amount))


def test_the_settlement_file_tells_every_payment(world: World) -> None:
    made, _ = world.play("pay")
    world.wait_for(1, Verdict.CONFIRMED)
    notice = world.receiver.settled[made.reference]
    head, line = world.settlement()
    assert head == COLUMNS
    assert notice.paid_at is not None
    assert line == [
        *(made.reference, notice.gateway_transaction, "15000"),
        *(notice.paid_at.isoformat(), "pay", "settled"),
    ]


def test_the_settlement_file_of_another_day_is_empty(world: World) -> None:
    world.play("pay")
    answer = BROWSER.get(f"{world.settings.base_url}/settlements/2020-12-16.csv")
    assert answer.text.splitlines() == [",".join(COLUMNS)]
    assert answer.headers["content-type"].startswith("text/csv")


def test_the_settlement_file_can_be_one_gateways_alone(vnpay_world: World) -> None:
    vnpay_world.play("pay")
    assert len(vnpay_world.settlement("vnpay")) == 2
    assert len(vnpay_world.settlement("national")) == 1


def test_what_is_no_day_has_no_settlement_file(world: World) -> None:
    url = f"{world.settings.base_url}/settlements/yesterday.csv"
    assert BROWSER.get(url).status_code == 404


def test_a_full_refund_is_on_its_way_and_in_the_file(vnpay_world: World, paid: Charge) -> None:
    answer = refund(vnpay_world, paid, 15_000)
    assert (answer.outcome, answer.code) == (Outcome.PENDING, "00")
    line = vnpay_world.settlement()[2]
    assert (line[0], line[2], line[4], line[5]) == (
        *(paid.reference, "15000"),
        *("refund", "processing"),
    )


def test_parts_are_refunded_up_to_the_whole(vnpay_world: World, paid: Charge) -> None:
    codes = [refund(vnpay_world, paid, amount).code for amount in (5_000, 15_000, 10_001, 10_000)]
    assert codes == ["00", "04", "02", "00"]
    assert refund(vnpay_world, paid, 1_000).outcome is Outcome.PENDING


@pytest.mark.parametrize(
    ("status", "outcome", "shown"),
    [
        ("00", Outcome.SUCCESS, "settled"),
        ("06", Outcome.PENDING, "processing"),
        ("09", Outcome.FAILURE, "rejected"),
    ],
)
def test_the_fate_of_a_refund_can_be_chosen(
    vnpay_world: World, paid: Charge, status: str, outcome: Outcome, shown: str
) -> None:
    assert vnpay_world.control("refund", status=status) == 204
    assert refund(vnpay_world, paid, 15_000).outcome is outcome
    assert vnpay_world.settlement()[2][5] == shown


def test_what_was_not_paid_is_not_refunded(vnpay_world: World) -> None:
    made, _ = vnpay_world.play("cancel")
    vnpay_world.wait_for(1, Verdict.CONFIRMED)
    answer = refund(vnpay_world, made, 15_000)
    assert (answer.outcome, answer.code) == (Outcome.FAILURE, "95")


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    with a_world("vnpay", ledger_file=tmp_path / "ledger.json") as world:
        world.play("pay")
        before = world.settlement()
        settings = world.settings
    with running_payments(settings) as again:
        restarted = replace(world, settings=again)
        assert restarted.settlement() == before
        assert len(before) == 2


def test_days_are_days_of_viet_nam(world: World) -> None:
    world.play("pay")
    assert world.settlement()[1][3].startswith(f"{datetime.now(ICT):%Y-%m-%d}T")
    assert world.settlement()[1][3].endswith("+07:00")
