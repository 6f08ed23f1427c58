"""What a rebuild waits for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.reports.counting import versions
from services.reports.rebuilding import book, steps
from services.reports.rebuilding.model import Walk
from shared.settings import settings
from tests.support.queueing import bodies_in

LONGEST_LIFE = 15 * 60
"""Seconds after which AWS ends any function."""


def test_counting_waits_until_no_function_remembers_the_versions_as_they_were() -> None:
    assert steps.WAITS[Walk.COUNT] >= 2 * versions.CACHE_SECONDS


def test_removing_waits_until_whoever_used_the_version_has_ended() -> None:
    assert steps.WAITS[Walk.REMOVE] >= LONGEST_LIFE


@pytest.mark.usefixtures("stores")
def test_a_step_that_has_to_wait_is_not_handed_out() -> None:
    rebuild = book.start("a-rebuild", by="administrator", at=datetime.now(UTC))
    steps.begin(rebuild)
    assert bodies_in(settings().rebuild_queue_url) == []
