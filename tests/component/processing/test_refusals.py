"""Who may not, what is not taken, and that nothing is written then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from services.processing.app import api
from shared.dossier import ledger
from shared.dossier.dossier import Dossier
from tests.component.processing.desk import (
    LINKED_OFFICER,
    REASON,
    accepted,
    everything,
    forwarded,
    get,
    move,
    submitted,
)
from tests.support.calling import Answer, Who
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE_OFFICER,
    LAN,
    LEADER,
    MINH,
    WARD_OFFICER,
)

pytestmark = pytest.mark.usefixtures("cloud")
OTHER_LEADER = Who("leader-justice", "leader", agency="H24.D02", name="Tạ Thị Sở")
EXPIRED = replace(WARD_OFFICER, expires_in=-1)
MOVES = [r.path.rpartition("/")[2] for r in api.routes if r.method == "POST"]
BODIES: dict[str, Any] = {
    "refusal": {"reason": REASON},
    "assignment": {"assignee": "o", "assignee_name": "Đỗ Quốc Việt"},
    "supplement-request": {"reason": REASON},
    "financial-duty-request": {"reason": REASON},
    "forwarding": {"to_agency": "H24.CA"},
    "extension": {"new_due": "2026-12-01T08:00:00+07:00", "apology": "Xin lỗi"},
    "stop": {"notice": REASON},
    "resolution": {
        "outcome": "granted",
        "number": "1",
        "signed_by": "X",
        "signed_on": "2026-01-01",
        "documents": [{"upload_id": "0" * 32}],
    },
    "return": {"method": "counter"},
    "correction": {"reason": REASON},
}


@pytest.fixture
def dossier(cloud: dict[str, str]) -> Iterator[Dossier]:
    """A submitted dossier that nothing in the test may change."""
    found = submitted()
    before = everything()
    yield found
    assert everything() == before


def slug(answer: Answer) -> str:
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json["title"] and answer.json["title_en"]
    return str(answer.json["type"]).rpartition(":")[2]


def fields(answer: Answer) -> set[tuple[str, str]]:
    return {(e["field"], e["rule"]) for e in answer.json["errors"]}


@pytest.mark.parametrize("who", [JUSTICE_OFFICER, OTHER_LEADER, LAN, MINH, ADMINISTRATOR])
def test_no_stranger_makes_any_move(dossier: Dossier, who: Who) -> None:
    for name in MOVES:
        answer = move(dossier, name, BODIES.get(name), who)
        assert answer.status == 403, name
        assert slug(answer) in {"not-entitled", "role-missing"}


def test_an_officer_of_another_agency_is_told_that_it_is_not_theirs(dossier: Dossier) -> None:
    assert slug(move(dossier, "acceptance", who=JUSTICE_OFFICER)) == "not-entitled"


def test_a_citizen_has_no_desk(dossier: Dossier) -> None:
    assert slug(move(dossier, "acceptance", who=LAN)) == "role-missing"


def test_an_official_who_is_the_applicant_does_not_decide_their_own_case(dossier: Dossier) -> None:
    lan_at_work = replace(LAN, roles="citizen officer", agency="H24.D02")
    assert slug(move(dossier, "acceptance", who=lan_at_work)) == "not-entitled"
    assert slug(get(dossier, who=lan_at_work)) == "not-entitled"


def test_a_leader_of_another_subtree_may_neither_move_nor_read(dossier: Dossier) -> None:
    assert slug(move(dossier, "stop", BODIES["stop"], OTHER_LEADER)) == "not-entitled"
    for rest in ("", "/timeline"):
        assert slug(get(dossier, rest, OTHER_LEADER)) == "not-entitled"


def test_a_leader_does_not_do_the_officers_part(dossier: Dossier) -> None:
    assert slug(move(dossier, "acceptance", who=LEADER)) == "role-missing"


def test_an_agency_that_no_longer_holds_a_dossier_is_a_stranger_again(cloud: object) -> None:
    dossier = forwarded()
    assert get(dossier, who=LINKED_OFFICER).status == 200
    move(dossier, "receiving-back", {})
    assert get(dossier, who=LINKED_OFFICER).status == 403


def test_the_holding_agency_cannot_decide_the_dossier(cloud: object) -> None:
    dossier = forwarded()
    answer = move(dossier, "stop", BODIES["stop"], LINKED_OFFICER)
    assert (answer.status, answer.json["legal_moves"]) == (409, ["receive_back"])


@pytest.mark.parametrize(
    ("who", "problem"), [(None, "not-signed-in"), (EXPIRED, "session-expired")]
)
def test_without_a_live_token_nothing_happens(
    dossier: Dossier, who: Who | None, problem: str
) -> None:
    for name in MOVES:
        answer = move(dossier, name, BODIES.get(name), who)  # type: ignore[arg-type]
        assert (answer.status, slug(answer)) == (401, problem)


def test_a_stale_screen_is_told_to_reload(cloud: object) -> None:
    dossier = accepted()
    before = everything()
    answer = move(dossier, "stop", BODIES["stop"], headers={"If-Match": '"1"'})
    assert (answer.status, slug(answer)) == (412, "stale-version")
    assert everything() == before


@pytest.mark.parametrize("version", ['"2"', "2", 'W/"2"', "*"])
def test_a_current_screen_moves_on(cloud: object, version: str) -> None:
    answer = move(accepted(), "stop", BODIES["stop"], headers={"If-Match": version})
    assert answer.status == 200


def test_an_if_match_that_is_no_version_is_refused(dossier: Dossier) -> None:
    answer = move(dossier, "acceptance", headers={"If-Match": "abc"})
    assert (answer.status, slug(answer)) == (400, "bad-header")


def test_every_move_needs_an_idempotency_key(dossier: Dossier) -> None:
    for name in MOVES:
        answer = move(dossier, name, BODIES.get(name), _doer(name), key=None)
        assert (answer.status, slug(answer)) == (400, "bad-header")


def test_malformed_json_is_said_to_be_so(dossier: Dossier) -> None:
    for name in MOVES:
        answer = move(dossier, name, who=_doer(name), raw='{"reason": ')
        assert (answer.status, slug(answer)) == (400, "malformed-json")


def test_another_media_type_is_not_read(dossier: Dossier) -> None:
    answer = move(dossier, "acceptance", headers={"Content-Type": "text/plain"})
    assert (answer.status, slug(answer)) == (415, "unsupported-media-type")


def test_unknown_fields_are_named_on_every_move(dossier: Dossier) -> None:
    for name in MOVES:
        answer = move(dossier, name, {**BODIES.get(name, {}), "surprise": 1}, _doer(name))
        assert answer.status == 422
        assert fields(answer) == {("/surprise", "additionalProperties")}


def _doer(name: str) -> Who:
    return LEADER if name == "correction" else WARD_OFFICER


def test_all_wrong_fields_are_named_at_once(dossier: Dossier) -> None:
    body = {
        "outcome": 1,
        "number": "",
        "signed_on": "yesterday",
        "documents": [{"upload_id": "x"}, {}],
        "surprise": 1,
    }
    found = {field for field, _ in fields(move(dossier, "resolution", body))}
    assert found == {
        "/outcome",
        "/number",
        "/signed_by",
        "/signed_on",
        "/documents/0/upload_id",
        "/documents/1/upload_id",
        "/surprise",
    }


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001, None, 5])
def test_a_reason_is_a_text_that_says_something(dossier: Dossier, reason: object) -> None:
    answer = move(dossier, "refusal", {"reason": reason})
    assert answer.status == 422
    assert {field for field, _ in fields(answer)} == {"/reason"}


def test_a_moment_without_its_offset_is_not_a_moment(dossier: Dossier) -> None:
    answer = move(dossier, "extension", {"new_due": "2026-12-01T08:00:00", "apology": "Xin lỗi"})
    assert {field for field, _ in fields(answer)} == {"/new_due"}


@pytest.mark.parametrize("gap", ["[lý do]", "[reason]"])
def test_a_drafted_apology_is_not_sent_before_its_reason_is_filled_in(
    dossier: Dossier, gap: str
) -> None:
    body = {"new_due": "2026-12-01T08:00:00+07:00", "apology": f"Chưa giải quyết xong do {gap}."}
    assert fields(move(dossier, "extension", body)) == {("/apology", "reason_missing")}


def test_an_illegal_move_lists_what_is_legal_now(dossier: Dossier) -> None:
    answer = move(dossier, "return", {"method": "counter"})
    assert (answer.status, slug(answer)) == (409, "illegal-move")
    assert answer.json["legal_moves"] == ["accept", "refuse", "ask_supplement", "withdraw"]


def test_nothing_is_legal_once_it_is_closed(cloud: object) -> None:
    dossier = submitted()
    move(dossier, "refusal", {"reason": REASON})
    answer = move(dossier, "acceptance")
    assert (answer.status, answer.json["legal_moves"]) == (409, [])


def test_an_unknown_dossier_is_not_found(dossier: Dossier) -> None:
    for name in MOVES:
        answer = move("H24.X001-260302-9999", name, BODIES.get(name), _doer(name))
        assert (answer.status, slug(answer)) == (404, "dossier-not-found")


@pytest.mark.parametrize("code", ["nonsense", "SEQ#H24.X001#260302", "H24.X001-261399-0001"])
def test_a_code_that_is_none_is_called_malformed(dossier: Dossier, code: str) -> None:
    assert (move(code, "acceptance").status, get(code).status) == (400, 400)


def test_a_refused_move_leaves_the_version(dossier: Dossier) -> None:
    move(dossier, "return", {"method": "counter"})
    assert ledger.load(dossier.dossier_id).version == dossier.version
