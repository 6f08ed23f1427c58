"""Whatever cashiers do at once and wherever it fails: numbers without gaps, sheet equal to cash."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.payments import book, collecting, till
from services.payments.model import OrderState
from services.payments.receipts import Method, Receipt, Sheet, Taking
from shared.dossier import ledger
from shared.dossier.dossier import Dossier
from shared.dossier.errors import InFlight
from shared.dossier.ledger import Transaction
from shared.web.problems import Problem
from tests.component.payments.cashiers import CHARGE, FEE, REASON, balances, order_of_both
from tests.component.payments.paying import filed

pytestmark = pytest.mark.usefixtures("far_ends")
ORDERS, CASHIERS = 3, ("thu", "nam", "hoa")
NOON = datetime(2026, 6, 2, 5, tzinfo=UTC)
DAYS = (date(2026, 6, 2), date(2026, 6, 1))
Deed = tuple[str, int, int, str, Method]
FATES = st.lists(
    st.sampled_from(["written", "refused", "unheard", "overtaken", "overtaken"]),
    min_size=4,
    max_size=12,
)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "pay", "pay", "void", "void", "close"]),
        st.integers(0, ORDERS - 1),
        st.integers(0, len(DAYS) - 1),
        st.sampled_from(CASHIERS),
        st.sampled_from(Method),
    ),
    min_size=4,
    max_size=14,
)


def deed(what: str, nth: int = 0, ago: int = 0) -> Deed:
    return what, nth, ago, "thu", Method.CASH


class Down(Exception):
    """The store did not answer: it wrote nothing, or nobody heard that it did."""


class Tills:
    """One agency's cashiers on two days, who overtake each other between reading and writing."""

    def __init__(self, dossier: Dossier, deeds: Sequence[Deed]) -> None:
        self.agency = f"H24.{secrets.token_hex(4).upper()}"
        ids = [f"{self.agency}-{nth}" for nth in range(ORDERS)]
        self.dossiers = [replace(dossier, dossier_id=order_id) for order_id in ids]
        for order_id in ids:
            order_of_both(order_id, self.agency)
        self.deeds = iter(deeds)

    def work(self) -> bool:
        """The next deed, with whatever becomes of it; False if there is none."""
        following = next(self.deeds, None)
        if following is None:
            return False
        what, nth, ago, cashier, method = following
        taking = Taking(
            agency_code=self.agency,
            method=method,
            at=NOON - timedelta(days=ago),
            cashier=cashier,
            cashier_name=cashier,
        )
        with suppress(Down, Problem, InFlight):
            getattr(self, what)(nth, taking)
        return True

    def pay(self, nth: int, taking: Taking) -> None:
        received = 50_000 if taking.method is Method.CASH else None
        collecting.collect(self.dossiers[nth], taking, received, kept)

    def void(self, nth: int, taking: Taking) -> None:
        collecting.void(self.agency, "P-26", nth + 1, REASON, taking, kept)

    def close(self, _: int, taking: Taking) -> None:
        collecting.close(self.agency, taking.day, taking, lambda _: None, kept)

    def receipts(self) -> tuple[Receipt, ...]:
        return tuple(receipt for day in DAYS for receipt in till.of_day(self.agency, day))

    def sheets(self) -> tuple[Sheet, ...]:
        return tuple(collecting.sheet(self.agency, day) for day in DAYS)


def kept(answer: object) -> ledger.Receipt:
    """Any answer, under a key of its own."""
    return ledger.Receipt(
        caller="cashier",
        key=secrets.token_hex(8),
        request_hash="",
        status=200,
        answer=b"{}",
        expires=int(time.time()) + 60,
    )


@contextmanager
def fated(tills: Tills, drawn: Sequence[str]) -> Iterator[None]:
    """Each write's fate, as drawn; afterwards all is well."""
    fates, commit = iter(drawn), Transaction.commit

    def commits(writes: Transaction) -> None:
        fate = next(fates, "written")
        if fate == "refused":
            raise Down
        if fate == "overtaken":
            tills.work()
        commit(writes)
        if fate == "unheard":
            raise Down

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Transaction, "commit", commits)
        yield


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=DEEDS, fates=FATES)
@example(deeds=[deed("pay"), deed("close")], fates=["overtaken"])
@example(deeds=[deed("pay"), deed("pay")], fates=["overtaken"])
@example(deeds=[deed("pay"), deed("pay", 1)], fates=["overtaken"])
@example(deeds=[deed("pay"), deed("pay", 1, 1)], fates=["overtaken"])
@example(deeds=[deed("pay"), deed("void"), deed("void")], fates=["written", "overtaken"])
@example(deeds=[deed("pay"), deed("void"), deed("pay", 1, 1)], fates=["written", "overtaken"])
@example(deeds=[deed("pay"), deed("close"), deed("void")], fates=["written", "overtaken"])
def test_numbers_have_no_gaps_and_the_sheet_is_the_money(
    cloud: dict[str, str], deeds: list[Deed], fates: list[str]
) -> None:
    tills = Tills(filed(), deeds)
    with fated(tills, fates):
        while tills.work():
            pass
    check_numbers(tills)
    check_money(tills)
    check_orders(tills)


def check_numbers(tills: Tills) -> None:
    """Each series is 1, 2, 3 … and nothing else, by the day as by the series itself."""
    receipts = tills.receipts()
    for series in ("P-26", "LP-26"):
        numbers = sorted(r.number for r in receipts if r.series == series)
        assert numbers == list(range(1, till.last_number(tills.agency, series) + 1))
        for number in numbers:
            found = till.receipt(tills.agency, series, number)
            assert found in receipts


def check_money(tills: Tills) -> None:
    """The sheets' total is the receipts in force, and the ledger's money, method by method."""
    sheets = tills.sheets()
    valid = [r for r in tills.receipts() if r.voided_at is None]
    accounts = balances(*(d.dossier_id for d in tills.dossiers))
    assert sum(sheet.total for sheet in sheets) == sum(r.amount for r in valid)
    lines = [line for sheet in sheets for line in sheet.lines]
    for method in Method:
        taken = sum(line.amount for line in lines if line.method is method)
        assert taken == accounts[f"{method}:{tills.agency}"]
    assert sum(accounts.values()) == 0


def check_orders(tills: Tills) -> None:
    """What is paid has one receipt in force for each kind; what is not paid has none."""
    for dossier in tills.dossiers:
        order = book.find(dossier.dossier_id)
        assert order is not None
        receipts = till.of_order(order.order_id)
        valid = sorted(r.amount for r in receipts if r.voided_at is None)
        assert valid == ([CHARGE, FEE] if order.state is OrderState.PAID else [])
