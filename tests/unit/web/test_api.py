"""The manners of every route: who gets in, what is asked of a request, how answers look."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.dossier import ledger
from shared.dossier.errors import AlreadyAnswered, DossierNotFound, KeyReused, StaleVersion
from shared.web.problems import Problem
from shared.web.request import Request
from tests.support.calling import Who, call
from tests.support.logs import log_lines
from tests.unit.web.asking import CITIZEN, ECHO, OFFICER, demo, listen, problem, shout

SECRET = "ngoại lệ có thông tin nội bộ"


def raising(error: Exception) -> Any:
    def doing(_: Request[Any, Any]) -> None:
        raise error

    return demo(doing)


@pytest.fixture
def earlier(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the ledger remembers of this caller's key."""

    def remember(found: AlreadyAnswered | KeyReused | None) -> None:
        monkeypatch.setattr(ledger, "answered", lambda *_: found)

    remember(None)
    return remember


def test_a_good_request_gets_its_answer_as_utf8_json() -> None:
    answer = shout()
    assert (answer.status, answer.json) == (201, {"version": 7, "text": "à"})
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_versioned_answer_carries_its_version_as_etag() -> None:
    assert shout().headers["ETag"] == '"7"'


def test_answers_are_not_stored_by_anybody_on_the_way() -> None:
    assert shout().headers["Cache-Control"] == "no-store"
    assert listen(raising(Problem("internal"))).headers["Cache-Control"] == "no-store"


def test_a_public_answer_may_be_cached_for_as_long_as_declared() -> None:
    assert listen(demo(cache_seconds=300)).headers["Cache-Control"] == "public, max-age=300"


def test_a_refusal_on_a_cached_route_is_not_cached() -> None:
    answer = listen(demo(cache_seconds=300), query={"limit": "0"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_caller_without_a_token_is_told_to_sign_in() -> None:
    answer = shout(who=None)
    assert (answer.status, problem(answer)) == (401, "not-signed-in")


def test_a_caller_whose_token_ended_meanwhile_is_told_so() -> None:
    answer = shout(who=Who("officer", "officer", expires_in=-1))
    assert (answer.status, problem(answer)) == (401, "session-expired")


def test_a_caller_in_another_role_is_refused() -> None:
    assert (shout(who=CITIZEN).status, problem(shout(who=CITIZEN))) == (403, "role-missing")


def test_any_one_of_the_routes_roles_is_enough() -> None:
    for roles in ("leader", "citizen officer"):
        who = Who("somebody", roles)
        answer = call(demo().app, "POST", "/demo/whispers", body={"text": "à"}, who=who)
        assert answer.status == 200


def test_who_may_not_come_in_learns_nothing_about_the_body() -> None:
    assert problem(shout(who=CITIZEN, body={"wrong": 1})) == "role-missing"


def test_a_change_needs_a_key() -> None:
    answer = shout(key=None)
    assert (answer.status, problem(answer)) == (400, "bad-header")
    assert "Idempotency-Key" in answer.json["detail"]


@pytest.mark.parametrize("key", ["short", "x" * 129, "with space", "khóa-tiếng-việt"])
def test_a_key_that_is_no_key_is_refused(key: str) -> None:
    assert problem(shout(key=key)) == "bad-header"


@pytest.mark.parametrize("key", ["12345678", "x" * 128, '"quoted-key"', "a:b/c+d=e"])
def test_any_printable_ascii_of_eight_to_128_characters_is_a_key(key: str) -> None:
    assert shout(key=key).status == 201


def test_a_route_that_keeps_nothing_needs_no_key() -> None:
    answer = call(demo().app, "POST", "/demo/whispers", body={"text": "à"}, who=OFFICER, key=None)
    assert answer.status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data"])
def test_a_body_of_another_media_type_is_refused(kind: str) -> None:
    answer = shout(headers={"Content-Type": kind})
    assert (answer.status, problem(answer)) == (415, "unsupported-media-type")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=UTF-8"])
def test_json_may_be_announced_as_people_do(kind: str) -> None:
    assert shout(headers={"Content-Type": kind}).status == 201


def test_a_problem_says_it_in_both_languages_and_names_the_request() -> None:
    answer = shout(raising(Problem("not-found", "Không có.", "There is none.")))
    assert answer.json["status"] == answer.status == 404
    assert {"title", "title_en", "detail", "detail_en", "instance"} <= set(answer.json)
    assert len(answer.json["instance"]) == 32


def test_a_fault_of_ours_tells_the_caller_nothing_of_its_inside() -> None:
    answer = shout(raising(RuntimeError(SECRET)))
    assert (answer.status, problem(answer)) == (500, "internal")
    assert SECRET not in answer.text


def test_a_fault_while_looking_for_an_earlier_answer_is_a_problem_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreachable(*_: object) -> None:
        raise ConnectionError(SECRET)

    monkeypatch.setattr(ledger, "answered", unreachable)
    assert problem(shout(raising(DossierNotFound()))) == "internal"


def test_a_repeated_request_gets_the_first_answer(earlier: Any) -> None:
    answer = shout(raising(AlreadyAnswered(201, b'{"text": "first"}')))
    assert (answer.status, answer.json["text"]) == (201, "first")
    assert answer.headers["Idempotency-Replayed"] == "true"


def test_a_repeat_that_no_longer_is_legal_gets_the_first_answer(earlier: Any) -> None:
    earlier(AlreadyAnswered(201, b'{"text": "first"}'))
    assert shout(raising(StaleVersion(1, 2))).json == {"text": "first"}


def test_a_key_used_for_another_request_is_told_before_the_refusal(earlier: Any) -> None:
    earlier(KeyReused("key"))
    assert problem(shout(raising(StaleVersion(1, 2)))) == "key-reused"


def test_a_refusal_without_an_earlier_answer_stands(earlier: Any) -> None:
    assert problem(shout(raising(DossierNotFound()))) == "dossier-not-found"


def test_a_read_with_a_strange_key_is_refused_for_its_own_reason(earlier: Any) -> None:
    answer = listen(raising(DossierNotFound()), headers={"Idempotency-Key": "x"})
    assert problem(answer) == "dossier-not-found"


def test_half_a_character_in_the_body_is_malformed_json() -> None:
    assert problem(shout(body=None, raw='{"text": "\ud800"}')) == "malformed-json"


def test_every_call_leaves_one_line_without_what_people_sent() -> None:
    with log_lines() as log:
        shout(body={"text": "Nguyễn Thị Lan"})
    (line,) = log.getvalue().splitlines()
    logged = json.loads(line)
    assert (logged["route"], logged["status"], logged["method"]) == (ECHO, 201, "POST")
    assert "Lan" not in line and "Nguy" not in line
