"""The control API: what was sent, and providers that are down, slow or say no."""

from __future__ import annotations

import smtplib
import subprocess
import sys
import time
from typing import Any

import httpx
import pytest

from infra.local.ports import free_port
from tests.support.templates import ROOT
from tests.unit.sandbox.messages.world import BROWSER, PHONE, World, until


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("down", {}),
        ("down", {"provider": "zalo", "seconds": 1}),
        ("down", {"provider": "esms", "seconds": "long"}),
        ("next", {"provider": "esms"}),
        ("next", {"provider": "esms", "code": "explode"}),
        ("receipts", {"provider": "esms", "outcome": "explode"}),
        ("block", {}),
        ("block", {"phone": "113"}),
        ("send", {"text": "HSMC 1"}),
        ("send", {"from": PHONE, "text": "HSMC 1", "way": "pigeon"}),
    ],
)
def test_what_is_not_understood_is_refused(world: World, act: str, told: dict[str, Any]) -> None:
    assert world.control(act, **told) == 400


@pytest.mark.parametrize("act", ["down", "next", "receipts", "block", "send"])
def test_what_is_no_object_is_refused(world: World, act: str) -> None:
    assert world.post(f"/control/{act}", ["esms"]).status_code == 400
    answer = BROWSER.post(f"{world.settings.base_url}/control/{act}", content=b"{")
    assert answer.status_code == 400


def test_a_provider_that_is_down_takes_nothing(world: World) -> None:
    world.control("down", provider="esms", seconds=60)
    with pytest.raises(httpx.HTTPStatusError, match="503"):
        world.esms()
    assert world.speedsms().json()["code"] == "00"
    world.control("down", provider="esms", seconds=0)
    assert world.esms()["CodeResult"] == "100"
    assert [sms["provider"] for sms in world.kept("sms")] == ["speedsms", "esms"]


def test_speedsms_can_be_down_too(world: World) -> None:
    world.control("down", provider="speedsms", seconds=60)
    assert world.speedsms().status_code == 503


def test_being_down_ends_by_itself(world: World) -> None:
    world.control("down", provider="speedsms", seconds=0.2)
    until(lambda: world.speedsms().status_code == 200, seconds=5)


@pytest.mark.parametrize("provider", ["esms", "speedsms"])
def test_a_slow_provider_has_taken_the_message_already(world: World, provider: str) -> None:
    world.control("down", provider=provider, seconds=60, wait=0.4)
    began = time.monotonic()
    if provider == "esms":
        assert world.esms()["CodeResult"] == "100"
    else:
        assert world.speedsms().json()["code"] == "00"
    sms = world.kept("sms")[0]
    assert time.monotonic() - began >= 0.4
    assert time.time() - sms["at"] >= 0.4


def test_whoever_does_not_wait_finds_its_message_taken(world: World) -> None:
    world.control("down", provider="esms", seconds=60, wait=1)
    path = "/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    body = {"ApiKey": "sandbox-key", "SecretKey": "sandbox-esms", "Brandname": "MOTCUA"}
    asked = {**body, "SmsType": "2", "Phone": PHONE, "Content": "x", "RequestId": "r-1"}
    with pytest.raises(httpx.ReadTimeout):
        world.post(path, asked, timeout=0.3)
    world.control("down", provider="esms", seconds=0)
    assert world.post(path, asked).json()["CodeResult"] == "124"
    assert len(world.kept("sms")) == 1


def test_the_next_answers_of_a_provider_can_be_chosen(world: World) -> None:
    world.control("next", provider="esms", code="103", count=2)
    world.control("next", provider="speedsms", code="500")
    assert [world.esms()["CodeResult"] for _ in range(3)] == ["103", "103", "100"]
    assert [world.speedsms().json()["code"] for _ in range(2)] == ["500", "00"]
    assert len(world.kept("sms")) == 2


def test_messages_are_those_of_one_phone(world: World) -> None:
    world.esms()
    world.speedsms(to=["0900000002"])
    assert [sms["phone"] for sms in world.kept("sms", phone="84900000001")] == [PHONE]
    assert len(world.kept("sms")) == 2


def test_emails_are_those_to_one_address(world: World) -> None:
    world.mail("a@example.vn")
    world.mail("b@example.vn")
    assert [mail["to"] for mail in world.kept("mails", to="b@example.vn")] == [["b@example.vn"]]


def test_messages_are_those_after_a_moment(world: World) -> None:
    world.esms()
    world.mail()
    moment = time.time()
    assert world.kept("sms", since=moment) == world.kept("mails", since=moment) == []
    world.esms(Content="Tin sau")
    assert [sms["text"] for sms in world.kept("sms", since=moment)] == ["Tin sau"]


def test_a_moment_that_is_none_is_refused(world: World) -> None:
    url = f"{world.settings.base_url}/control/messages"
    assert BROWSER.get(url, params={"since": "yesterday"}).status_code == 400


def test_clearing_forgets_messages_faults_blocks_and_receipts(world: World) -> None:
    world.control("receipts", provider="speedsms", outcome="late", delay=0.3)
    world.speedsms()
    world.mail()
    world.say("HSMC 1")
    world.control("next", provider="esms", code="103")
    world.control("down", provider="mail", seconds=60)
    world.control("block", phone=PHONE)
    assert world.control("clear") == 204
    assert world.kept("sms") == world.kept("mails") == world.kept("exchanges") == []
    assert world.esms()["CodeResult"] == "100"
    world.mail()
    time.sleep(0.5)
    assert world.system.to("/receipts/speedsms") == []


def test_the_sandbox_runs_as_a_process_of_its_own() -> None:
    port, mail_port = free_port(), free_port()
    options = ["--port", str(port), "--mail-port", str(mail_port)]
    command = [sys.executable, "-m", "infra.sandbox.messages", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE) as process:
        until(lambda: _answers(port), seconds=20)
        with smtplib.SMTP("127.0.0.1", mail_port, timeout=5) as server:
            assert server.noop()[0] == 250
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) in (0, -15)


def _answers(port: int) -> bool:
    try:
        return BROWSER.get(f"http://127.0.0.1:{port}/control/messages").status_code == 200
    except httpx.TransportError:
        return False
