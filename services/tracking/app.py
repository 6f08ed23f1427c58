"""Tracking (tra cứu): where a dossier stands, for anybody, for its owner and for its agency."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from services.tracking import agency_register, lookup, lookup_page, showing
from services.tracking.inbound import door
from services.tracking.outbound import routes as messages
from services.tracking.views import (
    DocumentLink,
    Mine,
    OwnDossier,
    OwnLine,
    PublicStatus,
    Received,
    RegisterLine,
)
from services.tracking.watch import routes as warnings
from shared import access
from shared.documents import uploads
from shared.documents.uploads import DocumentView
from shared.dossier import ledger, queries
from shared.dossier.dossier import Document, Dossier
from shared.dossier.errors import DossierError, NotEntitled
from shared.dossier.numbering import parse
from shared.dossier.status import Party
from shared.identity import vault
from shared.identity.people import Personal
from shared.reference import store
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.plain import Html
from shared.web.principal import Role
from shared.web.problems import Problem, from_domain
from shared.web.request import Request
from shared.web.showing import same
from shared.web.timeline import Timeline, timeline

api = Api("tracking", title="Tracking", title_vi="Tra cứu hồ sơ")
app = api.app
DOSSIER = "/tracking/dossiers/{dossier_id}"


@api.get("/tracking/lookup/{code}")
def look_up(request: Request) -> PublicStatus:
    """Look up a dossier by its code, as typed; anybody may, and sees no personal data.

    Any case, and missing or strange separators, are understood. A wrong code and a code that is
    none are answered alike; too many of them within an hour close the look-up to the client.
    """
    return _public(request)


@api.get("/tracking/lookup/{code}/page")
def show_page(request: Request) -> Html:
    """The same as a page for people: where the QR code of a paper leads."""
    try:
        return lookup_page.found(_public(request))
    except DossierError as error:
        return lookup_page.refused(from_domain(error))
    except Problem as problem:
        return lookup_page.refused(problem)


@api.get("/tracking/dossiers", allow=[Role.CITIZEN])
def mine(request: Request[None, Mine]) -> ListOf[OwnLine]:
    """The caller's own dossiers, or those they handed in for others, newest first."""
    now, query = datetime.now(UTC), request.query
    key = request.principal.identity_key
    if not key:
        return ListOf(items=())
    lists = {"applicant": queries.applicants, "representative": queries.representatives}
    page = lists[query.as_](key, limit=query.limit, cursor=query.cursor)
    lines = tuple(showing.own_line(found, now) for found in page.items)
    return ListOf(items=lines, next=paging.encode(page.cursor))


@api.get(DOSSIER, allow=[Role.CITIZEN])
def read(request: Request) -> OwnDossier:
    """The whole dossier for its owner, personal part included; who reads it is recorded first."""
    dossier = _own(request, ledger.load(_code(request)))
    _record(request, DOSSIER)
    personal = vault.unseal(dossier.dossier_id, dossier.sealed, Personal)
    return showing.own_dossier(dossier, personal, datetime.now(UTC))


@api.get(DOSSIER + "/timeline", allow=[Role.CITIZEN])
def show_timeline(request: Request) -> Timeline:
    """Everything that happened to the caller's dossier, oldest first, and its clock."""
    found, events = queries.with_history(_code(request))
    dossier = _own(request, found)
    return timeline(dossier, events, datetime.now(UTC))


@api.get(DOSSIER + "/documents", allow=[Role.CITIZEN])
def documents(request: Request) -> ListOf[DocumentView]:
    """The files of the caller's dossier, oldest first; results once it is resolved."""
    found = _files(request)
    return ListOf(items=tuple(DocumentView(**same(file, DocumentView)) for file in found))


@api.get(DOSSIER + "/documents/{document_id}", allow=[Role.CITIZEN])
def document(request: Request) -> DocumentLink:
    """A link to one file that lives five minutes; who asks for it is recorded first."""
    wanted = request.path["document_id"]
    file = next((f for f in _files(request) if f.document_id == wanted), None)
    if file is None:
        raise Problem(
            "not-found", "Hồ sơ không có giấy tờ này.", "The dossier has no such document."
        )
    _record(request, f"{DOSSIER}/documents/{file.document_id}")
    return DocumentLink(url=uploads.link(file), expires_in=uploads.LINK_SECONDS)


@api.get(
    "/tracking/agencies/{agency_code}/dossiers",
    allow=[Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR],
)
def register(request: Request[None, Received]) -> ListOf[RegisterLine]:
    """An agency's register of one month (sổ theo dõi hồ sơ), closed dossiers included.

    Officers have their own agency, leaders and administrators the subtree of theirs. The register
    follows the dossiers within moments.
    """
    now, query, agency = datetime.now(UTC), request.query, request.path["agency_code"]
    month = agency_register.first_of(query.received, now)
    access.check_agency(request.principal, agency, store.agencies())
    page = agency_register.page(
        agency, month, status=query.status, limit=query.limit, cursor=query.cursor
    )
    lines = tuple(agency_register.line(agency, row, now) for row in page.items)
    return ListOf(items=lines, next=paging.encode(page.cursor))


def _public(request: Request[Any, Any]) -> PublicStatus:
    now = datetime.now(UTC)
    dossier = lookup.find(unquote(request.path["code"]), request.client_address, now)
    return showing.public_status(dossier, now)


def _code(request: Request[Any, Any]) -> str:
    return str(parse(request.path["dossier_id"]))


def _own(request: Request[Any, Any], dossier: Dossier) -> Dossier:
    """The dossier, if it is the caller's.

    Raises:
        NotEntitled: it is somebody else's.
    """
    if Party.OWNER not in access.parties(request.principal, dossier, store.agencies()):
        raise NotEntitled(request.principal.subject)
    return dossier


def _files(request: Request[Any, Any]) -> list[Document]:
    """The files that the owner may see."""
    found, files = queries.with_documents(_code(request))
    dossier = _own(request, found)
    return sorted((f for f in files if showing.visible(dossier, f)), key=lambda f: f.added_at)


def _record(request: Request[Any, Any], route: str) -> None:
    queries.record_access(_code(request), request.principal.subject, f"GET {route}")


door.declare(api)
warnings.declare(api)
messages.declare(api)
api.serve_openapi(Path(__file__).with_name("openapi.json"))
