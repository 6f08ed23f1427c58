"""One dossier's whole life over HTTP on the real templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from infra.local.cloud import Cloud
from infra.local.life import AGENCY, CITIZEN, OFFICER, Person, Refused, filing, live
from tests.e2e.conftest import eventually


@pytest.fixture(scope="module")
def steps(system: Cloud, lan: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The whole life, each step with its answer."""
    return list(live(system.url, system.token, lan))


@pytest.fixture(scope="module")
def code(steps: list[tuple[str, dict[str, Any]]]) -> str:
    return str(steps[0][1]["dossier_id"])


def test_a_dossier_goes_from_submission_to_returned_result(
    steps: list[tuple[str, dict[str, Any]]],
) -> None:
    assert [answer["status"] for _, answer in steps] == [1, 1, 2, 4, 5, 4, 9, 10]


def test_its_owner_reads_the_whole_timeline(code: str, as_person: Callable[[str], Person]) -> None:
    timeline = as_person(CITIZEN).get(f"/tracking/dossiers/{code}/timeline")
    assert [event["type"] for event in timeline["items"]] == [
        "DossierSubmitted",
        "FeePaid",
        "DossierAccepted",
        "DossierAssigned",
        "SupplementRequested",
        "SupplementReceived",
        "DossierResolved",
        "ResultReturned",
    ]


def test_anybody_finds_it_by_code_however_typed(
    code: str, lookup: Callable[[str], httpx.Response]
) -> None:
    typed = code.lower().replace("-", " ")
    assert lookup(typed).json()["status"] == 10


def test_the_public_answer_names_nobody(
    code: str, lan: dict[str, Any], lookup: Callable[[str], httpx.Response]
) -> None:
    text = lookup(code).text
    assert not [v for v in (lan["name"], lan["identity_number"], lan["phone"]) if v in text]


def test_its_events_reach_the_agencys_register(
    code: str, as_person: Callable[[str], Person]
) -> None:
    officer = as_person(OFFICER)

    def row() -> dict[str, Any] | None:
        listed = officer.get(f"/tracking/agencies/{AGENCY}/dossiers", limit="100")["items"]
        found = [r for r in listed if r["dossier_id"] == code and r["status"] == 10]
        return found[0] if found else None

    assert eventually(row)["dossier_id"] == code


def test_every_sent_event_leaves_the_outbox(code: str, system: Cloud) -> None:
    table = system.client("dynamodb")

    def is_empty() -> bool:
        found = table.query(
            TableName="motcua-local-outbox",
            KeyConditionExpression="dossier_id = :c",
            ExpressionAttributeValues={":c": {"S": code}},
        )
        return not found["Items"]

    assert eventually(is_empty)


def test_a_status_is_visible_at_once(
    as_person: Callable[[str], Person],
    lan: dict[str, Any],
    lookup: Callable[[str], httpx.Response],
) -> None:
    citizen = as_person(CITIZEN)
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    assert lookup(code).json()["status"] == 1
    as_person(OFFICER).post(f"/processing/dossiers/{code}/acceptance", {})
    assert lookup(code).json()["status"] == 2


def test_result_document_comes_back_byte_for_byte(
    code: str, as_person: Callable[[str], Person]
) -> None:
    from infra.local.life import PAPER

    citizen = as_person(CITIZEN)
    listed = citizen.get(f"/tracking/dossiers/{code}/documents")["items"]
    result = next(d for d in listed if d["purpose"] == "result")
    link = citizen.get(f"/tracking/dossiers/{code}/documents/{result['document_id']}")
    assert httpx.get(link["url"]).content == PAPER


@pytest.mark.parametrize("account", ["citizen-2", "officer-2"])
def test_strangers_are_refused_through_the_real_authorizer(
    account: str, code: str, as_person: Callable[[str], Person]
) -> None:
    room = "tracking" if account.startswith("citizen") else "processing"
    with pytest.raises(Refused, match="not-entitled"):
        as_person(account).get(f"/{room}/dossiers/{code}")


def test_a_forged_token_is_refused_as_a_problem(system: Cloud) -> None:
    header, body, signature = system.token(CITIZEN).split(".")
    forged = f"{header}.{body}.{signature[::-1]}"
    answer = httpx.get(
        f"{system.url}/api/tracking/dossiers", headers={"Authorization": f"Bearer {forged}"}
    )
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["title"] and answer.json()["title_en"]


def test_what_storage_received_must_be_what_was_declared(
    as_person: Callable[[str], Person], lan: dict[str, Any]
) -> None:
    import hashlib

    citizen = as_person(CITIZEN)
    declared = {
        "name": "a.pdf",
        "media_type": "application/pdf",
        "size": 4,
        "sha256": hashlib.sha256(b"good").hexdigest(),
    }
    form = citizen.post("/intake/uploads", declared)
    citizen.http.post(form["url"], data=form["fields"], files={"file": ("a.pdf", b"evil")})
    altered = {"upload_id": form["upload_id"], "component": "birth_certificate"}
    with pytest.raises(Refused, match="/documents/0/upload_id"):
        citizen.post("/intake/dossiers", {**filing(citizen, lan), "documents": [altered]})


def test_a_file_of_another_length_is_refused_by_storage(
    as_person: Callable[[str], Person],
) -> None:
    citizen = as_person(CITIZEN)
    declared = {"name": "a.pdf", "media_type": "application/pdf", "size": 4, "sha256": "0" * 64}
    form = citizen.post("/intake/uploads", declared)
    sent = citizen.http.post(form["url"], data=form["fields"], files={"file": ("a.pdf", b"12345")})
    assert sent.status_code == 400
