"""A change of the calendar lists the due dates it would move, and moves none."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from services.processing.app import app
from shared.clock import ICT, WorkingCalendar
from shared.dossier import ledger
from shared.reference import store
from tests.component.processing.desk import (
    LINKED,
    RULES,
    accepted,
    asked,
    everything,
    forwarded,
    submitted,
)
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, JUSTICE, LEADER, WARD, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud")
MONDAY = datetime(2027, 5, 17, 8, 0, tzinfo=ICT)
WEDNESDAY, SATURDAY = date(2027, 5, 19), date(2027, 5, 22)


def effects(
    day: date = WEDNESDAY, kind: str = "off", who: Who = ADMINISTRATOR, **query: Any
) -> Answer:
    sent = {"date": day.isoformat(), "kind": kind, "agency": WARD} | {
        name: str(value) for name, value in query.items()
    }
    return call(app, "GET", "/processing/calendar-effects", query=sent, who=who)


def test_a_new_day_off_lists_the_printed_due_date_and_the_one_it_would_give() -> None:
    dossier = accepted(MONDAY)
    (line,) = effects().json["items"]
    assert line["dossier_id"] == dossier.dossier_id
    assert line["due_at"] == "2027-05-24T08:00:00+07:00"
    assert line["due_at_then"] == "2027-05-25T08:00:00+07:00"


def test_a_make_up_working_day_brings_the_due_date_forward() -> None:
    accepted(MONDAY)
    (line,) = effects(SATURDAY, "work").json["items"]
    assert line["due_at_then"] == "2027-05-22T08:00:00+07:00"


def test_nothing_is_moved() -> None:
    dossier = accepted(MONDAY)
    before = everything()
    effects()
    assert everything() == before
    assert ledger.load(dossier.dossier_id).due_at == dossier.due_at


@pytest.mark.parametrize(
    ("day", "kind"), [(WEDNESDAY, "work"), (WEDNESDAY, "undecided"), (SATURDAY, "off")]
)
def test_a_change_that_changes_nothing_lists_nothing(day: date, kind: str) -> None:
    accepted(MONDAY)
    assert effects(day, kind).json["items"] == []


def test_what_is_due_before_the_day_is_not_touched() -> None:
    accepted(MONDAY - timedelta(days=14))
    assert effects().json["items"] == []


def test_only_dossiers_with_a_due_date_of_their_own_agency_are_listed() -> None:
    submitted(MONDAY)
    accepted(MONDAY, rules=replace(RULES, term=None))
    accepted(MONDAY, agency=JUSTICE)
    assert effects().json["items"] == []


def test_a_dossier_held_for_another_agency_is_counted_there_only() -> None:
    forwarded()
    far = date(2026, 12, 31)
    assert effects(far, agency=LINKED).json["items"] == []


def test_an_undecided_day_can_be_tried_both_ways() -> None:
    calendar = store.calendar()
    undecided = next(d for d in calendar.days.values() if d.kind == "undecided")
    start = datetime.combine(undecided.date, MONDAY.timetz()) - timedelta(days=1)
    accepted(start)
    assert effects(undecided.date, "undecided").json["items"] == []
    assert len(effects(undecided.date, "off").json["items"]) == 1


def test_a_waiting_dossier_keeps_its_printed_due_date_in_the_comparison() -> None:
    asked(MONDAY)
    (line,) = effects().json["items"]
    assert (line["status"], line["due_at"]) == (5, "2027-05-24T08:00:00+07:00")


def test_the_list_comes_in_pages_that_lead_to_its_end() -> None:
    made = {accepted(MONDAY).dossier_id for _ in range(3)}
    first = effects(limit=2).json
    rest = effects(limit=2, next=first["next"]).json
    found = [line["dossier_id"] for line in first["items"] + rest["items"]]
    assert (set(found), len(found), rest["next"]) == (made, 3, None)


def test_leaders_may_ask_and_officers_may_not() -> None:
    assert effects(who=LEADER).status == 200
    assert effects(who=WARD_OFFICER).status == 403
    assert effects(who=Who("admin-justice", "administrator", agency=JUSTICE)).status == 403


@pytest.mark.parametrize("wrong", [{"kind": "maybe"}, {"date": "soon"}, {"agency": "?"}])
def test_a_wrong_question_names_what_is_wrong(wrong: dict[str, str]) -> None:
    sent = {"date": "2027-05-19", "kind": "off", "agency": WARD, **wrong}
    answer = call(app, "GET", "/processing/calendar-effects", query=sent, who=ADMINISTRATOR)
    assert answer.status == 422
    assert {e["field"] for e in answer.json["errors"]} == {f"query.{name}" for name in wrong}


def test_the_published_calendar_stays_as_it_is() -> None:
    accepted(MONDAY)
    effects()
    assert isinstance(store.calendar(), WorkingCalendar)
    assert store.calendar().is_working_day(WEDNESDAY)
