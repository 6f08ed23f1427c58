"""The sandbox's gateways check what we send as strictly as the real ones do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.payments.gateways.national import National
from services.payments.gateways.protocol import (
    Charge,
    Gateway,
    Outcome,
    Post,
    Refused,
    Verdict,
)
from shared.clock import ICT
from tests.unit.sandbox.world import BROWSER, World, gateway_of, send, until

Change = Callable[[dict[str, Any]], object]


def configured(world: World, name: str, **changes: str) -> Gateway:
    """Our side, configured otherwise than the sandbox."""
    return gateway_of(name, replace(world.settings, **changes))  # type: ignore[arg-type]


def costing(made: Charge, amount: int) -> Charge:
    """The same charge with another amount."""
    line = msgspec.structs.replace(made.bill.lines[0], amount=amount)
    bill = msgspec.structs.replace(made.bill, lines=(line,))
    return msgspec.structs.replace(made, amount=amount, bill=bill)


def meddling(gateway: World, change: Change) -> National:
    """The national platform as we see it, each message changed after it was signed."""

    def changed(post: Post) -> bytes:
        message = msgspec.json.decode(post.body)
        change(message)
        return send(msgspec.structs.replace(post, body=msgspec.json.encode(message)))

    ours = gateway_of("national", gateway.settings)
    assert isinstance(ours, National)
    return National(ours.partner, changed)


def test_vnpay_refuses_a_pay_url_signed_with_another_secret(vnpay_world: World) -> None:
    made, _ = vnpay_world.start()
    url = configured(vnpay_world, "vnpay", secret_vnpay="wrong").start(made).url
    answer = BROWSER.get(url, follow_redirects=True)
    assert answer.url.params["code"] == "70"
    assert "Sai chữ ký" in answer.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vnp_Amount=1500000", "vnp_Amount=100"),
        ("vnp_Locale=vn", "vnp_Locale=en"),
        ("vnp_TxnRef=H", "vnp_TxnRef=X"),
    ],
)
def test_vnpay_refuses_a_changed_pay_url(vnpay_world: World, old: str, new: str) -> None:
    _, url = vnpay_world.start()
    assert old in url
    assert BROWSER.get(url.replace(old, new)).headers["location"].endswith("code=70")


def test_vnpay_takes_no_payment_after_its_time(vnpay_world: World) -> None:
    _, url = vnpay_world.start(expires_at=datetime.now(ICT) - timedelta(seconds=1))
    assert BROWSER.get(url).headers["location"].endswith("code=15")


def test_vnpay_takes_no_payment_on_a_page_left_open_too_long(vnpay_world: World) -> None:
    expires_at = datetime.now(ICT) + timedelta(seconds=2)
    _, url = vnpay_world.start(expires_at=expires_at)
    page = BROWSER.get(url, follow_redirects=True).url
    until(lambda: datetime.now(ICT) > expires_at + timedelta(seconds=1))
    answer = BROWSER.post(page, data={"outcome": "pay"})
    assert "hết thời gian" in answer.text
    assert vnpay_world.settlement()[1:] == []


def test_vnpay_refuses_an_unknown_terminal(vnpay_world: World) -> None:
    made, _ = vnpay_world.start()
    url = configured(vnpay_world, "vnpay", terminal="OTHER001").start(made).url
    assert BROWSER.get(url).headers["location"].endswith("code=72")


def test_vnpay_refuses_a_query_that_is_not_signed(vnpay_world: World) -> None:
    url = f"{vnpay_world.settings.base_url}/merchant_webapi/api/transaction"
    answer = BROWSER.post(url, json={"vnp_Command": "querydr", "vnp_SecureHash": "0" * 128})
    assert answer.json()["vnp_ResponseCode"] == "97"


def test_vnpay_does_not_know_a_payment_nobody_opened(vnpay_world: World) -> None:
    made, _ = vnpay_world.start()
    assert vnpay_world.gateway.query(vnpay_world.question(made)).outcome is Outcome.ABSENT
    BROWSER.get(vnpay_world.gateway.start(made).url)
    assert vnpay_world.gateway.query(vnpay_world.question(made)).outcome is Outcome.PENDING


def test_vnpay_knows_a_payment_by_the_time_it_was_created_too(vnpay_world: World) -> None:
    made, _ = vnpay_world.play("pay")
    another = made.created_at + timedelta(seconds=1)
    question = msgspec.structs.replace(vnpay_world.question(made), created_at=another)
    assert vnpay_world.gateway.query(question).outcome is Outcome.ABSENT


def test_vnpay_answers_a_request_id_once_a_day(vnpay_world: World) -> None:
    made, _ = vnpay_world.play("pay")
    question = vnpay_world.question(made)
    assert vnpay_world.gateway.query(question).outcome is Outcome.SUCCESS
    with pytest.raises(Refused) as refused:
        vnpay_world.gateway.query(question)
    assert refused.value.code == "94"


def test_the_platform_refuses_an_init_signed_with_another_secret(national_world: World) -> None:
    made, _ = national_world.start()
    with pytest.raises(Refused) as refused:
        configured(national_world, "national", secret_national="wrong").start(made)
    assert refused.value.code == "97"


def test_the_platform_refuses_a_query_signed_with_another_secret(national_world: World) -> None:
    made, _ = national_world.play("pay")
    ours = configured(national_world, "national", secret_national="wrong")
    finding = ours.query(national_world.question(made))
    assert (finding.code, finding.outcome) == ("97", Outcome.PENDING)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda message: message.update(SoTien="1000"), "97"),
        (lambda message: message.update(Ip="10.0.0.2"), "97"),
        (lambda message: message.update(MaThamChieu="a|b"), "03"),
        (lambda message: message["ThongTinBienLai"]["PhiLePhi"].pop(), "03"),
        (lambda message: message.pop("ThongTinBienLai"), "03"),
    ],
)
def test_the_platform_refuses_a_changed_init(
    national_world: World, change: Change, code: str
) -> None:
    made, _ = national_world.start()
    with pytest.raises(Refused) as refused:
        meddling(national_world, change).start(made)
    assert refused.value.code == code


def test_the_platform_takes_a_reference_for_one_amount_only(national_world: World) -> None:
    made, _ = national_world.start()
    with pytest.raises(Refused) as refused:
        national_world.gateway.start(costing(made, 20_000))
    assert refused.value.code == "94"


def test_the_platform_wants_its_answer_signed_by_us(national_world: World) -> None:
    ours = configured(national_world, "national", secret_national="wrong")
    told = ours.answer(Verdict.CONFIRMED, "any", datetime.now(ICT))
    national_world.receiver.answers_with = told.body
    national_world.play("pay")
    until(lambda: len(national_world.known()["confirmations"][0]["answers"]) == 4)
    assert not national_world.known()["confirmations"][0]["delivered"]


def test_the_platform_gives_the_receipt_of_what_is_paid(national_world: World) -> None:
    made, _ = national_world.play("pay")
    assert isinstance(national_world.gateway, National)
    receipt = national_world.gateway.bill(made.reference, made.created_at)
    assert receipt.startswith(b"%PDF-1.4")
    assert receipt.endswith(b"%%EOF\n")
