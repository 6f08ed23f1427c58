"""What an agency was warned of, as its officers and those above them read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from services.tracking.app import app
from services.tracking.watch.wording import NAMES
from shared.dossier import moves
from tests.component.tracking import lives
from tests.component.tracking.watch import watched
from tests.component.tracking.watch.watched import look
from tests.support.calling import Answer, Who, call
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE,
    JUSTICE_OFFICER,
    LAN,
    LEADER,
    WARD,
    WARD_OFFICER,
)

pytestmark = pytest.mark.usefixtures("far")
ROUTE = "/tracking/agencies/{agency_code}/warnings"


def read(who: Who | None = WARD_OFFICER, agency: str = WARD, **query: str) -> Answer:
    """An agency's warnings."""
    return call(app, "GET", ROUTE, path={"agency_code": agency}, query=query, who=who)


def lines(answer: Answer) -> list[Any]:
    return list(answer.json["items"])


def overdue() -> str:
    """The code of a dossier that went through every warning of its term."""
    dossier = watched.accepted("2026-03-02 08:00")
    for moment in ("2026-03-05 07:35", "2026-03-06 08:05", "2026-03-09 17:35"):
        look(moment)
    return dossier.dossier_id


def test_an_officer_reads_what_the_agency_was_warned_of_newest_first() -> None:
    code = overdue()
    found = lines(read())
    assert [line["kind"] for line in found] == ["DUE_MISSED", "DUE_SOON", "APOLOGY_DRAFT"]
    assert {line["dossier_id"] for line in found} == {code}
    newest = found[0]
    assert newest["kind_name"] == "Quá hạn trả kết quả"
    assert newest["kind_name_en"] == "Result overdue"
    assert newest["procedure_name"] == "Đăng ký khai sinh"
    assert newest["agency_name"] == "Phường Thủy Nguyên"
    assert newest["deadline"] == "2026-03-09T08:00:00+07:00"
    assert newest["warned_at"] == "2026-03-09T17:35:00+07:00"
    assert newest["draft"] is newest["proposed_due_at"] is None


def test_the_draft_of_an_apology_comes_with_the_due_date_it_proposes() -> None:
    overdue()
    (line,) = lines(read(kind="APOLOGY_DRAFT"))
    assert "[lý do]" in line["draft"] and "[reason]" in line["draft_en"]
    assert line["proposed_due_at"] == "2026-03-16T08:00:00+07:00"


@pytest.mark.parametrize("kind", list(NAMES))
def test_one_kind_can_be_asked_for(kind: str) -> None:
    overdue()
    assert {line["kind"] for line in lines(read(kind=kind))} <= {kind}


def test_a_kind_that_is_none_is_named() -> None:
    for kind in ("SUPPLEMENT_OVER", "due_soon"):
        answer = read(kind=kind)
        assert [e["field"] for e in answer.json["errors"]] == ["query.kind"]


@pytest.mark.parametrize("kind", [{}, {"kind": "RECEPTION_SOON"}])
def test_pages_together_are_the_whole_list(kind: dict[str, str]) -> None:
    for number in range(1, 6):
        watched.submitted("2026-03-02 08:00", number)
    look("2026-03-02 14:05")
    found: list[Any] = []
    query = {**kind, "limit": "2"}
    while "next" not in query or query["next"]:
        answer = read(WARD_OFFICER, WARD, **query)
        found += lines(answer)
        query["next"] = answer.json["next"]
    assert len({line["dossier_id"] for line in found}) == len(found) == 5


def test_a_page_is_one_query() -> None:
    overdue()
    read()
    with lives.counted_calls() as calls:
        read()
    assert calls == {"Query": 1}


@pytest.mark.parametrize("who", [LEADER, ADMINISTRATOR])
def test_those_above_read_the_agencies_below_them(who: Who) -> None:
    overdue()
    assert len(lines(read(who))) == 3


def test_a_linked_agency_has_its_own_list() -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    watched.moved(moves.forward, dossier, "2026-03-03 08:00", to_agency=JUSTICE)
    look("2026-03-06 08:05")
    (line,) = lines(read(JUSTICE_OFFICER, JUSTICE))
    assert (line["kind"], line["agency_code"]) == ("DUE_SOON", JUSTICE)


@pytest.mark.parametrize("who", [JUSTICE_OFFICER, replace(LEADER, agency=JUSTICE)])
def test_an_agency_outside_ones_scope_stays_closed(who: Who) -> None:
    answer = read(who)
    assert (answer.status, answer.json["type"]) == (403, "urn:motcua:problem:agency-not-yours")


def test_citizens_read_no_warnings() -> None:
    assert read(LAN).status == 403
    assert read(None).status == 401


def test_an_unknown_agency_is_not_found() -> None:
    assert read(LEADER, "H24.X999").status == 404


def test_a_token_of_another_list_is_refused() -> None:
    for number in range(1, 4):
        watched.submitted("2026-03-02 08:00", number)
    look("2026-03-02 14:05")
    token = read(limit="1").json["next"]
    answer = read(LEADER, JUSTICE, next=token)
    assert (answer.status, answer.json["type"]) == (400, "urn:motcua:problem:malformed-token")


def test_a_warning_stays_readable_when_the_dossier_has_moved_on() -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-06 08:05")
    watched.resolved(dossier, "2026-03-06 09:00")
    assert {line["kind"] for line in lines(read())} == {"APOLOGY_DRAFT", "DUE_SOON"}
