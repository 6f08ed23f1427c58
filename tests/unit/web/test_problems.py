"""Refusals as answers: RFC 9457, in Vietnamese and in English, for every error of the domain."""

from __future__ import annotations

import json
from typing import Any

import pytest

from shared.dossier import errors
from shared.web.messages import RULES, TITLES
from shared.web.problems import Problem, from_domain, invalid, wrong_field

REFUSALS: list[tuple[errors.DossierError, int, str]] = [
    (errors.MalformedCode("x"), 400, "malformed-code"),
    (errors.MalformedCursor("x"), 400, "malformed-token"),
    (errors.NotEntitled("x"), 403, "not-entitled"),
    (errors.DossierNotFound("x"), 404, "dossier-not-found"),
    (errors.IllegalMove("accept", 9, ("return_result",)), 409, "illegal-move"),
    (errors.MoveRefused("not_later"), 409, "move-refused"),
    (errors.KeyReused("x"), 409, "key-reused"),
    (errors.InFlight("x"), 409, "in-flight"),
    (errors.StaleVersion(1, 2), 412, "stale-version"),
]


def body(problem: Problem) -> dict[str, Any]:
    return dict(json.loads(problem.body("request-1")))


@pytest.mark.parametrize(("error", "status", "slug"), REFUSALS, ids=str)
def test_every_refusal_of_the_domain_has_its_status_and_type(
    error: errors.DossierError, status: int, slug: str
) -> None:
    found = body(from_domain(error))
    assert (found["status"], found["type"]) == (status, f"urn:motcua:problem:{slug}")
    assert found["instance"] == "request-1"


@pytest.mark.parametrize(("error", "status", "slug"), REFUSALS, ids=str)
def test_every_refusal_speaks_both_languages(
    error: errors.DossierError, status: int, slug: str
) -> None:
    found = body(from_domain(error))
    assert found["title"] and found["title_en"] and found["title"] != found["title_en"]
    assert bool(found.get("detail")) is bool(found.get("detail_en"))


def test_an_illegal_move_says_what_is_legal_now() -> None:
    found = body(from_domain(errors.IllegalMove("accept", 9, ("return_result", "correct"))))
    assert found["legal_moves"] == ["return_result", "correct"]
    assert "return_result, correct" in found["detail"]
    assert "return_result, correct" in found["detail_en"]


def test_an_illegal_move_on_a_closed_dossier_says_that_none_is_left() -> None:
    found = body(from_domain(errors.IllegalMove("accept", 10, ())))
    assert found["legal_moves"] == []
    assert "Không còn thao tác nào" in found["detail"]


@pytest.mark.parametrize("rule", RULES)
def test_a_forbidden_move_names_its_rule_and_explains_it(rule: str) -> None:
    found = body(from_domain(errors.MoveRefused(rule)))
    assert (found["rule"], found["detail"], found["detail_en"]) == (rule, *RULES[rule])


def test_who_meets_another_write_is_told_when_to_come_back() -> None:
    assert from_domain(errors.InFlight("x")).headers == {"Retry-After": "1"}


def test_a_refusal_never_repeats_the_message_meant_for_logs() -> None:
    for kind in (errors.NotEntitled, errors.DossierNotFound, errors.KeyReused, errors.InFlight):
        assert "chỉ ghi nhật ký" not in from_domain(kind("chỉ ghi nhật ký")).body("").decode()


def test_a_replay_is_no_problem() -> None:
    replay = errors.AlreadyAnswered(200, b"{}")
    with pytest.raises(errors.AlreadyAnswered):
        from_domain(replay)


def test_wrong_fields_come_together() -> None:
    found = body(
        invalid(
            wrong_field("/a", "required", "Bắt buộc.", "Required."),
            wrong_field("/b", "enum", "Sai.", "Wrong."),
        )
    )
    assert found["status"] == 422
    assert [fault["field"] for fault in found["errors"]] == ["/a", "/b"]


def test_what_does_not_apply_is_left_out() -> None:
    assert set(body(Problem("not-found"))) == {"type", "status", "title", "title_en", "instance"}


def test_a_problem_that_nobody_worded_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Problem("no-such-problem")


@pytest.mark.parametrize("slug", TITLES)
def test_a_type_is_a_stable_lower_case_name(slug: str) -> None:
    assert slug == slug.lower() and slug.replace("-", "").isalpha()
