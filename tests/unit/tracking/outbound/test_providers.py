"""Both SMS providers' protocols: what is asked, and what each answer means."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest

from services.tracking.outbound.posting import Answer
from services.tracking.outbound.protocol import Sms
from services.tracking.outbound.providers import esms, speedsms
from shared.messaging import agreements
from shared.messaging.handing import Handed, NotHanded, Rejected, Uncertain, Unreachable

SMS = Sms(reference="n-1", phone="0912345678", text="Ho so", tracked=True)
ESMS = agreements.Esms(
    url="https://sms.example.vn/esms/", api_key="key", secret_key="secret", brandname="MOTCUA"
)
SPEEDSMS = agreements.Speedsms(
    url="https://sms.example.vn/speedsms", token="token", sender="MOTCUA"
)
RECEIPTS = "https://dvc.example.vn/api/tracking/sms/receipts/esms/token"


class Line:
    """The far end: answers as told, and keeps what it was asked."""

    def __init__(self, body: Any, status: int = 200) -> None:
        self.answer = Answer(
            status=status, body=body if isinstance(body, bytes) else json.dumps(body).encode()
        )
        self.url = ""
        self.asked: Any = None
        self.headers: Mapping[str, str] = {}

    def post(self, url: str, value: object, headers: Mapping[str, str]) -> Answer:
        self.url, self.asked, self.headers = url, value, headers
        return self.answer


def by_esms(body: Any, status: int = 200) -> Handed:
    """Send through eSMS, which answers so."""
    return esms.Esms(ESMS, Line(body, status).post, RECEIPTS).send(SMS)


def by_speedsms(body: Any, status: int = 200) -> Handed:
    """Send through SpeedSMS, which answers so."""
    return speedsms.Speedsms(SPEEDSMS, Line(body, status).post).send(SMS)


def test_esms_is_asked_as_it_documents() -> None:
    line = Line({"CodeResult": "100", "SMSID": "s1"})
    handed = esms.Esms(ESMS, line.post, RECEIPTS).send(SMS)
    assert handed == Handed(provider="esms", provider_id="s1")
    assert line.url == (
        "https://sms.example.vn/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
    )
    assert line.asked == {
        "ApiKey": "key",
        "SecretKey": "secret",
        "Brandname": "MOTCUA",
        "Phone": "0912345678",
        "Content": "Ho so",
        "SmsType": "2",
        "IsUnicode": "0",
        "RequestId": "n-1",
        "CallbackUrl": RECEIPTS,
    }


def test_esms_is_not_asked_to_tell_of_what_nobody_follows() -> None:
    line = Line({"CodeResult": "100"})
    untracked = Sms(reference="in-1", phone="0912345678", text="Ho so")
    esms.Esms(ESMS, line.post, RECEIPTS).send(untracked)
    assert "CallbackUrl" not in line.asked


@pytest.mark.parametrize("code", ["100", 100, "124"])
def test_what_esms_took_now_or_before_is_handed_over(code: str | int) -> None:
    assert by_esms({"CodeResult": code, "ErrorMessage": ""}).provider == "esms"


@pytest.mark.parametrize(
    ("code", "reason"),
    [("99", "phone_blocked"), ("108", "phone_invalid"), ("146", "text_refused")],
)
def test_esms_rejects_what_lies_in_the_message(code: str, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        by_esms({"CodeResult": code})


@pytest.mark.parametrize("code", ["101", "103", "104", "140", "177", "300", "unheard-of"])
def test_what_lies_in_our_agreement_with_esms_another_provider_may_take(code: str) -> None:
    with pytest.raises(Unreachable):
        by_esms({"CodeResult": code})


def test_speedsms_is_asked_as_it_documents() -> None:
    line = Line({"status": "success", "code": "00", "data": {"tranId": 7, "totalSMS": 1}})
    handed = speedsms.Speedsms(SPEEDSMS, line.post).send(SMS)
    assert handed == Handed(provider="speedsms", provider_id="7")
    assert line.url == "https://sms.example.vn/speedsms/index.php/sms/send"
    assert line.asked == {
        "to": ["84912345678"],
        "content": "Ho so",
        "sms_type": 3,
        "sender": "MOTCUA",
    }
    scheme, _, account = line.headers["Authorization"].partition(" ")
    assert (scheme, base64.b64decode(account)) == ("Basic", b"token:x")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": "error", "code": "105", "message": "Phone number invalid"}, "phone_invalid"),
        ({"status": "error", "code": "110"}, "text_refused"),
        ({"status": "error", "code": "113"}, "text_refused"),
        (
            {"status": "success", "code": "00", "data": {"invalidPhone": ["84912345678"]}},
            "phone_invalid",
        ),
    ],
)
def test_speedsms_rejects_what_lies_in_the_message(answer: Any, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        by_speedsms(answer)


@pytest.mark.parametrize("code", ["007", "008", "009", "300", "500", "401", "unheard-of"])
def test_what_lies_in_our_agreement_with_speedsms_another_provider_may_take(code: str) -> None:
    with pytest.raises(Unreachable):
        by_speedsms({"status": "error", "code": code, "message": "x"})


BOTH = pytest.mark.parametrize("send", [by_esms, by_speedsms])


@BOTH
@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 429, 503])
def test_a_refusal_before_the_request_was_looked_at_sent_nothing(send: Any, status: int) -> None:
    with pytest.raises(Unreachable):
        send(b"<html>no</html>", status)


@BOTH
@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 200), (b"<html>", 200), (b"[]", 200), (b"{}", 200), (b"", 500), (b"", 502), (b"", 504)],
)
def test_a_broken_answer_leaves_a_doubt(send: Any, body: bytes, status: int) -> None:
    with pytest.raises(Uncertain):
        send(body, status)


@BOTH
@pytest.mark.parametrize("body", [b"", {"CodeResult": "99"}, {"status": "error", "code": "105"}])
def test_no_failure_names_the_phone(send: Any, body: Any) -> None:
    with pytest.raises(NotHanded) as caught:
        send(body)
    assert "912345678" not in repr(caught.value)


@pytest.mark.parametrize(
    ("status", "delivered", "failed", "fate"),
    [
        ("5", 1, 0, True),
        ("5", 0, 1, False),
        ("5", 0, 0, None),
        ("4", 0, 0, False),
        ("1", 0, 0, None),
        ("2", 1, 0, None),
        ("7", 0, 0, None),
        ("", 0, 0, None),
    ],
)
def test_what_a_receipt_of_esms_means(
    status: str, delivered: int, failed: int, fate: bool | None
) -> None:
    assert esms.fate(status, delivered, failed) is fate


@pytest.mark.parametrize(
    ("status", "fate"), [(0, True), (1, None), (63, None), (64, False), (99, False), (-1, None)]
)
def test_what_a_receipt_of_speedsms_means(status: int, fate: bool | None) -> None:
    assert speedsms.fate(status) is fate
