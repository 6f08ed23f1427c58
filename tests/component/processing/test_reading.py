"""Worklists, the whole dossier, its timeline and its documents."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from services.processing.app import app
from shared.dossier import queries
from shared.identity import vault
from tests.component.processing.desk import (
    LINKED,
    LINKED_OFFICER,
    REASON,
    accepted,
    ago,
    asked,
    calls,
    forwarded,
    get,
    move,
    result,
    submitted,
)
from tests.support.calling import Answer, Who, call
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE,
    JUSTICE_OFFICER,
    LAN,
    LAN_ID,
    LEADER,
    WARD,
    WARD_OFFICER,
)

pytestmark = pytest.mark.usefixtures("cloud")


def worklist(who: Who = WARD_OFFICER, **query: Any) -> Answer:
    texts = {name: str(value) for name, value in query.items()}
    return call(app, "GET", "/processing/worklist", query=texts, who=who)


def codes(answer: Answer) -> list[str]:
    return [line["dossier_id"] for line in answer.json["items"]]


def test_the_worklist_is_the_officers_own_agency_soonest_due_first() -> None:
    later, sooner = accepted(), accepted(ago(days=30))
    theirs = accepted(agency=JUSTICE)
    assert codes(worklist()) == [sooner.dossier_id, later.dossier_id]
    assert codes(worklist(JUSTICE_OFFICER)) == [theirs.dossier_id]


def test_each_line_says_where_it_stands_in_both_languages() -> None:
    accepted(ago(days=30)), accepted(), asked(ago(days=1))
    found = {line["standing"]: line for line in worklist().json["items"]}
    assert set(found) == {"late", "on_time", "waiting"}
    assert (found["late"]["standing_name"], found["late"]["standing_name_en"]) == (
        "Quá hạn",
        "Late",
    )
    assert found["waiting"]["status_name"] == "Yêu cầu bổ sung giấy tờ"


def test_a_dossier_waiting_for_reception_is_due_when_it_must_be_received() -> None:
    dossier = submitted(ago(days=10))
    (line,) = worklist().json["items"]
    assert dossier.reception_due_at is not None
    assert (line["standing"], line["status"]) == ("late", 1)
    assert line["due_at"].endswith("+07:00")


def test_a_resolved_dossier_stands_as_it_was_resolved() -> None:
    dossier = accepted()
    move(dossier, "resolution", result())
    (line,) = worklist().json["items"]
    assert (line["status"], line["standing"]) == (9, "early")


def test_what_is_closed_leaves_the_worklist() -> None:
    move(submitted(), "refusal", {"reason": REASON})
    assert codes(worklist()) == []


def test_a_forwarded_dossier_is_in_both_worklists_until_it_comes_back() -> None:
    dossier = forwarded()
    assert codes(worklist()) == codes(worklist(LINKED_OFFICER)) == [dossier.dossier_id]
    assert worklist(LINKED_OFFICER).json["items"][0]["held_by"] == LINKED
    move(dossier, "receiving-back", {})
    assert (codes(worklist()), codes(worklist(LINKED_OFFICER))) == ([dossier.dossier_id], [])


def test_the_worklist_is_narrowed_by_status_and_by_due_date() -> None:
    old, new, raw = accepted(ago(days=30)), accepted(), submitted()
    assert codes(worklist(status=1)) == [raw.dossier_id]
    assert codes(worklist(status=2)) == [old.dossier_id, new.dossier_id]
    assert codes(worklist(due_before=ago(days=7).date())) == [old.dossier_id]


def test_the_worklist_comes_in_pages() -> None:
    made = [accepted(ago(days=n)).dossier_id for n in (40, 30, 20)]
    first = worklist(limit=2)
    rest = worklist(limit=2, next=first.json["next"])
    assert codes(first) + codes(rest) == made
    assert rest.json["next"] is None


def test_a_token_of_another_list_continues_nothing() -> None:
    made = [accepted(ago(days=n)) for n in (40, 30)]
    token = worklist(limit=1).json["next"]
    assert made and worklist(JUSTICE_OFFICER, limit=1, next=token).status == 400
    assert worklist(next="nonsense").status == 400


@pytest.mark.parametrize("who", [LEADER, ADMINISTRATOR])
def test_leaders_and_administrators_see_the_worklists_of_their_subtree(who: Who) -> None:
    dossier = accepted()
    assert codes(worklist(who, agency=WARD)) == [dossier.dossier_id]


def test_nobody_sees_a_worklist_outside_their_scope() -> None:
    for who in (JUSTICE_OFFICER, Who("leader-justice", "leader", agency=JUSTICE)):
        answer = worklist(who, agency=WARD)
        assert (answer.status, answer.json["type"]) == (403, "urn:motcua:problem:agency-not-yours")
    assert worklist(LAN).status == 403


def test_the_worklist_of_an_agency_that_does_not_exist_is_not_found() -> None:
    assert worklist(LEADER, agency="H24.X999").status == 404


def test_all_wrong_query_parameters_are_named_at_once() -> None:
    answer = worklist(status=11, due_before="soon", limit=0, surprise=1, agency="?")
    assert answer.status == 422
    assert {e["field"] for e in answer.json["errors"]} == {
        "query.status",
        "query.due_before",
        "query.limit",
        "query.surprise",
        "query.agency",
    }


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_date_beyond_all_reason_is_wrong_input_not_a_failure(day: str) -> None:
    assert worklist(due_before=day).status == 422


def test_the_file_shows_who_applies_and_what_they_answered() -> None:
    answer = get(submitted())
    assert answer.status == 200
    assert answer.json["applicant"]["identity_number"] == LAN_ID
    assert answer.json["answers"] == {"child_name": "Bảo"}
    assert [d["name"] for d in answer.json["documents"]] == ["giấy chứng sinh.pdf"]
    assert "storage_key" not in answer.text
    assert "accept" in answer.json["legal_moves"]


def test_who_reads_the_personal_part_is_recorded_before_it_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = submitted()

    def fails(*_: Any) -> None:
        raise RuntimeError("no key today")

    monkeypatch.setattr(vault, "unseal", fails)
    assert get(dossier).status == 500
    (record,) = queries.accesses(dossier.dossier_id)
    assert record.subject == WARD_OFFICER.subject
    assert record.route == "GET /processing/dossiers/{dossier_id}"


def test_who_may_not_read_opens_nothing_and_leaves_no_record() -> None:
    dossier = submitted()
    for who in (JUSTICE_OFFICER, LAN, ADMINISTRATOR, None):
        with calls() as made:
            assert get(dossier, who=who).status in (401, 403)
        assert "Decrypt" not in made
    assert list(queries.accesses(dossier.dossier_id)) == []


def test_an_expired_session_reads_nothing() -> None:
    dossier, expired = submitted(), replace(WARD_OFFICER, expires_in=-1)
    for rest in ("", "/timeline"):
        assert get(dossier, rest, expired).status == 401


@pytest.mark.parametrize("who", [LEADER, WARD_OFFICER])
def test_leaders_above_read_what_the_agency_reads(who: Who) -> None:
    assert get(submitted(), who=who).status == 200


def test_the_timeline_tells_every_event_in_both_languages() -> None:
    dossier = submitted()
    move(dossier, "acceptance")
    move(dossier, "forwarding", {"to_agency": LINKED, "note": "Đề nghị cho ý kiến"})
    entries = get(dossier, "/timeline").json["items"]
    assert [entry["type"] for entry in entries] == [
        "DossierSubmitted",
        "DossierAccepted",
        "DossierForwarded",
    ]
    assert entries[0]["text"] == "Hồ sơ được nộp trực tuyến tới Phường Thủy Nguyên."
    assert entries[1]["text"].startswith("Phường Thủy Nguyên đã tiếp nhận hồ sơ. Hẹn trả kết quả")
    assert entries[1]["text_en"].startswith("Accepted by")
    assert (entries[2]["note"], entries[2]["status_name"]) == ("Đề nghị cho ý kiến", "Đang xử lý")


def test_the_timeline_names_officials_and_their_agency_but_no_applicant() -> None:
    dossier = submitted()
    move(dossier, "acceptance")
    first, second = get(dossier, "/timeline").json["items"]
    assert first["actor"] == {
        "party": "owner",
        "name": "",
        "agency_code": "",
        "agency_name": "",
        "agency_name_en": "",
    }
    assert second["actor"] == {
        "party": "officer",
        "name": "Phạm Thu Hà",
        "agency_code": WARD,
        "agency_name": "Phường Thủy Nguyên",
        "agency_name_en": "Thuy Nguyen Ward",
    }


def test_the_timeline_costs_one_query() -> None:
    dossier = accepted()
    worklist()
    with calls() as made:
        assert get(dossier, "/timeline").status == 200
    assert made == ["Query"]


def test_a_document_is_fetched_by_a_link_that_lives_minutes() -> None:
    dossier = submitted()
    answer = get(dossier, "/documents/{document_id}", document_id="a" * 32)
    assert (answer.status, answer.json["expires_in"]) == (200, 300)
    query = parse_qs(urlparse(answer.json["url"]).query)
    assert query["X-Amz-Expires"] == ["300"]
    assert answer.json["name"] == "giấy chứng sinh.pdf"


def test_asking_for_a_document_is_recorded() -> None:
    dossier = submitted()
    get(dossier, "/documents/{document_id}", document_id="a" * 32)
    (record,) = queries.accesses(dossier.dossier_id)
    assert record.route.endswith("/documents/" + "a" * 32)


@pytest.mark.parametrize("document_id", ["b" * 32, "x" * 2000, "../a"])
def test_an_unknown_document_is_not_found(document_id: str) -> None:
    dossier = submitted()
    assert get(dossier, "/documents/{document_id}", document_id=document_id).status == 404
    assert list(queries.accesses(dossier.dossier_id)) == []


def test_a_stranger_gets_no_link() -> None:
    answer = get(submitted(), "/documents/{document_id}", JUSTICE_OFFICER, document_id="a" * 32)
    assert answer.status == 403


def test_an_unknown_dossier_is_not_found() -> None:
    for rest in ("", "/timeline"):
        assert get("H24.X001-260302-9999", rest).status == 404
