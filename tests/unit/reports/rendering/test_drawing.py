"""A chart's axis has round numbers and room for everything that is drawn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.rendering.drawing import axis, colour, is_drawn
from services.reports.sheet import Chart, Series
from tests.unit.reports.rendering.samples import CHART

VALUES = st.lists(st.integers(-(10**12), 10**12), min_size=1, max_size=6)


def chart(*values: float, **different: object) -> Chart:
    series = (Series(name=("Số", "Number"), values=values),)
    categories = tuple(str(n) for n in range(len(values)))
    made = Chart(title=("Hình", "Picture"), kind="columns", categories=categories, series=series)
    return replace(made, **different)


def labels(what: Chart) -> list[str]:
    return [label for _, label in axis(what).ticks]


def test_counts_run_from_nought_to_a_round_number() -> None:
    assert labels(chart(366, 3820)) == ["0", "1.000", "2.000", "3.000", "4.000"]


def test_small_counts_have_no_fractions() -> None:
    assert labels(chart(1, 2)) == ["0", "1", "2"]


def test_shares_run_from_nought_to_one() -> None:
    share = chart(0.31, 0.12, axis="share")
    assert labels(share) == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_stacked_shares_that_add_up_to_one_end_there() -> None:
    parts = (0.34, 0.56, 0.1)
    assert parts[0] + parts[1] + parts[2] > 1  # by the last bit
    series = tuple(Series(name=("a", "a"), values=(part,)) for part in parts)
    assert axis(replace(CHART, axis="share", categories=("x",), series=series)).high == 1


def test_a_share_beyond_one_is_still_on_the_picture() -> None:
    assert axis(chart(1.3, axis="share")).high >= 1.3


def test_changes_below_nought_have_room_below_it() -> None:
    assert labels(chart(-3, 5))[0].startswith("-")


def test_of_nothing_there_is_an_axis_all_the_same() -> None:
    assert labels(chart(0, 0)) == ["0", "1"]


def test_a_stack_is_as_high_as_its_parts_together() -> None:
    series = tuple(Series(name=("a", "a"), values=(60.0,)) for _ in range(3))
    stacked = replace(CHART, categories=("x",), series=series)
    assert axis(stacked).high >= 180
    assert axis(replace(stacked, kind="columns")).high < 180


@settings(deadline=None)
@given(VALUES)
def test_every_value_lies_on_the_axis_and_its_ends_are_named(values: list[int]) -> None:
    found = axis(chart(*map(float, values)))
    assert found.low <= min(values) and max(values) <= found.high
    assert (found.ticks[0][0], found.ticks[-1][0]) == (found.low, found.high)
    assert 2 <= len(found.ticks) <= 8


def test_a_chart_of_nothing_is_not_drawn() -> None:
    assert is_drawn(CHART)
    assert not is_drawn(None)
    assert not is_drawn(replace(CHART, categories=()))
    assert not is_drawn(replace(CHART, series=()))


@pytest.mark.parametrize("at", [0, 6, 7, 20])
def test_there_is_a_colour_for_every_series(at: int) -> None:
    assert colour(at).startswith("#")
