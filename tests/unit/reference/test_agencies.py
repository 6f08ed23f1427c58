"""Agencies through time: who there was, who stands above whom, who took over."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, AgencyKind, Tier

MERGER = date(2025, 7, 1)
BEFORE, AFTER = date(2025, 6, 30), MERGER


def agency(code: str, tier: Tier, parent: str | None = "H24", **more: Any) -> Agency:
    kind = AgencyKind.PEOPLES_COMMITTEE
    valid_from = more.pop("valid_from", date(2010, 1, 1))
    return Agency(
        code=code,
        name=code,
        kind=kind,
        tier=tier,
        parent=parent,
        source="test",
        valid_from=valid_from,
        **more,
    )


TREE = AgencyTree(
    [
        agency("H24", Tier.PROVINCE, None),
        agency("H24.Q1", Tier.DISTRICT, valid_to=MERGER, successors=("H24.X1", "H24.X2")),
        agency(
            "H24.Q1.01",
            Tier.COMMUNE,
            "H24.Q1",
            valid_to=date(2020, 2, 1),
            successors=("H24.Q1.02",),
        ),
        agency("H24.Q1.02", Tier.COMMUNE, "H24.Q1", valid_to=MERGER, successors=("H24.X1",)),
        agency("H24.X1", Tier.COMMUNE, valid_from=MERGER),
        agency("H24.X2", Tier.COMMUNE, valid_from=MERGER),
    ]
)


def test_an_agency_in_force_has_no_heirs() -> None:
    assert TREE.heirs("H24.Q1", BEFORE) == frozenset()


def test_a_district_that_ceased_is_taken_over_by_its_communes() -> None:
    assert TREE.heirs("H24.Q1", AFTER) == {"H24.X1", "H24.X2"}


def test_two_mergers_lead_to_the_last_successor() -> None:
    assert TREE.heirs("H24.Q1.01", AFTER) == {"H24.X1"}


def test_an_agency_nobody_knows_has_no_heirs() -> None:
    assert TREE.heirs("H24.ZZ", AFTER) == frozenset()


def test_an_agency_is_found_only_on_its_days() -> None:
    assert TREE.find("H24.Q1", BEFORE) is not None
    assert TREE.find("H24.Q1", AFTER) is None


def test_what_has_ceased_still_stands_below_its_province() -> None:
    assert TREE.is_within("H24.Q1.01", "H24")


def test_an_empty_agency_contains_nothing() -> None:
    assert not TREE.is_within("H24.Q1", "")


def test_a_commune_does_not_contain_its_province() -> None:
    assert not TREE.is_within("H24", "H24.X1")
