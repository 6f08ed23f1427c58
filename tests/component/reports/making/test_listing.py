"""An agency's recent reports: newest first, each once, by the page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.reports.app import app
from services.reports.making import book
from services.reports.making.model import Job
from services.reports.rows import Cursor
from shared.web.paging import encode
from tests.component.reports.making.reporting import AFTER, REPORTS, ask, asked, job_of
from tests.component.reports.rebuilding.samples import WARD
from tests.support.calling import Answer, Who, call
from tests.support.people import LEADER, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("reports")
WARD_LEADER = Who("leader-ward", "leader", agency=WARD)


def listed(who: Who = LEADER, **query: str) -> Answer:
    return call(app, "GET", REPORTS, query=query, who=who)


def test_recent_reports_come_newest_first_by_the_page() -> None:
    for nth, period in enumerate(("2026-11-02", "2026-11-03", "2026-11-04")):
        book.ask(asked(period=period), AFTER + timedelta(hours=nth))
    first = listed(limit="2").json
    assert [item["period"] for item in first["items"]] == ["2026-11-04", "2026-11-03"]
    second = listed(limit="2", next=first["next"]).json
    assert [item["period"] for item in second["items"]] == ["2026-11-02"]


def test_a_report_asked_for_again_comes_to_the_top() -> None:
    for nth, period in enumerate(("2026-11-02", "2026-11-03", "2026-11-02")):
        book.ask(asked(period=period), AFTER + timedelta(hours=nth))
    found = [item["period"] for item in listed().json["items"]]
    assert found == ["2026-11-02", "2026-11-03"]


def test_who_asks_at_the_same_time_as_another_is_not_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find = book.find

    def find_late(report_id: str) -> Job | None:
        found = find(report_id)
        monkeypatch.setattr(book, "find", find)
        book.ask(asked(), AFTER)
        return found

    monkeypatch.setattr(book, "find", find_late)
    book.ask(asked(), AFTER + timedelta(seconds=1))
    assert job_of(asked()).asked_at == AFTER + timedelta(seconds=1)
    assert len(listed().json["items"]) == 1


def test_a_report_stands_once_in_its_agencys_list() -> None:
    ask()
    ask()
    ask(agency=WARD)
    assert len(listed().json["items"]) == 1
    assert [i["agency_code"] for i in listed(agency=WARD).json["items"]] == [WARD]


@pytest.mark.parametrize(
    "cursor",
    [
        {"about": {"S": f"REPORTS#{WARD}"}, "item": {"S": "x"}},
        {"about": {"S": "REPORTS#H24"}},
        {"about": {"S": "REPORT#x"}, "item": {"S": "JOB"}},
    ],
)
def test_a_page_of_another_list_is_refused(cursor: Cursor) -> None:
    assert listed(next=str(encode(cursor))).status == 400


@pytest.mark.parametrize(
    ("who", "status"), [(LEADER, 200), (WARD_LEADER, 403), (WARD_OFFICER, 403)]
)
def test_a_list_is_for_leaders_of_the_agency_or_above(who: Who, status: int) -> None:
    assert listed(who, agency="H24").status == status
