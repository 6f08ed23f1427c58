"""Each move of the officer's side over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from shared.dossier import ledger, queries
from shared.dossier.status import Status
from tests.component.processing.desk import (
    LINKED,
    LINKED_OFFICER,
    REASON,
    RULES,
    WARD_LEADER,
    accepted,
    ago,
    asked,
    forwarded,
    move,
    result,
    submitted,
    upload,
)
from tests.support.calling import Who
from tests.support.people import JUSTICE, LEADER, WARD, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud")
ASSIGNEE = {"assignee": "officer-ward-2", "assignee_name": "Đỗ Quốc Việt"}


def test_acceptance_starts_the_clock_and_explains_the_due_date() -> None:
    answer = move(submitted(), "acceptance")
    assert (answer.status, answer.json["status"], answer.json["version"]) == (200, 2, 2)
    clock = answer.json["clock"]
    assert clock["due_at"].endswith("+07:00")
    assert clock["explanation"].startswith("Nhận lúc")
    assert clock["explanation_en"].startswith("Received at")
    assert clock["steps"][-1]["kind"] == "due"
    assert (clock["standing"], clock["standing_name_en"]) == ("on_time", "On time")


def test_an_answer_names_status_agency_and_what_the_caller_may_do_next() -> None:
    answer = move(submitted(), "acceptance").json
    assert (answer["status_name"], answer["status_name_en"]) == ("Được tiếp nhận", "Accepted")
    assert answer["agency_code"] == answer["held_by"] == WARD
    assert answer["agency_name"] == "Phường Thủy Nguyên"
    assert {"assign", "ask_supplement", "resolve"} <= set(answer["legal_moves"])
    assert "accept" not in answer["legal_moves"]


def test_an_answer_holds_no_personal_data() -> None:
    text = move(submitted(), "acceptance").text
    assert "Nguyễn Thị Lan" not in text
    assert "031190000001" not in text


def test_the_answer_carries_the_version_for_the_next_if_match() -> None:
    assert move(submitted(), "acceptance").headers["ETag"] == '"2"'


def test_refusal_closes_the_dossier_with_its_reason() -> None:
    dossier = submitted()
    answer = move(dossier, "refusal", {"reason": REASON})
    assert (answer.json["status"], answer.json["legal_moves"]) == (3, [])
    assert queries.history(dossier.dossier_id)[-1].note == REASON


@pytest.mark.parametrize("who", [WARD_OFFICER, WARD_LEADER, LEADER])
def test_officers_and_leaders_assign(who: Who) -> None:
    answer = move(accepted(), "assignment", ASSIGNEE, who)
    assert (answer.json["status"], answer.json["assigned_to"]) == (4, "officer-ward-2")


def test_a_request_for_supplement_stops_the_clock() -> None:
    answer = move(
        accepted(), "supplement-request", {"reason": REASON, "items": ["Giấy chứng sinh"]}
    )
    assert (answer.json["status"], answer.json["supplements_used"]) == (5, 1)
    assert (answer.json["clock"]["running"], answer.json["clock"]["standing"]) == (False, "waiting")


def test_a_second_request_for_supplement_is_against_the_procedure() -> None:
    dossier = accepted(rules=replace(RULES, max_supplements=0))
    answer = move(dossier, "supplement-request", {"reason": REASON})
    assert (answer.status, answer.json["rule"]) == (409, "supplement_limit")


def test_an_unanswered_request_expires() -> None:
    answer = move(asked(ago(days=60)), "supplement-expiry")
    assert answer.json["status"] == Status.STOPPED


def test_a_request_does_not_expire_early() -> None:
    answer = move(asked(ago(days=1)), "supplement-expiry")
    assert (answer.status, answer.json["rule"]) == (409, "supplement_still_open")
    assert answer.json["detail"] and answer.json["detail_en"]


def test_a_financial_duty_is_asked_and_confirmed() -> None:
    dossier = accepted()
    assert move(dossier, "financial-duty-request", {"reason": REASON}).json["status"] == 6
    answer = move(dossier, "financial-duty-confirmation", {"note": "Đã nộp"})
    assert (answer.json["status"], answer.json["clock"]["running"]) == (4, True)


def test_forwarding_hands_the_dossier_to_a_linked_agency() -> None:
    answer = move(accepted(), "forwarding", {"to_agency": LINKED}).json
    assert (answer["agency_code"], answer["held_by"], answer["status"]) == (WARD, LINKED, 4)
    assert set(answer["legal_moves"]) == {"receive_back", "extend", "withdraw"}


def test_forwarding_to_an_agency_outside_the_procedure_is_refused() -> None:
    answer = move(accepted(), "forwarding", {"to_agency": JUSTICE})
    assert (answer.status, answer.json["rule"]) == (409, "not_linked")


def test_forwarding_is_free_where_the_procedure_names_no_agencies() -> None:
    dossier = accepted(rules=replace(RULES, linked_agencies=()))
    assert move(dossier, "forwarding", {"to_agency": JUSTICE}).json["held_by"] == JUSTICE


@pytest.mark.parametrize("ghost", ["H24.X999", "H24.Q303"])
def test_forwarding_to_an_agency_that_does_not_exist_today_names_the_field(ghost: str) -> None:
    answer = move(accepted(), "forwarding", {"to_agency": ghost})
    assert answer.status == 422
    assert [(e["field"], e["rule"]) for e in answer.json["errors"]] == [
        ("/to_agency", "unknown_agency")
    ]


@pytest.mark.parametrize("who", [WARD_OFFICER, LINKED_OFFICER])
def test_either_agency_brings_a_forwarded_dossier_back(who: Who) -> None:
    answer = move(forwarded(), "receiving-back", {"note": "Đồng ý"}, who)
    assert (answer.status, answer.json["held_by"]) == (200, WARD)


def test_extension_moves_the_due_date_once() -> None:
    dossier = accepted()
    assert dossier.due_at is not None
    body = {"new_due": (dossier.due_at + timedelta(days=7)).isoformat(), "apology": "Xin lỗi"}
    answer = move(dossier, "extension", body)
    assert answer.json["clock"]["due_at"] > dossier.due_at.isoformat()
    assert "gia hạn" in answer.json["clock"]["explanation"]
    body["new_due"] = (dossier.due_at + timedelta(days=20)).isoformat()
    again = move(dossier, "extension", body)
    assert (again.status, again.json["rule"]) == (409, "already_extended")


def test_an_extension_of_more_than_a_year_is_surely_a_mistake() -> None:
    new_due = (datetime.now(UTC) + timedelta(days=3650)).isoformat()
    answer = move(accepted(), "extension", {"new_due": new_due, "apology": "Xin lỗi"})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "/new_due")


def test_a_stopped_dossier_is_taken_up_again() -> None:
    dossier = accepted()
    assert move(dossier, "stop", {"notice": REASON}).json["status"] == 8
    assert move(dossier, "resumption", {}).json["status"] == 4


def test_resolution_keeps_the_result_and_its_document() -> None:
    dossier = accepted()
    answer = move(dossier, "resolution", result())
    assert (answer.status, answer.json["status"]) == (200, 9)
    stored = ledger.load(dossier.dossier_id)
    assert stored.result is not None and stored.result.number == "12/GKS"
    (kept,) = [d for d in queries.documents(dossier.dossier_id) if d.purpose == "result"]
    assert (kept.name, kept.storage_key) == ("kết quả.pdf", f"documents/{kept.document_id}")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"documents": []}, "/documents"),
        ({"documents": [{"upload_id": "0" * 32}]}, "/documents/0/upload_id"),
        ({"signed_on": "2999-01-01"}, "/signed_on"),
        ({"outcome": "perhaps"}, "/outcome"),
    ],
)
def test_a_resolution_names_what_is_wrong_with_it(change: dict[str, object], field: str) -> None:
    dossier = accepted()
    answer = move(dossier, "resolution", result(**change))
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)
    assert ledger.load(dossier.dossier_id).version == dossier.version


def test_the_files_of_another_officer_are_not_taken() -> None:
    theirs = [{"upload_id": upload(LINKED_OFFICER)}]
    assert move(accepted(), "resolution", result(documents=theirs)).status == 422


@pytest.mark.parametrize("method", ["counter", "post", "online"])
def test_the_result_is_returned_at_the_counter_by_post_or_online(method: str) -> None:
    dossier = accepted()
    move(dossier, "resolution", result())
    answer = move(dossier, "return", {"method": method})
    assert (answer.json["status"], answer.json["legal_moves"]) == (10, [])
    assert answer.json["closed_at"]


def test_a_correction_is_the_leaders() -> None:
    dossier = accepted()
    move(dossier, "resolution", result())
    assert move(dossier, "correction", {"reason": REASON}).status == 403
    answer = move(dossier, "correction", {"reason": REASON}, LEADER)
    assert (answer.status, answer.json["status"], answer.json["resolved_at"]) == (200, 4, None)


def test_a_whole_life_is_one_chain_of_events() -> None:
    dossier = submitted()
    move(dossier, "acceptance")
    move(dossier, "assignment", ASSIGNEE)
    move(dossier, "forwarding", {"to_agency": LINKED})
    move(dossier, "receiving-back", {}, LINKED_OFFICER)
    move(dossier, "resolution", result())
    move(dossier, "return", {"method": "counter"})
    events = queries.history(dossier.dossier_id)
    assert [event.number for event in events] == list(range(1, 8))
    assert {event.agency_code for event in events} == {WARD}
