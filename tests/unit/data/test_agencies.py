"""Hải Phòng's agencies, in 2020 and today."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from shared.reference.catalogue import Catalogue
from shared.reference.model import Agency, Tier

IN_2020 = date(2020, 12, 16)
EARLY_2025 = date(2025, 3, 15)
TODAY = date(2026, 11, 22)


def on(catalogue: Catalogue, day: date, tier: Tier) -> list[Agency]:
    """The agencies of a tier on a day."""
    return [agency for agency in catalogue.agencies if agency.tier is tier and agency.holds_on(day)]


def kinds(agencies: list[Agency]) -> Counter[str]:
    """How many agencies of each kind of unit, by the words before the name."""
    words = ("Thị trấn", "Thành phố", "Đặc khu", "Phường", "Quận", "Huyện", "Xã")
    return Counter(next(w for w in words if agency.name.startswith(w)) for agency in agencies)


def by_code(catalogue: Catalogue) -> dict[str, Agency]:
    """The agencies by code."""
    return {agency.code: agency for agency in catalogue.agencies}


def test_no_code_is_used_twice(catalogue: Catalogue) -> None:
    assert len(by_code(catalogue)) == len(catalogue.agencies)


def test_2020_had_seven_urban_and_eight_rural_districts(catalogue: Catalogue) -> None:
    districts = on(catalogue, IN_2020, Tier.DISTRICT)
    assert kinds(districts) == {"Quận": 7, "Huyện": 8}


def test_2020_ended_with_217_communes(catalogue: Catalogue) -> None:
    assert len(on(catalogue, IN_2020, Tier.COMMUNE)) == 217


def test_early_2025_had_one_city_more_and_167_communes(catalogue: Catalogue) -> None:
    districts = on(catalogue, EARLY_2025, Tier.DISTRICT)
    communes = on(catalogue, EARLY_2025, Tier.COMMUNE)
    assert kinds(districts) == {"Quận": 8, "Huyện": 6, "Thành phố": 1}
    assert kinds(communes) == {"Phường": 79, "Thị trấn": 7, "Xã": 81}


def test_today_there_is_no_district(catalogue: Catalogue) -> None:
    assert on(catalogue, TODAY, Tier.DISTRICT) == []


def test_today_there_are_114_communes(catalogue: Catalogue) -> None:
    communes = on(catalogue, TODAY, Tier.COMMUNE)
    assert kinds(communes) == {"Xã": 67, "Phường": 45, "Đặc khu": 2}


def test_district_codes_carry_the_statistical_number(catalogue: Catalogue) -> None:
    numbers = {a.code.removeprefix("H24.Q") for a in on(catalogue, IN_2020, Tier.DISTRICT)}
    assert numbers == {str(n) for n in range(303, 319)} - {"310"}


def test_every_parent_holds_for_the_whole_span(catalogue: Catalogue) -> None:
    agencies = by_code(catalogue)
    for agency in catalogue.agencies:
        parent = agencies[agency.parent] if agency.parent else agency
        assert parent.valid_from <= agency.valid_from, agency.code
        assert (parent.valid_to or date.max) >= (agency.valid_to or date.max), agency.code


def test_every_successor_holds_when_its_predecessor_ends(catalogue: Catalogue) -> None:
    agencies = by_code(catalogue)
    for agency in catalogue.agencies:
        assert all(agencies[s].holds_on(agency.valid_to or TODAY) for s in agency.successors)


def test_whoever_ended_has_a_successor(catalogue: Catalogue) -> None:
    orphans = [a.code for a in catalogue.agencies if a.valid_to and not a.successors]
    assert orphans == []


@pytest.mark.parametrize(
    ("former", "successors"),
    [
        ("Sở Thông tin và Truyền thông", {"Sở Khoa học và Công nghệ"}),
        ("Sở Giao thông vận tải", {"Sở Xây dựng"}),
        ("Sở Kế hoạch và Đầu tư", {"Sở Tài chính"}),
        ("Sở Du lịch", {"Sở Văn hóa, Thể thao và Du lịch"}),
        ("Sở Tài nguyên và Môi trường", {"Sở Nông nghiệp và Môi trường"}),
        ("Sở Nông nghiệp và Phát triển nông thôn", {"Sở Nông nghiệp và Môi trường"}),
        (
            "Sở Lao động - Thương binh và Xã hội",
            {"Sở Nội vụ", "Sở Y tế", "Sở Giáo dục và Đào tạo"},
        ),
        ("Huyện Cát Hải", {"Đặc khu Cát Hải"}),
        ("Huyện Bạch Long Vĩ", {"Đặc khu Bạch Long Vĩ"}),
    ],
)
def test_mergers(catalogue: Catalogue, former: str, successors: set[str]) -> None:
    agencies = by_code(catalogue)
    ended = next(a for a in catalogue.agencies if a.name == former)
    assert {agencies[code].name for code in ended.successors} == successors


@pytest.mark.parametrize(
    ("code", "name"), [("H24.D02", "Sở Tư pháp"), ("H24.X001", "Phường Thủy Nguyên")]
)
def test_agencies_of_the_demo_officers_hold_today(
    catalogue: Catalogue, code: str, name: str
) -> None:
    agency = by_code(catalogue)[code]
    assert agency.name == name
    assert agency.holds_on(TODAY)


def test_only_the_city_itself_has_a_code_that_is_not_invented(catalogue: Catalogue) -> None:
    assert {agency.code for agency in catalogue.agencies if not agency.demo} == {"H24"}
