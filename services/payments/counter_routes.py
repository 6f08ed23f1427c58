"""The routes of the counter, for cashiers (thu ngân): money, receipts and the day's sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from services.payments import collecting
from services.payments.counter_views import (
    AgencyDay,
    CounterPaid,
    CounterPayment,
    DayToClose,
    SheetView,
    Voided,
    Voiding,
    counter_paid,
    sheet_view,
    voided,
)
from services.payments.receipts import Method, Taking
from shared import access
from shared.dossier import ledger
from shared.dossier.numbering import parse
from shared.reference import store
from shared.web.api import Api
from shared.web.principal import Principal, Role
from shared.web.problems import Problem, invalid, wrong_field
from shared.web.request import Request

T = TypeVar("T")
PAYMENTS: Final = "/payments/orders/{dossier_id}/counter-payments"
VOID: Final = "/payments/receipts/{agency_code}/{series}/{number}/void"
CLOSING: Final = "/payments/closing"
_SERIES: Final = re.compile(r"[A-Z]{1,4}-[0-9]{2}")
_NUMBER: Final = re.compile(r"[0-9]{1,7}")


def declare(api: Api) -> None:
    """Give the service its counter's routes."""
    api.post(PAYMENTS, allow=[Role.CASHIER], status=201)(pay_at_counter)
    api.post(VOID, allow=[Role.CASHIER])(void_receipt)
    api.get(CLOSING, allow=[Role.CASHIER, Role.LEADER, Role.ADMINISTRATOR])(read_closing)
    api.post(CLOSING, allow=[Role.CASHIER])(close_day)


def pay_at_counter(request: Request[CounterPayment]) -> CounterPaid:
    """Take the whole of a dossier's fees at the counter and issue the receipts (thu tại quầy).

    Receipts, numbers and the day are those of the cashier's own agency.
    """
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    _check_till(request.principal, dossier.agency_code)
    body = request.body
    taking = _taking(request.principal, request.principal.agency_code, body.method, body.note)
    return _once(
        request,
        lambda: counter_paid(
            collecting.collect(
                dossier, taking, body.received, lambda made: request.receipt(counter_paid(made))
            )
        ),
    )


def void_receipt(request: Request[Voiding]) -> Voided:
    """Make a receipt void and issue another in its place; the payment stays (hủy biên lai).

    Both stand in the sheet of the day of the payment, so that day must still be open.
    """
    agency = request.path["agency_code"]
    _check_till(request.principal, agency)
    taking = _taking(request.principal, agency)
    series, number = _named(request.path["series"], request.path["number"])
    reason = request.body.reason.strip()
    return _once(
        request,
        lambda: voided(
            collecting.void(
                agency, series, number, reason, taking, lambda pair: request.receipt(voided(pair))
            )
        ),
    )


def read_closing(request: Request[None, AgencyDay]) -> SheetView:
    """What an agency's counter took on a date: as closed, or so far (bảng kê thu trong ngày)."""
    query = request.query
    access.check_agency(request.principal, query.agency, store.agencies())
    return sheet_view(collecting.sheet(query.agency, query.date))


def close_day(request: Request[DayToClose]) -> SheetView:
    """Close an agency's day: its sheet is final and the counter takes no more that day (khóa sổ).

    ``If-Match`` holds the sheet to the version that the cashier saw.
    """
    body = request.body
    _check_till(request.principal, body.agency)
    taking = _taking(request.principal, body.agency)
    if body.date > taking.day:
        raise invalid(
            wrong_field("/date", "maximum", "Ngày này chưa đến.", "This day is still to come.")
        )
    return _once(
        request,
        lambda: sheet_view(
            collecting.close(
                body.agency,
                body.date,
                taking,
                request.check_version,
                lambda made: request.receipt(sheet_view(made)),
            )
        ),
    )


def _check_till(principal: Principal, agency_code: str) -> None:
    """Cashiers have the till of their own agency, or of one whose work it took over.

    Raises:
        Problem: 403.
    """
    if not access.stands_for(principal, agency_code, store.agencies()):
        raise Problem("agency-not-yours")


def _taking(
    principal: Principal, agency_code: str, method: Method = Method.CASH, note: str = ""
) -> Taking:
    return Taking(
        agency_code=agency_code,
        method=method,
        at=datetime.now(UTC),
        cashier=principal.subject,
        cashier_name=principal.name,
        note=note.strip(),
    )


def _named(series: str, number: str) -> tuple[str, int]:
    """A receipt's series and number as a path names them.

    Raises:
        Problem: 404 if no receipt can have such a name.
    """
    if not (_SERIES.fullmatch(series) and _NUMBER.fullmatch(number)):
        raise collecting.no_receipt()
    return series, int(number)


def _once(request: Request[Any, Any], act: Callable[[], T]) -> T:
    """Act; a refusal that only arises because this request was carried out is its first answer.

    Raises:
        AlreadyAnswered: it was; carries the answer.
    """
    try:
        return act()
    except Problem:
        assert request.key is not None  # the routes are keyed
        earlier = ledger.answered(request.principal.subject, request.key, request.hash)
        if earlier is not None:
            raise earlier from None
        raise
