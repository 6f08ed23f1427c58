"""The schedules: what falls due is asked for and made, and again does no harm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.reports.app import app
from services.reports.asked import Asked, FormName
from services.reports.boards import keeping
from services.reports.counting import folding, table
from services.reports.making import book, schedule
from services.reports.making.model import Kind, State
from services.reports.making.subscriptions import Subscription, keep
from shared.dossier.numbering import local_day
from tests.component.reports.making.reporting import AFTER, Reports, count, job_of
from tests.component.reports.rebuilding.samples import JUSTICE, WARD, life
from tests.support.calling import Answer, Context, Who, call
from tests.support.people import ADMINISTRATOR, LEADER

RUNS = "/reports/runs"
STATUTORY_DAY = date(2026, 11, 15)
ANOTHER = "H24.X002"
WARD_ADMINISTRATOR = Who("administrator-ward", "administrator", agency=WARD)


@pytest.fixture(autouse=True)
def counted(reports: Reports) -> None:
    count()


def run(**event: str) -> dict[str, int]:
    return schedule.run(event, Context())  # type: ignore[arg-type]


def started(kind: Kind, on: date) -> list[Asked]:
    return [*schedule.start(kind, on, AFTER)]


def own_reports(on: date) -> list[str]:
    """The agencies that report each for itself on a day of the statutory schedule."""
    later = AFTER.replace(year=on.year, month=on.month)
    found = schedule.due(Kind.STATUTORY, on, later)
    return [asked.scope.agency_code for asked in found if asked.form is FormName.BY_FIELD]


def again(who: Who | None = ADMINISTRATOR, key: str = "fresh", **body: Any) -> Answer:
    return call(app, "POST", RUNS, body=body, who=who, key=key)


def subscribed(form: FormName, agency: str, kind: Kind) -> None:
    subscription = Subscription(
        subscription_id="somebody",
        owner="somebody",
        address="lanh-dao@example.vn",
        form=form,
        agency_code=agency,
        kinds=(kind,),
    )
    assert keep(subscription, None)


def test_a_daily_run_makes_the_balance_of_the_day_before(reports: Reports) -> None:
    assert run(kind="daily", on="2026-11-05") == {"reports": 1}
    (asked,) = (job.asked for job in book.recent("H24", limit=10).jobs)
    assert (asked.form, asked.period.name) == (FormName.BALANCE, "2026-11-04")
    assert reports.work() == 1
    assert job_of(asked).state is State.READY


def test_without_a_date_a_run_is_of_the_local_day() -> None:
    before = local_day(datetime.now(UTC))
    run(kind="daily")
    after = local_day(datetime.now(UTC))
    (asked,) = (job.asked for job in book.recent("H24", limit=10).jobs)
    assert asked.period.last in (before - timedelta(days=1), after - timedelta(days=1))


def test_a_daily_run_folds_what_is_over_and_makes_the_dashboard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folded: list[datetime] = []
    monkeypatch.setattr(folding, "fold_up_to", lambda now, _: folded.append(now))
    run(kind="daily")
    assert len(folded) == 1
    assert table.get(keeping.PUBLIC, keeping.PUBLIC) is not None


def test_a_monthly_run_is_the_peoples_committees() -> None:
    found = started(Kind.MONTHLY, date(2026, 12, 1))
    assert {asked.scope.agency_code for asked in found} == {"H24"}
    assert {asked.period.name for asked in found} == {"2026-11"}
    assert len(found) == 5


def test_a_statutory_run_has_each_agency_with_figures_report_for_itself() -> None:
    assert own_reports(STATUTORY_DAY) == [JUSTICE, WARD]


def test_an_agency_without_figures_in_the_period_reports_nothing() -> None:
    finished = life(50, agency=ANOTHER)
    count(finished)
    assert ANOTHER in own_reports(STATUTORY_DAY)
    assert own_reports(date(2027, 1, 15)) == [JUSTICE, WARD]
    assert own_reports(date(2026, 10, 15)) == []


def test_a_run_again_asks_for_the_same_reports_and_makes_no_new_edition(reports: Reports) -> None:
    first = started(Kind.DAILY, date(2026, 11, 5))
    reports.work()
    assert started(Kind.DAILY, date(2026, 11, 5)) == first
    reports.work()
    (asked,) = first
    assert [edition.number for edition in book.editions(asked.report_id)] == [1]


def test_what_somebody_subscribed_to_is_made_too() -> None:
    subscribed(FormName.RANKING, WARD, Kind.DAILY)
    found = started(Kind.DAILY, date(2026, 11, 5))
    assert [(a.form, a.scope.agency_code) for a in found] == [
        (FormName.BALANCE, "H24"),
        (FormName.RANKING, WARD),
    ]
    assert len(started(Kind.MONTHLY, date(2026, 12, 1))) == 5


def test_a_subscription_to_an_agency_that_is_not_there_stops_nobody() -> None:
    subscribed(FormName.RANKING, "H24.ZZ", Kind.DAILY)
    assert len(started(Kind.DAILY, date(2026, 11, 5))) == 1


@pytest.mark.parametrize("event", [{}, {"kind": "weekly"}, {"kind": "daily", "on": "soon"}])
def test_a_schedule_that_says_something_else_fails_aloud(event: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        run(**event)


def test_an_administrator_runs_a_schedule_again(reports: Reports) -> None:
    answer = again(kind="daily", on="2026-11-05")
    assert (answer.status, answer.json) == (202, {"kind": "daily", "on": "2026-11-05"})
    assert len(reports.waiting()) == 1


def test_the_same_request_for_a_run_gets_the_same_answer() -> None:
    first = again(key="one-and-the-same", kind="daily", on="2026-11-05")
    repeat = again(key="one-and-the-same", kind="daily", on="2026-11-05")
    assert repeat.json == first.json
    assert again(key="one-and-the-same", kind="monthly").status == 409


def test_a_run_of_a_day_to_come_is_refused() -> None:
    tomorrow = local_day(datetime.now(UTC)) + timedelta(days=2)
    answer = again(kind="daily", on=str(tomorrow))
    assert answer.status == 422
    assert [error["field"] for error in answer.json["errors"]] == ["/on"]


@pytest.mark.parametrize(("who", "status"), [(None, 401), (LEADER, 403), (WARD_ADMINISTRATOR, 403)])
def test_only_the_root_agencys_administrators_run_schedules(who: Who | None, status: int) -> None:
    assert again(who, kind="daily").status == status
