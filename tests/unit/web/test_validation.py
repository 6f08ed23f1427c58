"""Wrong input: every fault at once, each at its place, in both languages."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from shared.web.messages import FIELD_RULES
from shared.web.problems import FieldError, Problem
from shared.web.validation import MAX_BODY_BYTES, MOST_FAULTS, decode_body, decode_query


class Kind(StrEnum):
    """An enumeration."""

    BIRTH = "birth"
    DEATH = "death"


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """A nested object."""

    name: Annotated[str, Meta(min_length=2, max_length=20)]
    number: Annotated[str, Meta(pattern=r"^[0-9]{3}$")]


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of everything that request bodies are made of."""

    kind: Kind
    person: Person
    helper: Person | None = None
    people: Annotated[tuple[Person, ...], Meta(max_length=3)] = ()
    pages: Annotated[int, Meta(ge=1, le=9)] = 1
    copies: Annotated[int, Meta(gt=0)] | None = None
    born_on: date | None = None
    at: Annotated[datetime, Meta(tz=True)] | None = None
    any_time: datetime | None = None
    way: Literal["post", "counter"] = "post"
    answers: dict[str, Any] = {}
    agreed: bool = False


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Query parameters."""

    code: str
    limit: Annotated[int, Meta(ge=1, le=100)] = 20
    kind: Kind | None = None
    on: date | None = None
    open: bool = False
    as_: Literal["applicant", "representative"] | None = msgspec.field(default=None, name="as")


GOOD: dict[str, Any] = {"kind": "birth", "person": {"name": "Lan", "number": "123"}}


def refused(body: Any) -> Problem:
    """The refusal of a body, given as a value or as the text sent."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    with pytest.raises(Problem) as caught:
        decode_body(sent, Form)
    return caught.value


def faults(body: Any) -> dict[str, str]:
    """Field → rule of every fault."""
    return {fault.field: fault.rule for fault in refused(body).details.errors}


def with_(**fields: Any) -> dict[str, Any]:
    """The good form, some of it different."""
    return {**GOOD, **fields}


def query_faults(values: dict[str, str]) -> dict[str, str]:
    """Parameter → rule of every fault."""
    with pytest.raises(Problem) as caught:
        decode_query(values, Wanted)
    return {fault.field: fault.rule for fault in caught.value.details.errors}


def test_good_input_is_decoded() -> None:
    form = decode_body(json.dumps(with_(born_on="2020-12-16")).encode(), Form)
    assert (form.kind, form.person.name, form.born_on) == (Kind.BIRTH, "Lan", date(2020, 12, 16))


def test_every_missing_field_is_named() -> None:
    assert faults({}) == {"/kind": "required", "/person": "required"}


def test_every_wrong_field_is_told_at_once() -> None:
    wrong = {
        "kind": "marriage",
        "person": {"name": "x", "number": "12", "age": 9},
        "pages": 10,
        "copies": 0,
        "born_on": "2020-02-30",
        "at": "yesterday",
        "way": "pigeon",
        "answers": [],
        "agreed": "yes",
        "hobby": "chess",
    }
    assert faults(wrong) == {
        "/kind": "enum",
        "/person/name": "minLength",
        "/person/number": "pattern",
        "/person/age": "additionalProperties",
        "/pages": "maximum",
        "/copies": "exclusiveMinimum",
        "/born_on": "format",
        "/at": "format",
        "/way": "enum",
        "/answers": "type",
        "/agreed": "type",
        "/hobby": "additionalProperties",
    }


def test_one_field_with_two_faults_has_both() -> None:
    rules = [f.rule for f in refused(with_(people=[{"name": "x"}])).details.errors]
    assert sorted(rules) == ["minLength", "required"]


def test_a_fault_in_a_list_says_in_which_item() -> None:
    people = [{"name": "Lan", "number": "123"}, {"name": "Minh", "number": "x"}]
    assert faults(with_(people=people)) == {"/people/1/number": "pattern"}


def test_a_list_that_is_too_long_is_refused() -> None:
    assert faults(with_(people=[GOOD["person"]] * 4)) == {"/people": "maxItems"}


@pytest.mark.parametrize("field", ["person", "helper"])
def test_an_optional_object_is_judged_like_a_required_one(field: str) -> None:
    found = faults(with_(**{field: {"name": 5, "number": "x"}}))
    assert found == {f"/{field}/name": "type", f"/{field}/number": "pattern"}


@pytest.mark.parametrize(
    ("field", "value", "wanted"), [("helper", 5, "object"), ("copies", "one", "integer")]
)
def test_a_wrong_type_where_nothing_is_allowed_too_names_the_type(
    field: str, value: Any, wanted: str
) -> None:
    (fault,) = refused(with_(**{field: value})).details.errors
    assert (fault.field, fault.rule) == (f"/{field}", "type")
    assert wanted in fault.detail_en and "null" not in fault.detail_en


def test_nothing_is_allowed_where_it_is_declared() -> None:
    assert decode_body(json.dumps(with_(helper=None)).encode(), Form).helper is None


def test_what_only_the_decoder_knows_is_told_too() -> None:
    assert faults(with_(any_time="yesterday")) == {"/any_time": "other"}


def test_an_instant_without_its_offset_is_refused() -> None:
    assert faults(with_(at="2026-03-02T08:00:00")) == {"/at": "format"}


@pytest.mark.parametrize("body", [b"[]", b"null", b"5", b'"text"', b"true"])
def test_a_body_that_is_no_object_is_refused_whole(body: bytes) -> None:
    assert faults(body) == {"/": "type"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"kind": "birth",}',
        b"{'kind': 'birth'}",
        b'{"kind": "\xff"}',
        b'{"kind": 5, "person": ',
        b'{"hobby": 1, "x": }',
        b"\x00\x01",
        b"\xff\xfe{\x00}\x00",
        b"[" * 100_000,
        b'{"answers": ' + b"[" * 100_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_what_is_no_json_is_malformed_whatever_else_is_wrong(body: bytes) -> None:
    problem = refused(body)
    assert (problem.slug, problem.details.status) == ("malformed-json", 400)
    assert problem.details.detail and problem.details.detail != problem.details.detail_en


def test_malformed_json_says_where() -> None:
    assert refused(b'{"kind": birth}').details.detail == "Không đọc được từ byte thứ 9."


def test_a_body_beyond_the_limit_is_not_even_read() -> None:
    problem = refused(b" " * (MAX_BODY_BYTES + 1))
    assert (problem.slug, problem.details.status) == ("too-large", 413)


def test_a_flood_of_faults_is_cut() -> None:
    found = refused(with_(**{f"field{n}": 1 for n in range(1000)})).details.errors
    assert len(found) == MOST_FAULTS


def test_a_fault_is_told_in_both_languages_with_its_limit() -> None:
    (fault,) = refused(with_(pages=10)).details.errors
    assert fault == FieldError(
        field="/pages", rule="maximum", detail="Lớn nhất là 9.", detail_en="The most is 9."
    )


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whatever_a_field_holds_the_fault_is_in_that_field(value: Any) -> None:
    body = json.dumps(with_(person=value)).encode()
    try:
        decode_body(body, Form)
    except Problem as problem:
        assert problem.details.errors
        assert {fault.field.split("/")[1] for fault in problem.details.errors} == {"person"}


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(body: bytes) -> None:
    try:
        decode_body(body, Form)
    except Problem as problem:
        assert problem.slug in ("malformed-json", "invalid-input")


def test_query_parameters_become_what_they_mean() -> None:
    sent = {"code": "1", "limit": "5", "kind": "death", "on": "2020-12-16", "open": "true"}
    found = decode_query(sent | {"as": "applicant"}, Wanted)
    assert found == Wanted(
        code="1", limit=5, kind=Kind.DEATH, on=date(2020, 12, 16), open=True, as_="applicant"
    )


def test_every_wrong_parameter_is_told_at_once() -> None:
    sent = {"limit": "0", "kind": "x", "on": "1", "open": "maybe", "as": "x", "page": "2"}
    assert query_faults(sent) == {
        "query.code": "required",
        "query.limit": "minimum",
        "query.kind": "enum",
        "query.on": "format",
        "query.open": "type",
        "query.as": "enum",
        "query.page": "additionalProperties",
    }


@pytest.mark.parametrize(("limit", "rule"), [("abc", "type"), ("1.5", "type"), ("101", "maximum")])
def test_a_parameter_that_is_no_such_number_says_so(limit: str, rule: str) -> None:
    assert query_faults({"code": "1", "limit": limit}) == {"query.limit": rule}


@given(st.dictionaries(st.sampled_from(["code", "limit", "on", "as", "x"]), st.text()))
def test_any_parameters_are_decoded_or_refused_by_name(values: dict[str, str]) -> None:
    try:
        decode_query(values, Wanted)
    except Problem as problem:
        named = {fault.field.removeprefix("query.") for fault in problem.details.errors}
        assert named and named <= {*values, "code"}


@pytest.mark.parametrize("rule", FIELD_RULES)
def test_every_rule_can_be_said_in_both_languages(rule: str) -> None:
    vietnamese, english = (text.format(x="5") for text in FIELD_RULES[rule])
    assert "{" not in vietnamese + english
