"""The OpenAPI document is made of the very declarations that route and check."""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct
from openapi_spec_validator import OpenAPIV31SpecValidator

from shared.web.api import Api
from shared.web.openapi import document
from shared.web.paging import ListOf
from shared.web.request import Request
from tests.unit.web.asking import ECHO, ONE, demo

DOCUMENT = document(demo())
SHOUT, LISTEN, REPEAT = (
    DOCUMENT["paths"][ECHO]["post"],
    DOCUMENT["paths"][ECHO]["get"],
    DOCUMENT["paths"][ONE]["put"],
)


def parameters(operation: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(p["in"], p["name"]): p for p in operation["parameters"]}


def test_the_document_is_valid_openapi_3_1() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(json.loads(json.dumps(DOCUMENT))).iter_errors()) == []


def test_every_route_is_an_operation() -> None:
    assert {(path, m) for path, methods in DOCUMENT["paths"].items() for m in methods} == {
        (route.path, route.method.lower()) for route in demo().routes
    }


def test_an_operation_is_described_by_its_handlers_docstring() -> None:
    assert SHOUT["summary"] == "Say something."
    assert SHOUT["description"] == "It comes back as often as asked."
    assert "description" not in LISTEN


def test_an_operation_names_its_body_and_its_answer() -> None:
    body = SHOUT["requestBody"]["content"]["application/json"]["schema"]
    answer = SHOUT["responses"]["201"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/Shout"}
    assert answer == {"$ref": "#/components/schemas/Echo"}


def test_limits_that_are_checked_are_told() -> None:
    text = DOCUMENT["components"]["schemas"]["Shout"]["properties"]["text"]
    assert (text["minLength"], text["maxLength"]) == (1, 20)


def test_query_parameters_are_told_one_by_one() -> None:
    limit = parameters(LISTEN)["query", "limit"]
    assert (limit["required"], limit["schema"]["maximum"]) == (False, 100)
    assert "Wanted" not in DOCUMENT["components"]["schemas"]


def test_path_parameters_are_required() -> None:
    assert parameters(REPEAT)["path", "echo_id"]["required"]


def test_only_keyed_operations_ask_for_a_key() -> None:
    assert parameters(SHOUT)["header", "Idempotency-Key"]["required"]
    assert ("header", "Idempotency-Key") not in parameters(LISTEN)
    whisper = DOCUMENT["paths"]["/demo/whispers"]["post"]
    assert ("header", "Idempotency-Key") not in parameters(whisper)


def test_protected_operations_say_which_roles_they_admit() -> None:
    whisper = DOCUMENT["paths"]["/demo/whispers"]["post"]
    assert whisper["security"] == [{"bearer": []}]
    assert whisper["x-roles"] == ["leader", "officer"]
    assert "security" not in LISTEN


def test_every_operation_can_be_refused_with_problem_details() -> None:
    for methods in DOCUMENT["paths"].values():
        for operation in methods.values():
            content = operation["responses"]["default"]["content"]
            assert content["application/problem+json"]["schema"]["$ref"].endswith("ProblemDetails")


def test_the_document_is_the_same_every_time() -> None:
    assert json.dumps(document(demo())) == json.dumps(DOCUMENT)


def test_what_is_always_answered_is_required_whatever_its_default() -> None:
    class Told(Struct, kw_only=True):
        name: str
        note: str = ""

    assert _answering(Told)["Told"]["required"] == ["name", "note"]


def test_what_an_answer_leaves_out_is_not_required() -> None:
    class Told(Struct, kw_only=True, omit_defaults=True):
        name: str
        note: str = ""

    assert _answering(Told)["Told"]["required"] == ["name"]


def test_a_page_of_a_list_is_told_whole() -> None:
    class Line(Struct, kw_only=True):
        note: str = ""

    found = _answering(ListOf[Line])
    assert found["Line"]["required"] == ["note"]
    assert found["ListOf_Line_"]["required"] == ["items", "next"]


def _answering(answer: Any) -> dict[str, Any]:
    """The shapes of a service with one route, that answers so."""
    api = Api("demo", title="Demo", title_vi="Thử")

    def read(_: Request) -> Any: ...

    read.__annotations__["return"] = answer
    api.get("/demo/one")(read)
    found: dict[str, Any] = document(api)["components"]["schemas"]
    return found
