"""Supplements and withdrawal through intake."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.intake.app import app
from shared import access
from shared.dossier import ledger, moves, queries
from shared.reference import store
from shared.web.principal import from_authorizer
from tests.component.intake.filings import submit, take_in, upload
from tests.support.calling import Answer, Who, call
from tests.support.people import JUSTICE_OFFICER, LAN, MINH, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud")


def ask_supplement(dossier_id: str) -> None:
    dossier = ledger.load(dossier_id)
    officer = from_authorizer(WARD_OFFICER.context())
    assert officer is not None
    by = access.by(officer, dossier, store.agencies())
    now = datetime.now(UTC)
    ledger.append(moves.ask_supplement(dossier, by, now, store.calendar(), reason="Thiếu ảnh"))


def send(dossier_id: str, move: str, who: Who, body: dict[str, Any], **more: Any) -> Answer:
    resource = f"/intake/dossiers/{{dossier_id}}/{move}"
    return call(app, "POST", resource, path={"dossier_id": dossier_id}, body=body, who=who, **more)


def test_applicant_supplements_and_the_dossier_goes_on() -> None:
    code = take_in().json["dossier_id"]
    ask_supplement(code)
    files = [{"upload_id": upload(LAN), "component": "identity"}]
    answer = send(code, "supplement", LAN, {"documents": files, "note": "Bổ sung ảnh"})
    assert (answer.status, answer.json["status"]) == (200, 2)
    assert {d.purpose for d in queries.documents(code)} == {"application", "supplement"}


def test_supplement_is_received_at_the_counter_too() -> None:
    code = take_in().json["dossier_id"]
    ask_supplement(code)
    assert send(code, "supplement", WARD_OFFICER, {"note": "Nộp bản giấy"}).json["status"] == 2


def test_supplement_that_nobody_asked_for_is_refused_with_what_is_legal() -> None:
    code = take_in().json["dossier_id"]
    answer = send(code, "supplement", LAN, {})
    assert (answer.status, answer.json["legal_moves"]) == (409, ["withdraw"])


def test_stranger_cannot_supplement() -> None:
    code = take_in().json["dossier_id"]
    ask_supplement(code)
    assert send(code, "supplement", MINH, {}).status == 403


def test_applicant_withdraws() -> None:
    code = submit().json["dossier_id"]
    answer = send(code, "withdrawal", LAN, {"reason": "Nộp nhầm thủ tục"})
    assert (answer.status, answer.json["status"]) == (200, 7)


def test_stranger_cannot_withdraw_and_nothing_is_written() -> None:
    code = submit().json["dossier_id"]
    assert send(code, "withdrawal", MINH, {}).status == 403
    assert ledger.load(code).version == 1


def test_officer_of_another_agency_cannot_withdraw() -> None:
    code = submit().json["dossier_id"]
    assert send(code, "withdrawal", JUSTICE_OFFICER, {}).status == 403


def test_stale_screen_is_told_to_reload() -> None:
    code = submit().json["dossier_id"]
    answer = send(code, "withdrawal", LAN, {}, headers={"If-Match": '"7"'})
    assert (answer.status, answer.json["type"]) == (412, "urn:motcua:problem:stale-version")


def test_repeating_a_move_with_its_key_gives_the_first_answer_though_it_is_illegal_now() -> None:
    code = submit().json["dossier_id"]
    first = send(code, "withdrawal", LAN, {}, key="withdraw-once")
    again = send(code, "withdrawal", LAN, {}, key="withdraw-once")
    assert (again.status, again.json) == (first.status, first.json)
    assert ledger.load(code).version == 2


def test_unknown_dossier_is_not_found() -> None:
    assert send("H24.X001-200101-0001", "withdrawal", LAN, {}).status == 404
