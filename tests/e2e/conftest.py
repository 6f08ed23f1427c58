"""The real templates on a local cloud of their own, with the demo province published."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import httpx
import pytest

from infra.local.cloud import Cloud, local_cloud
from infra.local.demo import applicant
from infra.local.life import Person
from infra.local.seed import seed, without_quiet_hours

T = TypeVar("T")


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
