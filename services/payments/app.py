"""Payments (thanh toán phí, lệ phí): what is due, paying it online, and how it stands."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from msgspec import Raw

from services.payments import (
    book,
    choice,
    counter_routes,
    notices,
    reconciliation_routes,
    refund_book,
    refund_routes,
    starting,
    till,
    views,
)
from services.payments.book import Place
from services.payments.gateways.protocol import Arrived, GatewayError
from services.payments.model import Order
from services.payments.transfer import TransferView, transfer
from services.payments.views import Due, OrderView, Returned, Started
from shared import access
from shared.dossier import ledger
from shared.dossier.dossier import Dossier
from shared.dossier.errors import NotEntitled
from shared.dossier.numbering import parse
from shared.dossier.status import Party
from shared.reference import store
from shared.web import paging
from shared.web.api import PUBLIC, Api
from shared.web.paging import ListOf, Paging
from shared.web.principal import Role
from shared.web.problems import Problem
from shared.web.request import Request

api = Api("payments", title="Payments", title_vi="Thanh toán phí, lệ phí")
app = api.app
ORDER = "/payments/orders/{dossier_id}"


@api.get("/payments/dues", allow=[Role.CITIZEN])
def dues(request: Request[None, Paging]) -> ListOf[Due]:
    """What the caller has to pay as applicant, oldest first (khoản phải nộp của tôi)."""
    key, query = request.principal.identity_key, request.query
    if not key:
        return ListOf(items=())
    page = book.dues(key, limit=query.limit, cursor=query.cursor)
    return ListOf(items=tuple(map(views.due, page.items)), next=paging.encode(page.cursor))


@api.get(ORDER, allow=[Role.CITIZEN, Role.OFFICER, Role.CASHIER, Role.LEADER])
def read(request: Request) -> OrderView:
    """A dossier's payment order with every attempt and receipt, for its owner and its agency."""
    dossier, _ = _mine(request)
    order = _order(dossier.dossier_id)
    attempts, refunds = book.attempts(order.order_id), refund_book.of_order(order.order_id)
    return views.order_view(order, attempts, refunds, till.of_order(order.order_id))


@api.get(ORDER + "/transfer", allow=[Role.CITIZEN])
def show_transfer(request: Request) -> TransferView:
    """How to pay one's own dossier by bank transfer: the agency's account as a VietQR."""
    dossier, parties = _mine(request)
    if Party.OWNER not in parties:
        raise NotEntitled(request.principal.subject)
    return transfer(_order(dossier.dossier_id))


@api.post(ORDER + "/attempts", allow=[Role.CITIZEN], keyed=False)
def start(request: Request) -> Started:
    """Start to pay one's own dossier at the agency's gateway, or resume (thanh toán trực tuyến).

    No Idempotency-Key is needed: at most one attempt waits at a time, and as long as it lives
    starting again gives the same page. Of one that expired the gateway is asked first.
    """
    dossier, parties = _mine(request)
    if Party.OWNER not in parties:
        raise NotEntitled(request.principal.subject)
    return views.started(starting.start(dossier, request.client_address))


@api.get("/payments/ipn/vnpay")
def confirm_vnpay(request: Request) -> Raw:
    """VNPAY's confirmation, server to server (IPN); believed by its signature alone."""
    query = request.parameters
    return Raw(notices.take("vnpay", Arrived(query=query), urlencode(query)))


@api.post("/payments/ipn/national", allow=PUBLIC, keyed=False)
def confirm_national(request: Request) -> Raw:
    """The national platform's CONFIRM, server to server; believed by its hash alone.

    The platform sends no Idempotency-Key: a repeat finds the payment confirmed already.
    """
    body = request.raw_body
    return Raw(notices.take("national", Arrived(body=body), body.decode(errors="replace")))


@api.get("/payments/return/vnpay")
def return_vnpay(request: Request) -> Returned:
    """What we know of the order a browser comes back for from VNPAY; changes nothing."""
    try:
        claimed = choice.vnpay().displayed(Arrived(query=request.parameters))
    except GatewayError as error:
        raise _unknown() from error
    return _returned(claimed.reference)


@api.get("/payments/return/national")
def return_national(request: Request) -> Returned:
    """What we know of the order a browser comes back for (``MaThamChieu``); changes nothing."""
    return _returned(request.parameters.get("MaThamChieu", ""))


def _mine(request: Request) -> tuple[Dossier, frozenset[Party]]:
    """The dossier, and what the caller is to it: no party if they are its agency's cashier.

    Raises:
        NotEntitled: nothing.
    """
    principal, agencies = request.principal, store.agencies()
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    found = access.parties(principal, dossier, agencies)
    is_cashier = principal.has(Role.CASHIER)
    if not found and not (
        is_cashier and access.stands_for(principal, dossier.agency_code, agencies)
    ):
        raise NotEntitled(principal.subject)
    return dossier, found


def _order(dossier_id: str) -> Order:
    order = book.find(dossier_id)
    if order is None:
        raise Problem(
            "not-found",
            "Hồ sơ này chưa có yêu cầu thanh toán.",
            "There is no payment order for this dossier.",
        )
    return order


def _returned(reference: str) -> Returned:
    place: Place | None = book.named(reference)
    if place is None:
        raise _unknown()
    return views.returned(*book.read(place))


def _unknown() -> Problem:
    return Problem(
        "not-found",
        "Không tìm thấy giao dịch thanh toán này; hãy xem tại mục khoản phải nộp.",
        "This payment was not found; please look at your dues.",
    )


counter_routes.declare(api)
refund_routes.declare(api)
reconciliation_routes.declare(api)
api.serve_openapi(Path(__file__).with_name("openapi.json"))
