"""Paying at the counter, receipts and sheets, as pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from services.payments import counter, receipts
from services.payments.model import Order, OrderState
from services.payments.receipts import Day, Method, Receipt, Taking
from shared.reference.model import FeeKind
from shared.web.problems import Problem
from tests.unit.payments.paying import AMOUNT, Book

PREFIXES = {FeeKind.FEE: "P", FeeKind.CHARGE: "LP"}
TAKING = Taking(
    agency_code="H24.X001",
    method=Method.CASH,
    at=datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
    cashier="cashier-1",
    cashier_name="Hoàng Thị Thu",
)
DAY = Day(agency_code="H24.X001", day=date(2026, 12, 31), version=1)


@pytest.fixture
def order() -> Order:
    return Book().order


def issued(order: Order, fee: int = 0, charge: int = 0) -> tuple[Receipt, ...]:
    return receipts.issued(order, TAKING, PREFIXES, {"P-26": fee, "LP-26": charge})


def test_lines_of_a_kind_share_a_receipt_and_what_is_free_has_none(order: Order) -> None:
    more = replace(order, lines=(*order.lines, order.lines[1]))
    assert receipts.amounts(more) == {FeeKind.CHARGE: 5_000, FeeKind.FEE: 60_000}


def test_a_receipt_has_the_next_number_of_its_own_series(order: Order) -> None:
    found = {(r.series, r.number, r.amount) for r in issued(order, fee=7, charge=41)}
    assert found == {("P-26", 8, 30_000), ("LP-26", 42, 5_000)}


def test_a_series_is_of_the_local_year(order: Order) -> None:
    """17:00 UTC is midnight in Viet Nam."""
    later = replace(TAKING, at=datetime(2026, 12, 31, 17, 0, tzinfo=UTC))
    assert later.day == date(2027, 1, 1)
    assert receipts.series(PREFIXES, FeeKind.FEE, later.day) == "P-27"


def test_a_payment_leaves_nothing_due_and_all_of_it_at_the_counter() -> None:
    book = Book()
    step = counter.paid(book.order, issued(book.order))
    book.take(step)
    assert book.order.state is OrderState.PAID
    assert (book.order.paid_at, book.order.paid_method) == (TAKING.at, "cash")
    assert (book.balances()["due"], book.balances()["cash:H24.X001"]) == (0, AMOUNT)


@pytest.mark.parametrize(
    ("method", "received", "back"),
    [
        (Method.CASH, AMOUNT, 0),
        (Method.CASH, AMOUNT + 15_000, 15_000),
        (Method.CARD, None, 0),
        (Method.TRANSFER, AMOUNT, 0),
    ],
)
def test_only_cash_is_given_back(method: Method, received: int | None, back: int) -> None:
    assert counter.change(method, AMOUNT, received) == back


@pytest.mark.parametrize(
    ("method", "received"),
    [(Method.CASH, None), (Method.CASH, AMOUNT - 1), (Method.CARD, 0), (Method.CARD, AMOUNT + 1)],
)
def test_a_wrong_amount_is_refused(method: Method, received: int | None) -> None:
    with pytest.raises(Problem) as refused:
        counter.change(method, AMOUNT, received)
    assert [e.field for e in refused.value.details.errors] == ["/received"]


def test_a_replacement_counts_in_the_day_and_series_of_the_receipt_it_replaces(
    order: Order,
) -> None:
    receipt = issued(order)[0]
    next_year = replace(TAKING, at=datetime(2027, 1, 4, tzinfo=UTC), cashier="cashier-2")
    void, new = receipts.voided(receipt, "Ghi sai", next_year, receipt.number)
    assert (new.series, new.day, new.amount) == (receipt.series, receipt.day, receipt.amount)
    assert (new.issued_at, new.cashier) == (next_year.at, "cashier-2")
    assert (void.replaced_by, new.replaces) == (new.number, void.number)


def test_a_sheet_leaves_the_money_of_void_receipts_out_but_not_their_numbers(order: Order) -> None:
    fee = next(r for r in issued(order) if r.kind is FeeKind.FEE)
    sheet = receipts.sheet(DAY, receipts.voided(fee, "Ghi sai", TAKING, 1))
    (line,) = sheet.lines
    assert (line.count, line.amount, line.first, line.last) == (1, 30_000, 1, 2)
    assert [(v.number, v.replaced_by) for v in line.voided] == [(1, 2)]
    assert sheet.total == 30_000


def test_the_order_of_receipts_does_not_change_a_sheet(order: Order) -> None:
    found = (*issued(order), *issued(order, 1, 1), *issued(order, 2, 2))
    assert receipts.sheet(DAY, found) == receipts.sheet(DAY, reversed(found))
