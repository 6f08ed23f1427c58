"""Catalogue: what the public may know without asking anybody, and who may change it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import msgspec

from services.catalogue import agencies, calendars, drafts, imports, procedures, publishing
from services.catalogue.drafts import Present
from services.catalogue.publication import (
    DayDecision,
    DayPublished,
    ImportBody,
    Published,
    Release,
)
from services.catalogue.views import (
    AgencyHistory,
    AgencyQuery,
    CalendarQuery,
    CalendarView,
    DueQuery,
    DueView,
    FeePreview,
    FeeQuery,
    OnDate,
    ProcedureQuery,
    ProcedureSummary,
    ProcedureView,
)
from shared.clock import CalendarDay, local
from shared.dossier import ledger
from shared.reference import store
from shared.reference.model import Agency, Field
from shared.web.api import Api
from shared.web.paging import ListOf, Paging
from shared.web.principal import Principal, Role
from shared.web.problems import Problem, invalid
from shared.web.request import Request
from shared.web.validation import field_error

CACHE_SECONDS: Final = 300
CALENDAR_CACHE_SECONDS: Final = 60

api = Api("catalogue", title="Catalogue", title_vi="Danh mục")
app = api.app


def today() -> date:
    """The local date."""
    return local(datetime.now(UTC)).date()


@api.get("/catalogue/procedures", cache_seconds=CACHE_SECONDS)
def list_procedures(request: Request[None, ProcedureQuery]) -> ListOf[ProcedureSummary]:
    """Search procedures (thủ tục hành chính) by text without diacritics and by filters."""
    return procedures.find(request.query, request.query.on or today())


@api.get("/catalogue/procedures/{procedure_code}", cache_seconds=CACHE_SECONDS)
def show_procedure(request: Request[None, OnDate]) -> ProcedureView:
    """One procedure as it is, or was, on a date."""
    return procedures.show(request.path["procedure_code"], request.query.on or today())


@api.get("/catalogue/procedures/{procedure_code}/fees", cache_seconds=CACHE_SECONDS)
def preview_fees(request: Request[None, FeeQuery]) -> FeePreview:
    """What a filing would cost (phí, lệ phí)."""
    filed_on = request.query.on or today()
    return procedures.preview_fees(request.path["procedure_code"], request.query, filed_on)


@api.get("/catalogue/agencies", cache_seconds=CACHE_SECONDS)
def list_agencies(request: Request[None, AgencyQuery]) -> ListOf[Agency]:
    """The agencies (cơ quan) in force on a date."""
    return agencies.find(request.query, request.query.on or today())


@api.get("/catalogue/agencies/{agency_code}", cache_seconds=CACHE_SECONDS)
def show_agency(request: Request) -> AgencyHistory:
    """One agency through time, with its successors."""
    return agencies.show(request.path["agency_code"])


@api.get("/catalogue/fields", cache_seconds=CACHE_SECONDS)
def list_fields(_: Request) -> ListOf[Field]:
    """The fields of administration (lĩnh vực)."""
    return ListOf(items=store.fields())


@api.get("/catalogue/calendar", cache_seconds=CALENDAR_CACHE_SECONDS)
def show_calendar(request: Request[None, CalendarQuery]) -> CalendarView:
    """A year's days off, make-up days and undecided days, with office hours and policy."""
    return calendars.show(request.query.year or today().year)


@api.get("/catalogue/due-date", cache_seconds=CALENDAR_CACHE_SECONDS)
def preview_due_date(request: Request[None, DueQuery]) -> DueView:
    """When a result would be due (ngày hẹn trả), and why."""
    return calendars.preview(request.query, datetime.now(UTC))


@api.post("/catalogue/imports", allow=[Role.ADMINISTRATOR])
def import_catalogue(request: Request[ImportBody]) -> Published:
    """Publish new content as the next version, or say everything that is wrong with it.

    ``dry_run`` answers the same and writes nothing.
    """
    _answer_again(request)
    present = publishing.present()
    _check_scope(request.principal, present)
    plan = imports.plan(present, request.body)
    answer = Published(
        version=plan.manifest.version, dry_run=request.body.dry_run, changes=plan.changes
    )
    if not request.body.dry_run:
        by, receipt = request.principal.subject, request.receipt(answer)
        publishing.publish(plan, by=by, note=request.body.note, receipt=receipt)
    return answer


@api.put("/catalogue/calendar/days/{date}", allow=[Role.ADMINISTRATOR])
def decide_day(request: Request[DayDecision]) -> DayPublished:
    """Decide one day of the calendar: off, working, or not yet decided."""
    present = publishing.present()
    _check_scope(request.principal, present)
    if present.calendar is None:
        raise Problem("not-found", "Chưa công bố lịch làm việc.", "No calendar is published.")
    day = CalendarDay(date=_day(request.path["date"]), **msgspec.structs.asdict(request.body))
    covers = present.calendar.first_year, present.calendar.last_year
    calendars.covered(day.date.year, "path.date", *covers)
    plan = imports.finished(present, drafts.with_day(present, day))
    publishing.publish(plan, by=request.principal.subject, note=f"{day.date}: {day.kind}")
    return DayPublished(version=plan.manifest.version, day=day, changes=plan.changes)


@api.get("/catalogue/versions", allow=[Role.ADMINISTRATOR])
def list_versions(request: Request[None, Paging]) -> ListOf[Release]:
    """The published versions, newest first: when, by whom, why, what changed."""
    return publishing.releases(request.query)


def _check_scope(caller: Principal, present: Present) -> None:
    """The catalogue is the whole province's: only administrators of its root agency change it.

    Raises:
        Problem: 403 for an administrator of an agency below it.
    """
    roots = {agency.code for agency in present.agencies if agency.parent is None}
    if roots and caller.agency_code not in roots:
        raise Problem("agency-not-yours")


def _answer_again(request: Request[ImportBody]) -> None:
    """Stop here if this very request was carried out before (or its key for another)."""
    assert request.key is not None  # the route is keyed
    earlier = ledger.answered(request.principal.subject, request.key, request.hash)
    if earlier is not None:
        raise earlier


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise invalid(field_error("path.date", "format", "date")) from error


api.serve_openapi(Path(__file__).with_name("openapi.json"))
