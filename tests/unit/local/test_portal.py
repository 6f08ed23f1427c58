"""The portal's files at the edge: what is served where, for how long, and what pages may do."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.local.edge import Edge, create_edge
from infra.local.endpoint import Endpoint
from infra.local.portal import Portal
from infra.local.rate_limit import RateLimit
from infra.local.routes import Routes

ISSUER, CLOUD = "http://127.0.0.1:8090", "http://127.0.0.1:4566"
PAGE = {"Accept": "text/html"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build leaves: an entry page and a named asset, beside a file that is not the portal's."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Một Cửa</title>", encoding="utf-8")
    (folder / "assets" / "index-a1.js").write_text("let x", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not the portal's", encoding="utf-8")
    return folder


def ask(folder: Path, path: str, **options: Any) -> httpx.Response:
    async def asked() -> httpx.Response:
        routes, upstream = Routes(Endpoint.parse("127.0.0.1:4566")), httpx.AsyncClient()
        edge = Edge(
            routes, RateLimit(60), upstream, ISSUER, ("intake",), "", Portal(ISSUER, CLOUD, folder)
        )
        transport = httpx.ASGITransport(create_edge(edge))
        async with httpx.AsyncClient(transport=transport, base_url="http://edge") as client:
            return await client.get(path, **options)

    return asyncio.run(asked())


@pytest.mark.parametrize("path", ["/", "/my", "/procedures/1.001193"])
def test_every_page_begins_with_the_entry_page(built: Path, path: str) -> None:
    answer = ask(built, path, headers=PAGE)
    assert answer.text.startswith("<!doctype html>")
    assert answer.headers["Cache-Control"] == "no-cache"


def test_an_asset_is_kept_for_ever_because_its_name_changes_with_it(built: Path) -> None:
    assert "immutable" in ask(built, "/assets/index-a1.js").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/assets/gone.js", "/gone.txt"])
def test_a_file_that_is_not_there_is_not_found(built: Path, path: str) -> None:
    assert ask(built, path).status_code == 404


@pytest.mark.parametrize("path", ["/%2e%2e/secret.txt", "/..%2fsecret.txt"])
def test_nothing_outside_the_portals_folder_is_given(built: Path, path: str) -> None:
    assert "not the portal's" not in ask(built, path).text


def test_pages_may_run_nothing_but_the_portals_own_scripts_and_styles(built: Path) -> None:
    policy = dict(
        part.split(" ", 1)
        for part in ask(built, "/", headers=PAGE).headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["connect-src"].split() == ["'self'", ISSUER, CLOUD]


def test_pages_are_told_who_signs_people_in(built: Path) -> None:
    assert ask(built, "/config.json").json()["issuer"] == ISSUER


def test_before_the_portal_is_built_people_are_told_the_addresses(tmp_path: Path) -> None:
    assert "/api/intake/openapi.json" in ask(tmp_path, "/", headers=PAGE).text
    assert ask(tmp_path, "/my").status_code == 404
