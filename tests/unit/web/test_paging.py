"""Continuation tokens: opaque, short-sighted, and useless anywhere but in their own list."""

from __future__ import annotations

import base64
import json
from contextlib import suppress

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.dossier import queries
from shared.dossier.errors import MalformedCursor
from shared.dossier.queries import Cursor
from shared.dossier.tables import Listed
from shared.web import paging
from shared.web.paging import ListOf, Paging
from shared.web.validation import decode_query

MINE: Cursor = {
    "dossier_id": {"S": "H24.X001-260302-0001"},
    "item": {"S": "DOSSIER"},
    "applicant_key": {"S": "hash-of-lan"},
    "submitted_at": {"S": "2026-03-02T01:00:00.000000Z"},
}


def token(cursor: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(cursor).encode()).rstrip(b"=").decode()


@given(st.dictionaries(st.text(), st.dictionaries(st.just("S"), st.text())))
def test_a_token_leads_where_the_page_ended(cursor: Cursor) -> None:
    assert paging.decode(str(paging.encode(cursor))) == cursor


def test_the_last_page_has_no_token() -> None:
    assert paging.encode(None) is None
    assert Paging().cursor is None


def test_a_token_can_stand_in_a_url_as_it_is() -> None:
    found = str(paging.encode(MINE))
    assert set(found) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "not a token",
        "%%%",
        "ô",
        token([]),
        token("x"),
        token({"a": 1}),
        token({"a": {"S": 1}}),
    ]
    + [token(MINE)[:-3], token(MINE) + "x", "A" * 10_000, base64.b64encode(b"\xff" * 9).decode()],
)
def test_what_is_no_token_of_ours_is_malformed(text: str) -> None:
    with pytest.raises(MalformedCursor):
        paging.decode(text)


@given(st.text())
def test_no_text_at_all_does_worse_than_malformed(text: str) -> None:
    with suppress(MalformedCursor):
        paging.decode(text)


def test_a_token_of_another_persons_list_continues_nothing() -> None:
    with pytest.raises(MalformedCursor):
        queries.applicants("hash-of-minh", limit=5, cursor=MINE)


def test_a_token_of_another_kind_of_list_continues_nothing() -> None:
    with pytest.raises(MalformedCursor):
        queries.worklist("H24.X001", limit=5, cursor=MINE)
    with pytest.raises(MalformedCursor):
        queries.representatives("hash-of-lan", limit=5, cursor=MINE)


@pytest.mark.parametrize(
    "tampered",
    [
        {**MINE, "more": {"S": "x"}},
        {key: value for key, value in MINE.items() if key != "item"},
        {**MINE, "item": {"N": "1"}},
        {**MINE, "item": {"S": ""}},
        {**MINE, "applicant_key": {"S": "hash-of-minh"}},
    ],
)
def test_a_tampered_token_continues_nothing(tampered: Cursor) -> None:
    with pytest.raises(MalformedCursor):
        queries.applicants("hash-of-lan", limit=5, cursor=tampered)


def test_a_lists_own_token_continues_it() -> None:
    assert queries._continues(MINE, Listed.by_applicant, "hash-of-lan")


def test_a_page_is_twenty_unless_asked_and_at_most_a_hundred() -> None:
    assert decode_query({}, Paging).limit == 20
    assert decode_query({"limit": "100"}, Paging).limit == 100


def test_a_list_says_next_even_when_there_is_none() -> None:
    assert json.loads(msgspec.json.encode(ListOf(items=()))) == {"items": [], "next": None}
