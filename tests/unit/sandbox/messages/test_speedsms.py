"""SpeedSMS as its documentation describes it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.unit.sandbox.messages.world import PHONE, TEXT, World, a_world, until


def test_a_message_is_taken_under_a_number(world: World) -> None:
    answer = world.speedsms().json()
    (sms,) = world.kept("sms")
    number = answer["data"].pop("tranId")
    assert answer == {
        "status": "success",
        "code": "00",
        "data": {"totalSMS": 1, "totalPrice": 850, "invalidPhone": []},
    }
    assert (sms["id"], sms["provider"]) == (str(number), "speedsms")
    assert (sms["phone"], sms["text"]) == (PHONE, TEXT)


def test_every_message_has_a_number_of_its_own(world: World) -> None:
    numbers = {world.speedsms().json()["data"]["tranId"] for _ in range(3)}
    assert len(numbers) == 3


def test_a_long_text_is_paid_for_every_phone_and_part(world: World) -> None:
    answer = world.speedsms(content="a" * 161, to=[PHONE, "0900000002"]).json()
    assert (answer["data"]["totalSMS"], answer["data"]["totalPrice"]) == (4, 3_400)


def test_phones_it_cannot_reach_are_named(world: World) -> None:
    answer = world.speedsms(to=["84900000001", "113"]).json()
    assert (answer["code"], answer["data"]["invalidPhone"]) == ("00", ["113"])
    assert [sms["phone"] for sms in world.kept("sms")] == [PHONE]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ["113"]}, "105"),
        ({"to": []}, "105"),
        ({"to": PHONE}, "105"),
        ({"content": "Hồ sơ"}, "110"),
        ({"content": "a" * 613}, "113"),
        ({"content": ""}, "101"),
        ({"sender": "KHAC"}, "101"),
    ],
)
def test_what_is_wrong_has_its_code_and_is_not_taken(
    world: World, changes: dict[str, Any], code: str
) -> None:
    answer = world.speedsms(**changes)
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["code"]) == ("error", code)
    assert answer.json()["message"]
    assert world.kept("sms") == []


def test_another_token_is_refused(world: World) -> None:
    answer = world.speedsms(token="another")
    assert (answer.status_code, answer.json()["code"]) == (401, "401")
    assert world.kept("sms") == []


def test_a_blocked_phone_gets_nothing(world: World) -> None:
    world.control("block", phone=PHONE)
    answer = world.speedsms().json()
    assert (answer["code"], answer["invalidPhone"]) == ("105", [PHONE])


@pytest.mark.parametrize(("outcome", "status"), [("delivered", 0), ("failed", 64)])
def test_the_webhook_tells_the_fate_of_a_message(world: World, outcome: str, status: int) -> None:
    world.control("receipts", provider="speedsms", outcome=outcome)
    number = world.speedsms().json()["data"]["tranId"]
    (receipt,) = world.receipts("speedsms", 1)
    assert receipt.method == "POST"
    assert json.loads(receipt.body) == {
        "type": "report",
        "tranId": number,
        "phone": "84900000001",
        "status": status,
    }
    until(lambda: world.kept("sms")[0]["receipt"] == "taken")


def test_without_a_webhook_nothing_is_told() -> None:
    with a_world(speedsms_webhook="") as world:
        world.speedsms()
        assert world.kept("sms")[0]["receipt"] == "none"
