"""The route of the warnings, for the agency's officers and those above them."""

from __future__ import annotations

from typing import Final

from services.tracking.watch import book
from services.tracking.watch.plan import StageKind
from services.tracking.watch.views import WarningLine, WarningsWanted, warning_line
from shared import access
from shared.reference import store
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.principal import Role
from shared.web.request import Request

WARNINGS: Final = "/tracking/agencies/{agency_code}/warnings"


def declare(api: Api) -> None:
    """Give the service its warnings' route."""
    api.get(WARNINGS, allow=[Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR])(warnings)


def warnings(request: Request[None, WarningsWanted]) -> ListOf[WarningLine]:
    """What an agency was warned of, newest first: deadlines that come near or were missed.

    Officers have their own agency, leaders and administrators the subtree of theirs.
    """
    query, agency = request.query, request.path["agency_code"]
    access.check_agency(request.principal, agency, store.agencies())
    kind = None if query.kind is None else StageKind(query.kind)
    page = book.page(agency, kind=kind, limit=query.limit, cursor=query.cursor)
    lines = tuple(warning_line(warned) for warned in page.items)
    return ListOf(items=lines, next=paging.encode(page.cursor))
