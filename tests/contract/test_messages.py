"""What people read is there in both languages, and nothing is there that nobody says."""

from __future__ import annotations

import ast
import string

import pytest

from shared.dossier import errors
from shared.web import problems
from shared.web.messages import FIELD_RULES, RULES, TITLES
from tests.contract.house import calls, first_literals, resources, sources

ANSWERED_BY_THE_GATEWAY = {
    response["ResponseTemplates"]["application/json"].partition("problem:")[2].partition('"')[0]
    for api in resources("AWS::Serverless::Api").values()
    for response in api["GatewayResponses"].values()
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_problem_the_code_answers_has_words_and_none_is_idle() -> None:
    said = first_literals("Problem", "_plain") | ANSWERED_BY_THE_GATEWAY
    assert said == set(TITLES)


def test_every_problem_is_named_where_it_is_raised() -> None:
    variable = [
        path.name
        for path in sources("shared", "services")
        for call in calls(path, "Problem", "MoveRefused")
        if not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert variable == ["problems.py"], "only the table of the domain's refusals hands a slug on"


def test_every_rule_that_refuses_a_move_has_words_and_none_is_idle() -> None:
    assert first_literals("MoveRefused") == set(RULES)


def test_every_keyword_of_a_wrong_field_has_words() -> None:
    keywords = {
        call.args[1].value
        for path in sources("shared", "services")
        for call in calls(path, "field_error")
        if isinstance(call.args[1], ast.Constant)
    }
    assert keywords <= set(FIELD_RULES)


@pytest.mark.parametrize("pair", [*RULES.values(), *FIELD_RULES.values()], ids=lambda p: p[1])
def test_a_message_says_the_same_in_vietnamese_and_english(pair: tuple[str, str]) -> None:
    vietnamese, english = pair
    assert vietnamese and english and vietnamese != english
    assert places(vietnamese) == places(english)


@pytest.mark.parametrize("slug", TITLES)
def test_a_title_is_there_in_vietnamese_and_english(slug: str) -> None:
    status, vietnamese, english = TITLES[slug]
    assert 400 <= status < 600
    assert vietnamese and english and vietnamese != english
    assert not vietnamese.isascii()


def test_a_detail_never_comes_in_one_language_only() -> None:
    lonely = [
        f"{path.name}:{call.lineno}"
        for path in sources("shared", "services")
        for call in calls(path, "Problem")
        if len(call.args) == 2
    ]
    assert lonely == []


def test_every_refusal_of_the_domain_has_an_answer() -> None:
    kinds = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.DossierError)
        and kind not in (errors.DossierError, errors.AlreadyAnswered)
    }
    assert kinds == set(problems._ANSWERS)
