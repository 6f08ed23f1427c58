"""The cashier's work: taking an order's money, voiding a receipt, closing the day.

Each is decided on what was just read and written under it; if another cashier's write came first,
it is read and decided anew. The dossier is told of its payment as after an online one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from services.payments import asking, book, counter, opening, receipts, starting, telling, till
from services.payments.book import Place
from services.payments.gateways.protocol import GatewayError
from services.payments.model import Attempt, AttemptState, Order
from services.payments.receipts import Day, Method, Receipt, Sheet, Taking
from services.payments.retrying import tried
from shared.clock import local
from shared.dossier import ledger
from shared.dossier.dossier import Dossier
from shared.observability import log_failure
from shared.reference.model import FeeKind
from shared.settings import settings
from shared.web.problems import Problem


class Collected(Struct, frozen=True, kw_only=True):
    """A payment at the counter. ``change`` is what the payer got back."""

    order_id: str
    amount: int
    method: Method
    received: int
    change: int
    paid_at: datetime
    receipts: tuple[Receipt, ...]


Keep = Callable[[Collected], ledger.Receipt]
KeepPair = Callable[[tuple[Receipt, Receipt]], ledger.Receipt]
KeepSheet = Callable[[Sheet], ledger.Receipt]


def collect(dossier: Dossier, taking: Taking, received: int | None, keep: Keep) -> Collected:
    """Take the whole of what an order costs; ``keep`` makes the answer that a repeat gets.

    Raises:
        Problem: 409 if nothing is due, it is paid or may just be being paid online, or the day is
            closed; 422 naming ``/received``.
        InFlight: other writes kept coming first.
    """
    opening.bring_up(dossier)
    order_id = dossier.dossier_id
    collected = tried(lambda: _collect(order_id, taking, received, keep), order_id)
    telling.try_to_tell(order_id)
    return collected


def void(
    agency_code: str, series: str, number: int, reason: str, taking: Taking, keep: KeepPair
) -> tuple[Receipt, Receipt]:
    """Make a receipt void and issue its replacement, in the same series and the same day's sheet.

    Raises:
        Problem: 404 for no such receipt, 409 if it is void already or its day is closed.
        InFlight: other writes kept coming first.
    """

    def once() -> tuple[Receipt, Receipt]:
        found = _receipt(agency_code, series, number)
        day = _open_day(agency_code, found.day)
        found = _receipt(agency_code, series, number)
        if found.voided_at is not None:
            raise Problem("already-voided")
        last = till.last_number(agency_code, series)
        pair = receipts.voided(found, reason, taking, last)
        till.write(day, kept=keep(pair), new=pair[1:], void=pair[:1])
        return pair

    return tried(once, f"receipt {series} {number}")


def sheet(agency_code: str, on: date) -> Sheet:
    """A day's sheet: as it was closed, or as it stands."""
    closed = till.closing(agency_code, on)
    if closed is not None:
        return closed
    day = till.day(agency_code, on)
    return receipts.sheet(day, till.of_day(agency_code, on))


def close(
    agency_code: str, on: date, taking: Taking, check: Callable[[int], None], keep: KeepSheet
) -> Sheet:
    """Fix a day's sheet for good (khóa sổ ngày); ``check`` holds the caller to what they saw.

    Raises:
        Problem: 409 if the day is closed already.
        StaleVersion: ``check`` finds that the caller saw another version.
        InFlight: other writes kept coming first.
    """

    def once() -> Sheet:
        day = _open_day(agency_code, on)
        check(day.version)
        now = receipts.sheet(day, till.of_day(agency_code, on))
        final = replace(
            now,
            version=day.version + 1,
            closed_at=taking.at,
            closed_by=taking.cashier,
            closed_by_name=taking.cashier_name,
        )
        till.close(day, final, kept=keep(final))
        return final

    return tried(once, f"day {agency_code} {on}")


def no_receipt() -> Problem:
    """404 for a receipt that was never issued."""
    return Problem("not-found", "Không có biên lai này.", "There is no such receipt.")


def _collect(order_id: str, taking: Taking, received: int | None, keep: Keep) -> Collected:
    day = _open_day(taking.agency_code, taking.day)
    order = _clear(starting.payable(book.find(order_id)))
    back = counter.change(taking.method, order.amount, received)
    issued = receipts.issued(order, taking, _prefixes(), _Last(taking.agency_code))
    collected = Collected(
        order_id=order_id,
        amount=order.amount,
        method=taking.method,
        received=order.amount + back,
        change=back,
        paid_at=taking.at,
        receipts=issued,
    )
    step = counter.paid(order, issued)
    till.write(day, kept=keep(collected), new=issued, step=step)
    return collected


class _Last(dict[str, int]):
    """The last number of each of an agency's series, read when it is first asked for."""

    def __init__(self, agency_code: str) -> None:
        super().__init__()
        self.agency_code = agency_code

    def __missing__(self, series: str) -> int:
        return self.setdefault(series, till.last_number(self.agency_code, series))


def _prefixes() -> dict[FeeKind, str]:
    return {FeeKind.FEE: settings().fee_series, FeeKind.CHARGE: settings().charge_series}


def _open_day(agency_code: str, on: date) -> Day:
    day = till.day(agency_code, on)
    if day.closed:
        raise Problem(
            "day-closed",
            f"Sổ thu ngày {on:%d/%m/%Y} của {agency_code} đã khóa.",
            f"{agency_code} has closed its books for {on:%d/%m/%Y}.",
        )
    return day


def _receipt(agency_code: str, series: str, number: int) -> Receipt:
    found = till.receipt(agency_code, series, number)
    if found is None:
        raise no_receipt()
    return found


def _clear(order: Order) -> Order:
    """The order when no online payment can be under way; its gateway is asked first.

    Raises:
        Problem: 409 if one still can, or it turns out that one came.
    """
    last = starting.last_attempt(order)
    if last is None or last.state is not AttemptState.PENDING:
        return order
    place = Place(order_id=order.order_id, number=last.number)
    try:
        asking.ask(place, last)
    except (GatewayError, Problem) as error:
        log_failure("Gateway not asked for the counter", error, dossier_id=order.order_id)
    order, last = book.read(place)
    if last.state is AttemptState.PENDING:
        raise _under_way(last)
    telling.try_to_tell(order.order_id)
    return starting.payable(order)


def _under_way(attempt: Attempt) -> Problem:
    until = f"{local(attempt.expires_at):%H:%M %d/%m/%Y}"
    return Problem(
        "online-payment-open",
        f"Người nộp đã mở trang thanh toán trực tuyến, có hiệu lực đến {until}, và cổng thanh toán "
        "chưa báo kết quả. Hãy thử lại sau thời điểm đó để không thu hai lần.",
        f"The payer has opened an online payment page, valid until {until}, and the gateway has "
        "told no result yet. Try again after that, so that nobody pays twice.",
    )
