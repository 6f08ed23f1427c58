"""A rebuild beside the counters in use: it counts everything once, compares, and never hurries."""

from __future__ import annotations

from datetime import date

import pytest

from services.reports.counting import applying, versions
from services.reports.rebuilding import cells as cell_pages
from services.reports.rebuilding import recounting
from services.reports.rebuilding.model import State, Walk
from tests.component.reports.rebuilding import making
from tests.component.reports.rebuilding.making import (
    begun,
    cells,
    compared,
    consume,
    done,
    happened,
    now,
    record,
    step,
    tamper,
    work,
)
from tests.component.reports.rebuilding.samples import life, lives

pytestmark = pytest.mark.usefixtures("rebuilding")


def test_a_rebuild_finds_what_was_counted() -> None:
    happened(lives(20))
    rebuild = done()
    assert cells(1) and cells(2) == cells(1)
    assert compared(rebuild).differing == 0 and compared(rebuild).cells >= len(cells(1))


def test_reports_read_the_active_version_until_somebody_switches() -> None:
    happened(lives(3))
    done()
    assert versions.current().active == 1


def test_what_happens_while_it_runs_is_in_both_versions_once() -> None:
    happened(lives(8))
    rebuild = begun()
    happened(life(101))
    step()
    happened(life(102))
    work()
    happened(life(103))
    assert cells(1) == cells(2)
    assert compared(rebuild).differing == 0


def test_an_event_that_arrives_twice_meanwhile_counts_once() -> None:
    rebuild = begun()
    stored = happened(life(7))
    assert consume(stored) == set()
    work()
    assert consume(stored) == set()
    assert cells(2) == cells(1)
    assert compared(rebuild).differing == 0


def test_a_tampered_counter_is_found_with_its_cell_and_both_figures() -> None:
    happened(lives(10))
    day, cell = tamper(1, "submitted", 3)
    comparison = compared(done())
    assert comparison.differing == 1
    (found,) = comparison.differences
    assert found.day == date.fromisoformat(day)
    assert f"{found.agency_code}#{found.field_code}#{found.procedure_code}" in cell
    (figure,) = found.figures
    assert (figure.measure, figure.active - figure.rebuilt) == ("submitted", 3)
    total = next(t for t in comparison.totals if t.measure == "submitted")
    assert (total.active, total.rebuilt) == (13, 10)


def test_a_counter_for_which_nothing_happened_is_found() -> None:
    happened(lives(4))
    tamper(1, "paid_cash", 1)
    (found,) = compared(done()).differences
    assert [(f.measure, f.active, f.rebuilt) for f in found.figures] == [("paid_cash", 1, 0)]


def test_an_event_that_was_never_counted_is_found() -> None:
    happened(lives(4))
    record(life(5, length=1))
    (found,) = compared(done()).differences
    assert [(f.measure, f.active, f.rebuilt) for f in found.figures] == [("submitted", 0, 1)]


def test_an_event_on_its_way_is_no_difference_once_it_has_arrived() -> None:
    happened(lives(4))
    late = record(life(5, length=1))
    rebuild = begun()
    while now(rebuild).state is not State.CONFIRMING:
        step()
    consume(late)
    work()
    assert compared(rebuild).differing == 0
    assert {t.active - t.rebuilt for t in compared(rebuild).totals} == {0}


def test_an_event_that_nobody_can_count_is_named_and_stops_nothing() -> None:
    (lost,) = life(6, length=1)
    happened(lives(4))
    making.break_event(record([lost])[0])
    rebuild = done()
    assert compared(rebuild).differing == 0
    assert making.tally(rebuild, Walk.COUNT).uncountable == (f"{lost.dossier_id} EVENT#000001",)


def test_progress_counts_each_event_once() -> None:
    stored = happened(lives(15))
    assert making.tally(done(), Walk.COUNT).events == len(stored)


def test_a_page_that_the_table_did_not_take_is_counted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    happened(lives(10))
    rebuild = begun()
    with monkeypatch.context() as patch:
        patch.setattr(applying, "apply_to", lambda *_, **__: [0])
        assert step() and now(rebuild).state is State.COUNTING
        assert making.tally(rebuild, Walk.COUNT).events == 0
    work()
    assert compared(rebuild).differing == 0


@pytest.mark.parametrize("page", [1, 3])
def test_it_walks_page_by_page(page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (recounting, cell_pages):
        monkeypatch.setattr(module, "PAGE", page)
    happened(lives(9))
    assert compared(done()).differing == 0
    assert cells(2) == cells(1)


def test_an_empty_table_is_rebuilt_too() -> None:
    comparison = compared(done())
    assert (comparison.cells, comparison.differing) == (0, 0)
