"""Counts added up, and packed."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.reports.counting.effects import Cell
from services.reports.counting.tallies import (
    Counts,
    by_level_and_channel,
    pack,
    put_in,
    together,
    unpack,
)

CELLS = st.builds(
    Cell,
    st.just(""),
    st.sampled_from(["G01-TP", "G02-ĐĐ"]),
    st.sampled_from(["1.001193", "1.000894"]),
    st.sampled_from([2, 3, 4]),
    st.sampled_from(["online", "counter"]),
)
AMOUNTS = st.dictionaries(
    st.sampled_from(["received", "late", "fee_cash"]), st.integers(-9, 9).filter(bool), min_size=1
)
COUNTS = st.dictionaries(CELLS, AMOUNTS, max_size=8)


def amount(counts: Counts, measure: str) -> int:
    return sum(amounts.get(measure, 0) for amounts in counts.values())


@given(counts=COUNTS)
def test_packed_counts_are_the_same_when_unpacked(counts: Counts) -> None:
    assert unpack(pack(counts)) == counts


@given(counts=COUNTS, chance=st.randoms())
def test_equal_counts_are_packed_alike(counts: Counts, chance: Random) -> None:
    shuffled = list(counts.items())
    chance.shuffle(shuffled)
    assert pack(dict(shuffled)) == pack(counts)


def test_what_is_nothing_is_not_packed() -> None:
    cell = Cell("", "G01-TP", "1.001193", 3, "online")
    assert unpack(pack({cell: {"received": 0}})) == {}


@given(every=st.lists(COUNTS, max_size=4))
def test_counts_together_hold_every_amount(every: list[Counts]) -> None:
    assert amount(together(every), "late") == sum(amount(counts, "late") for counts in every)


@given(one=COUNTS, other=COUNTS)
def test_adding_leaves_what_is_added_as_it_was(one: Counts, other: Counts) -> None:
    before = pack(other)
    put_in(together([one]), other)
    assert pack(other) == before


@given(counts=COUNTS)
def test_by_level_and_channel_nothing_is_lost(counts: Counts) -> None:
    found = by_level_and_channel(counts)
    assert amount(found, "received") == amount(counts, "received")
    assert all((cell.field_code, cell.procedure_code) == ("", "") for cell in found)
