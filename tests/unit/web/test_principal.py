"""Who is calling, read from the authorizer's context, in which every value is a text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.web.principal import Principal, Role, from_authorizer

CONTEXT = {
    "subject": "officer-7",
    "roles": "officer leader",
    "agency": "H24.X001",
    "name": "Phạm Thu Hà",
    "identity_key": "hash",
    "expires_at": "1772413200",
}


def principal(**different: str) -> Principal:
    found = from_authorizer(CONTEXT | different)
    assert found is not None
    return found


def test_everything_the_authorizer_says_is_known() -> None:
    assert principal() == Principal(
        subject="officer-7",
        roles=frozenset({Role.OFFICER, Role.LEADER}),
        name="Phạm Thu Hà",
        agency_code="H24.X001",
        identity_key="hash",
        expires_at=datetime.fromtimestamp(1772413200, UTC),
    )


@pytest.mark.parametrize("context", [None, {}, {"principalId": "x"}, {"subject": ""}])
def test_without_a_subject_nobody_is_calling(context: dict[str, str] | None) -> None:
    assert from_authorizer(context) is None


def test_a_role_we_do_not_know_gives_no_right() -> None:
    assert principal(roles="officer king OFFICER").roles == {Role.OFFICER}


@pytest.mark.parametrize("roles", ["", "   "])
def test_somebody_without_a_role_has_none(roles: str) -> None:
    found = principal(roles=roles)
    assert not any(found.has(role) for role in Role)


def test_any_of_the_asked_roles_is_enough() -> None:
    assert principal().has(Role.CITIZEN, Role.LEADER)
    assert not principal().has(Role.CITIZEN, Role.ADMINISTRATOR)


def test_what_the_authorizer_leaves_out_is_empty() -> None:
    found = from_authorizer({"subject": "citizen", "roles": "citizen"})
    assert found is not None
    assert (found.name, found.agency_code, found.identity_key) == ("", "", "")


@pytest.mark.parametrize(("left", "expired"), [(-1, True), (0, True), (60, False)])
def test_a_token_ends_when_it_says_even_if_the_gateway_remembers_it(
    left: int, expired: bool
) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=left)
    assert principal(expires_at=str(int(ends.timestamp()))).is_expired is expired


def test_a_context_without_an_end_has_ended() -> None:
    context = {key: value for key, value in CONTEXT.items() if key != "expires_at"}
    found = from_authorizer(context)
    assert found is not None and found.is_expired
