"""Delivery receipts: recorded once, whenever and however often they come."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from services.tracking.app import app
from services.tracking.outbound import sending
from services.tracking.outbound.notice import Notice, State
from services.tracking.outbound.protocol import Sms
from shared.dossier.dossier import Change
from shared.messaging.handing import Handed
from tests.component.tracking.outbound.told import (
    NOON,
    PHONE,
    TOKEN,
    World,
    accepted,
    agree,
    hear,
    only_sms,
    sms_of,
)
from tests.support.calling import Answer, call
from tests.support.logs import log_lines

ESMS = "/tracking/sms/receipts/esms/{token}"
SPEEDSMS = "/tracking/sms/receipts/speedsms/{token}"


def told(world: World, *order: str) -> Change:
    """A dossier whose acceptance was told by SMS."""
    agree(world.agreements(*order))
    change = accepted(wants=only_sms())
    hear(change)
    return change


def from_esms(reference: str, token: str = TOKEN, **changes: str) -> Answer:
    """eSMS tells of an SMS."""
    query = {
        "SMSID": "s1",
        "SendFailed": "0",
        "SendStatus": "5",
        "SendSuccess": "1",
        "RequestId": reference,
        "TypeId": "2",
        "telcoid": "1",
        "phonenumber": PHONE,
        **changes,
    }
    return call(app, "GET", ESMS, path={"token": token}, query=query, parse=False)


def from_speedsms(number: Any, status: int, token: str = TOKEN, **changes: Any) -> Answer:
    """SpeedSMS tells of an SMS."""
    body = {"type": "report", "tranId": number, "phone": "84912345678", "status": status, **changes}
    return call(app, "POST", SPEEDSMS, path={"token": token}, body=body, key=None, parse=False)


FAILED = {"SendSuccess": "0", "SendFailed": "1"}


def test_a_delivery_that_esms_tells_of_is_recorded(world: World) -> None:
    change = told(world)
    assert from_esms(sms_of(change).reference).status == 200
    assert sms_of(change).state is State.DELIVERED


def test_a_delivery_that_speedsms_tells_of_is_recorded(world: World) -> None:
    change = told(world, "speedsms")
    assert from_speedsms(int(world.sms[0]["id"]), 0).status == 200
    assert sms_of(change).state is State.DELIVERED


@pytest.mark.parametrize("status", [64, 99])
def test_that_speedsms_could_not_deliver_is_listed(world: World, status: int) -> None:
    change = told(world, "speedsms")
    from_speedsms(int(world.sms[0]["id"]), status)
    assert sms_of(change).state is State.UNDELIVERED


@pytest.mark.parametrize("changes", [FAILED, {"SendStatus": "4", "SendSuccess": "0"}])
def test_that_esms_could_not_deliver_is_recorded(world: World, changes: dict[str, str]) -> None:
    change = told(world)
    assert from_esms(sms_of(change).reference, **changes).status == 200
    assert sms_of(change).state is State.UNDELIVERED


@pytest.mark.parametrize("status", ["1", "2", "7"])
def test_what_is_under_way_changes_nothing(world: World, status: str) -> None:
    change = told(world)
    assert from_esms(sms_of(change).reference, SendStatus=status).status == 200
    assert sms_of(change).state is State.HANDED


@pytest.mark.parametrize("status", [1, 63])
def test_a_passing_trouble_changes_nothing(world: World, status: int) -> None:
    change = told(world, "speedsms")
    assert from_speedsms(int(world.sms[0]["id"]), status).status == 200
    assert sms_of(change).state is State.HANDED


@pytest.mark.parametrize("fates", list(product((True, False), repeat=3)))
def test_a_receipt_that_contradicts_never_takes_a_delivery_back(
    world: World, fates: tuple[bool, ...]
) -> None:
    change = told(world)
    for fate in fates:
        from_esms(sms_of(change).reference, **({} if fate else FAILED))
    expected = State.DELIVERED if any(fates) else State.UNDELIVERED
    assert sms_of(change).state is expected


def test_a_receipt_that_comes_twice_is_recorded_once(world: World) -> None:
    change = told(world)
    found: list[Notice] = []
    for _ in range(2):
        assert from_esms(sms_of(change).reference).status == 200
        found.append(sms_of(change))
    assert found[0] == found[1]


def test_a_receipt_of_esms_before_the_hand_over_was_noted_counts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, send = accepted(wants=only_sms()), sending.send_sms
    statuses: list[int] = []

    def early(sms: Sms, *more: Any) -> Handed:
        handed = send(sms, *more)
        statuses.append(from_esms(sms.reference).status)
        return handed

    monkeypatch.setattr(sending, "send_sms", early)
    hear(change)
    found = sms_of(change)
    assert statuses == [200]
    assert (found.state, found.provider, found.handed_at) == (State.DELIVERED, "esms", NOON)


def test_a_receipt_of_speedsms_before_it_can_be_found_is_refused_and_taken_when_it_comes_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(world.agreements("speedsms"))
    change, send = accepted(wants=only_sms()), sending.send_sms
    statuses: list[int] = []

    def early(sms: Sms, *more: Any) -> Handed:
        handed = send(sms, *more)
        statuses.append(from_speedsms(handed.provider_id, 0).status)
        return handed

    monkeypatch.setattr(sending, "send_sms", early)
    hear(change)
    statuses.append(from_speedsms(world.sms[0]["id"], 0).status)
    assert statuses == [404, 200]
    assert sms_of(change).state is State.DELIVERED


def test_a_receipt_of_an_sms_that_we_do_not_know_is_not_found(world: World) -> None:
    assert from_esms("n-unknown").status == from_speedsms(1, 0).status == 404


@pytest.mark.parametrize("token", ["", "wrong", TOKEN + "x", TOKEN[:-1], "đ"])
def test_nobody_without_the_token_tells_us_anything(world: World, token: str) -> None:
    change = told(world)
    assert from_esms(sms_of(change).reference, token=token).status == 404
    assert from_speedsms(1, 0, token=token).status == 404
    assert sms_of(change).state is State.HANDED


@pytest.mark.parametrize("agreements", [{}, {"receipts_token": ""}])
def test_before_there_is_a_token_nobody_is_let_in(world: World, agreements: Any) -> None:
    agree(agreements)
    assert from_esms("n-1", token="").status == 404


@pytest.mark.parametrize(
    "changes", [{"SendSuccess": "many"}, {"SendFailed": ""}, {"SendSuccess": "1.5"}]
)
def test_a_receipt_that_is_not_in_its_form_is_refused(
    world: World, changes: dict[str, str]
) -> None:
    assert from_esms("n-1", **changes).status == 422


@pytest.mark.parametrize("raw", ["", "[]", "{", '{"type": 1}', '{"type": "report", "status": "x"}'])
def test_so_is_a_body_that_is_none(world: World, raw: str) -> None:
    answer = call(app, "POST", SPEEDSMS, path={"token": TOKEN}, raw=raw, key=None, parse=False)
    assert answer.status == 422


def test_what_speedsms_tells_that_is_no_report_is_taken_and_forgotten(world: World) -> None:
    assert from_speedsms("", 0, type="sms", content="Xin chao").status == 200


def test_no_receipt_leaves_the_phone_or_the_token_in_the_log(world: World) -> None:
    change = told(world)
    with log_lines() as lines:
        from_esms(sms_of(change).reference)
        from_speedsms(1, 0)
    assert "Receipt taken" in lines.getvalue()
    for secret in (PHONE, PHONE[1:], TOKEN):
        assert secret not in lines.getvalue()


def test_esms_is_told_where_to_tell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sending.receipts_url("esms") == (
        f"https://dvc.example.vn/api/tracking/sms/receipts/esms/{TOKEN}"
    )
