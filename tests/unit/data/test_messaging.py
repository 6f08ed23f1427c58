"""What the province that comes with the project sets for messages."""

from __future__ import annotations

from datetime import date

import pytest

from shared.reference.agencies import AgencyTree
from shared.reference.catalogue import Catalogue
from shared.reference.messaging import Messaging

TODAY = date(2026, 11, 22)


@pytest.fixture
def policy(catalogue: Catalogue) -> Messaging:
    """The province's own policy."""
    assert catalogue.messaging is not None
    return catalogue.messaging


def test_every_mailbox_is_of_an_agency_in_force(catalogue: Catalogue, policy: Messaging) -> None:
    agencies = AgencyTree(catalogue.agencies)
    assert policy.mailboxes
    assert [code for code in policy.mailboxes if agencies.find(code, TODAY) is None] == []


def test_no_mailbox_is_a_real_one(policy: Messaging) -> None:
    every = [a for m in policy.mailboxes.values() for a in (*m.officers, *m.leaders)]
    assert [address for address in every if not address.endswith("@example.vn")] == []


def test_somebody_above_every_agency_is_told_what_was_missed(
    catalogue: Catalogue, policy: Messaging
) -> None:
    """The root has leaders, so there is a nearest mailbox for every agency."""
    roots = [a.code for a in catalogue.agencies if a.parent is None]
    assert all(policy.mailboxes[root].leaders for root in roots)


def test_short_codes_begin_with_the_provinces_own(catalogue: Catalogue, policy: Messaging) -> None:
    assert policy.unit_prefix == "H24"
    assert all(a.code.startswith(policy.unit_prefix) for a in catalogue.agencies)


def test_the_nights_are_quiet(policy: Messaging) -> None:
    assert policy.quiet_until.hour == 7
    assert policy.quiet_from.hour == 21
