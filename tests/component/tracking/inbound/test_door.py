"""The aggregators' callback: who may bring SMS, and the plain-text answer of their protocol."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from services.tracking.app import app
from services.tracking.inbound import answering
from shared.dossier import lookups
from shared.messaging.agreements import forget
from tests.component.tracking import lives
from tests.component.tracking.inbound.texting import (
    ACCOUNT,
    OWN_PHONE,
    OWN_TAIL,
    PERSONAL,
    STRANGE_PHONE,
    agree,
    exchanges,
    publish_policy,
)
from tests.support.calling import Answer, call
from tests.support.logs import log_lines

pytestmark = pytest.mark.usefixtures("agreed")
PATH = "/tracking/sms/inbound"
Way = Callable[..., Answer]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def fields(info: str = "TTHS", sender: str = STRANGE_PHONE, **changes: str) -> dict[str, str]:
    """What an aggregator sends."""
    found = {
        **ACCOUNT,
        "serviceNumber": "8085",
        "commandCode": "TTHS",
        "info": info,
        "userId": f"84{sender[1:]}",
        **changes,
    }
    return {name: value for name, value in found.items() if value != "absent"}


def bring(info: str = "TTHS", sender: str = STRANGE_PHONE, **changes: str) -> Answer:
    """Bring an SMS in the query, as most do."""
    return call(app, "GET", PATH, query=fields(info, sender, **changes), parse=False)


def bring_form(info: str = "TTHS", sender: str = STRANGE_PHONE, **changes: str) -> Answer:
    """Bring an SMS as a form."""
    raw = urlencode(fields(info, sender, **changes))
    return call(app, "POST", PATH, raw=raw, headers=FORM, key=None, parse=False)


@pytest.mark.parametrize("way", [bring, bring_form])
def test_an_answered_sms_is_charged(way: Way) -> None:
    code = lives.accepted().dossier_id
    answer = way(f"TTHS {code}", OWN_PHONE)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text.startswith(f"0;71;Ho so {code}: Phuong Thuy Nguyen da tiep nhan.")
    assert answer.text.endswith(";")


@pytest.mark.parametrize("way", [bring, bring_form])
def test_an_sms_that_is_not_understood_is_refunded(way: Way) -> None:
    answer = way("xin chào")
    assert answer.status == 200
    assert answer.text.startswith("0;72;Thieu ma ho so")


def test_a_form_may_be_in_the_query_of_a_post() -> None:
    answer = call(app, "POST", PATH, query=fields("TTHS HD"), key=None, parse=False)
    assert answer.text.startswith("0;72;Tra cuu ho so:")


def test_a_text_of_vietnamese_in_a_form_is_read() -> None:
    code = lives.accepted().dossier_id
    assert bring_form(f"Hồ sơ {code} {OWN_TAIL}").text.startswith("0;71;")


def test_a_text_without_its_keyword_has_the_command_for_it() -> None:
    short = lives.accepted().dossier_id.removeprefix("H24.")
    assert bring(f"{short} {OWN_TAIL}").text.startswith("0;71;")
    assert bring(f"{short} {OWN_TAIL}", commandCode="absent").text.startswith("0;72;")


def test_no_reply_breaks_the_protocols_fields() -> None:
    publish_policy(texts={"reply.help.vi": "mot; hai | ba {example}"})
    assert bring().text.count(";") == 3
    assert bring().text.startswith("0;72;mot, hai / ba TTHS H24.15-")


@pytest.mark.parametrize(
    "changes",
    [
        {"user": "somebody"},
        {"password": "wrong"},
        {"password": ""},
        {"user": "absent", "password": "absent"},
        {"user": "mật-khẩu", "password": "mật-khẩu"},
    ],
)
@pytest.mark.parametrize("way", [bring, bring_form])
def test_who_has_no_account_is_refused_and_learns_nothing(
    way: Way, changes: dict[str, str]
) -> None:
    code = lives.accepted().dossier_id
    with log_lines() as lines:
        answer = way(f"TTHS {code}", OWN_PHONE, **changes)
    assert (answer.status, answer.text) == (403, "0;72;Sai tai khoan;")
    assert "SMS callback refused" in lines.getvalue()
    assert not any(value in lines.getvalue() for value in ("somebody", "wrong", "inbound-pass"))
    assert exchanges(OWN_PHONE) == []


@pytest.mark.parametrize(
    ("absent", "said"),
    [
        (["userId"], "userId"),
        (["info"], "info"),
        (["serviceNumber", "info", "userId"], "serviceNumber, info, userId"),
    ],
)
def test_a_call_that_lacks_something_is_told_what(absent: list[str], said: str) -> None:
    answer = bring(**dict.fromkeys(absent, "absent"))
    assert (answer.status, answer.text) == (200, f"0;72;Thieu tham so {said};")


@pytest.mark.parametrize("name", ["requestId", "smsid"])
def test_a_message_brought_again_has_the_same_answer(name: str) -> None:
    dossier = lives.accepted()
    text = f"TTHS {dossier.dossier_id} {OWN_TAIL}"
    first = bring(text, **{name: "r-1"}).text
    lives.processing(dossier)
    assert bring(text, **{name: "r-1"}).text == first
    assert bring(text, **{name: "r-2"}).text != first
    assert len(exchanges()) == 2


@pytest.mark.usefixtures("one_moment")
def test_who_sends_too_much_is_refunded() -> None:
    publish_policy(sms_per_hour=1)
    found = [bring().text for _ in range(3)]
    assert found[1].startswith("0;72;Ban da nhan tin qua 1 lan")
    assert found[2] == found[1]


def test_a_failure_of_ours_is_a_polite_refund(monkeypatch: pytest.MonkeyPatch) -> None:
    code = lives.accepted().dossier_id

    def fail(codes: object) -> None:
        raise ConnectionError(f"{OWN_PHONE} asked")

    monkeypatch.setattr(lookups, "heads", fail)
    with log_lines() as lines:
        answer = bring(f"TTHS {code}", OWN_PHONE)
    assert answer.status == 200
    assert answer.text.startswith("0;72;He thong dang gap su co, tin nhan chua duoc tra loi.")
    assert "SMS failed" in lines.getvalue()
    assert OWN_PHONE not in lines.getvalue()


@pytest.mark.parametrize("secret", ["no JSON", "{}", '{"callback": {"user": "a"}}'])
def test_before_there_is_an_agreement_every_sms_is_refunded(secret: str) -> None:
    agree(secret)
    forget()
    answer = bring()
    assert (answer.status, answer.text) == (200, "0;72;He thong chua cau hinh;")


@pytest.mark.parametrize(
    "raw", ["", "&&&", "%zz=%zz", "a=1&" * 100, '{"user": "aggregator"}', "\x00\ud7ff"]
)
def test_a_body_that_is_no_form_is_refused(raw: str) -> None:
    answer = call(app, "POST", PATH, raw=raw, headers=FORM, key=None, parse=False)
    assert answer.status == 403


def test_no_log_line_names_a_person_a_phone_or_a_text() -> None:
    code = lives.accepted().dossier_id
    with log_lines() as lines:
        bring(f"TTHS {code} {OWN_TAIL} chi Lan", OWN_PHONE)
        bring("TTHS chi Lan hoi", requestId="r-77")
        bring("TTHS chi Lan hoi", requestId="r-77")
    logged = lines.getvalue()
    assert "SMS answered" in logged
    assert "SMS came again" in logged
    assert not any(word in logged for word in (*PERSONAL, "chi Lan", code, "r-77"))


def test_the_failing_text_is_in_the_askers_language() -> None:
    assert answering.failed("TTHS").startswith("He thong")
    assert answering.failed("help me").startswith("The system")
