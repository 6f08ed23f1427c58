"""The manners of a request: versions, keys, sameness, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.dossier.errors import StaleVersion
from shared.settings import settings
from shared.web.principal import Principal, Role
from shared.web.problems import Problem
from shared.web.request import Request

CALLER = Principal(
    subject="officer", roles=frozenset({Role.OFFICER}), expires_at=datetime(2100, 1, 1, tzinfo=UTC)
)
ROUTE = {"httpMethod": "POST", "resourcePath": "/demo/{id}", "requestId": "request-1"}


def request(
    headers: Mapping[str, str] | None = None,
    body: bytes = b"{}",
    path: Mapping[str, str] | None = None,
    caller: Principal | None = CALLER,
    **context: Any,
) -> Request[Any, Any]:
    return Request(
        path=path or {"id": "1"},
        headers=headers or {},
        raw_body=body,
        context=ROUTE | context,
        status=201,
        caller=caller,
    )


def from_hops(*hops: str) -> str:
    """The client's address behind these entries of X-Forwarded-For."""
    sent = {"x-forwarded-for": ", ".join(hops)}
    return request(sent, identity={"sourceIp": "10.0.0.1"}).client_address


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', "3", " 3 ", "*", " * "])
def test_the_version_on_the_screen_may_be_written_as_people_do(header: str) -> None:
    request({"if-match": header}).check_version(3)


def test_a_request_without_if_match_is_held_to_nothing() -> None:
    request().check_version(3)


@pytest.mark.parametrize("header", ['"2"', 'W/"4"', "33"])
def test_another_version_is_stale(header: str) -> None:
    with pytest.raises(StaleVersion) as caught:
        request({"if-match": header}).check_version(3)
    assert caught.value.current == 3


@pytest.mark.parametrize("header", ["", '""', "three", '"3", "4"', "-3", "3.0", '"1234567890"'])
def test_an_if_match_that_is_no_version_is_refused(header: str) -> None:
    with pytest.raises(Problem) as caught:
        request({"if-match": header}).check_version(3)
    assert caught.value.slug == "bad-header"


def test_a_receipt_keeps_the_answer_under_the_callers_key() -> None:
    made = request({"idempotency-key": "12345678"}).receipt({"text": "à"})
    assert (made.caller, made.key, made.status) == ("officer", "12345678", 201)
    assert made.answer == '{"text":"à"}'.encode()


def test_a_receipt_is_kept_for_longer_than_a_day() -> None:
    made = request({"idempotency-key": "12345678"}).receipt({})
    assert made.expires - datetime.now(UTC).timestamp() > 24 * 3600


def test_two_callers_keys_are_two_keys() -> None:
    ours = request({"idempotency-key": "12345678"}).receipt({})
    other = Principal(subject="other", roles=CALLER.roles, expires_at=CALLER.expires_at)
    theirs = request({"idempotency-key": "12345678"}, caller=other).receipt({})
    assert ours.row_key != theirs.row_key


def test_a_receipt_without_a_key_cannot_be_made() -> None:
    with pytest.raises(Problem):
        request().receipt({})


def test_the_same_request_has_the_same_hash() -> None:
    assert request().hash == request().hash
    one = request(path={"a": "1", "b": "2"}).hash
    assert one == request(path={"b": "2", "a": "1"}).hash


@pytest.mark.parametrize(
    "other",
    [
        request(body=b'{"a": 1}'),
        request(path={"id": "2"}),
        request(httpMethod="PUT"),
        request(resourcePath="/demo/other"),
    ],
)
def test_another_request_has_another_hash(other: Request[Any, Any]) -> None:
    assert other.hash != request().hash


def test_a_public_request_has_no_principal() -> None:
    with pytest.raises(Problem) as caught:
        _ = request(caller=None).principal
    assert caught.value.slug == "not-signed-in"


def test_a_request_is_quoted_by_the_gateways_id() -> None:
    assert request().id == "request-1"


def test_the_client_is_who_spoke_to_our_own_proxy() -> None:
    assert from_hops("203.0.113.7") == "203.0.113.7"


@pytest.mark.parametrize("spoofed", [["1.1.1.1"], ["1.1.1.1", "2.2.2.2"], ["nonsense"], ["", " "]])
def test_what_a_client_writes_into_the_header_itself_is_not_believed(spoofed: list[str]) -> None:
    assert from_hops(*spoofed, "203.0.113.7") == "203.0.113.7"


def test_behind_two_of_our_proxies_the_last_but_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    settings.cache_clear()
    assert from_hops("1.1.1.1", "203.0.113.7", "70.132.0.1") == "203.0.113.7"


def test_a_request_that_came_past_our_proxies_is_known_by_its_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "2")
    settings.cache_clear()
    assert from_hops("1.1.1.1") == "10.0.0.1"


def test_without_proxies_the_header_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_PROXIES", "0")
    settings.cache_clear()
    assert from_hops("1.1.1.1", "2.2.2.2") == "10.0.0.1"


def test_a_request_from_nowhere_has_no_address() -> None:
    assert request().client_address == ""
