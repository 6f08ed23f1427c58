"""Many at once: codes, versions, keys."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from infra.local.cloud import Cloud
from infra.local.life import CITIZEN, OFFICER, Person, filing
from shared.dossier.numbering import parse

ELSEWHERE = "H24.X114"


def test_64_submissions_at_once_get_64_consecutive_codes(
    system: Cloud, lan: dict[str, Any]
) -> None:
    body = {**filing(Person(system.url, system.token(CITIZEN)), lan), "agency_code": ELSEWHERE}

    def submit(_: int) -> str:
        citizen = Person(system.url, system.token(CITIZEN))
        return str(citizen.post("/intake/dossiers", body)["dossier_id"])

    with ThreadPoolExecutor(16) as pool:
        codes = [parse(code) for code in pool.map(submit, range(64))]
    numbers = sorted(code.number for code in codes)
    assert numbers == list(range(numbers[0], numbers[0] + 64))
    assert len({str(code) for code in codes}) == 64


def test_one_request_sent_many_times_at_once_is_carried_out_once(
    system: Cloud, lan: dict[str, Any]
) -> None:
    citizen = Person(system.url, system.token(CITIZEN))
    body = filing(citizen, lan)
    headers = {"Authorization": f"Bearer {citizen.token}", "Idempotency-Key": "pressed-eight-times"}

    def press(_: int) -> httpx.Response:
        return httpx.post(
            f"{system.url}/api/intake/dossiers", json=body, headers=headers, timeout=60
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(8)))
    assert {a.status_code for a in answers} <= {201, 409}
    assert len({a.json()["dossier_id"] for a in answers if a.status_code == 201}) == 1


def test_two_officers_accept_at_once_and_one_wins(
    system: Cloud, as_person: Callable[[str], Person], lan: dict[str, Any]
) -> None:
    citizen = as_person(CITIZEN)
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    token = system.token(OFFICER)

    def accept(number: int) -> int:
        headers = {
            "Authorization": f"Bearer {token}",
            "Idempotency-Key": f"officer-{number}-{code}",
        }
        url = f"{system.url}/api/processing/dossiers/{code}/acceptance"
        return httpx.post(url, json={}, headers=headers, timeout=60).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(accept, range(4)))
    assert statuses.count(200) == 1
    assert set(statuses) <= {200, 409, 412}
