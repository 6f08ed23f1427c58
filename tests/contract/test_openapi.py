"""The committed OpenAPI documents are what the code declares, and are good documents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.local.openapi import as_text, generated
from shared.web.openapi import document
from tests.contract.house import ROOT, SERVICES, api_of

METHODS = {"get", "put", "post", "delete", "patch"}
each_service = pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)


def operations(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation of a document and what to call it."""
    for path, methods in content["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield f"{method} {path}", operation


def test_generated_files_are_committed_as_generated() -> None:
    stale = [
        str(file.relative_to(ROOT))
        for file, content in generated()
        if not file.exists() or file.read_text(encoding="utf-8") != as_text(content)
    ]
    assert stale == [], "run `make openapi`"


@each_service
def test_the_document_is_valid_openapi_3_1(service: Path) -> None:
    content = json.loads(as_text(document(api_of(service))))
    assert content["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(content).iter_errors()] == []


@each_service
def test_every_operation_has_a_one_line_summary(service: Path) -> None:
    found = dict(operations(document(api_of(service))))
    assert [n for n, o in found.items() if not o["summary"] or "\n" in o["summary"]] == []


@each_service
def test_no_two_operations_share_an_id(service: Path) -> None:
    ids = [o["operationId"] for _, o in operations(document(api_of(service)))]
    assert sorted(ids) == sorted(set(ids))


@each_service
def test_every_reference_leads_somewhere(service: Path) -> None:
    content = document(api_of(service))
    known = {f"#/components/schemas/{name}" for name in content["components"]["schemas"]}
    assert references(content) <= known


@each_service
def test_every_schema_is_used(service: Path) -> None:
    content = document(api_of(service))
    known = {f"#/components/schemas/{name}" for name in content["components"]["schemas"]}
    assert known <= references(content)


@each_service
def test_protected_operations_say_whom_they_admit(service: Path) -> None:
    api = api_of(service)
    found = dict(operations(document(api)))
    for route in api.routes:
        operation = found[f"{route.method.lower()} {route.path}"]
        assert operation.get("x-roles", []) == sorted(route.allow)
        assert ("security" in operation) is bool(route.allow)


def references(value: Any) -> set[str]:
    """Every ``$ref`` below."""
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()
