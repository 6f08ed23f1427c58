"""Sums that something was counted for too late: made anew, and never wrong meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.reports.counting import folding, spans, sums, table
from services.reports.counting.reading import By
from tests.component.reports.counting.plain import (
    BOTH,
    EVENTS,
    NOW,
    ODD,
    TODAY,
    YEAR,
    counted,
    expected,
    folds,
    late,
    later,
    nobody,
    read,
    use,
)
from tests.component.reports.rebuilding.making import Died, dying, rows_of
from tests.component.reports.rebuilding.samples import WARD
from tests.support.histories import Life, many_lives

pytestmark = pytest.mark.usefixtures("stores")


def test_what_is_counted_late_is_in_the_next_reading(folded: None) -> None:
    counted(late())
    for codes in (None, frozenset({WARD})):
        assert read(*ODD, codes=codes) == expected([*EVENTS, *late()], *ODD, codes=codes)
    assert read(*YEAR, by="procedures") == expected([*EVENTS, *late()], *YEAR, by="procedures")


def test_a_sum_that_was_touched_is_made_anew_once(folded: None) -> None:
    counted(late())
    read(*YEAR)
    with dying(at_call=0) as calls:
        read(*YEAR)
    assert "BatchWriteItem" not in calls


def test_the_daily_run_makes_touched_sums_anew(folded: None) -> None:
    counted(late())
    folding.fold_up_to(NOW, nobody)
    with dying(at_call=0) as calls:
        read(TODAY[0], TODAY[1])
    assert "BatchWriteItem" not in calls


def test_what_is_counted_before_everything_else_is_in_the_next_reading(folded: None) -> None:
    older = [later(event, -60) for event in late()]
    counted(older)
    assert table.earliest(1) == older[0].business_date
    for first, last in (YEAR, ODD):
        assert read(first, last) == expected([*EVENTS, *older], first, last)


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_is_counted_while_a_day_is_folded_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    counted(EVENTS)
    folds()
    real = table.day_cells

    def interrupted(version: int, day: date, prefix: str = "") -> Iterator[Any]:
        cells = list(real(version, day, prefix)) if when == "after" else []
        monkeypatch.setattr(table, "day_cells", real)
        counted(late())
        yield from cells if when == "after" else real(version, day, prefix)

    monkeypatch.setattr(table, "day_cells", interrupted)
    folding.ensure(1, spans.around(late()[0].business_date))
    assert read(*YEAR) == expected([*EVENTS, *late()], *YEAR)
    assert read(*YEAR, by="procedures") == expected([*EVENTS, *late()], *YEAR, by="procedures")


@pytest.mark.parametrize("by", BOTH)
def test_what_is_counted_while_a_sum_is_made_anew_is_not_lost(
    folded: None, monkeypatch: pytest.MonkeyPatch, by: By
) -> None:
    one, other = ([later(event, 10) for event in late(number)] for number in (500, 505))
    counted(one)
    day = one[0].business_date
    assert sums.folded(1, [spans.day(day)])
    real = table.day_cells

    def interrupted(version: int, of: date, prefix: str = "") -> Iterator[Any]:
        cells = list(real(version, of, prefix))
        if of == day:
            monkeypatch.setattr(table, "day_cells", real)
            counted(other)
        yield from cells

    monkeypatch.setattr(table, "day_cells", interrupted)
    read(day, day, by=by)
    assert read(day, day, by=by) == expected([*EVENTS, *one, *other], day, day, by=by)


def test_a_slow_fold_that_overwrites_a_newer_one_is_made_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted(EVENTS)
    folds()
    real = sums.keep

    def slow(*what: Any) -> None:
        monkeypatch.setattr(sums, "keep", real)
        counted(late())
        read(*YEAR)
        read(*YEAR, by="procedures")
        real(*what)

    monkeypatch.setattr(sums, "keep", slow)
    folding.fold_up_to(NOW, nobody)
    assert read(*YEAR) == expected([*EVENTS, *late()], *YEAR)
    assert read(*YEAR, by="procedures") == expected([*EVENTS, *late()], *YEAR, by="procedures")


@pytest.mark.parametrize("at_call", [2, 6, 10, 15, 21, 28, 40])
def test_a_fold_that_died_at_any_call_leaves_what_the_next_completes(at_call: int) -> None:
    counted(EVENTS)
    folds()
    with pytest.raises(Died), dying(at_call):
        folding.fold_up_to(NOW, nobody)
    for by in BOTH:
        assert read(*ODD, by=by) == expected(EVENTS, *ODD, by=by)


@pytest.mark.parametrize("at_call", [1, 2])
def test_what_touches_a_sum_and_what_changes_it_are_one_write(folded: None, at_call: int) -> None:
    counted(late()[:1])
    with pytest.raises(Died), dying(at_call):
        counted(late())
    counted(late())
    assert read(*YEAR) == expected([*EVENTS, *late()], *YEAR)


def test_a_replay_of_everything_touches_nothing(folded: None) -> None:
    counted(EVENTS)
    assert rows_of("1#TOUCHED#") == []


def _without(row: Any) -> None:
    table.client().delete_item(
        TableName=table.name(), Key={"about": row["about"], "item": row["item"]}
    )


def _of_another_making(row: Any) -> None:
    table.put_many([{**row, "built": {"N": "7"}, "counts": {"B": b"other counts"}}])


@pytest.mark.parametrize("tear", [_without, _of_another_making])
def test_a_sum_whose_items_are_not_of_one_making_is_made_anew(
    monkeypatch: pytest.MonkeyPatch, tear: Callable[[Any], None]
) -> None:
    monkeypatch.setattr(sums, "LARGEST", 40)
    counted(EVENTS)
    folds()
    folding.fold_up_to(NOW, nobody)
    for row in rows_of("1#CELLS#Y2026"):
        if row["item"]["S"].endswith("#2"):
            tear(row)
    for codes in (None, frozenset({WARD})):
        found = read(*YEAR, codes=codes, by="procedures")
        assert found == expected(EVENTS, *YEAR, codes=codes, by="procedures")


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    found=many_lives(4),
    chance=st.randoms(use_true_random=False),
    first=st.dates(date(2026, 2, 20), date(2026, 6, 30)),
    length=st.integers(0, 60),
)
def test_readings_between_events_in_any_order_end_as_a_plain_recount(
    found: list[Life], chance: Random, first: date, length: int
) -> None:
    use(chance.randrange(10, 10**9))
    events = [event for one in found for event in one] * chance.randint(1, 3)
    chance.shuffle(events)
    last = first + timedelta(days=length)
    for part in (events[::3], events[1::3], events[2::3]):
        counted(part)
        folds()
        read(
            first,
            last,
            by=chance.choice(BOTH),
            codes=chance.choice([None, frozenset({"H24.X001"})]),
        )
    once = {(event.dossier_id, event.number): event for event in events}.values()
    for by in BOTH:
        assert read(first, last, by=by) == expected(once, first, last, by=by)
