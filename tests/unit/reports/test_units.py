"""Agencies in reports: whose figures count for whom, and under which name they stand."""

from __future__ import annotations

from datetime import date

import pytest

from services.reports.asked import Scope
from services.reports.periods import Period, between, named
from services.reports.units import NoSuchAgency, NotThen, day_of, members, shown_as
from shared.reference.agencies import AgencyTree
from shared.reference.model import Tier
from tests.unit.reports.forms.samples import (
    CITY,
    COMMUNE,
    CUT,
    DEPARTMENT,
    DISTRICT,
    ISLAND,
    MERGED,
    OLD_WARD,
    OTHER_COMMUNE,
    ROOT,
    TREE,
    WARD,
    agency,
)

IN_2020, IN_2026 = date(2020, 12, 31), date(2026, 12, 31)
OF_2020, OF_2026 = named("2020"), named("2026")


def within(
    code: str, period: Period = OF_2026, *, subtree: bool = True, tree: AgencyTree = TREE
) -> set[str]:
    """The codes of what is not the whole province."""
    found = members(Scope(agency_code=code, subtree=subtree), tree, period)
    assert found is not None
    return set(found)


def test_an_agency_in_force_stands_under_its_own_name_of_that_day() -> None:
    unit = shown_as(DEPARTMENT, TREE, IN_2020)
    assert unit.name == ("Sở Thông tin", "Department of Information")
    assert (unit.code, unit.tier, unit.parent) == (DEPARTMENT, Tier.PROVINCE, ROOT)
    assert unit.ended_on is None


def test_an_agency_without_an_english_name_keeps_its_vietnamese_one() -> None:
    assert shown_as(MERGED, TREE, IN_2020).name == ("Sở Khoa học", "Sở Khoa học")


def test_a_merged_agency_stands_under_its_one_successor() -> None:
    assert shown_as(DEPARTMENT, TREE, IN_2026).code == MERGED


def test_two_mergers_lead_to_the_last_successor() -> None:
    assert shown_as(OLD_WARD, TREE, IN_2020).code == WARD
    assert shown_as(OLD_WARD, TREE, IN_2026).code == COMMUNE


def test_a_district_cut_into_communes_keeps_its_old_name_and_the_day_it_ended() -> None:
    unit = shown_as(DISTRICT, TREE, IN_2026)
    assert (unit.code, unit.name[0], unit.ended_on) == (DISTRICT, "Quận Một", CUT)


def test_a_district_stands_there_until_its_last_day() -> None:
    assert shown_as(DISTRICT, TREE, date(2025, 6, 30)).ended_on is None
    assert shown_as(DISTRICT, TREE, CUT).ended_on == CUT


def test_an_unknown_code_stands_for_itself() -> None:
    unit = shown_as("H99.X9", TREE, IN_2026)
    assert (unit.name, unit.tier, unit.ended_on) == (("H99.X9", "H99.X9"), None, None)


def test_an_agency_renamed_later_stands_under_the_name_of_the_day() -> None:
    renamed = AgencyTree(
        [
            CITY,
            agency("H24.D1", "Tên cũ", Tier.PROVINCE, valid_to=CUT),
            agency("H24.D1", "Tên mới", Tier.PROVINCE, since=CUT),
        ]
    )
    assert shown_as("H24.D1", renamed, date(2025, 6, 30)).name[0] == "Tên cũ"
    assert shown_as("H24.D1", renamed, CUT).name[0] == "Tên mới"


def test_an_ended_agency_keeps_the_name_it_had_before_it_ended() -> None:
    again = AgencyTree(
        [
            agency("H24.D1", "Trước", Tier.PROVINCE, valid_to=date(2021, 1, 1)),
            agency("H24.D1", "Sau", Tier.PROVINCE, since=date(2023, 1, 1)),
        ]
    )
    unit = shown_as("H24.D1", again, date(2022, 1, 1))
    assert (unit.name[0], unit.ended_on) == ("Trước", date(2021, 1, 1))


def test_the_whole_province_is_everybody() -> None:
    assert members(Scope(agency_code=ROOT), TREE, OF_2026) is None


def test_the_province_alone_is_its_own_dossiers() -> None:
    assert within(ROOT, subtree=False) == {ROOT}


def test_an_agency_beside_another_root_is_not_the_whole_province() -> None:
    two = AgencyTree([CITY, agency("H31", "Tỉnh khác", Tier.PROVINCE, None)])
    assert within(ROOT, tree=two) == {ROOT}


def test_a_district_of_2020_has_its_wards_and_what_they_took_over() -> None:
    assert within(DISTRICT, OF_2020) == {DISTRICT, WARD, OLD_WARD}


def test_without_the_subtree_the_wards_are_not_the_districts() -> None:
    assert within(DISTRICT, OF_2020, subtree=False) == {DISTRICT}


def test_a_successor_has_the_figures_of_whom_it_alone_took_over() -> None:
    assert within(MERGED, subtree=False) == {MERGED, DEPARTMENT}
    assert within("H24.X3", subtree=False) == {"H24.X3", ISLAND}


def test_before_the_merger_each_has_its_own() -> None:
    assert within(MERGED, OF_2020) == {MERGED}


def test_a_merger_on_the_last_day_counts_and_one_on_the_day_after_does_not() -> None:
    assert within("H24.X3", between(date(2025, 6, 1), CUT)) == {"H24.X3", ISLAND}
    assert within(ISLAND, named("2025-06")) == {ISLAND}


def test_a_commune_does_not_answer_for_the_district_it_was_cut_from() -> None:
    assert within(COMMUNE) == {COMMUNE, WARD, OLD_WARD}
    assert within(OTHER_COMMUNE) == {OTHER_COMMUNE}


def test_offices_of_a_merged_agency_stand_below_its_successor() -> None:
    tree = AgencyTree(
        [
            CITY,
            agency("H24.D1", "Sở Một", Tier.PROVINCE, valid_to=CUT, successors=("H24.D2",)),
            agency("H24.D1.01", "Chi nhánh", Tier.PROVINCE, "H24.D1", valid_to=CUT),
            agency("H24.D2", "Sở Hai", Tier.PROVINCE),
        ]
    )
    assert within("H24.D2", tree=tree) == {"H24.D2", "H24.D1", "H24.D1.01"}


def test_an_agency_that_ended_within_the_period_is_shown_as_on_its_last_day() -> None:
    assert day_of(DISTRICT, TREE, named("2025")) == date(2025, 6, 30)
    assert within(DISTRICT, named("2025")) == {DISTRICT, WARD, OLD_WARD}


def test_an_agency_that_is_there_is_shown_as_on_the_periods_last_day() -> None:
    assert day_of(ROOT, TREE, named("2025")) == date(2025, 12, 31)
    assert day_of(COMMUNE, TREE, named("2025")) == date(2025, 12, 31)


def test_an_agency_that_was_renamed_within_the_period_is_there_to_the_end() -> None:
    renamed = AgencyTree(
        [
            agency("H24", "Cũ", Tier.PROVINCE, None, valid_to=CUT),
            agency("H24", "Mới", Tier.PROVINCE, None, since=CUT),
        ]
    )
    assert day_of("H24", renamed, named("2025")) == date(2025, 12, 31)


def test_an_unknown_agency_is_refused() -> None:
    with pytest.raises(NoSuchAgency):
        within("H24.X9")


@pytest.mark.parametrize(
    ("code", "successors"),
    [(DISTRICT, (COMMUNE, OTHER_COMMUNE)), (DEPARTMENT, (MERGED,))],
)
def test_an_agency_that_had_ended_is_refused_with_its_successors(
    code: str, successors: tuple[str, ...]
) -> None:
    with pytest.raises(NotThen) as refused:
        within(code)
    assert (refused.value.code, refused.value.successors) == (code, successors)


def test_an_agency_that_came_later_is_refused() -> None:
    with pytest.raises(NotThen) as refused:
        within(COMMUNE, OF_2020)
    assert refused.value.successors == ()


def test_an_agency_may_be_asked_for_on_its_very_last_day_and_not_on_the_next() -> None:
    assert within(DISTRICT, between(date(2025, 6, 30), date(2025, 8, 1)))
    with pytest.raises(NotThen):
        within(DISTRICT, between(CUT, date(2025, 8, 1)))
