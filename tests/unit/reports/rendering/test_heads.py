"""Headings are merged as the official forms print them."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reports.rendering.heads import Head, depth, laid_out, numbers
from services.reports.sheet import Column
from tests.unit.reports.rendering.samples import COLUMNS, column

WORDS = st.sampled_from([("A", "a"), ("B", "b"), ("C", "c")])
HEADINGS = st.lists(WORDS, min_size=1, max_size=4).map(lambda heads: column(*heads))


def box(row: int, first: int, height: int, width: int, text: str) -> Head:
    return Head(row=row, column=first, height=height, width=width, text=text)


def test_neighbours_with_the_same_heading_stand_under_one_box() -> None:
    assert box(0, 2, 1, 4, "Số hồ sơ nhận giải quyết") in laid_out(COLUMNS)
    assert box(1, 3, 1, 2, "Trong kỳ") in laid_out(COLUMNS)


def test_a_columns_last_heading_reaches_down_to_the_rows() -> None:
    assert box(0, 0, 3, 1, "TT") in laid_out(COLUMNS)
    assert box(1, 2, 2, 1, "Tổng số") in laid_out(COLUMNS)
    assert box(2, 3, 1, 1, "Trực tuyến") in laid_out(COLUMNS)


def test_the_same_word_under_different_headings_is_not_merged() -> None:
    columns = (column(("A", "a"), ("X", "x")), column(("B", "b"), ("X", "x")))
    assert [head.width for head in laid_out(columns)] == [1, 1, 1, 1]


def test_a_heading_is_not_merged_over_a_column_between() -> None:
    pair = (("A", "a"), ("B", "b"))
    columns = (column(*pair, ("1", "1")), column(("C", "c")), column(*pair, ("2", "2")))
    assert {head.width for head in laid_out(columns)} == {1}


def test_a_finished_heading_is_not_merged_with_one_that_goes_on() -> None:
    columns = (column(("A", "a")), column(("A", "a"), ("B", "b")))
    assert laid_out(columns) == (
        box(0, 0, 2, 1, "A"),
        box(0, 1, 1, 1, "A"),
        box(1, 1, 1, 1, "B"),
    )


def test_a_column_without_headings_has_an_empty_box() -> None:
    bare = Column(key="bare", heads=(), kind="count")
    assert laid_out((bare,)) == (box(0, 0, 1, 1, ""),)


@settings(deadline=None)
@given(st.lists(HEADINGS, min_size=1, max_size=8))
def test_boxes_cover_the_head_without_gap_or_overlap(columns: list[Column]) -> None:
    covered = Counter(
        (head.row + down, head.column + along)
        for head in laid_out(columns)
        for down in range(head.height)
        for along in range(head.width)
    )
    every = [(row, at) for row in range(depth(columns)) for at in range(len(columns))]
    assert covered == Counter(every)


def test_column_numbers_are_a_row_of_their_own_where_the_form_has_them() -> None:
    assert numbers(COLUMNS)[:3] == ("(1)", "(2)", "(3)=(4)+(5)+(6)")
    assert numbers((column(("A", "a")), column(("B", "b")))) == ()
