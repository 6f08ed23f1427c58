"""From event to inbox on the real templates: citizens are told, ask by SMS, and get their papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pypdfium2
import pytest

from infra.local.cloud import Cloud
from infra.local.life import AGENCY, CITIZEN, OFFICER, Person, filing
from shared.dossier.items import sortable
from shared.dossier.numbering import local_day
from shared.reference.messaging import Messaging
from tests.e2e.conftest import eventually, invoke

STRANGER = "0987000111"


@pytest.fixture
def sandbox(system: Cloud) -> Iterator[Callable[..., Any]]:
    """The messages sandbox's control: ``sandbox("down", provider="esms", seconds=5)``."""

    def control(act: str, **asked: Any) -> Any:
        answer = httpx.post(f"{system.messages}/control/{act}", json=asked, timeout=60)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    yield control
    for provider in ("esms", "speedsms", "mail"):
        control("down", provider=provider, seconds=0)


@pytest.fixture
def told(system: Cloud) -> Callable[..., list[str]]:
    """The texts of the SMS or mails about a dossier that were taken, oldest first."""

    def sent(code: str, kind: str = "sms") -> list[str]:
        found = httpx.get(f"{system.messages}/control/messages", timeout=30).json()[kind]
        return [m["text"] for m in found if code in m["text"]]

    return sent


@pytest.fixture
def receipt(as_person: Callable[[str], Person], lan: dict[str, Any]) -> dict[str, Any]:
    """What the citizen got for a dossier just submitted."""
    citizen = as_person(CITIZEN)
    return dict(citizen.post("/intake/dossiers", filing(citizen, lan)))


@pytest.fixture
def code(receipt: dict[str, Any]) -> str:
    return str(receipt["dossier_id"])


@pytest.fixture
def move(as_person: Callable[[str], Person], code: str) -> Callable[..., Any]:
    officer = as_person(OFFICER)
    return lambda name, **body: officer.post(f"/processing/dossiers/{code}/{name}", body)


def ask(sandbox: Callable[..., Any], text: str, sender: str, way: str = "get") -> dict[str, Any]:
    return dict(sandbox("send", **{"from": sender, "text": text, "way": way}))


def test_each_step_of_a_dossier_is_told_once_by_sms_and_by_mail(
    code: str, move: Callable[..., Any], told: Callable[..., list[str]]
) -> None:
    move("acceptance")
    move("supplement-request", reason="Thiếu bản chính giấy chứng sinh")
    eventually(lambda: len(told(code)) == 3 and len(told(code, "mails")) == 3)
    assert all(text.isascii() and len(text) <= 160 for text in told(code))
    assert not [text for text in told(code, "mails") if "giấy chứng sinh" in text]


def test_a_message_goes_through_the_other_provider_when_one_is_down(
    sandbox: Callable[..., Any], move: Callable[..., Any], code: str, system: Cloud
) -> None:
    sandbox("down", provider="esms", seconds=60)
    move("acceptance")

    def providers() -> list[str]:
        sent = httpx.get(f"{system.messages}/control/messages").json()["sms"]
        return [m["provider"] for m in sent if code in m["text"]]

    assert eventually(lambda: "speedsms" in providers())


def test_a_message_that_no_provider_takes_is_sent_when_one_is_back(
    sandbox: Callable[..., Any],
    move: Callable[..., Any],
    code: str,
    told: Callable[..., list[str]],
    system: Cloud,
) -> None:
    eventually(lambda: told(code))
    for provider in ("esms", "speedsms"):
        sandbox("down", provider=provider, seconds=120)
    move("acceptance")
    eventually(lambda: waiting(system, code))
    for provider in ("esms", "speedsms"):
        sandbox("down", provider=provider, seconds=0)
    make_due(system, code, "NOTICE#")
    invoke(system, "Resend", stack="tracking")
    assert eventually(lambda: len(told(code)) == 2)


def test_a_delivery_receipt_reaches_the_message_its_citizen_sees(
    code: str, as_person: Callable[[str], Person]
) -> None:
    def delivered() -> list[dict[str, Any]]:
        listed = as_person(CITIZEN).get(f"/tracking/dossiers/{code}/messages")["items"]
        return [m for m in listed if m["channel"] == "sms" and m["state"] == "delivered"]

    assert eventually(delivered)


def test_the_registered_phone_asks_by_sms_without_a_secret(
    code: str, sandbox: Callable[..., Any], lan: dict[str, Any]
) -> None:
    answer = ask(sandbox, f"tths {code.lower().replace('-', ' ')}", lan["phone"])
    assert code in answer["reply"] and answer["charged"] is True


def test_a_stranger_needs_the_code_of_the_receipt(
    receipt: dict[str, Any], sandbox: Callable[..., Any]
) -> None:
    code = receipt["dossier_id"]
    assert ask(sandbox, f"TTHS {code}", STRANGER)["charged"] is False
    answer = ask(sandbox, f"TTHS {code} {receipt['lookup_code']}", STRANGER)
    assert answer["charged"] is True and len(answer["reply"]) <= 160


def test_a_flood_from_one_number_gets_just_its_hourly_answers_however_many_come_at_once(
    receipt: dict[str, Any], sandbox: Callable[..., Any]
) -> None:
    text = f"TTHS {receipt['dossier_id']} {receipt['lookup_code']}"
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: ask(sandbox, text, "0987000222"), range(14)))
    assert [e["charged"] for e in found].count(True) == Messaging().sms_per_hour


def test_an_sms_through_the_topic_is_answered_by_an_sms(
    code: str, sandbox: Callable[..., Any], lan: dict[str, Any], told: Callable[..., list[str]]
) -> None:
    eventually(lambda: told(code))
    before = len(told(code))
    ask(sandbox, f"TTHS {code}", lan["phone"], way="topic")
    assert eventually(lambda: len(told(code)) > before)


def test_an_unanswered_supplement_expires_by_itself_and_its_citizen_is_told(
    system: Cloud,
    code: str,
    move: Callable[..., Any],
    told: Callable[..., list[str]],
    as_person: Callable[[str], Person],
) -> None:
    move("supplement-request", reason="Thiếu giấy chứng sinh")
    eventually(lambda: len(told(code)) == 2)
    let_the_supplement_run_out(system, code)
    make_due(system, code, "WATCH")
    invoke(system, "Watch", stack="tracking")
    citizen = as_person(CITIZEN)
    assert citizen.get(f"/tracking/dossiers/{code}")["status"] == 3
    assert eventually(lambda: len(told(code)) == 3)


def test_papers_are_made_by_themselves_and_can_be_read(
    receipt: dict[str, Any], move: Callable[..., Any], as_person: Callable[[str], Person]
) -> None:
    code, citizen = receipt["dossier_id"], as_person(CITIZEN)
    move("acceptance")

    def made() -> list[dict[str, Any]]:
        return list(citizen.get(f"/papers/dossiers/{code}")["items"])

    (paper,) = eventually(made, seconds=60)
    link = citizen.get(f"/papers/dossiers/{code}/{paper['paper_id']}")["url"]
    text = pdf_text(httpx.get(link, timeout=30).content)
    for said in ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", code, receipt["lookup_code"]):
        assert said in text


def test_an_officer_gets_the_register_of_a_period(
    code: str, move: Callable[..., Any], as_person: Callable[[str], Person]
) -> None:
    move("acceptance")
    officer, today = as_person(OFFICER), local_day(datetime.now(UTC)).isoformat()
    asked = {"agency_code": AGENCY, "from": today, "to": today}

    def entered() -> str | None:
        register = officer.post("/papers/registers", asked)["register_id"]
        ready = eventually(lambda: done(officer, register), seconds=60)
        text = pdf_text(httpx.get(ready["url"], timeout=30).content)
        return text if code in text.replace("\r\n", "").replace("\n", "") else None

    assert eventually(entered, seconds=120)


def done(officer: Person, register: str) -> dict[str, Any] | None:
    found = dict(officer.get(f"/papers/registers/{register}"))
    assert found["state"] != "failed", found
    return found if found["state"] == "ready" else None


def pdf_text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def items(system: Cloud, code: str, prefix: str) -> list[dict[str, Any]]:
    """A dossier's rows in the messages table."""
    found = system.client("dynamodb").query(
        TableName="motcua-local-tracking-messages",
        KeyConditionExpression="about = :c AND begins_with(#i, :p)",
        ExpressionAttributeNames={"#i": "item"},
        ExpressionAttributeValues={":c": {"S": code}, ":p": {"S": prefix}},
    )
    return list(found["Items"])


def waiting(system: Cloud, code: str) -> bool:
    """Whether an SMS of the acceptance was tried and waits."""
    return any(
        "pending" in item and item["item"]["S"].endswith("#sms")
        for item in items(system, code, "NOTICE#000002")
    )


def make_due(system: Cloud, code: str, prefix: str) -> None:
    """Let the time have come for what waits."""
    table, past = system.client("dynamodb"), sortable(datetime.now(UTC) - timedelta(minutes=1))
    for item in items(system, code, prefix):
        if "pending" not in item:
            continue
        changed = {**item, "next_at": {"S": past}}
        if "body" in item:
            body = json.loads(item["body"]["S"]) | {"next_at": past}
            changed["body"] = {"S": json.dumps(body, ensure_ascii=False)}
        table.put_item(TableName="motcua-local-tracking-messages", Item=changed)


def let_the_supplement_run_out(system: Cloud, code: str) -> None:
    """Let the deadline of the head's open request have passed."""
    table, key = system.client("dynamodb"), {"dossier_id": {"S": code}, "item": {"S": "DOSSIER"}}
    head = table.get_item(TableName="motcua-local-dossiers", Key=key)["Item"]
    body = json.loads(head["body"]["S"])
    body["supplement"]["deadline"] = sortable(datetime.now(UTC) - timedelta(seconds=5))
    table.put_item(
        TableName="motcua-local-dossiers",
        Item={**head, "body": {"S": json.dumps(body, ensure_ascii=False)}},
    )
