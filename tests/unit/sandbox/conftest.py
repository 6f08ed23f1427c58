"""A world with each gateway, over real HTTP on free ports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.sandbox.world import World, a_world


@pytest.fixture(params=["national", "vnpay"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    with a_world(request.param) as made:
        yield made


@pytest.fixture
def vnpay_world() -> Iterator[World]:
    with a_world("vnpay") as made:
        yield made


@pytest.fixture
def national_world() -> Iterator[World]:
    with a_world("national") as made:
        yield made
