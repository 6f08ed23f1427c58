"""Comparing the cells of two versions, and confirming what differed."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from services.reports.rebuilding.comparing import (
    Pair,
    Place,
    compare,
    confirm,
    difference,
    place_of,
)
from services.reports.rebuilding.model import MOST_SHOWN, Figure, Tally, comparison, together

DAY, NOW = date(2026, 11, 24), datetime(2026, 11, 25, tzinfo=UTC)
WARD = Place(DAY, "H24.X001#G01-TP#1.001193#4#online")
MEASURES = ("received", "early", "overdue")
Cells = dict[Place, tuple[dict[str, int], dict[str, int]]]
amounts = st.dictionaries(st.sampled_from(MEASURES), st.integers(-3, 3))
places = st.sampled_from([Place(DAY, f"H24.X00{n}#F#P#4#online") for n in range(1, 7)])
cells = st.dictionaries(places, st.tuples(amounts, amounts), min_size=1)


def pair(active: dict[str, int], rebuilt: dict[str, int], place: Place = WARD) -> Pair:
    return Pair(place, active, rebuilt)


def test_equal_cells_do_not_differ() -> None:
    assert difference(pair({"received": 5}, {"received": 5})) is None


def test_what_is_not_counted_equals_nothing() -> None:
    assert difference(pair({"overdue": 0}, {})) is None
    assert difference(pair({}, {"overdue": 0})) is None


def test_a_difference_names_its_cell_and_only_the_figures_that_differ() -> None:
    found = difference(pair({"received": 5, "early": 2}, {"received": 6, "early": 2}))
    assert found is not None
    assert (found.day, found.agency_code, found.field_code) == (DAY, "H24.X001", "G01-TP")
    assert (found.procedure_code, found.level, found.channel) == ("1.001193", 4, "online")
    assert found.figures == (Figure(measure="received", active=5, rebuilt=6),)


def test_the_place_of_a_difference_is_where_it_was_found() -> None:
    found = difference(pair({}, {"received": 1}))
    assert found is not None and place_of(found) == WARD


def test_a_cell_of_one_version_alone_differs() -> None:
    assert compare([pair({"received": 1}, {})]).differing == 1
    assert compare([pair({}, {"received": 1})]).differing == 1


def test_all_differences_are_counted_and_the_first_are_kept() -> None:
    many = [pair({}, {"received": n}, Place(DAY, f"A{n}#F#P#4#online")) for n in range(1, 61)]
    tally = compare(many)
    assert (tally.cells, tally.differing, len(tally.differences)) == (60, 60, MOST_SHOWN)
    assert comparison(tally, NOW).totals == (Figure(measure="received", active=0, rebuilt=1830),)


@given(cells)
def test_totals_are_the_sums_of_both_versions(
    found: Cells,
) -> None:
    tally = compare(pair(*both, place) for place, both in found.items())
    totals = {t.measure: (t.active, t.rebuilt) for t in comparison(tally, NOW).totals}
    for measure in MEASURES:
        sums = tuple(sum(both[n].get(measure, 0) for both in found.values()) for n in (0, 1))
        assert totals.get(measure, (0, 0)) == sums


@given(cells, st.integers(0, 6))
def test_parts_compared_apart_say_the_same_together(found: Cells, cut: int) -> None:
    pairs = [pair(*both, place) for place, both in found.items()]
    whole = comparison(compare(pairs), NOW)
    parts = comparison(together([compare(pairs[:cut]), compare(pairs[cut:])]), NOW)
    assert parts == whole


@given(cells, cells)
def test_after_confirming_it_is_as_if_the_cells_that_differed_were_seen_now(
    before: Cells, later: Cells
) -> None:
    tally = compare(pair(*both, place) for place, both in before.items())
    differed = {place_of(found) for found in tally.differences}
    now = {place: pair(*later.get(place, both), place) for place, both in before.items()}
    mixed = [now[p] if p in differed else pair(*both, p) for p, both in before.items()]
    confirmed = comparison(confirm(tally, now), NOW)
    expected = comparison(compare(mixed), NOW)
    assert confirmed.differences == expected.differences
    assert (confirmed.cells, confirmed.differing) == (expected.cells, expected.differing)
    changed = {t.measure: t.rebuilt - t.active for t in confirmed.totals}
    wanted = {t.measure: t.rebuilt - t.active for t in expected.totals}
    assert {m: changed.get(m, 0) for m in MEASURES} == {m: wanted.get(m, 0) for m in MEASURES}


def test_an_event_that_was_on_its_way_is_no_difference_a_minute_later() -> None:
    tally = compare([pair({"received": 5}, {"received": 6})])
    confirmed = comparison(confirm(tally, {WARD: pair({"received": 6}, {"received": 6})}), NOW)
    assert (confirmed.differing, confirmed.differences) == (0, ())
    assert confirmed.totals == (Figure(measure="received", active=6, rebuilt=6),)


def test_a_lasting_difference_is_shown_as_it_is_now() -> None:
    tally = compare([pair({"received": 5}, {"received": 7})])
    confirmed = confirm(tally, {WARD: pair({"received": 6}, {"received": 8})})
    assert confirmed.differences[0].figures == (Figure(measure="received", active=6, rebuilt=8),)


def test_nothing_found_is_an_empty_comparison() -> None:
    found = comparison(Tally(), NOW)
    assert (found.cells, found.differing, found.totals) == (0, 0, ())
