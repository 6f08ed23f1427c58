"""The routes of messages to citizens: what was told, and what could not be."""

from __future__ import annotations

from typing import Final

from services.tracking.outbound import book, receipts
from services.tracking.outbound.views import MessageLine, message_line
from shared import access
from shared.dossier import ledger
from shared.dossier.errors import NotEntitled
from shared.dossier.numbering import parse
from shared.dossier.status import Party
from shared.reference import store
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf, Paging
from shared.web.principal import Role
from shared.web.request import Request

MESSAGES: Final = "/tracking/dossiers/{dossier_id}/messages"
UNDELIVERED: Final = "/tracking/agencies/{agency_code}/undelivered"
READERS: Final = frozenset({Party.OWNER, Party.OFFICER, Party.LEADER})


def declare(api: Api) -> None:
    """Give the service the routes of its messages, and of the providers' receipts."""
    api.get(MESSAGES, allow=[Role.CITIZEN, Role.OFFICER, Role.LEADER])(messages)
    api.get(UNDELIVERED, allow=[Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR])(undelivered)
    receipts.declare(api)


def messages(request: Request) -> ListOf[MessageLine]:
    """What the dossier's citizen was told, oldest first: when, by what, and how it fared.

    For its owner, and for officers and leaders of its agency. No address is shown.
    """
    code = str(parse(request.path["dossier_id"]))
    found = access.parties(request.principal, ledger.load(code), store.agencies())
    if not found & READERS:
        raise NotEntitled(request.principal.subject)
    return ListOf(items=tuple(map(message_line, book.of_dossier(code))))


def undelivered(request: Request[None, Paging]) -> ListOf[MessageLine]:
    """What an agency's citizens could not be told, newest first: somebody has to call them.

    Officers have their own agency, leaders and administrators the subtree of theirs.
    """
    query, agency = request.query, request.path["agency_code"]
    access.check_agency(request.principal, agency, store.agencies())
    page = book.undelivered(agency, limit=query.limit, cursor=query.cursor)
    return ListOf(items=tuple(map(message_line, page.items)), next=paging.encode(page.cursor))
