"""Who may come in: tokens of the configured issuer, checked against its published keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jwt import PyJWKClientConnectionError

from backbone import authorizer
from backbone.authorizer import Unauthorized, authorize, roles_of
from shared.identity.keys import identity_key
from shared.settings import settings
from shared.web.principal import Role, from_authorizer
from tests.component.backbone import issuer
from tests.component.backbone.issuer import token
from tests.support.logs import log_lines

IDENTITY, NAME = "031190000001", "Nguyễn Thị Lan"
STAGE = "arn:aws:execute-api:ap-southeast-1:123456789012:abc123/api"


@pytest.fixture(scope="module")
def keys() -> Iterator[str]:
    """Where the issuer publishes its keys."""
    with issuer.served_keys() as address:
        yield address


@pytest.fixture(autouse=True)
def configured(stores: dict[str, str], keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The platform trusts the issuer."""
    monkeypatch.setenv("ISSUER", issuer.ISSUER)
    monkeypatch.setenv("JWKS_URL", keys)
    monkeypatch.setenv("AUDIENCE", issuer.AUDIENCE)
    settings.cache_clear()
    authorizer._issuer_keys.cache_clear()


def now() -> datetime:
    return datetime.now(UTC)


def ask(header: str | None) -> dict[str, Any]:
    event = {"type": "TOKEN", "methodArn": f"{STAGE}/GET/tracking/dossiers"}
    if header is not None:
        event["authorizationToken"] = header
    return authorize(event, None)


def context(**changes: Any) -> dict[str, str]:
    found: dict[str, str] = ask(f"Bearer {token(**changes)}")["context"]
    return found


def test_a_good_token_says_who_calls() -> None:
    found = from_authorizer(context(agency="H24.X001", roles=["officer"]))
    assert found is not None
    assert (found.subject, found.name, found.agency_code) == ("subject-1", NAME, "H24.X001")
    assert found.roles == {Role.OFFICER}
    assert found.identity_key == identity_key(IDENTITY)
    assert not found.is_expired


def test_all_of_the_context_is_text_as_the_gateway_needs_it() -> None:
    assert {type(value) for value in context().values()} == {str}


def test_the_answer_holds_for_the_whole_stage_and_no_other() -> None:
    (statement,) = ask(f"Bearer {token()}")["policyDocument"]["Statement"]
    assert (statement["Effect"], statement["Resource"]) == ("Allow", f"{STAGE}/*")


FORGED: dict[str, tuple[Callable[[], str], str]] = {
    "expired": (lambda: token(exp=now() - timedelta(minutes=1)), "ExpiredSignatureError"),
    "without an end": (lambda: token(exp=None), "MissingRequiredClaimError"),
    "not valid yet": (lambda: token(nbf=now() + timedelta(hours=1)), "ImmatureSignatureError"),
    "for another service": (lambda: token(aud="another-service"), "InvalidAudienceError"),
    "for nobody": (lambda: token(aud=None), "MissingRequiredClaimError"),
    "of another issuer": (lambda: token(iss="https://another.test"), "InvalidIssuerError"),
    "of no issuer": (lambda: token(iss=None), "MissingRequiredClaimError"),
    "of no subject": (lambda: token(sub=None), "MissingRequiredClaimError"),
    "signed by a stranger": (lambda: token(key="stranger"), "InvalidSignatureError"),
    "of an unknown key": (lambda: token(key="stranger", key_id="stranger"), "PyJWKClientError"),
    "of no key": (lambda: token(key_id=None), "PyJWKClientError"),
    "unsigned": (issuer.unsigned, "InvalidAlgorithmError"),
    "HMAC with the public key": (
        issuer.signed_with_the_public_key,
        "InvalidAlgorithmError",
    ),
    "elliptic in an RSA key's name": (
        issuer.of_another_kind_of_key,
        "InvalidAlgorithmError",
    ),
    "of three words": (lambda: "not.a.token", "DecodeError"),
    "of one word": (lambda: "nonsense", "DecodeError"),
}


@pytest.mark.parametrize(("forged", "fault"), FORGED.values(), ids=FORGED)
def test_a_token_that_is_not_good_is_refused(forged: Callable[[], str], fault: str) -> None:
    with log_lines() as lines, pytest.raises(Unauthorized, match=r"^Unauthorized$"):
        ask(f"Bearer {forged()}")
    assert f'"fault":"{fault}"' in lines.getvalue()


def test_altered_claims_are_refused() -> None:
    head, _, signature = token().split(".")
    _, claims, _ = token(roles=["administrator"]).split(".")
    with pytest.raises(Unauthorized):
        ask(f"Bearer {head}.{claims}.{signature}")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic bGFuOmxhbg==", "x"])
def test_a_missing_or_other_header_is_refused(header: str | None) -> None:
    with pytest.raises(Unauthorized):
        ask(header)


def test_a_token_that_ended_a_moment_ago_still_passes_between_two_clocks() -> None:
    assert context(exp=now() - timedelta(seconds=5))["subject"] == "subject-1"


def test_unreachable_keys_are_a_failure_and_sign_nobody_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JWKS_URL", "http://127.0.0.1:9/jwks.json")
    settings.cache_clear()
    authorizer._issuer_keys.cache_clear()
    with pytest.raises(PyJWKClientConnectionError):
        ask(f"Bearer {token()}")


@pytest.mark.parametrize(
    ("names", "given", "ours"),
    [
        ("", ["citizen", "officer"], "citizen officer"),
        ("", "citizen officer", "citizen officer"),
        ("", ["offline_access", "officer"], "officer"),
        ("", None, ""),
        ("can-bo=officer, lanh-dao=leader", ["can-bo", "lanh-dao"], "officer leader"),
        ("can-bo=officer", ["administrator", "can-bo"], "officer"),
    ],
)
def test_roles_are_the_configured_ones(
    monkeypatch: pytest.MonkeyPatch, names: str, given: Any, ours: str
) -> None:
    monkeypatch.setenv("ROLE_NAMES", names)
    settings.cache_clear()
    assert roles_of({"roles": given}) == ours


def test_roles_and_agency_come_from_the_configured_claims(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ROLES_CLAIM", "cognito:groups")
    monkeypatch.setenv("AGENCY_CLAIM", "custom:agency")
    settings.cache_clear()
    changes: dict[str, Any] = {"cognito:groups": ["leader"], "custom:agency": "H24", "roles": None}
    found = context(**changes)
    assert (found["roles"], found["agency"]) == ("leader", "H24")


def test_an_official_without_an_identity_number_has_no_key() -> None:
    assert context(identity_number=None)["identity_key"] == ""


@pytest.mark.parametrize("subject", ["subject-1", IDENTITY, f"vneid|{IDENTITY}"])
def test_the_identity_number_goes_no_further(subject: str) -> None:
    with log_lines() as lines:
        answer = ask(f"Bearer {token(sub=subject)}")
    assert IDENTITY not in json.dumps(answer)
    assert "Token accepted" in lines.getvalue()
    assert not any(secret in lines.getvalue() for secret in (IDENTITY, NAME))


def test_a_refusal_logs_why_and_nothing_of_the_token() -> None:
    refused = token(exp=now() - timedelta(hours=1))
    with log_lines() as lines, pytest.raises(Unauthorized):
        ask(f"Bearer {refused}")
    assert "ExpiredSignatureError" in lines.getvalue()
    secrets = (IDENTITY, NAME, *refused.split("."))
    assert not any(secret in lines.getvalue() for secret in secrets)
