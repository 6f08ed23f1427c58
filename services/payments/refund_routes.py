"""The routes of refunds: an officer asks, a leader who did not ask decides, both see the end."""

from __future__ import annotations

from typing import Any, Final

from services.payments import book, refund_book, refunding, refunds, telling, till, views
from services.payments.model import Refund, Step
from services.payments.refund_views import (
    RefundBody,
    RefundListing,
    RefundOutcome,
    RefundQuery,
    Rejection,
    refund_listing,
)
from services.payments.refunding import Account
from services.payments.refunds import NotNow, OwnRequest, TooMuch
from services.payments.views import OrderView
from shared import access
from shared.dossier import ledger
from shared.dossier.errors import NotEntitled
from shared.dossier.numbering import parse
from shared.dossier.status import Party
from shared.reference import store
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.principal import Role
from shared.web.problems import Problem, invalid
from shared.web.request import Request
from shared.web.validation import field_error

REFUNDS: Final = "/payments/orders/{dossier_id}/refunds"
REFUND: Final = REFUNDS + "/{number}"
EITHER: Final = (Party.OFFICER, Party.LEADER)


def declare(api: Api) -> None:
    """Give the service its refund routes."""
    both = [Role.OFFICER, Role.LEADER]
    api.get("/payments/refunds", allow=both)(list_refunds)
    api.post(REFUNDS, allow=both, status=201)(request_refund)
    api.post(REFUND + "/approval", allow=[Role.LEADER])(approve_refund)
    api.post(REFUND + "/rejection", allow=[Role.LEADER])(reject_refund)
    api.post(REFUND + "/outcome", allow=both)(end_refund)


def list_refunds(request: Request[None, RefundQuery]) -> ListOf[RefundListing]:
    """An agency's refunds in one state, oldest first (danh sách hoàn trả)."""
    query = request.query
    agency = query.agency or request.principal.agency_code
    access.check_agency(request.principal, agency, store.agencies())
    page = refund_book.in_state(agency, query.state, limit=query.limit, cursor=query.cursor)
    items = tuple(refund_listing(order_id, refund) for order_id, refund in page.items)
    return ListOf(items=items, next=paging.encode(page.cursor))


def request_refund(request: Request[RefundBody]) -> OrderView:
    """Ask to give back some or all of what was paid (đề nghị hoàn trả phí, lệ phí).

    Money in suspense goes first. An amount that draws on two payments makes two refunds.
    """
    found = _account(request, *EITHER)
    try:
        step = refunds.requested(
            found.order,
            found.attempts,
            found.refunds,
            request.body.amount,
            reason=request.body.reason.strip(),
            requested_by=request.principal.subject,
            requested_at=refunding.now(),
        )
    except TooMuch as error:
        raise invalid(field_error("/amount", "maximum", str(error.left))) from error
    return _written(request, found, step)


def approve_refund(request: Request) -> OrderView:
    """Approve a refund that somebody else asked for, and send it (duyệt hoàn trả).

    A gateway that does not answer is asked again by the sweep; one that takes no refunds leaves it
    to a bank transfer. A refund that failed can be approved again.
    """
    found = _account(request, Party.LEADER)
    refund = _refund(request, found)
    try:
        step = refunding.approval(found, refund, request.principal.subject)
    except OwnRequest as error:
        raise Problem("refund-own-request") from error
    except NotNow as error:
        raise Problem("refund-not-now") from error
    _written(request, found, step)
    refunding.try_to_send(found.order.order_id, refund.number)
    telling.try_to_tell(found.order.order_id)
    return _view(_found(found.order.order_id))


def reject_refund(request: Request[Rejection]) -> OrderView:
    """Reject a refund with the reason; its amount can be asked for again (từ chối hoàn trả)."""
    found = _account(request, Party.LEADER)
    refund, by = _refund(request, found), request.principal.subject
    try:
        step = refunds.rejected(
            found.order, refund, by, refunding.now(), request.body.reason.strip()
        )
    except NotNow as error:
        raise Problem("refund-not-now") from error
    return _written(request, found, step)


def end_refund(request: Request[RefundOutcome]) -> OrderView:
    """Record how an approved refund ended, from the bank's or the gateway's statement.

    For transfers made by hand, and for what the gateway itself does not tell the end of.
    """
    found = _account(request, *EITHER)
    refund, by, body = _refund(request, found), request.principal.subject, request.body
    done, reference = body.outcome == "done", body.reference.strip()
    try:
        step = refunds.ended(found.order, refund, by, refunding.now(), reference, done=done)
    except NotNow as error:
        raise Problem("refund-not-now") from error
    _written(request, found, step)
    telling.try_to_tell(found.order.order_id)
    return _view(_found(found.order.order_id))


def _account(request: Request[Any, Any], *wanted: Party) -> Account:
    """The account of the dossier's order, for the parties that may.

    Raises:
        AlreadyAnswered: this very request was carried out before.
        NotEntitled: the caller is none of the parties.
        StaleVersion: the order changed since the caller saw it.
    """
    assert request.key is not None  # the routes are keyed
    earlier = ledger.answered(request.principal.subject, request.key, request.hash)
    if earlier is not None:
        raise earlier
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    if access.parties(request.principal, dossier, store.agencies()).isdisjoint(wanted):
        raise NotEntitled(request.principal.subject)
    found = _found(dossier.dossier_id)
    request.check_version(found.order.version)
    return found


def _found(order_id: str) -> Account:
    found = refunding.account(order_id)
    if found is None:
        raise Problem("not-found")
    return found


def _refund(request: Request[Any, Any], found: Account) -> Refund:
    number = request.path["number"]
    refund = found.refund(int(number)) if number.isascii() and number.isdecimal() else None
    if refund is None:
        raise Problem("not-found")
    return refund


def _written(request: Request[Any, Any], found: Account, step: Step) -> OrderView:
    """Write a step together with its answer, and answer."""
    answer = _view(found.after(step))
    book.write(step, receipt=request.receipt(answer))
    return answer


def _view(found: Account) -> OrderView:
    receipts = till.of_order(found.order.order_id)
    return views.order_view(found.order, found.attempts, found.refunds, receipts)
