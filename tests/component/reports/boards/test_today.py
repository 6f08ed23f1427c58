"""The day of an agency and of its units: what waits for whom, and who may see it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.reports.app import app
from services.reports.boards import routes, today
from services.reports.counting import applying
from shared.dossier import items
from shared.dossier.dossier import Dossier
from shared.dossier.events import PublicEvent
from shared.dossier.numbering import local_day
from shared.dossier.status import Status
from shared.reference import store
from tests.component.reports.rebuilding.samples import JUSTICE, WARD, life
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, JUSTICE_OFFICER, LAN, LEADER, WARD_OFFICER
from tests.unit.dossier.moving import DRAFT, SECRET_NAME

pytestmark = pytest.mark.usefixtures("cloud")
WARD_LEADER = Who("leader-ward", "leader", agency=WARD)


def look(who: Who | None = WARD_OFFICER, code: str = WARD) -> Answer:
    return call(app, "GET", "/reports/agencies/{code}/today", path={"code": code}, who=who)


def look_at_units(who: Who | None = LEADER, code: str = "H24") -> Answer:
    return call(app, "GET", "/reports/agencies/{code}/units/today", path={"code": code}, who=who)


def open_dossier(number: int, **different: Any) -> Dossier:
    """A dossier of the ward as the worklist holds it, in process unless told else."""
    now = datetime.now(UTC)
    usual = {
        "dossier_id": f"{WARD}-260302-{number:04}",
        "status": Status.PROCESSING,
        "accepted_at": now - timedelta(days=30),
        "assigned_to": "officer-1",
        "assignee_name": "Phạm Thu Hà",
        "due_at": now + timedelta(days=90),
    }
    dossier = msgspec.structs.replace(DRAFT, **{**usual, **different})
    items.head_item(dossier).save()
    return dossier


def late(number: int, **different: Any) -> Dossier:
    return open_dossier(number, due_at=datetime.now(UTC) - timedelta(days=20), **different)


def test_an_agencys_day_is_counted_by_person() -> None:
    late(1)
    late(2, assigned_to="officer-2", assignee_name="Đỗ Quốc Việt")
    late(3, assigned_to="officer-2", assignee_name="Đỗ Quốc Việt")
    open_dossier(4, status=Status.SUPPLEMENT)
    open_dossier(5, status=Status.STOPPED, assigned_to=None, assignee_name="")
    found = look().json
    assert (found["total"]["overdue"], found["total"]["waiting"], found["total"]["stopped"]) == (
        3,
        1,
        1,
    )
    people = [(person["name"], person["overdue"]) for person in found["people"]]
    assert people == [("Đỗ Quốc Việt", 2), ("Phạm Thu Hà", 1), ("", 0)]
    assert found["truncated"] is False


def test_three_working_days_ahead_are_named() -> None:
    calendar = store.calendar()
    day, wanted = local_day(datetime.now(UTC)), look().json["soon"]
    assert len(wanted) == 3
    assert wanted == [str(d) for d in today.next_working_days(day, calendar)]


def test_no_applicant_is_in_it() -> None:
    late(1)
    answer = look()
    assert answer.json["total"]["overdue"] == 1
    assert SECRET_NAME not in answer.text and "260302" not in answer.text


def test_more_than_can_be_counted_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST", 3)
    monkeypatch.setattr(routes, "A_PAGE", 2)
    for number in range(3):
        late(number)
    assert look().json["truncated"] is False
    late(4)
    found = look().json
    assert (found["truncated"], found["total"]["overdue"]) == (True, 3)


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        (None, WARD, 401),
        (LAN, WARD, 403),
        (JUSTICE_OFFICER, WARD, 403),
        (LEADER, WARD, 200),
        (WARD_LEADER, WARD, 200),
        (WARD_LEADER, JUSTICE, 403),
        (LEADER, "H24.ZZ", 404),
    ],
)
def test_an_agencys_day_is_for_its_people_and_leaders_above(
    who: Who | None, code: str, status: int
) -> None:
    assert look(who, code).status == status


# Units


def running(number: int, due_in_days: int, agency: str = WARD) -> list[PublicEvent]:
    """A dossier that was accepted a while ago and runs, with its due date from today."""
    now = datetime.now(UTC)
    first, accepted = life(number, 2, agency)
    begin = now - timedelta(days=30)
    return [
        msgspec.structs.replace(first, at=begin, business_date=local_day(begin)),
        msgspec.structs.replace(
            accepted,
            at=begin,
            business_date=local_day(begin),
            due_after=now + timedelta(days=due_in_days),
        ),
    ]


def test_the_units_below_an_agency_have_their_day() -> None:
    applying.apply([*running(1, -5), *running(2, 0), *running(3, -1, JUSTICE)])
    found = look_at_units().json
    units = {each["agency_code"]: each for each in found["units"]}
    assert {code: (u["overdue"], u["due_today"]) for code, u in units.items()} == {
        WARD: (1, 1),
        JUSTICE: (1, 0),
    }
    assert (found["total"]["overdue"], found["total"]["due_today"]) == (2, 1)


def test_what_becomes_due_in_the_next_working_days_is_soon() -> None:
    day = local_day(datetime.now(UTC))
    soon = today.next_working_days(day, store.calendar())
    ahead = [(soon[0] - day).days, (soon[-1] - day).days, (soon[-1] - day).days + 1]
    applying.apply([e for n, days in enumerate(ahead) for e in running(n + 1, days)])
    (unit,) = look_at_units().json["units"]
    assert (unit["due_soon"], unit["due_today"], unit["overdue"]) == (2, 0, 0)


def test_a_leader_of_one_unit_sees_that_unit_alone() -> None:
    applying.apply([*running(1, -5), *running(3, -1, JUSTICE)])
    found = look_at_units(WARD_LEADER, WARD).json
    assert [each["agency_code"] for each in found["units"]] == [WARD]


def test_submitted_dossiers_that_nobody_received_are_counted() -> None:
    applying.apply(life(1, 1))
    (unit,) = look_at_units().json["units"]
    assert unit["unreceived"] == 1


@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        (None, "H24", 401),
        (WARD_OFFICER, WARD, 403),
        (ADMINISTRATOR, "H24", 403),
        (WARD_LEADER, "H24", 403),
        (LEADER, "H24.ZZ", 404),
    ],
)
def test_the_units_day_is_for_their_leaders(who: Who | None, code: str, status: int) -> None:
    assert look_at_units(who, code).status == status


def test_an_agency_that_has_ended_is_answered_with_who_took_over() -> None:
    answer = look_at_units(LEADER, "H24.D04")
    assert answer.status == 404
    assert "H24.D05" in answer.json["detail"] and "H24.D05" in answer.json["detail_en"]
