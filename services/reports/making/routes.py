"""The routes of reports: ask for one, see how far it is, fetch it, run a schedule again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final

from msgspec import Struct

from services.reports.asked import Asked
from services.reports.making import asking, book, files, schedule
from services.reports.making.asking import AskBody, Catalogue
from services.reports.making.model import Job, Kind
from services.reports.making.views import (
    EditionFiles,
    ReportLine,
    ReportView,
    edition_files,
    report_line,
    report_view,
)
from shared import access
from shared.dossier.numbering import local_day
from shared.reference import store
from shared.reference.model import AgencyCode
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf, Paging
from shared.web.principal import Role
from shared.web.problems import Problem, invalid, wrong_field
from shared.web.request import Request

REPORTS: Final = "/reports/reports"
REPORT: Final = REPORTS + "/{report_id}"
RUNS: Final = "/reports/runs"
READERS: Final = (Role.LEADER, Role.ADMINISTRATOR)


class Wanted(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose reports; without ``agency`` the caller's own."""

    agency: AgencyCode | None = None


class RunBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which schedule, as it runs on which local date; today, if it is not said."""

    kind: Kind
    on: date | None = None


class RunView(Struct, frozen=True, kw_only=True):
    """A run that was started."""

    kind: Kind
    on: date


def declare(api: Api) -> None:
    """Give the service its reports' routes."""
    api.post(REPORTS, allow=READERS, status=202)(ask_report)
    api.get(REPORTS, allow=READERS)(list_reports)
    api.get(REPORT, allow=READERS)(read_report)
    api.get(REPORT + "/editions/{number}", allow=READERS)(read_edition)
    api.post(RUNS, allow=[Role.ADMINISTRATOR], status=202)(run_again)


def ask_report(request: Request[AskBody]) -> ReportView:
    """Ask for a report (lập báo cáo); leaders and administrators, of the subtree of their agency.

    Who asks for the same report again gets the same one: its figures are read anew, and only if
    they have come to differ there is a new edition.
    """
    now = datetime.now(UTC)
    asked = _asked(request.body, local_day(now))
    access.check_agency(request.principal, asked.scope.agency_code, store.agencies())
    view = report_view(Job(asked=asked, asked_at=now), ())
    book.receive(asked, request.receipt(view), now)
    return view


def list_reports(request: Request[None, Wanted]) -> ListOf[ReportLine]:
    """An agency's reports, made on demand or by schedule; those first that were asked for last."""
    query = request.query
    agency = query.agency or request.principal.agency_code
    access.check_agency(request.principal, agency, store.agencies())
    found = book.recent(agency, limit=query.limit, cursor=query.cursor)
    return ListOf(items=tuple(map(report_line, found.jobs)), next=paging.encode(found.cursor))


def read_report(request: Request) -> ReportView:
    """How far a report is, its editions and, once it is ready, links to the newest one's files."""
    job = _job(request)
    return report_view(job, book.editions(job.asked.report_id))


def read_edition(request: Request) -> EditionFiles:
    """One edition of a report: what it restates, and links to its files."""
    job, number = _job(request), request.path["number"]
    found = book.editions(job.asked.report_id)
    edition = next((each for each in found if str(each.number) == number), None)
    if edition is None:
        raise Problem("not-found", "Không có lần báo cáo này.", "There is no such edition.")
    return edition_files(edition, job.asked, files.sheet_of(edition).restates)


def run_again(request: Request[RunBody]) -> RunView:
    """Run a schedule for a date once more; administrators of the root agency.

    A report whose figures are the same stays as it is; nobody gets an edition twice.
    """
    now, body = datetime.now(UTC), request.body
    on = body.on or local_day(now)
    if on > local_day(now):
        vi, en = "Ngày này chưa đến.", "This day is still to come."
        raise invalid(wrong_field("/on", "maximum", vi, en))
    agency = store.agencies().latest(request.principal.agency_code)
    if agency is None or agency.parent is not None:
        raise Problem("agency-not-yours")
    view = RunView(kind=body.kind, on=on)
    book.answer(request.receipt(view), lambda: schedule.start(body.kind, on, now))
    return view


def _asked(body: AskBody, today: date) -> Asked:
    """The report that is asked for.

    Raises:
        Problem: 422 with everything that is wrong.
    """
    catalogue = Catalogue(
        agencies=store.agencies(), fields=store.fields(), procedures=store.index()
    )
    found = asking.read(body, catalogue, today)
    if isinstance(found, Asked):
        return found
    raise invalid(*found)


def _job(request: Request[Any, Any]) -> Job:
    """The report of the path.

    Raises:
        Problem: 404 for none, 403 outside the caller's scope.
    """
    job = book.find(request.path["report_id"])
    if job is None:
        raise Problem("not-found", "Không có báo cáo này.", "There is no such report.")
    access.check_agency(request.principal, job.asked.scope.agency_code, store.agencies())
    return job
