"""A rebuild of random histories, some counted before it, some while it runs, some twice."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.rebuilding import book, steps
from shared.dossier.events import PublicEvent
from tests.component.reports.rebuilding.making import (
    begun,
    cells,
    compared,
    happened,
    now,
    step,
    work,
)
from tests.support.histories import Life, many_lives

pytestmark = pytest.mark.usefixtures("rebuilding")


def of_their_own(lives: list[Life], example: int) -> list[PublicEvent]:
    """The events with codes that no other example has; the tables are the same for all."""
    return [
        replace(event, dossier_id=f"{event.dossier_id}-{example}")
        for life in lives
        for event in life
    ]


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lives=many_lives(4), turns=st.integers(0, 6), chance=st.randoms(use_true_random=False))
def test_a_rebuild_of_random_histories_equals_the_active_version(
    lives: list[Life], turns: int, chance: Random
) -> None:
    example = chance.randrange(10**9)
    events = of_their_own(lives, example)
    cut = chance.randrange(len(events) + 1)
    happened(events[:cut])
    rebuild = begun(f"example-{example}")
    for _ in range(turns):
        step()
    meanwhile = [*events[cut:], *events[:cut:2]]
    chance.shuffle(meanwhile)
    happened(meanwhile)
    work()
    assert compared(rebuild).differing == 0
    assert cells(rebuild.version) == cells(rebuild.active)
    steps.begin(book.abandon(now(rebuild), datetime.now(UTC)))
    work()
