"""Routes in the code are routes in the templates: same paths, same methods, same openness."""

from __future__ import annotations

import importlib
import re

import pytest

from shared.web.messages import TITLES
from tests.contract.house import ROOT, SERVICES, TEMPLATES, Function, apis, functions, resources
from tests.support import templates

REST_API = "AWS::Serverless::Api"


def routes_of(function: Function) -> list[tuple[str, str, bool]]:
    """The function's API events: method, path, whether anyone may call it."""
    return [
        (event["Method"].upper(), event["Path"], event.get("Auth") == {"Authorizer": "NONE"})
        for event in function.events("Api")
    ]


def test_every_service_has_the_same_shape() -> None:
    wanted = {"app.py", "template.yaml", "openapi.json", "Makefile", "README.md"}
    folders = {p.parent for name in wanted for p in ROOT.glob(f"services/*/{name}")}
    missing = {f.name: wanted - {p.name for p in f.iterdir()} for f in folders}
    assert {name: gone for name, gone in missing.items() if gone} == {}


@pytest.mark.parametrize("service", [path.name for path in SERVICES])
def test_declared_routes_are_the_templates_events(service: str) -> None:
    declared = [(r.method, r.path, not r.allow) for r in apis()[service].routes]
    deployed = [r for f in functions() if f.template.parent.name == service for r in routes_of(f)]
    assert sorted(declared) == sorted(deployed)


@pytest.mark.parametrize("function", functions(), ids=lambda f: f.name)
def test_a_functions_handler_is_the_one_that_declares_its_routes(function: Function) -> None:
    module, _, name = function.handler.rpartition(".")
    handler = getattr(importlib.import_module(module), name)
    assert callable(handler)
    if function.events("Api"):
        assert handler is apis()[function.template.parent.name].app


def test_every_path_begins_with_its_services_name() -> None:
    strays = [
        (service, r.path)
        for service, api in apis().items()
        for r in api.routes
        if not r.path.startswith(f"/{service}/")
    ]
    assert strays == []


def test_every_path_is_written_out() -> None:
    events = [(f.name, e["Path"]) for f in functions() for e in f.events("Api")]
    assert [(name, path) for name, path in events if "+" in path or "*" in path] == []


def test_every_parameter_of_a_path_is_a_plain_name() -> None:
    paths = [r.path for api in apis().values() for r in api.routes]
    names = [name for path in paths for name in re.findall(r"{(.*?)}", path)]
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z_]*", name)] == []


def test_there_is_no_http_api() -> None:
    assert resources("AWS::Serverless::HttpApi") | resources("AWS::ApiGatewayV2::Api") == {}
    assert [f.name for f in functions() if f.events("HttpApi")] == []


def test_every_stage_is_called_api() -> None:
    assert {p["StageName"] for p in resources(REST_API).values()} == {"api"}


def test_a_route_asks_for_a_token_unless_it_says_otherwise() -> None:
    auth = {name: p["Auth"] for name, p in resources(REST_API).items()}
    assert {name: a["DefaultAuthorizer"] for name, a in auth.items()} == dict.fromkeys(
        auth, "Token"
    )


def test_every_api_admits_by_the_same_authorizer() -> None:
    found = [p["Auth"]["Authorizers"] for p in resources(REST_API).values()]
    assert [a for a in found if a != found[0]] == []


def test_every_api_is_throttled_and_traced() -> None:
    for name, properties in resources(REST_API).items():
        settings = properties["MethodSettings"][0]
        assert settings["ThrottlingRateLimit"] > 0 and properties["TracingEnabled"], name


def test_every_gateway_answers_in_the_same_words() -> None:
    found = {n: p["GatewayResponses"] for n, p in resources(REST_API).items()}
    first = next(iter(found.values()))
    assert [name for name, words in found.items() if words != first] == []


def test_the_gateways_words_are_problems_we_know() -> None:
    for words in next(iter(resources(REST_API).values()))["GatewayResponses"].values():
        text = words["ResponseTemplates"]["application/json"]
        slug, status = re.findall(r'problem:([a-z-]+)","status":(\d+)', text)[0]
        assert TITLES[slug][0] == int(status) == int(words.get("StatusCode", status))


def test_every_api_tells_where_it_is() -> None:
    for path in TEMPLATES:
        if templates.resources(path, REST_API):
            assert {"ApiId", "ApiUrl"} <= set(templates.load(path)["Outputs"]), path.parent.name


def test_every_changing_route_is_keyed_or_says_why_not() -> None:
    unkeyed = [r for a in apis().values() for r in a.routes if r.method == "POST" and not r.keyed]
    silent = [r.path for r in unkeyed if "Idempotency-Key" not in (r.handler.__doc__ or "")]
    assert silent == []
