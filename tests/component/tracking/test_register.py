"""An agency's register, as officers and those above them read it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from services.tracking import register
from services.tracking.table import RegisterRow
from shared.dossier import moves, queries
from shared.dossier.dossier import Dossier
from shared.dossier.events import public
from shared.dossier.numbering import local_day
from shared.reference import store
from tests.component.tracking import lives
from tests.component.tracking.lives import FINISHED_IN_TIME, register_of
from tests.support.calling import Answer, Who
from tests.support.logs import log_lines
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE,
    JUSTICE_OFFICER,
    LAN,
    LAN_ID,
    LEADER,
    WARD,
    WARD_OFFICER,
)
from tests.unit.dossier.moving import DRAFT, OWNER, at

pytestmark = pytest.mark.usefixtures("cloud")


def entered(*dossiers: Dossier) -> None:
    """Bring the dossiers' events into the register."""
    for dossier in dossiers:
        for event in queries.history(dossier.dossier_id):
            register.apply(public(event))


def submitted_on(moment: datetime, number: int = 1, agency: str = WARD) -> str:
    """A dossier of that moment that exists in the register alone."""
    code = f"{agency}-{local_day(moment):%y%m%d}-{number:04d}"
    draft = msgspec.structs.replace(
        DRAFT, dossier_id=code, submitted_at=moment, agency_code=agency, held_by=agency
    )
    for event in moves.submit(draft, OWNER.actor, ()).events:
        register.apply(public(event))
    return code


def codes(answer: Answer) -> list[str]:
    return [line["dossier_id"] for line in answer.json["items"]]


def problem(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json["type"].rpartition(":")[2]


def test_an_officer_sees_this_months_dossiers_of_their_agency() -> None:
    dossier = lives.accepted()
    entered(dossier)
    (line,) = register_of(WARD, WARD_OFFICER).json["items"]
    assert line["dossier_id"] == dossier.dossier_id
    assert (line["status_name"], line["status_name_en"]) == ("Được tiếp nhận", "Accepted")
    assert line["procedure_name"] == "Đăng ký khai sinh"
    assert line["accepted_at"].endswith("+07:00")
    assert line["standing"] in ("soon", "on_time")


def test_a_dossier_that_waits_to_be_received_shows_that_deadline() -> None:
    dossier = lives.submitted()
    entered(dossier)
    (line,) = register_of(WARD, WARD_OFFICER).json["items"]
    clock = lives.look_up(dossier.dossier_id).json["clock"]
    assert line["due_at"] == clock["reception_due_at"]
    assert line["standing"] == clock["standing"]


def test_closed_dossiers_stay_in_the_register() -> None:
    entered(lives.withdrawn(lives.accepted()))
    (line,) = register_of(WARD, WARD_OFFICER).json["items"]
    assert line["status"] == 7
    assert line["standing"] in FINISHED_IN_TIME
    assert line["closed_at"] is not None


def test_a_linked_dossier_appears_once_under_its_responsible_agency() -> None:
    dossier = lives.forwarded(lives.processing(lives.accepted()), JUSTICE)
    entered(dossier)
    (line,) = register_of(WARD, WARD_OFFICER).json["items"]
    assert (line["agency_code"], line["held_by"]) == (WARD, JUSTICE)
    assert register_of(JUSTICE, JUSTICE_OFFICER).json["items"] == []


def test_a_month_is_local() -> None:
    last_of_march = submitted_on(at("2026-03-31 23:59"))
    first_of_april = submitted_on(at("2026-04-01 00:01"))
    assert codes(register_of(WARD, WARD_OFFICER, received="2026-03")) == [last_of_march]
    assert codes(register_of(WARD, WARD_OFFICER, received="2026-04")) == [first_of_april]


def test_the_latest_code_comes_first() -> None:
    found = [submitted_on(at("2026-03-02 08:00"), n) for n in range(1, 4)]
    assert codes(register_of(WARD, WARD_OFFICER, received="2026-03")) == found[::-1]


def test_pages_together_are_the_whole_month() -> None:
    for n in range(1, 6):
        submitted_on(at("2026-03-02 08:00"), n)
    whole = codes(register_of(WARD, WARD_OFFICER, received="2026-03"))
    found, query = [], {"received": "2026-03", "limit": "2"}
    while "next" not in query or query["next"]:
        answer = register_of(WARD, WARD_OFFICER, **query)
        found += codes(answer)
        query["next"] = answer.json["next"]
    assert found == whole


def test_a_status_can_be_asked_for_page_by_page() -> None:
    waiting = [lives.submitted() for _ in range(2)]
    entered(*waiting, lives.accepted())
    found, query = [], {"status": "1", "limit": "1"}
    while "next" not in query or query["next"]:
        answer = register_of(WARD, WARD_OFFICER, **query)
        found += codes(answer)
        query["next"] = answer.json["next"]
    assert sorted(found) == [dossier.dossier_id for dossier in waiting]


def test_a_page_is_one_query() -> None:
    entered(lives.accepted())
    register_of(WARD, WARD_OFFICER)
    with lives.counted_calls() as calls:
        register_of(WARD, WARD_OFFICER)
    assert calls == {"Query": 1}


@pytest.mark.parametrize("who", [LEADER, ADMINISTRATOR])
def test_those_above_see_the_agencies_below_them(who: Who) -> None:
    entered(lives.accepted())
    assert len(register_of(WARD, who).json["items"]) == 1


def test_those_above_see_agencies_that_have_ceased_in_the_months_they_were_there() -> None:
    code = submitted_on(at("2020-05-04 08:00"), agency="H24.Q303")
    assert codes(register_of("H24.Q303", LEADER, received="2020-05")) == [code]
    assert codes(register_of("H24.Q303", LEADER, received="2026-11")) == []


def test_a_successor_sees_what_the_agency_before_it_received() -> None:
    code = submitted_on(at("2020-05-04 08:00"), agency="H24.Q303")
    heir = next(iter(store.agencies().heirs("H24.Q303", date(2026, 11, 22))))
    officer = Who("officer-heir", "officer", agency=heir)
    assert codes(register_of("H24.Q303", officer, received="2020-05")) == [code]


@pytest.mark.parametrize(
    "who",
    [
        JUSTICE_OFFICER,
        replace(LEADER, agency=JUSTICE),
        replace(ADMINISTRATOR, agency=JUSTICE),
        replace(WARD_OFFICER, agency="H24"),
        replace(WARD_OFFICER, agency=""),
    ],
)
def test_an_agency_outside_ones_scope_stays_closed(who: Who) -> None:
    entered(lives.accepted())
    assert problem(register_of(WARD, who)) == (403, "agency-not-yours")


def test_citizens_have_no_register() -> None:
    assert problem(register_of(WARD, LAN)) == (403, "role-missing")


def test_the_register_needs_a_live_token() -> None:
    assert problem(register_of(WARD, None)) == (401, "not-signed-in")
    expired = register_of(WARD, replace(WARD_OFFICER, expires_in=-1))
    assert problem(expired) == (401, "session-expired")


@pytest.mark.parametrize("agency", ["H24.X999", "nowhere", "H24.X001#2026-11"])
def test_an_unknown_agency_is_not_found(agency: str) -> None:
    assert problem(register_of(agency, LEADER)) == (404, "not-found")


@pytest.mark.parametrize("month", ["2026", "2026-13", "0000-01", "26-01", "2026-1", "tháng 11"])
def test_a_month_that_is_none_is_named(month: str) -> None:
    answer = register_of(WARD, WARD_OFFICER, received=month)
    assert [e["field"] for e in answer.json["errors"]] == ["query.received"]


def test_every_wrong_parameter_is_named_at_once() -> None:
    answer = register_of(WARD, WARD_OFFICER, status="11", limit="101", surprise="1")
    assert {e["field"] for e in answer.json["errors"]} == {
        "query.status",
        "query.limit",
        "query.surprise",
    }


def test_a_token_of_another_agency_or_month_is_refused() -> None:
    for agency, month in ((JUSTICE, "2026-03"), (WARD, "2026-04")):
        cursor = {
            "agency_month": {"S": f"{agency}#{month}"},
            "dossier_id": {"S": f"{agency}-260302-0001"},
        }
        token = base64.urlsafe_b64encode(json.dumps(cursor).encode()).decode().rstrip("=")
        answer = register_of(WARD, WARD_OFFICER, received="2026-03", next=token)
        assert problem(answer) == (400, "malformed-token")


def test_the_register_holds_and_shows_no_personal_data() -> None:
    entered(lives.resolved(lives.processing(lives.accepted())))
    rows = " ".join(str(row.attribute_values) for row in RegisterRow.scan())
    text = rows + register_of(WARD, WARD_OFFICER).text
    people = (LAN.name, LAN_ID, "0912345678", lives.OFFICER_NAME, LAN.subject, WARD_OFFICER.subject)
    assert [name for name in people if name in text] == []


def test_nobody_who_reads_the_register_is_logged_by_name() -> None:
    with log_lines() as lines:
        register_of(WARD, WARD_OFFICER)
        register_of(WARD, LAN)
    assert not {LAN.name, LAN_ID, WARD_OFFICER.name} & set(lines.getvalue().split('"'))


def test_a_term_in_hours_binds_to_the_minute_in_the_register_too() -> None:
    from shared.clock import ICT, Term, TermUnit
    from tests.unit.dossier.moving import OFFICER, with_rules

    now = datetime.now(UTC)
    code = f"{WARD}-{local_day(now):%y%m%d}-0001"
    rules = with_rules(term=Term(1, TermUnit.HOURS))
    draft = msgspec.structs.replace(DRAFT, dossier_id=code, submitted_at=now, rules=rules)
    first = moves.submit(draft, OWNER.actor, ())
    from shared.dossier.dossier import Change
    from shared.reference import store

    accepted: Change = moves.accept(first.after, OFFICER, now, store.calendar())
    assert accepted.events[0].term_unit is TermUnit.HOURS
    overdue = now.astimezone(ICT) - timedelta(minutes=1)
    event = msgspec.structs.replace(accepted.events[0], due_after=overdue)
    register.apply(public(event))
    (line,) = register_of(WARD, WARD_OFFICER).json["items"]
    assert line["standing"] == "late"
