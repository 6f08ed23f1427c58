"""Pages of lists held in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.pages import page
from shared.dossier.errors import MalformedCursor
from shared.web.paging import Paging, encode


def place(row: str) -> tuple[str, ...]:
    """A row's place is itself."""
    return (row,)


@given(st.sets(st.text(min_size=1, max_size=4)), st.integers(1, 100))
def test_pages_together_are_the_whole_list_in_order(rows: set[str], limit: int) -> None:
    token, read = None, []
    while True:
        found, token = page(rows, place, Paging(limit=limit, next=token))
        read += found
        if token is None:
            break
    assert read == sorted(rows)


def test_the_last_page_has_no_token() -> None:
    assert page(["a", "b"], place, Paging(limit=2)) == (["a", "b"], None)


def test_a_row_added_between_two_pages_moves_no_other_row() -> None:
    _, token = page(["b", "d", "f"], place, Paging(limit=2))
    found, _ = page(["a", "b", "c", "d", "e", "f"], place, Paging(limit=9, next=token))
    assert found == ["e", "f"]


@pytest.mark.parametrize(
    "token", ["!", "e30", encode({"after": {"0": "a", "1": "b"}}), encode({"item": {"S": "x"}})]
)
def test_a_token_of_another_list_is_refused(token: str) -> None:
    with pytest.raises(MalformedCursor):
        page(["a", "b"], place, Paging(next=token))
