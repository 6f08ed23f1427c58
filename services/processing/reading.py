"""What officers, leaders and administrators see: worklists, dossiers, timelines, documents."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any, Final

from msgspec import field

from services.processing import effects
from services.processing.api import DOSSIER, api
from services.processing.lines import line
from services.processing.views import (
    CalendarEffect,
    DocumentLink,
    DossierFile,
    WorklistLine,
    facts,
)
from shared import access
from shared.clock import ICT, DayKind
from shared.documents import uploads
from shared.documents.uploads import DocumentView
from shared.dossier import ledger, queries
from shared.dossier.dossier import Dossier
from shared.dossier.errors import NotEntitled
from shared.dossier.numbering import parse
from shared.dossier.status import Party, Status
from shared.identity import vault
from shared.identity.people import Personal
from shared.reference import store
from shared.reference.model import AgencyCode
from shared.web import paging
from shared.web.paging import ListOf, Paging
from shared.web.principal import Principal, Role
from shared.web.problems import Problem, invalid, wrong_field
from shared.web.request import Request
from shared.web.showing import same
from shared.web.timeline import Timeline, timeline

READERS: Final = (Role.OFFICER, Role.LEADER)
OVERSEERS: Final = (Role.LEADER, Role.ADMINISTRATOR)
YEARS: Final = range(2000, 2101)
_DOCUMENT_ID: Final = re.compile(r"^[0-9A-Za-z-]{1,64}$")


class Wanted(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of a worklist; ``due_before`` is a local date, not included."""

    agency: AgencyCode | None = None
    status: Status | None = None
    due_before: date | None = None


class ChangedDay(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The calendar day in question and what it would become."""

    day: date = field(name="date")
    kind: DayKind
    agency: AgencyCode


@api.get("/processing/worklist", allow=[Role.OFFICER, *OVERSEERS])
def worklist(request: Request[None, Wanted]) -> ListOf[WorklistLine]:
    """What an agency has open or holds for another, soonest due first.

    Officers have their own agency, leaders and administrators the subtree of theirs.
    """
    now, query = datetime.now(UTC), request.query
    agency = query.agency or request.principal.agency_code
    access.check_agency(request.principal, agency, store.agencies())
    before = None if query.due_before is None else _midnight(query.due_before, "query.due_before")
    page = queries.worklist(
        agency,
        limit=query.limit,
        cursor=query.cursor,
        status=query.status,
        due_before=before,
    )
    return ListOf(
        items=tuple(line(found, now) for found in page.items), next=paging.encode(page.cursor)
    )


@api.get(DOSSIER, allow=READERS)
def read(request: Request) -> DossierFile:
    """The whole dossier, personal part included; who reads it is recorded first."""
    now = datetime.now(UTC)
    dossier = ledger.load(_code(request))
    _check_reader(request.principal, dossier)
    _record(request, DOSSIER)
    personal = vault.unseal(dossier.dossier_id, dossier.sealed, Personal)
    files = queries.documents(dossier.dossier_id)
    return DossierFile(
        **facts(dossier, request.principal, now),
        applicant_type=dossier.applicant_type,
        applicant=personal.applicant,
        representative=personal.representative,
        answers=personal.answers,
        documents=tuple(DocumentView(**same(found, DocumentView)) for found in files),
        supplement=dossier.supplement,
        result=dossier.result,
        return_method=dossier.return_method,
    )


@api.get(DOSSIER + "/timeline", allow=READERS)
def show_timeline(request: Request) -> Timeline:
    """Everything that happened to a dossier, oldest first (phiếu kiểm soát quá trình)."""
    dossier, events = queries.with_history(_code(request))
    _check_reader(request.principal, dossier)
    return timeline(dossier, events, datetime.now(UTC))


@api.get(DOSSIER + "/documents/{document_id}", allow=READERS)
def document(request: Request) -> DocumentLink:
    """A link to one file that lives five minutes; who asks for it is recorded first."""
    dossier = ledger.load(_code(request))
    _check_reader(request.principal, dossier)
    found = queries.document(dossier.dossier_id, _document_id(request))
    _record(request, f"{DOSSIER}/documents/{found.document_id}")
    return DocumentLink(
        **same(found, DocumentLink),
        url=uploads.link(found),
        expires_in=uploads.LINK_SECONDS,
    )


@api.get("/processing/calendar-effects", allow=OVERSEERS)
def calendar_effects(request: Request[None, ChangedDay]) -> ListOf[CalendarEffect]:
    """The open dossiers whose due date would be another if this day changed; none is moved.

    A page may be shorter than ``limit``, even empty, while ``next`` leads on. Reception deadlines
    and dossiers that the agency only holds for another are left out.
    """
    query = request.query
    access.check_agency(request.principal, query.agency, store.agencies())
    page = queries.worklist(
        query.agency,
        limit=query.limit,
        cursor=query.cursor,
        due_from=_midnight(query.day, "query.date"),
    )
    own = [found.dossier_id for found in page.items if found.agency_code == query.agency]
    then = effects.changed(store.calendar(), query.day, query.kind)
    found = effects.effects(queries.dossiers(own) if own else (), then, query.day, query.kind)
    return ListOf(items=tuple(found), next=paging.encode(page.cursor))


def _code(request: Request[Any, Any]) -> str:
    return str(parse(request.path["dossier_id"]))


def _document_id(request: Request[Any, Any]) -> str:
    """The file's id, where it can be one.

    Raises:
        Problem: 404, no file is called that.
    """
    if not _DOCUMENT_ID.match(request.path["document_id"]):
        raise Problem("not-found")
    return request.path["document_id"]


def _check_reader(caller: Principal, dossier: Dossier) -> None:
    """Let in who works on the dossier or answers for it; an applicant reads in tracking.

    Raises:
        NotEntitled: the caller is nothing to it as an official.
    """
    if not access.parties(caller, dossier, store.agencies()) - {Party.OWNER}:
        raise NotEntitled(caller.subject)


def _record(request: Request[Any, Any], route: str) -> None:
    queries.record_access(_code(request), request.principal.subject, f"GET {route}")


def _midnight(day: date, where: str) -> datetime:
    """The moment the local day begins.

    Raises:
        Problem: 422, the day is out of all reason.
    """
    if day.year not in YEARS:
        raise invalid(wrong_field(where, "other", "Ngày không hợp lệ.", "This is no such date."))
    return datetime.combine(day, time(0), ICT)
