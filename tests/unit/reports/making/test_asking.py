"""Requests for reports: what is taken, and what is wrong with the rest."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from services.reports.asked import Asked, FormName
from services.reports.making import asking
from services.reports.making.asking import AskBody, Catalogue
from services.reports.periods import Cutoff
from shared.reference.agencies import AgencyTree
from shared.reference.index import IndexEntry
from shared.reference.model import Agency, AgencyKind, Field, Tier

TODAY = date(2026, 11, 25)
MERGED_ON = date(2025, 7, 1)


def agency(code: str, **different: Any) -> Agency:
    usual = {
        "name": f"Cơ quan {code}",
        "kind": AgencyKind.DEPARTMENT,
        "tier": Tier.PROVINCE,
        "valid_from": date(2000, 1, 1),
        "source": "test",
        "parent": None if code == "H24" else "H24",
    }
    return Agency(code=code, **{**usual, **different})


CATALOGUE = Catalogue(
    agencies=AgencyTree(
        [
            agency("H24"),
            agency("H24.D1", valid_to=MERGED_ON, successors=("H24.X1", "H24.X2")),
            agency("H24.X1", valid_from=MERGED_ON),
            agency("H24.X2", valid_from=MERGED_ON),
        ]
    ),
    fields=(Field(code="TP", name="Hộ tịch"), Field(code="DD", name="Đất đai")),
    procedures=(
        IndexEntry(
            code="1.001193",
            name="Đăng ký khai sinh",
            field="TP",
            level=4,
            folded="",
            keywords="",
            valid_from=date(2020, 1, 1),
        ),
    ),
)


def read(**different: Any) -> Any:
    usual = {"form": "II.06a", "agency": "H24", "period": "2026-10"}
    given = {name: v for name, v in {**usual, **different}.items() if v is not None}
    body = msgspec.convert(given, AskBody)
    return asking.read(body, CATALOGUE, TODAY)


def taken(**different: Any) -> Asked:
    found = read(**different)
    assert isinstance(found, Asked), found
    return found


def wrong(**different: Any) -> dict[str, str]:
    """The wrong fields with their English words."""
    found = read(**different)
    assert not isinstance(found, Asked)
    return {error.field: error.detail_en for error in found}


def chosen(first: str, last: str, **different: Any) -> dict[str, Any]:
    return {"period": None, "from": first, "to": last, **different}


def test_a_month_of_an_agency_with_all_below_it_is_taken() -> None:
    found = taken()
    assert (found.form, found.scope.agency_code) == (FormName.BY_FIELD, "H24")
    assert found.scope.subtree
    assert (found.period.first, found.period.last) == (date(2026, 10, 1), date(2026, 10, 31))


def test_the_statutory_cutoff_makes_another_period_of_the_same_name() -> None:
    found = taken(cutoff="statutory")
    assert found.period.cutoff is Cutoff.STATUTORY
    assert (found.period.first, found.period.last) == (date(2026, 9, 15), date(2026, 10, 14))
    assert found.report_id != taken().report_id


def test_every_filter_is_in_the_scope() -> None:
    scope = taken(field="TP", procedure="1.001193", level=4, channel="online", subtree=False).scope
    assert (scope.field_code, scope.procedure_code) == ("TP", "1.001193")
    assert (scope.level, scope.channel, scope.subtree) == (4, "online", False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("form", "II.99"),
        ("agency", "H24.ZZ"),
        ("cutoff", "lunar"),
        ("field", "XX1"),
        ("procedure", "9.999999"),
        ("level", 5),
        ("channel", "fax"),
        ("period", "2026-13"),
        ("period", "soon"),
        ("period", "2026-02-30"),
        ("period", "2026-10-09..2026-10-01"),
    ],
)
def test_what_there_is_not_is_named(field: str, value: object) -> None:
    assert list(wrong(**{field: value})) == [f"/{field}"]


def test_a_procedure_of_another_field_is_wrong() -> None:
    assert wrong(field="DD", procedure="1.001193") == {
        "/procedure": "Procedure 1.001193 is not of field DD."
    }


def test_everything_wrong_is_named_at_once() -> None:
    found = wrong(form="x", agency="H24.ZZ", level=9, channel="x", field="x", period="x")
    assert list(found) == ["/form", "/level", "/channel", "/field", "/period", "/agency"]


@pytest.mark.parametrize(
    "dates",
    [
        {"period": None},
        {"period": None, "from": "2026-10-01"},
        {"period": None, "to": "2026-10-01"},
        {"from": "2026-10-01", "to": "2026-10-02"},
    ],
)
def test_either_a_period_or_both_dates_are_needed(dates: dict[str, Any]) -> None:
    assert list(wrong(**dates)) == ["/period"]


def test_dates_are_taken_from_one_to_the_other() -> None:
    found = taken(**chosen("2026-10-05", "2026-11-25"))
    assert found.period.name == "2026-10-05..2026-11-25"


def test_reversed_dates_are_wrong() -> None:
    assert list(wrong(**chosen("2026-10-05", "2026-10-04"))) == ["/to"]


def test_both_malformed_dates_are_named() -> None:
    assert list(wrong(**chosen("yesterday", "20261001"))) == ["/from", "/to"]


def test_a_chosen_period_that_ends_in_the_future_is_wrong() -> None:
    assert list(wrong(**chosen("2026-11-01", "2026-11-26"))) == ["/to"]
    assert list(wrong(period="2026-11-01..2026-11-26")) == ["/period"]


def test_a_chosen_period_wholly_in_the_future_names_both_dates() -> None:
    assert list(wrong(**chosen("2026-12-01", "2026-12-02"))) == ["/from", "/to"]


@pytest.mark.parametrize("period", ["2026-12", "2027", "2027-Q1", "2026-11-26"])
def test_a_period_that_begins_in_the_future_is_wrong(period: str) -> None:
    assert wrong(period=period) == {"/period": "This day is still to come."}


@pytest.mark.parametrize("period", ["2026-11", "2026-Q4", "2026-H2", "2026", "2026-11-25"])
def test_a_period_that_still_runs_is_taken_whole(period: str) -> None:
    assert taken(period=period).period.name == period


def test_five_years_are_taken_and_a_day_more_is_not() -> None:
    assert taken(**chosen("2021-01-01", "2025-12-31"))
    assert list(wrong(**chosen("2021-01-01", "2026-01-01"))) == ["/to"]
    assert taken(**chosen("2020-02-29", "2025-02-28"))
    assert list(wrong(**chosen("2020-02-29", "2025-03-01"))) == ["/to"]


def test_an_agency_that_had_ended_is_refused_with_its_successors() -> None:
    found = wrong(agency="H24.D1")["/agency"]
    assert "H24.X1, H24.X2" in found


def test_an_agency_that_came_later_is_refused() -> None:
    assert list(wrong(agency="H24.X1", period="2024")) == ["/agency"]


def test_an_agency_of_the_period_is_taken_though_it_ended_since() -> None:
    assert taken(agency="H24.D1", period="2024").scope.agency_code == "H24.D1"


def test_the_schema_says_what_can_be_chosen() -> None:
    (definition,) = msgspec.json.schema_components([AskBody])[1].values()
    assert definition["properties"]["form"]["enum"] == [form.value for form in FormName]
