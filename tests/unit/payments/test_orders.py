"""Orders: one payment settles, each further one lies in suspense, nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.payments import orders
from services.payments.gateways.protocol import Outcome
from services.payments.model import AttemptState, OrderState
from tests.unit.payments.paying import AMOUNT, CANCELLED, LIFE, Book, said


@pytest.fixture
def book() -> Book:
    return Book()


def test_an_order_opens_with_an_entry_for_each_line_that_costs_something(book: Book) -> None:
    assert book.balances() == {
        "due": AMOUNT,
        "fee_income:H24.X001:charge": -5_000,
        "fee_income:H24.X001:fee": -30_000,
    }


def test_a_payment_settles_the_order_and_the_applicant_owes_nothing(book: Book) -> None:
    book.start()
    assert book.hear(1, said()) == "confirmed"
    assert book.order.state is OrderState.PAID
    assert (book.order.paid_reference, book.order.paid_method) == ("R1", "vnpay")
    assert book.balances()["due"] == 0
    assert book.balances()["gateway:vnpay"] == AMOUNT


def test_a_repeat_is_confirmed_already_and_writes_nothing(book: Book) -> None:
    book.start()
    book.hear(1, said())
    version = book.order.version
    assert book.hear(1, said()) == "already_confirmed"
    assert book.order.version == version


def test_another_amount_is_refused_before_the_state_is_looked_at(book: Book) -> None:
    book.start()
    book.hear(1, said())
    assert book.hear(1, said(amount=AMOUNT - 1)) == "wrong_amount"
    assert book.hear(1, said(Outcome.FAILURE, amount=1)) == "wrong_amount"


def test_a_wrong_amount_pays_nothing(book: Book) -> None:
    book.start()
    assert book.hear(1, said(amount=AMOUNT * 10)) == "wrong_amount"
    assert book.order.state is OrderState.OPEN
    assert book.attempts[1].state is AttemptState.PENDING


def test_a_cancelled_payment_leaves_the_order_to_be_paid(book: Book) -> None:
    book.start()
    assert book.hear(1, CANCELLED) == "confirmed"
    assert (book.attempts[1].state, book.attempts[1].code) == (AttemptState.FAILED, "24")
    assert book.order.state is OrderState.OPEN
    assert book.hear(1, CANCELLED) == "already_confirmed"


def test_a_payment_after_its_own_cancellation_counts(book: Book) -> None:
    book.start()
    book.hear(1, CANCELLED)
    assert book.hear(1, said()) == "confirmed"
    assert book.order.state is OrderState.PAID


def test_a_cancellation_that_comes_after_the_payment_undoes_nothing(book: Book) -> None:
    book.start()
    book.hear(1, said())
    assert book.hear(1, CANCELLED) == "already_confirmed"
    assert book.order.state is OrderState.PAID


def test_a_second_attempts_payment_lies_in_suspense(book: Book) -> None:
    book.start()
    book.start()
    book.hear(2, said(transaction="T2"))
    assert book.hear(1, said(transaction="T1")) == "confirmed"
    assert book.order.surplus == AMOUNT
    assert book.balances()["suspense"] == -AMOUNT
    assert book.balances()["gateway:vnpay"] == 2 * AMOUNT
    assert book.balances()["due"] == 0


def test_a_second_payment_under_the_same_reference_lies_in_suspense_once(book: Book) -> None:
    book.start()
    book.hear(1, said(transaction="T1"))
    assert book.hear(1, said(transaction="T2")) == "confirmed"
    assert book.hear(1, said(transaction="T2")) == "already_confirmed"
    assert book.order.surplus == AMOUNT


def test_a_number_that_the_query_left_out_is_learnt_and_is_no_second_payment(book: Book) -> None:
    book.start()
    book.hear(1, said(transaction="", amount=None), finding=True)
    book.hear(1, said(transaction="T1"))
    assert book.attempts[1].gateway_transaction == "T1"
    assert book.order.surplus == 0


def test_a_late_payment_of_an_expired_attempt_pays_an_open_order(book: Book) -> None:
    book.start()
    book.now += LIFE
    book.hear(1, said(Outcome.ABSENT, amount=None), finding=True)
    assert book.attempts[1].state is AttemptState.EXPIRED
    assert book.hear(1, said()) == "confirmed"
    assert book.order.state is OrderState.PAID


def test_a_payment_of_a_closed_order_lies_in_suspense(book: Book) -> None:
    book.start()
    book.take(orders.closed(book.order, book.now))
    assert book.balances()["due"] == 0
    assert book.hear(1, said()) == "confirmed"
    assert (book.order.state, book.order.surplus) == (OrderState.CLOSED, AMOUNT)


def test_a_paid_order_does_not_close(book: Book) -> None:
    book.start()
    book.hear(1, said())
    assert orders.closed(book.order, book.now) is None


def test_a_held_payment_waits(book: Book) -> None:
    book.start()
    assert book.hear(1, said(Outcome.PENDING, code="07")) == "confirmed"
    assert book.attempts[1].state is AttemptState.PENDING
    assert book.attempts[1].watched


@pytest.mark.parametrize(
    ("age", "outcome", "state", "watched"),
    [
        (timedelta(minutes=14), Outcome.PENDING, AttemptState.PENDING, True),
        (timedelta(minutes=14), Outcome.ABSENT, AttemptState.PENDING, True),
        (timedelta(minutes=15), Outcome.PENDING, AttemptState.EXPIRED, True),
        (timedelta(minutes=15), Outcome.ABSENT, AttemptState.EXPIRED, False),
        (timedelta(days=3, seconds=1), Outcome.PENDING, AttemptState.EXPIRED, False),
        (timedelta(minutes=1), Outcome.FAILURE, AttemptState.FAILED, False),
        (timedelta(days=9), Outcome.SUCCESS, AttemptState.SUCCEEDED, False),
    ],
)
def test_an_attempt_is_asked_about_until_its_end_is_known(
    book: Book, age: timedelta, outcome: Outcome, state: AttemptState, watched: bool
) -> None:
    book.start()
    book.now += age
    book.hear(1, said(outcome), finding=True)
    assert (book.attempts[1].state, book.attempts[1].watched) == (state, watched)


def test_a_new_attempt_lets_the_old_one_expire_but_keeps_an_eye_on_it(book: Book) -> None:
    book.start()
    book.start()
    assert (book.attempts[1].state, book.attempts[1].watched) == (AttemptState.EXPIRED, True)
    assert book.order.attempts == 2
