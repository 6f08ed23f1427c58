"""eSMS as its documentation describes it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.sandbox.messages.world import PHONE, TEXT, World, until


def test_a_message_is_taken_under_a_name(world: World) -> None:
    answer = world.esms(RequestId="dossier-1")
    (sms,) = world.kept("sms")
    assert answer == {"CodeResult": "100", "CountRegenerate": 0, "SMSID": sms["id"]}
    assert (sms["provider"], sms["phone"], sms["text"]) == ("esms", PHONE, TEXT)
    assert (sms["reference"], sms["septets"]) == ("dossier-1", len(TEXT))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ApiKey": "another"}, "101"),
        ({"SecretKey": None}, "101"),
        ({"Brandname": "KHAC"}, "104"),
        ({"SmsType": "1"}, "300"),
        ({"Phone": "090000000"}, "108"),
        ({"Phone": ""}, "108"),
        ({"Content": "Hồ sơ"}, "146"),
        ({"Content": ""}, "146"),
    ],
)
def test_what_is_wrong_has_its_code_and_is_not_taken(
    world: World, changes: dict[str, Any], code: str
) -> None:
    answer = world.esms(**changes)
    assert answer["CodeResult"] == code
    assert answer["ErrorMessage"]
    assert "SMSID" not in answer
    assert world.kept("sms") == []


def test_the_same_request_is_not_taken_twice(world: World) -> None:
    answers = [world.esms(RequestId="dossier-1")["CodeResult"] for _ in range(2)]
    assert answers == ["100", "124"]
    assert len(world.kept("sms")) == 1


def test_requests_without_a_name_are_all_taken(world: World) -> None:
    answers = [world.esms(RequestId="")["CodeResult"] for _ in range(2)]
    assert answers == ["100", "100"]


def test_a_blocked_phone_gets_nothing(world: World) -> None:
    assert world.control("block", phone="+84900000001") == 204
    assert world.esms()["CodeResult"] == "99"
    assert world.esms(Phone="0900000002")["CodeResult"] == "100"


@pytest.mark.parametrize("body", [[], "text", None, {"Content": 5}])
def test_what_is_no_request_is_not_authorised(world: World, body: object) -> None:
    path = "/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    assert world.post(path, body).json()["CodeResult"] == "101"


def test_the_receipt_tells_that_it_was_delivered(world: World) -> None:
    answer = world.esms(RequestId="dossier-1")
    (receipt,) = world.receipts("esms", 1)
    assert receipt.method == "GET"
    assert receipt.query == {
        "SMSID": answer["SMSID"],
        "SendFailed": "0",
        "SendStatus": "5",
        "SendSuccess": "1",
        "TotalPrice": "850.0000",
        "TotalReceiver": "1",
        "TotalSent": "1",
        "RequestId": "dossier-1",
        "TypeId": "2",
        "telcoid": "1",
        "phonenumber": PHONE,
    }
    until(lambda: world.kept("sms")[0]["receipt"] == "taken")


def test_a_callback_address_keeps_its_own_parameters(world: World) -> None:
    world.esms(CallbackUrl=f"{world.system.url}/receipts/esms?of=tracking")
    (receipt,) = world.receipts("esms", 1)
    assert (receipt.query["of"], receipt.query["SendStatus"]) == ("tracking", "5")


def test_the_receipt_tells_that_it_was_not_delivered(world: World) -> None:
    world.control("receipts", provider="esms", outcome="failed")
    world.esms()
    (receipt,) = world.receipts("esms", 1)
    told = [receipt.query[name] for name in ("SendFailed", "SendSuccess", "TotalPrice")]
    assert told == ["1", "0", "0.0000"]
    assert not world.kept("sms")[0]["delivered"]


def test_without_a_callback_address_nothing_is_told(world: World) -> None:
    world.esms(CallbackUrl="")
    assert world.kept("sms")[0]["receipt"] == "none"
