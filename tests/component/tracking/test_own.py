"""My dossiers: the list, the whole dossier, and its timeline, for the owner alone."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from services.tracking.app import app
from shared.dossier import queries
from shared.identity import vault
from tests.component.intake.filings import ANSWERS
from tests.component.tracking import lives
from tests.component.tracking.lives import DOSSIER, FINISHED_IN_TIME, get
from tests.support.calling import Answer, Who, call
from tests.support.logs import log_lines
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE,
    LAN,
    LAN_ID,
    LEADER,
    MINH,
    WARD_OFFICER,
    person,
)

pytestmark = pytest.mark.usefixtures("cloud")
OF_ONE = ["", "/timeline", "/documents", "/documents/{document_id}"]
NOBODY = "H24.X001-260105-9999"


def mine(who: Who | None = LAN, **query: str) -> Answer:
    return call(app, "GET", "/tracking/dossiers", who=who, query=query)


def codes(answer: Answer) -> list[str]:
    return [line["dossier_id"] for line in answer.json["items"]]


def token(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


# ---- the list ------------------------------------------------------------------------------------


def test_my_dossiers_come_newest_first_and_nobody_elses() -> None:
    first, second = lives.submitted().dossier_id, lives.accepted().dossier_id
    lives.submitted(MINH)
    assert codes(mine()) == [second, first]


def test_a_line_says_where_the_dossier_stands_in_both_languages() -> None:
    lives.waiting(lives.accepted())
    (line,) = mine().json["items"]
    assert (line["status_name"], line["status_name_en"]) == (
        "Yêu cầu bổ sung giấy tờ",
        "Supplement asked",
    )
    assert (line["standing_name"], line["standing_name_en"]) == (
        "Đang chờ người nộp",
        "Waiting for the applicant",
    )
    assert line["agency_name"] == "Phường Thủy Nguyên"
    assert line["due_at"].endswith("+07:00")


def test_before_acceptance_a_line_shows_the_reception_deadline() -> None:
    dossier = lives.submitted()
    (line,) = mine().json["items"]
    assert line["due_at"] == lives.look_up(dossier.dossier_id).json["clock"]["reception_due_at"]


def test_a_closed_dossier_is_no_longer_measured_against_now() -> None:
    lives.withdrawn(lives.accepted())
    (line,) = mine().json["items"]
    assert line["closed_at"] is not None
    assert line["standing"] in FINISHED_IN_TIME


def test_dossiers_handed_in_for_others_are_a_list_of_their_own() -> None:
    code = lives.submitted(LAN, applicant=person(MINH), representative=person(LAN)).dossier_id
    assert codes(mine(LAN)) == []
    assert codes(mine(LAN, **{"as": "representative"})) == [code]
    assert codes(mine(MINH)) == [code]


def test_pages_together_are_the_whole_list() -> None:
    all_codes = [lives.submitted().dossier_id for _ in range(3)]
    found: list[str] = []
    query = {"limit": "1"}
    while True:
        answer = mine(LAN, **query)
        found += codes(answer)
        if answer.json["next"] is None:
            break
        query["next"] = answer.json["next"]
    assert found == all_codes[::-1]


def test_an_account_without_an_identity_number_owns_nothing() -> None:
    lives.submitted()
    assert mine(replace(LAN, identity_number="")).json == {"items": [], "next": None}


def test_a_token_of_anothers_list_is_refused() -> None:
    lives.submitted(MINH)
    lives.submitted(MINH)
    theirs = mine(MINH, limit="1").json["next"]
    answer = mine(LAN, next=theirs)
    assert (answer.status, answer.json["type"]) == (400, "urn:motcua:problem:malformed-token")


def tampered(own: str) -> list[str]:
    """Tokens that look like one of ours."""
    cursor = json.loads(base64.urlsafe_b64decode(own + "=" * (-len(own) % 4)))
    return [
        token(cursor | {"submitted_at": {"N": "1"}}),
        token(cursor | {"submitted_at": {"S": ""}}),
        token(cursor | {"submitted_at": {}}),
        token({name: value for name, value in cursor.items() if name != "item"}),
        token([]),
        "not a token",
        "ä",
        "",
    ]


def test_a_made_up_token_is_refused() -> None:
    lives.submitted()
    lives.submitted()
    for made_up in tampered(mine(limit="1").json["next"]):
        answer = mine(next=made_up)
        assert (answer.status, answer.json["type"]) == (400, "urn:motcua:problem:malformed-token")


def test_every_wrong_parameter_is_named_at_once() -> None:
    answer = mine(LAN, limit="0", surprise="1", **{"as": "neighbour"})
    assert answer.status == 422
    assert {e["field"] for e in answer.json["errors"]} == {
        "query.limit",
        "query.as",
        "query.surprise",
    }


# ---- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", OF_ONE)
@pytest.mark.parametrize("who", [MINH, WARD_OFFICER, LEADER, ADMINISTRATOR])
def test_a_dossier_is_its_owners_alone(who: Who, what: str) -> None:
    code = lives.accepted().dossier_id
    assert get(code, what, who, document_id="any").status == 403
    assert list(queries.accesses(code)) == []


@pytest.mark.parametrize("what", OF_ONE)
def test_without_a_token_nothing_is_shown(what: str) -> None:
    code = lives.accepted().dossier_id
    answer = get(code, what, None, document_id="any")
    assert (answer.status, answer.json["type"]) == (401, "urn:motcua:problem:not-signed-in")


@pytest.mark.parametrize("what", OF_ONE)
def test_an_expired_token_shows_nothing(what: str) -> None:
    code = lives.accepted().dossier_id
    answer = get(code, what, replace(LAN, expires_in=-1), document_id="any")
    assert (answer.status, answer.json["type"]) == (401, "urn:motcua:problem:session-expired")


def test_the_list_needs_a_live_token_of_a_citizen() -> None:
    assert mine(None).status == 401
    assert mine(replace(LAN, expires_in=-1)).status == 401
    assert mine(WARD_OFFICER).status == 403


@pytest.mark.parametrize("what", OF_ONE)
def test_an_unknown_dossier_is_not_found(what: str) -> None:
    assert get(NOBODY, what, document_id="any").status == 404


@pytest.mark.parametrize("what", OF_ONE)
def test_a_malformed_code_is_said_to_be_so(what: str) -> None:
    answer = get("IDEM#x", what, document_id="any")
    assert (answer.status, answer.json["type"]) == (400, "urn:motcua:problem:malformed-code")


# ---- the dossier ---------------------------------------------------------------------------------


def test_the_owner_sees_everything_they_handed_in() -> None:
    answer = get(lives.accepted().dossier_id)
    assert answer.status == 200
    assert answer.json["applicant"] == person(LAN)
    assert answer.json["answers"] == ANSWERS
    assert answer.json["legal_moves"] == ["withdraw"]
    assert answer.headers["ETag"] == '"2"'


def test_the_representative_sees_it_too() -> None:
    code = lives.submitted(LAN, applicant=person(MINH), representative=person(LAN)).dossier_id
    answer = get(code, who=LAN)
    assert answer.json["applicant"]["name"] == MINH.name
    assert answer.json["representative"]["name"] == LAN.name


def test_the_owner_sees_what_is_asked_and_what_was_decided() -> None:
    waiting = lives.waiting(lives.accepted())
    assert get(waiting.dossier_id).json["supplement"]["deadline"]
    done = lives.resolved(lives.processing(lives.accepted()))
    assert get(done.dossier_id).json["result"]["number"] == "1/GKS"


def test_reading_the_personal_part_is_recorded() -> None:
    code = lives.accepted().dossier_id
    get(code)
    (access,) = queries.accesses(code)
    assert (access.subject, access.route) == (LAN.subject, f"GET {DOSSIER}")


def test_reading_is_recorded_even_if_it_then_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    code = lives.accepted().dossier_id
    monkeypatch.setattr(vault, "unseal", None)
    assert get(code).status == 500
    assert len(list(queries.accesses(code))) == 1


def test_people_are_never_logged() -> None:
    code = lives.accepted().dossier_id
    with log_lines() as lines:
        assert get(code).status == 200
        assert get(code, "/timeline").status == 200
        assert mine().status == 200
        assert get(code, who=MINH).status == 403
    seen = [s for s in (LAN.name, LAN_ID, "0912345678", MINH.name) if s in lines.getvalue()]
    assert seen == []


# ---- the timeline --------------------------------------------------------------------------------


def test_the_timeline_tells_every_event_in_both_languages() -> None:
    dossier = lives.processing(lives.accepted())
    items = get(dossier.dossier_id, "/timeline").json["items"]
    assert [item["number"] for item in items] == [1, 2, 3]
    assert items[1]["text"].startswith("Phường Thủy Nguyên đã tiếp nhận hồ sơ.")
    assert items[1]["text_en"].startswith("Accepted by Thuy Nguyen Ward.")


def test_the_timeline_names_officials_and_their_agency() -> None:
    dossier = lives.processing(lives.accepted())
    actor = get(dossier.dossier_id, "/timeline").json["items"][-1]["actor"]
    assert (actor["name"], actor["agency_name"]) == (lives.OFFICER_NAME, "Phường Thủy Nguyên")


def test_the_timeline_names_no_applicant() -> None:
    (item,) = get(lives.submitted().dossier_id, "/timeline").json["items"]
    assert (item["actor"]["party"], item["actor"]["name"]) == ("owner", "")


def test_the_timeline_shows_the_reasons_that_were_given() -> None:
    dossier = lives.waiting(lives.accepted())
    assert get(dossier.dossier_id, "/timeline").json["items"][-1]["note"] == lives.REASON


def test_the_timeline_names_the_linked_agency() -> None:
    dossier = lives.forwarded(lives.processing(lives.accepted()), JUSTICE)
    assert "Sở Tư pháp" in get(dossier.dossier_id, "/timeline").json["items"][-1]["text"]


def test_the_timeline_shows_the_clock() -> None:
    clock = get(lives.accepted().dossier_id, "/timeline").json["clock"]
    assert clock["explanation"].startswith("Nhận lúc")


def test_the_timeline_is_one_query() -> None:
    code = lives.accepted().dossier_id
    get(code, "/timeline")
    with lives.counted_calls() as calls:
        assert get(code, "/timeline").status == 200
    assert calls == {"Query": 1}
