"""Papers (giấy tờ theo mẫu): the statutory papers of a dossier, and the agencies' registers.

The typesetter is no part of this function: papers are made elsewhere, here they are listed.
"""

from __future__ import annotations

from pathlib import Path

from services.papers import register_routes, shelf
from services.papers.forms import Form
from services.papers.shelf import Paper
from services.papers.views import Link, PaperView, paper_view
from shared import access
from shared.documents.uploads import LINK_SECONDS
from shared.dossier import ledger, queries
from shared.dossier.errors import NotEntitled
from shared.dossier.numbering import parse
from shared.reference import store
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.principal import Role
from shared.web.problems import Problem
from shared.web.request import Request

api = Api("papers", title="Papers", title_vi="Giấy tờ theo mẫu")
app = api.app
DOSSIER = "/papers/dossiers/{dossier_id}"
READERS = (Role.CITIZEN, Role.OFFICER, Role.CASHIER, Role.LEADER)


@api.get(DOSSIER, allow=READERS)
def list_papers(request: Request) -> ListOf[PaperView]:
    """A dossier's papers, oldest first, for its owner and its agency; receipts for its cashiers."""
    return ListOf(items=tuple(map(paper_view, _papers(request))))


@api.get(DOSSIER + "/{paper_id}", allow=READERS)
def fetch_paper(request: Request) -> Link:
    """A link to one paper that lives five minutes; who asks for it is recorded first."""
    wanted = request.path["paper_id"]
    paper = next((p for p in _papers(request) if p.paper_id == wanted), None)
    if paper is None:
        raise Problem("not-found", "Hồ sơ không có giấy tờ này.", "The dossier has no such paper.")
    route = f"GET {DOSSIER}/{paper.paper_id}"
    queries.record_access(paper.dossier_id, request.principal.subject, route)
    name = f"{paper.dossier_id}-{paper.paper_id}.pdf"
    return Link(url=shelf.link(paper.storage_key, name), expires_in=LINK_SECONDS)


def _papers(request: Request) -> tuple[Paper, ...]:
    """What the caller may see of the dossier's papers.

    Raises:
        NotEntitled: they are nothing to it, nor its agency's cashier.
    """
    principal, agencies = request.principal, store.agencies()
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    if access.parties(principal, dossier, agencies):
        return shelf.papers(dossier.dossier_id)
    is_cashier = principal.has(Role.CASHIER)
    if is_cashier and access.stands_for(principal, dossier.agency_code, agencies):
        found = shelf.papers(dossier.dossier_id)
        return tuple(paper for paper in found if paper.form is Form.RECEIPT)
    raise NotEntitled(principal.subject)


register_routes.declare(api)
api.serve_openapi(Path(__file__).with_name("openapi.json"))
