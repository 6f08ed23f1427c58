"""Who is calling: what the authorizer says about the bearer of a token."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct


class Role(StrEnum):
    """What a person may be to the system; one person can be several."""

    CITIZEN = "citizen"  # công dân, doanh nghiệp
    OFFICER = "officer"  # công chức
    CASHIER = "cashier"  # thu ngân
    LEADER = "leader"  # lãnh đạo
    ADMINISTRATOR = "administrator"  # quản trị


class Principal(Struct, frozen=True, kw_only=True):
    """An authenticated caller. ``identity_key`` is the keyed hash of their identity number."""

    subject: str
    roles: frozenset[Role]
    name: str = ""
    agency_code: str = ""
    identity_key: str = ""
    expires_at: datetime

    def has(self, *roles: Role) -> bool:
        """Whether the caller has any of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_expired(self) -> bool:
        """Whether the token ended while an authorizer's cached answer lived on."""
        return self.expires_at <= datetime.now(UTC)


def from_authorizer(context: Mapping[str, Any] | None) -> Principal | None:
    """The principal in an authorizer's context (all strings), ``None`` on public routes."""
    if not context or not context.get("subject"):
        return None
    known = {role.value for role in Role}
    names = str(context.get("roles", "")).split()
    return Principal(
        subject=str(context["subject"]),
        roles=frozenset(Role(n) for n in names if n in known),
        name=str(context.get("name", "")),
        agency_code=str(context.get("agency", "")),
        identity_key=str(context.get("identity_key", "")),
        expires_at=datetime.fromtimestamp(int(context.get("expires_at", 0)), UTC),
    )
