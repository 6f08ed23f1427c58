"""A running sandbox with a system behind it, over real HTTP and SMTP on free ports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unit.sandbox.messages.world import World, a_world


@pytest.fixture
def world() -> Iterator[World]:
    with a_world() as made:
        yield made
