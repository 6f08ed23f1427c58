"""A rebuild whose steps die anywhere, come twice or come late ends as if nothing had happened."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.reports.rebuilding import book, steps, worker
from services.reports.rebuilding.model import Rebuild, State, Walk
from shared import aws
from shared.settings import settings
from tests.component.reports.rebuilding.making import (
    begun,
    cells,
    compared,
    done,
    dying,
    happened,
    now,
    rows_of,
    step,
    tally,
    work,
)
from tests.component.reports.rebuilding.samples import lives
from tests.support.calling import Context
from tests.support.queueing import batch, bodies_in

LIVES = 5
pytestmark = pytest.mark.usefixtures("rebuilding")


def is_as_if_nothing_had_happened(rebuild: Rebuild, events: int) -> bool:
    comparison = compared(rebuild)
    assert comparison.differing == 0 and comparison.cells >= len(cells(1))
    assert tally(rebuild, Walk.COUNT).events == events
    return cells(2) == cells(1)


@pytest.mark.parametrize("at_call", range(1, 40, 3))
def test_a_rebuild_that_dies_anywhere_goes_on_where_it_was(at_call: int) -> None:
    stored = happened(lives(LIVES))
    rebuild = begun()
    with dying(at_call) as calls:
        work()
    assert len(calls) > at_call, "it was killed, and went on"
    assert is_as_if_nothing_had_happened(rebuild, len(stored))


@pytest.mark.parametrize("at_call", range(1, 20, 2))
def test_a_removal_that_dies_anywhere_goes_on_where_it_was(at_call: int) -> None:
    happened(lives(LIVES))
    rebuild = done()
    abandoned = book.abandon(rebuild, datetime.now(UTC))
    steps.begin(abandoned)
    with dying(at_call) as calls:
        work()
    assert len(calls) > at_call
    assert rows_of("2#") == [] and now(rebuild).removed


def test_every_message_may_come_twice() -> None:
    stored = happened(lives(LIVES))
    rebuild = begun()
    for _ in range(50):
        for body in bodies_in(settings().rebuild_queue_url):
            worker.rebuild(batch([body]), Context())  # type: ignore[arg-type]
        if not step():
            break
    assert is_as_if_nothing_had_happened(rebuild, len(stored))


def test_a_message_of_a_walk_that_is_over_wakes_the_one_that_is_due() -> None:
    happened(lives(LIVES))
    rebuild = begun()
    (first, *_) = bodies_in(settings().rebuild_queue_url)
    while now(rebuild).state is State.COUNTING:
        step()
    lose_every_message()
    worker.rebuild(batch([first]), Context())  # type: ignore[arg-type]
    work()
    assert now(rebuild).state is State.COMPLETE


def test_whoever_asks_again_wakes_a_rebuild_whose_messages_were_lost() -> None:
    stored = happened(lives(LIVES))
    rebuild = begun()
    lose_every_message()
    assert begun() == rebuild
    work()
    assert is_as_if_nothing_had_happened(rebuild, len(stored))


def test_a_step_of_a_rebuild_that_nobody_knows_is_let_go() -> None:
    body = '{"rebuild_id": "unknown", "walk": "count", "lane": 0}'
    answer = worker.rebuild(batch([body]), Context())  # type: ignore[arg-type]
    assert answer["batchItemFailures"] == []


def lose_every_message() -> None:

    aws.sqs().purge_queue(QueueUrl=settings().rebuild_queue_url)
