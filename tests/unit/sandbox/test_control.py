"""The control API: what happens next, and gateways that are down or slow."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import Any

import httpx
import pytest

from infra.local.ports import free_port
from services.payments.gateways.protocol import Outcome, Unreachable, Verdict
from tests.support.templates import ROOT
from tests.unit.sandbox.world import BROWSER, World, a_world, gateway_of, send, until


def test_a_planned_outcome_needs_no_click(world: World) -> None:
    assert world.control("next", outcome="no_return") == 204
    _, url = world.start()
    assert "Đã thanh toán" in BROWSER.get(url, follow_redirects=True).text
    world.wait_for(1, Verdict.CONFIRMED)


def test_a_plan_counts_for_as_many_payments_as_it_says(vnpay_world: World) -> None:
    vnpay_world.control("next", outcome="no_return", count=2)
    for attempt in (1, 2, 3):
        BROWSER.get(vnpay_world.start(attempt)[1], follow_redirects=True)
    vnpay_world.wait_for(2, Verdict.CONFIRMED, Verdict.CONFIRMED)
    assert len(vnpay_world.settlement()) == 3


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("next", {"outcome": "explode"}),
        ("next", {}),
        ("refund", {"status": "1"}),
        ("down", {}),
        ("down", {"seconds": "long"}),
    ],
)
def test_what_is_not_understood_is_refused(
    vnpay_world: World, act: str, told: dict[str, Any]
) -> None:
    assert vnpay_world.control(act, **told) == 400


def test_a_gateway_that_is_down_is_unreachable_until_it_is_up(world: World) -> None:
    made, _ = world.play("lost")
    world.control("down", seconds=60)
    with pytest.raises(Unreachable):
        world.gateway.query(world.question(made))
    world.control("down", seconds=0)
    assert world.gateway.query(world.question(made)).outcome is Outcome.SUCCESS


def test_a_slow_gateway_is_unreachable_for_the_impatient(world: World) -> None:
    made, _ = world.play("lost")
    world.control("down", seconds=60, wait=0.5)
    hasty = gateway_of(world.name, world.settings, partial(send, patience=0.2))
    with pytest.raises(Unreachable):
        hasty.query(world.question(made))
    assert world.gateway.query(world.question(made)).outcome is Outcome.SUCCESS


def test_an_unknown_page_or_outcome_is_not_found(vnpay_world: World) -> None:
    base = vnpay_world.settings.base_url
    assert BROWSER.get(f"{base}/pay/nothing").status_code == 404
    _, url = vnpay_world.start()
    page = BROWSER.get(url, follow_redirects=True).url
    assert BROWSER.post(page, data={"outcome": "explode"}).status_code == 404


def test_the_sandbox_runs_as_a_process_of_its_own() -> None:
    port = free_port()
    command = [sys.executable, "-m", "infra.sandbox.payments", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        until(lambda: _answers(port), seconds=20)
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) in (0, -15)


def test_without_a_callback_nothing_is_confirmed() -> None:
    with a_world("vnpay", callback_vnpay="") as world:
        made, _ = world.play("pay")
        assert world.known()["confirmations"] == []
        assert world.gateway.query(world.question(made)).outcome is Outcome.SUCCESS


def _answers(port: int) -> bool:
    try:
        return BROWSER.get(f"http://127.0.0.1:{port}/control/payments").status_code == 200
    except httpx.TransportError:
        return False
