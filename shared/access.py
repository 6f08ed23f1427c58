"""Who a caller is to a dossier and to an agency: the one place where scope is decided."""

from __future__ import annotations

from datetime import UTC, datetime

from shared.dossier.dossier import By, Dossier
from shared.dossier.errors import NotEntitled
from shared.dossier.events import Actor
from shared.dossier.numbering import local_day
from shared.dossier.status import Party
from shared.reference.agencies import AgencyTree
from shared.web.principal import Principal, Role
from shared.web.problems import Problem


def parties(principal: Principal, dossier: Dossier, agencies: AgencyTree) -> frozenset[Party]:
    """Everything the caller is to this dossier; empty for a stranger."""
    found = set()
    key = principal.identity_key
    if key and key in (dossier.applicant_key, dossier.representative_key):
        found.add(Party.OWNER)
    if principal.has(Role.OFFICER) and stands_for(principal, dossier.agency_code, agencies):
        found.add(Party.OFFICER)
    if principal.has(Role.OFFICER) and dossier.is_forwarded:
        if principal.agency_code == dossier.held_by:
            found.add(Party.HOLDER)
    if principal.has(Role.LEADER) and agencies.is_within(
        dossier.agency_code, principal.agency_code
    ):
        found.add(Party.LEADER)
    return frozenset(found)


def stands_for(principal: Principal, agency_code: str, agencies: AgencyTree) -> bool:
    """Whether the caller's agency is this one, or took over its work when it ceased."""
    own = principal.agency_code
    if own == agency_code:
        return True
    return own in agencies.heirs(agency_code, local_day(datetime.now(UTC)))


def by(principal: Principal, dossier: Dossier, agencies: AgencyTree) -> By:
    """The caller as the one who makes a move.

    Raises:
        NotEntitled: the caller is nothing to this dossier.
    """
    found = parties(principal, dossier, agencies)
    if not found:
        raise NotEntitled(principal.subject)
    official = found - {Party.OWNER}
    return By(actor=actor(principal, min(official or found, key=list(Party).index)), parties=found)


def actor(principal: Principal, party: Party) -> Actor:
    """The caller as an event names them: an official by name, an applicant by opaque subject."""
    if party is Party.OWNER:
        return Actor(subject=principal.subject, party=party)
    return Actor(
        subject=principal.subject,
        party=party,
        agency_code=principal.agency_code,
        name=principal.name,
    )


def check_agency(principal: Principal, agency_code: str, agencies: AgencyTree) -> None:
    """Officers have their own agency, leaders and administrators the subtree of theirs.

    Raises:
        Problem: 403 outside the caller's scope, 404 for an agency that never existed.
    """
    if agencies.latest(agency_code) is None:
        raise Problem("not-found", f"Không có cơ quan {agency_code}.", f"No agency {agency_code}.")
    if stands_for(principal, agency_code, agencies):
        return
    wide = principal.has(Role.LEADER, Role.ADMINISTRATOR)
    if not (wide and agencies.is_within(agency_code, principal.agency_code)):
        raise Problem("agency-not-yours")
