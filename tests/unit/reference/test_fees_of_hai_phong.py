"""Prices that the province's resolutions set, on the data that comes with the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from infra.local.dataset import load
from shared.reference.catalogue import Catalogue
from shared.reference.fees import Filing, price
from shared.reference.model import ApplicantType, Channel, FeeKind, Procedure

ONLINE, COUNTER, POSTAL = Channel.ONLINE, Channel.COUNTER, Channel.POSTAL
BIRTH, EXTRACT, HOUSEHOLD_BUSINESS = "1.001193", "2.000635", "1.001612"
LAND, HOUSE, CERTIFIED_COPY = "1.013978", "1.013225", "2.000815"


@pytest.fixture(scope="module")
def procedures() -> list[Procedure]:
    """Every edition of every procedure of the province."""
    folder = Path(__file__).parents[3] / "infra" / "data" / "hai-phong"
    return list(msgspec.convert(load(folder), Catalogue).procedures)


def bill(
    procedures: list[Procedure], code: str, channel: Channel, filed_on: str, **given: Any
) -> list[tuple[FeeKind, int]]:
    """Kind and amount of every line of a citizen's filing."""
    day = date.fromisoformat(filed_on)
    edition = next(p for p in procedures if p.code == code and p.holds_on(day))
    applicant = given.pop("applicant_type", ApplicantType.CITIZEN)
    filing = Filing(applicant_type=applicant, channel=channel, filed_on=day, **given)
    return [(line.kind, line.amount) for line in price(edition, filing)]


@pytest.mark.parametrize(
    ("code", "channel", "filed_on", "case", "expected"),
    [
        (BIRTH, COUNTER, "2020-12-16", "on_time", 0),
        (BIRTH, COUNTER, "2020-12-16", "late", 8000),
        (BIRTH, COUNTER, "2026-08-07", "late", 8000),
        (BIRTH, ONLINE, "2026-08-07", "late", 8000),
        (BIRTH, ONLINE, "2026-08-08", "late", 0),
        (BIRTH, COUNTER, "2026-08-08", "late", 8000),
        (BIRTH, POSTAL, "2026-08-08", "late", 8000),
        (BIRTH, COUNTER, "2026-08-08", "on_time", 0),
        (HOUSE, COUNTER, "2026-08-07", "house", 75_000),
        (HOUSE, COUNTER, "2026-08-08", "house", 75_000),
        (HOUSE, ONLINE, "2026-08-08", "house", 0),
        (HOUSEHOLD_BUSINESS, COUNTER, "2026-08-07", "", 100_000),
        (HOUSEHOLD_BUSINESS, COUNTER, "2026-08-08", "", 0),
        (HOUSEHOLD_BUSINESS, ONLINE, "2026-08-08", "", 0),
    ],
)
def test_a_charge_depends_on_case_channel_and_day_of_filing(
    procedures: list[Procedure],
    code: str,
    channel: Channel,
    filed_on: str,
    case: str,
    expected: int,
) -> None:
    """NQ 23/2026 (0 đồng only online, from 8 August 2026) and NQ 12/2026 (all channels)."""
    assert bill(procedures, code, channel, filed_on, case=case) == [(FeeKind.CHARGE, expected)]


def test_an_extract_costs_the_same_online_because_the_resolution_does_not_cover_it(
    procedures: list[Procedure],
) -> None:
    assert bill(procedures, EXTRACT, ONLINE, "2026-08-08") == [(FeeKind.FEE, 8000)]
    assert bill(procedures, EXTRACT, ONLINE, "2026-08-08", copies=2) == [(FeeKind.FEE, 16_000)]


def test_a_first_land_certificate_has_a_charge_and_a_fee(procedures: list[Procedure]) -> None:
    filed = bill(procedures, LAND, COUNTER, "2026-03-02", case="first_issue", object="land")
    assert filed == [(FeeKind.CHARGE, 35_000), (FeeKind.FEE, 100_000)]


def test_a_first_land_certificate_online_is_free_since_august_2026(
    procedures: list[Procedure],
) -> None:
    filed = bill(procedures, LAND, ONLINE, "2026-08-08", case="first_issue", object="both")
    assert filed == [(FeeKind.CHARGE, 0), (FeeKind.FEE, 0)]


def test_certified_copies_follow_the_tariff_by_page(procedures: list[Procedure]) -> None:
    filed = bill(procedures, CERTIFIED_COPY, COUNTER, "2026-10-01", case="paper_copy", pages=5)
    assert filed == [(FeeKind.FEE, 7000)]


def test_a_poor_household_registers_a_late_birth_for_nothing(procedures: list[Procedure]) -> None:
    late = {"case": "late", "exemptions": ("poor_household",)}
    assert bill(procedures, BIRTH, COUNTER, "2026-10-01", **late) == [(FeeKind.CHARGE, 0)]
    assert bill(procedures, BIRTH, COUNTER, "2020-12-16", **late) == [(FeeKind.CHARGE, 8000)]
