"""What becomes of a rebuild: switched to or abandoned, and what was given up is removed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from services.reports.asked import Scope
from services.reports.counting import reading, versions
from services.reports.counting.figures import total
from services.reports.counting.measures import Measure
from services.reports.rebuilding import book, steps
from services.reports.rebuilding.model import Rebuild, State, Walk
from shared import aws
from shared.dossier.errors import InFlight
from shared.settings import settings
from tests.component.reports.rebuilding.making import (
    begun,
    cells,
    done,
    happened,
    now,
    rows_of,
    step,
    tally,
    tamper,
    work,
)
from tests.component.reports.rebuilding.samples import life, lives
from tests.support.queueing import bodies_in

pytestmark = pytest.mark.usefixtures("rebuilding")
FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
"""All of the samples' days."""


def switched(rebuild: Rebuild) -> Rebuild:
    after = book.switch(now(rebuild), datetime.now(UTC))
    steps.begin(after)
    return after


def abandoned(rebuild: Rebuild) -> Rebuild:
    after = book.abandon(now(rebuild), datetime.now(UTC))
    steps.begin(after)
    return after


def submitted() -> int:
    """How many dossiers a report reads as submitted."""
    versions.forget()
    every = Scope(agency_code="H24")
    found = reading.lines(None, FIRST, LAST, by="agencies", scope=every)
    return total(found).happened(Measure.SUBMITTED)


def test_after_the_switch_reports_read_the_new_version() -> None:
    happened(lives(6))
    tamper(1, "submitted", 5)
    rebuild = done()
    assert submitted() == 11
    switched(rebuild)
    assert submitted() == 6


def test_after_the_switch_there_is_one_version() -> None:
    switched(done())
    versions.forget()
    assert (versions.current().active, versions.current().building) == (2, None)


def test_after_the_switch_what_happens_counts_in_the_new_version() -> None:
    happened(lives(3))
    switched(done())
    versions.forget()
    before = sum(amounts.get("submitted", 0) for amounts in cells(2).values())
    happened(life(50))
    after = sum(amounts.get("submitted", 0) for amounts in cells(2).values())
    assert after == before + 1


def test_after_the_switch_every_row_of_the_old_version_is_removed() -> None:
    happened(lives(12))
    rebuild = switched(done())
    old, new = rows_of("1#"), rows_of("2#")
    work()
    assert old and rows_of("1#") == []
    assert rows_of("2#") == new
    assert now(rebuild).removed and tally(rebuild, Walk.REMOVE).removed == len(old)


def test_after_abandoning_every_row_of_the_new_version_is_removed() -> None:
    happened(lives(12))
    rebuild = abandoned(done())
    old = rows_of("1#")
    work()
    assert rows_of("2#") == []
    assert rows_of("1#") == old
    assert now(rebuild).removed


def test_a_version_whose_number_begins_alike_is_not_removed() -> None:
    rebuild = abandoned(done())
    kept = {"about": {"S": f"{rebuild.version}2#DAY#2026-11-24"}, "item": {"S": "A#F#P#4#online"}}
    aws.dynamodb().put_item(TableName=settings().reports_table, Item=kept)  # type: ignore[attr-defined]
    work()
    assert rows_of("22#") == [kept]


def test_a_rebuild_may_be_abandoned_while_it_counts() -> None:
    happened(lives(6))
    rebuild = begun()
    step()
    abandoned(rebuild)
    work()
    assert now(rebuild).state is State.ABANDONED
    assert rows_of("2#") == []


def test_nothing_is_counted_into_a_version_that_was_given_up() -> None:
    rebuild = done()
    abandoned(rebuild)
    versions.forget()
    happened(lives(2))
    assert cells(1) and not cells(2)


def test_the_number_of_a_version_is_never_used_again() -> None:
    abandoned(done("key-0001"))
    assert done("key-0002").version == 3


def test_there_is_one_rebuild_at_a_time() -> None:
    first = begun("key-0001")
    with pytest.raises(book.RebuildRuns, match=first.rebuild_id):
        begun("key-0002")


@pytest.mark.parametrize("decide", [switched, abandoned])
def test_the_next_rebuild_may_begin_once_one_is_decided(decide: object) -> None:
    assert callable(decide)
    decide(done("key-0001"))
    assert begun("key-0002").state is State.COUNTING


def test_a_rebuild_that_is_not_complete_cannot_be_switched_to() -> None:
    with pytest.raises(book.NotNow, match="counting"):
        switched(begun())
    versions.forget()
    assert versions.current().active == 1


def test_the_active_version_cannot_be_abandoned() -> None:
    rebuild = done()
    switched(rebuild)
    with pytest.raises(book.NotNow, match="switched"):
        abandoned(rebuild)


def test_deciding_twice_changes_nothing() -> None:
    rebuild = done()
    assert switched(rebuild) == switched(rebuild)


def test_of_two_who_decide_at_once_one_is_told_to_look_again() -> None:
    rebuild = done()
    seen = now(rebuild)
    book.switch(seen, datetime.now(UTC))
    with pytest.raises(InFlight):
        book.abandon(seen, datetime.now(UTC))
    assert now(rebuild).state is State.SWITCHED


def test_a_rebuild_that_is_done_with_sends_no_more_steps() -> None:
    rebuild = switched(done())
    work()
    steps.begin(now(rebuild))
    assert bodies_in(settings().rebuild_queue_url) == []
