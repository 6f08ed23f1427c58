"""The calendar, previews of due dates, and the administrator who decides a day."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.app import app
from shared.reference import store
from tests.component.catalogue.asking import (
    CALENDAR,
    DAY,
    DUE_DATE,
    VERSIONS,
    ask,
    decide,
    places,
    stored,
    version,
)
from tests.support.calling import call
from tests.support.people import ADMINISTRATOR, LEADER, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("small")
FRIDAY = "2026-11-20T09:00:00+07:00"


def due(**query: str) -> Any:
    """The answer to a question for a due date."""
    return ask(DUE_DATE, query)


def five_days(start: str = FRIDAY) -> Any:
    """When five working days end."""
    return due(**{"from": start}, procedure="1.001193", channel="online").json


def test_a_year_shows_days_off_make_up_days_and_undecided_days_with_sources() -> None:
    year = ask(CALENDAR, {"year": "2026"}).json
    assert [day["date"] for day in year["days_off"]] == ["2026-01-01"]
    assert [day["source"] for day in year["make_up_days"]] == ["12729/VPCP-KGVX"]
    assert [day["date"] for day in year["undecided"]] == ["2026-11-24"]
    assert year["hours"]["morning_start"] == "07:30:00"
    assert year["policy"]["reception_hours"] == 8


@pytest.mark.parametrize(("year", "rule"), [("2019", "minimum"), ("2028", "maximum")])
def test_a_year_nobody_has_decided_is_refused(year: str, rule: str) -> None:
    assert places(ask(CALENDAR, {"year": year})) == {("query.year", rule)}


def test_a_due_date_explains_itself() -> None:
    found = five_days()
    assert found["due_at"] == "2026-11-27T09:00:00+07:00"
    assert "24/11/2026" in found["explanation"]
    assert "not yet decided" in found["explanation_en"]
    assert found["term"]["name"] == "5 ngày làm việc"


def test_a_due_date_can_be_asked_for_a_bare_term() -> None:
    found = due(**{"from": "2026-01-09T15:00:00+07:00"}, amount="8", unit="hours").json
    assert found["due_at"] == "2026-01-10T15:00:00+07:00"


def test_without_a_start_the_term_begins_now() -> None:
    assert due(amount="1", unit="days").json["due_at"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {("query.procedure", "required"), ("query.unit", "required")}),
        ({"procedure": "1.001193"}, {("query.channel", "required")}),
        ({"procedure": "1.001193", "channel": "postal"}, {("query.channel", "enum")}),
        ({"amount": "0", "unit": "days"}, {("query.amount", "term")}),
        (
            {"from": "2026-11-20T09:00:00", "amount": "1", "unit": "days"},
            {("query.from", "format")},
        ),
        (
            {"from": "9999-12-31T09:00:00Z", "amount": "1", "unit": "days"},
            {("query.from", "maximum")},
        ),
    ],
)
def test_an_incomplete_question_is_named(
    query: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    answer = due(**query)
    assert answer.status == 422
    assert places(answer) == expected


def test_an_unknown_procedure_has_no_due_date() -> None:
    assert due(procedure="9.999999", channel="online").status == 404


def test_deciding_24_november_off_moves_the_due_date() -> None:
    answer = decide("2026-11-24", "off")
    assert answer.status == 200
    assert answer.json["version"] == 2
    assert answer.json["changes"]["calendar"]["changed"] == ["2026-11-24"]
    assert five_days()["due_at"] == "2026-11-30T09:00:00+07:00"
    assert "Ngày Văn hóa Việt Nam" in five_days()["explanation"]


def test_deciding_it_back_restores_the_due_date() -> None:
    decide("2026-11-24", "off")
    assert decide("2026-11-24", "undecided").json["version"] == 3
    assert five_days()["due_at"] == "2026-11-27T09:00:00+07:00"


def test_the_same_decision_again_makes_no_new_version() -> None:
    decide("2026-11-24", "off")
    before = stored()
    assert decide("2026-11-24", "off").json["version"] == 2
    assert stored() == before


def test_a_decision_leaves_procedures_and_agencies_as_they_are() -> None:
    before = store.manifest()
    decide("2026-11-24", "off")
    after = store.manifest()
    assert (after.procedures, after.agencies) == (before.procedures, before.agencies)
    assert after.calendar != before.calendar


def test_a_decision_is_on_record_with_who_and_when() -> None:
    decide("2026-11-24", "off")
    newest = ask(VERSIONS, who=ADMINISTRATOR).json["items"][0]
    assert (newest["version"], newest["published_by"]) == (2, ADMINISTRATOR.subject)
    assert newest["note"] == "2026-11-24: off"


@pytest.mark.parametrize(
    ("day", "rule"),
    [("24-11-2026", "format"), ("2019-01-01", "minimum"), ("2031-01-01", "maximum")],
)
def test_a_day_the_calendar_does_not_have_is_refused(day: str, rule: str) -> None:
    answer = decide(day, "off")
    assert answer.status == 422
    assert places(answer) == {("path.date", rule)}


def test_every_wrong_field_of_a_decision_is_named() -> None:
    body = {"kind": "holiday", "colour": "red", "name": "x"}
    answer = call(app, "PUT", DAY, body=body, path={"date": "2026-11-24"}, who=ADMINISTRATOR)
    assert places(answer) == {
        ("/kind", "enum"),
        ("/colour", "additionalProperties"),
        ("/source", "required"),
    }


@pytest.mark.parametrize("who", [LEADER, WARD_OFFICER])
def test_only_an_administrator_decides_a_day(who: Any) -> None:
    assert decide("2026-11-24", "off", who=who).status == 403
    assert version() == 1
