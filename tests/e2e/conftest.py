"""The real templates on a local cloud of their own, with the demo province published."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, TypeVar

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from infra.local import portal_build
from infra.local.browser import PATIENCE_MS, chromium, sign_in
from infra.local.cloud import Cloud, local_cloud
from infra.local.demo import applicant
from infra.local.life import Person
from infra.local.seed import seed, without_quiet_hours

T = TypeVar("T")
Open = Callable[..., Page]
"""Opens a page: its path and, to be signed in, an account."""


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    """A whole running system, seeded."""
    with local_cloud(tmp_path_factory.mktemp("cloud")) as cloud:
        cloud.deploy()
        seed(cloud.url, cloud.token)
        without_quiet_hours(cloud.url, cloud.token)
        yield cloud


@pytest.fixture
def as_person(system: Cloud) -> Callable[[str], Person]:
    """Somebody signed in through the real code flow: ``as_person("citizen-1")``."""
    return lambda account: Person(system.url, system.token(account))


@pytest.fixture
def lookup(system: Cloud) -> Callable[[str], httpx.Response]:
    """The public look-up, as anybody calls it."""
    return lambda code: httpx.get(f"{system.url}/api/tracking/lookup/{code}", timeout=30)


@pytest.fixture(scope="session")
def lan() -> dict[str, Any]:
    """The demo citizen as an applicant."""
    return applicant()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def portal(system: Cloud) -> str:
    """The address of a system that serves the built pages."""
    portal_build.build()
    return system.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that nobody has used, as wide as a cheap phone."""
    made = browser.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN")
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def faults(context: BrowserContext) -> list[str]:
    """What went wrong in the pages' scripts, and what their security policy refused."""
    found: list[str] = []
    context.on("weberror", lambda error: found.append(str(error.error)))
    context.on(
        "console",
        lambda said: found.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return found


@pytest.fixture
def visit(context: BrowserContext, portal: str) -> Open:
    """Open a page, signed in as an account if one is named."""

    return lambda path, account=None: _opened(context.new_page(), portal + path, account)


@pytest.fixture
def desk(browser: Browser, portal: str) -> Iterator[Open]:
    """Open a page at an office's desk: each account has a computer of its own."""
    with ExitStack() as computers:

        def opened(path: str, account: str) -> Page:
            made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
            computers.callback(made.close)
            made.set_default_timeout(PATIENCE_MS)
            return _opened(made.new_page(), portal + path, account)

        yield opened


def _opened(page: Page, url: str, account: str | None) -> Page:
    page.goto(url)
    if account is not None:
        sign_in(page, account)
    page.wait_for_load_state("networkidle")
    return page


def eventually(found: Callable[[], T | None], seconds: float = 20) -> T:
    """What the function finds, asked again until it finds something."""
    until = time.monotonic() + seconds
    while True:
        result = found()
        if result:
            return result
        if time.monotonic() > until:
            raise AssertionError("it never came")
        time.sleep(0.2)


def invoke(
    system: Cloud, logical: str, *, stack: str = "platform", payload: dict[str, Any] | None = None
) -> None:
    """Run one of a stack's functions now, as its schedule would."""
    resources = system.client("cloudformation").describe_stack_resources(
        StackName=f"motcua-local-{stack}"
    )["StackResources"]
    name = next(r["PhysicalResourceId"] for r in resources if r["LogicalResourceId"] == logical)
    answer = system.client("lambda").invoke(FunctionName=name, Payload=json.dumps(payload or {}))
    assert "FunctionError" not in answer, answer["Payload"].read()
