"""Reports on demand: asked for, followed, fetched; and who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from services.reports.app import app
from services.reports.making import book, gathering, maker, queue
from services.reports.making.model import FILES, Job, State
from tests.component.reports.making.reporting import (
    AFTER,
    REPORTS,
    Reports,
    ask,
    asked,
    carry_out,
    count,
    job_of,
    later_life,
    look,
    look_at_edition,
    made,
)
from tests.component.reports.rebuilding.samples import JUSTICE, WARD
from tests.support.calling import Context, Who, call
from tests.support.logs import log_lines
from tests.support.people import ADMINISTRATOR, LAN, LEADER, WARD_OFFICER
from tests.support.queueing import batch, failed

WARD_LEADER = Who("leader-ward", "leader", agency=WARD)


@pytest.fixture(autouse=True)
def counted(reports: Reports) -> None:
    count()


def test_a_report_that_was_asked_for_waits_and_can_be_followed() -> None:
    answer = ask()
    assert (answer.status, answer.json["state"]) == (202, "waiting")
    assert answer.json["links"] is None
    seen = look(answer.json["report_id"]).json
    assert {**seen, "asked_at": ""} == {**answer.json, "asked_at": ""}


def test_a_report_that_is_ready_has_a_link_for_each_format(reports: Reports) -> None:
    report_id = ask().json["report_id"]
    assert reports.work() == 1
    found = look(report_id).json
    assert (found["state"], found["edition"]) == ("ready", 1)
    assert set(found["links"]) == set(FILES)
    assert found["progress"]["done"] == found["progress"]["total"] > len(FILES)


def test_a_link_lives_five_minutes_and_names_the_file(reports: Reports) -> None:
    report_id = ask(agency=WARD).json["report_id"]
    reports.work()
    query = parse_qs(urlsplit(look(report_id).json["links"]["xlsx"]).query)
    assert query["X-Amz-Expires"] == ["300"]
    name = "balance-H24.X001-2026-11-02_2026-11-08-1.xlsx"
    assert name in query["response-content-disposition"][0]


def test_progress_grows_while_a_report_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, int]] = []
    report = book.report

    def watched(report_id: str, state: State, progress: Any) -> None:
        report(report_id, state, progress)
        seen.append((progress.done, progress.total))

    monkeypatch.setattr(book, "report", watched)
    made(asked())
    assert seen == sorted(seen)
    assert seen[0][0] == 0 and seen[-1][0] == seen[-1][1]


def test_the_same_request_again_gets_the_same_answer(reports: Reports) -> None:
    first = ask(key="one-and-the-same")
    again = ask(key="one-and-the-same")
    assert again.json == first.json
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_key_used_for_another_report_is_refused(reports: Reports) -> None:
    ask(key="one-and-the-same")
    before = len(reports.waiting())
    assert ask(key="one-and-the-same", form="ranking").status == 409
    assert len(reports.waiting()) == before


def test_who_died_before_the_report_was_queued_has_it_queued_by_the_repeat(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(queue, "send", die)
        assert ask(key="one-and-the-same").status == 500
    assert ask(key="one-and-the-same").status == 202
    assert len(reports.waiting()) == 1


def test_two_people_who_ask_for_the_same_report_get_the_same_one(reports: Reports) -> None:
    one, other = ask(LEADER), ask(ADMINISTRATOR)
    assert one.json["report_id"] == other.json["report_id"]
    reports.work()
    assert [e["number"] for e in look(one.json["report_id"]).json["editions"]] == [1]


def test_an_errand_that_comes_twice_makes_the_report_once(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    (errand,) = reports.waiting()
    reports.work()
    monkeypatch.setattr(gathering, "gather", None)
    assert failed(maker.make(batch([errand]), Context())) == set()  # type: ignore[arg-type]


def test_a_report_that_failed_says_so_and_its_errand_comes_again(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = ask().json["report_id"]
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "gather", None)
        reports.work()
    assert look(report_id).json["state"] == "failed"
    assert len(reports.waiting()) == 1
    reports.work()
    assert look(report_id).json["state"] == "ready"


def test_a_report_that_failed_can_be_asked_for_again(
    reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = ask().json["report_id"]
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "gather", None)
        reports.work()
    assert ask().json["report_id"] == report_id
    assert look(report_id).json["state"] == "waiting"


def test_an_errand_that_is_none_of_ours_goes_to_the_dead_letters() -> None:
    assert failed(maker.make(batch(["{}"]), Context())) == {"0"}  # type: ignore[arg-type]


def test_an_errand_of_an_unknown_report_is_let_go() -> None:
    errand = '{"report_id":"unknown","asked_at":"2026-11-20T02:00:00Z"}'
    assert failed(maker.make(batch([errand]), Context())) == set()  # type: ignore[arg-type]


def test_a_report_that_changed_while_it_was_asked_for_again_is_made_anew() -> None:
    made(asked())
    count(later_life())
    book.ask(asked(), AFTER + timedelta(hours=1))
    carry_out(asked(), AFTER + timedelta(hours=2))
    assert job_of(asked()).edition == 2


def test_an_edition_shows_what_it_restates_and_its_own_files(reports: Reports) -> None:
    first = made(asked())
    count(later_life())
    made(asked(), AFTER + timedelta(days=1))
    answer = look_at_edition(first.report_id, 2)
    assert answer.status == 200
    assert answer.json["restated"] > 0
    assert answer.json["restates"][0]["detail_en"].startswith("Against edition 1")
    earlier = look_at_edition(first.report_id, 1).json
    assert earlier["restates"] == []
    assert first.seal in earlier["links"]["pdf"]


@pytest.mark.parametrize("number", ["3", "0", "01", "x"])
def test_an_edition_that_there_never_was_is_not_found(number: str) -> None:
    edition = made(asked())
    assert look_at_edition(edition.report_id, number).status == 404


def test_a_report_that_there_never_was_is_not_found() -> None:
    assert look("unknown").status == 404


def test_what_was_made_stays_while_a_report_waits_anew() -> None:
    edition = made(asked())
    book.ask(asked(), AFTER + timedelta(hours=1))
    waiting = look(edition.report_id).json
    assert (waiting["state"], waiting["edition"]) == ("waiting", 1)
    assert look_at_edition(edition.report_id, 1).json["links"]


def test_a_leader_has_the_subtree_and_nothing_else() -> None:
    assert ask(WARD_LEADER, agency=WARD).status == 202
    for agency in ("H24", JUSTICE):
        assert ask(WARD_LEADER, agency=agency).status == 403
    whole = made(asked())
    assert look(whole.report_id, WARD_LEADER).status == 403
    assert look_at_edition(whole.report_id, 1, WARD_LEADER).status == 403


@pytest.mark.parametrize(("who", "status"), [(None, 401), (LAN, 403), (WARD_OFFICER, 403)])
def test_nobody_else_asks_for_reports(who: Who | None, status: int) -> None:
    assert ask(who).status == status
    assert look("any", who).status == status
    assert look_at_edition("any", 1, who).status == status


def test_a_request_needs_an_idempotency_key() -> None:
    assert call(app, "POST", REPORTS, body={}, who=LEADER, key=None).status == 400


def test_everything_that_is_wrong_is_named_at_once() -> None:
    answer = ask(
        form="II.99", agency="H24.ZZ", level=7, channel="fax", field="NONE", to="2026-10-01"
    )
    assert answer.status == 422
    wrong = {error["field"] for error in answer.json["errors"]}
    assert wrong == {"/form", "/agency", "/level", "/channel", "/field", "/to"}
    assert all(error["detail"] and error["detail_en"] for error in answer.json["errors"])


def test_a_whole_making_logs_nobodys_name(reports: Reports) -> None:
    with log_lines() as lines:
        ask()
        reports.work()
    assert "Report made" in lines.getvalue()
    assert LEADER.name not in lines.getvalue() and LEADER.subject not in lines.getvalue()


def test_a_job_is_made_since_a_moment_only_by_a_making_that_began_no_earlier() -> None:
    job = Job(asked=asked(), asked_at=AFTER)
    assert not job.is_made_since(AFTER)
    ready = made(asked())
    assert job_of(asked()).is_made_since(ready.made_at)
    assert not job_of(asked()).is_made_since(ready.made_at + timedelta(seconds=1))
