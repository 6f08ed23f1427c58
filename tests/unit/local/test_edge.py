"""The edge: one origin in front of the services, and what it does to what passes through."""

import asyncio
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from infra.local.edge import Edge, create_edge, forwarded_headers, is_lookup
from infra.local.endpoint import Endpoint
from infra.local.rate_limit import RateLimit
from infra.local.routes import Routes
from infra.local.settings import LocalError

CLOUD = Endpoint("127.0.0.1", 4566)
MESSAGES = "http://127.0.0.1:8092"


class Services:
    """Stands for the cloud: one REST API for each service, each request to it kept."""

    def __init__(self) -> None:
        self.api_ids = {"motcua-local-intake": "aaaa0001", "motcua-local-tracking": "aaaa0002"}
        self.requests: list[httpx.Request] = []
        self.broken = False
        self.missing = False

    def outputs(self, endpoint: Endpoint, stack: str) -> dict[str, str]:
        if stack not in self.api_ids:
            raise LocalError(f"{stack} is not deployed.")
        return {"ApiId": self.api_ids[stack]}

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if self.broken:
            raise httpx.ConnectError("nobody there")
        known = any(api_id in str(request.url) for api_id in self.api_ids.values())
        if self.missing or not known:
            return httpx.Response(404, json={"message": "Not Found"})
        return httpx.Response(201, json={"ok": True}, headers={"ETag": '"7"'})


class Browser:
    """Asks the edge without a server in between."""

    def __init__(self, edge: Starlette) -> None:
        self.edge = edge

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        return asyncio.run(self._request(method, path, **options))

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.edge)
        async with httpx.AsyncClient(transport=transport, base_url="http://edge") as client:
            return await client.request(method, path, **options)


@pytest.fixture
def services() -> Services:
    return Services()


@pytest.fixture
def browser(services: Services) -> Browser:
    upstream = httpx.AsyncClient(transport=httpx.MockTransport(services.answer))
    routes = Routes(CLOUD, look_up=services.outputs)
    edge = Edge(routes, RateLimit(2), upstream, "http://127.0.0.1:8090", ("intake",), MESSAGES)
    return Browser(create_edge(edge))


def test_a_request_reaches_the_services_own_api(browser: Browser, services: Services) -> None:
    answer = browser.request("POST", "/api/intake/dossiers/a%20b?page=2", json={"x": 1})
    sent = services.requests[-1]
    assert answer.status_code == 201
    assert str(sent.url) == (
        "http://127.0.0.1:4566/restapis/aaaa0001/api/_user_request_/intake/dossiers/a%20b?page=2"
    )
    assert sent.content == b'{"x":1}'


def test_the_answer_comes_back_with_its_own_headers(browser: Browser) -> None:
    answer = browser.get("/api/intake/dossiers")
    assert answer.json() == {"ok": True}
    assert answer.headers["etag"] == '"7"'


def test_the_clients_own_word_on_its_address_is_dropped() -> None:
    received = [
        ("x-forwarded-for", "6.6.6.6"),
        ("x-forwarded-host", "evil.example"),
        ("forwarded", "for=6.6.6.6"),
        ("authorization", "Bearer t"),
    ]
    sent = forwarded_headers(received, "10.0.0.1", "http")
    assert sent == [
        ("authorization", "Bearer t"),
        ("x-forwarded-for", "10.0.0.1"),
        ("x-forwarded-proto", "http"),
    ]


def test_headers_meant_for_one_hop_go_no_further() -> None:
    received = [("connection", "close"), ("transfer-encoding", "chunked"), ("host", "x")]
    sent = dict(forwarded_headers(received, "10.0.0.1", "http"))
    assert sent.keys() == {"x-forwarded-for", "x-forwarded-proto"}


@pytest.mark.parametrize("path", ["/", "/health", "/api/intake/x", "/api/nobody/x", "/elsewhere"])
def test_every_answer_carries_the_security_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api/nobody/x", "/elsewhere"])
def test_an_address_nobody_answers_at_is_a_problem(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Không tìm thấy"
    assert answer.json()["title_en"] == "Not found"


def test_an_api_that_moved_in_a_deployment_is_found_again(
    browser: Browser, services: Services
) -> None:
    browser.get("/api/intake/dossiers")
    services.api_ids["motcua-local-intake"] = "bbbb0001"
    assert browser.get("/api/intake/dossiers").status_code == 201


def test_a_services_own_404_is_not_asked_for_again(browser: Browser, services: Services) -> None:
    services.missing = True
    assert browser.get("/api/intake/nothing").status_code == 404
    assert len(services.requests) == 1


def test_a_cloud_that_does_not_answer_is_a_problem_worth_retrying(
    browser: Browser, services: Services
) -> None:
    services.broken = True
    answer = browser.get("/api/intake/dossiers")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"


def test_public_look_ups_are_limited(browser: Browser) -> None:
    answers = [browser.get("/api/tracking/lookup/H24.15-201216-0001") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    refused = answers[-1]
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["title"] == "Quá nhiều yêu cầu"
    assert refused.json()["title_en"] == "Too many requests"


def test_other_requests_are_not_limited(browser: Browser) -> None:
    answers = [browser.get("/api/tracking/dossiers") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {201}


@pytest.mark.parametrize("path", ["lookup", "lookup/x", "/lookup", "lookup//x"])
def test_no_spelling_of_the_look_up_escapes_the_limit(path: str) -> None:
    assert is_lookup({"service": "tracking", "path": path})


def test_a_path_that_only_begins_alike_is_no_look_up() -> None:
    assert not is_lookup({"service": "tracking", "path": "lookups"})


def test_the_front_page_lists_the_systems_addresses(browser: Browser) -> None:
    addresses = browser.get("/").json()
    assert addresses["intake"].endswith("/api/intake/openapi.json")
    page = browser.get("/", headers={"Accept": "text/html"})
    assert addresses["intake"] in page.text
    assert addresses["messages"] == MESSAGES
