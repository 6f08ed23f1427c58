"""Refunds: asked for by one, approved by another, sent once, followed to their end."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from services.payments import book, refund_book, refunding
from services.payments.model import OrderState, RefundState
from services.payments.sweeps import SweepIncomplete
from shared.dossier import ledger, moves
from shared.reference import store
from tests.component.payments import cashiers
from tests.component.payments.far_ends import confirm, ipn, tell_national, tell_vnpay
from tests.component.payments.paying import (
    AMOUNT,
    agree,
    entries,
    order,
    owing,
    read_events,
    started,
    swept,
    view,
    withdraw,
)
from tests.component.payments.refunding_steps import (
    OTHER_LEADER,
    WARD_LEADER,
    RefundDesk,
    approve,
    ask,
    end,
    listed,
    paid,
    paid_twice,
    refund,
    reject,
    set_clock,
)
from tests.component.tracking.lives import OFFICIAL
from tests.support.people import JUSTICE_OFFICER, LAN, LEADER, WARD_OFFICER_2

pytestmark = pytest.mark.usefixtures("desk")


def balances(dossier_id: str) -> Counter[str]:
    """Debit less credit of every account."""
    found: Counter[str] = Counter()
    for entry in entries(dossier_id):
        found[entry.debit] += entry.amount
        found[entry.credit] -= entry.amount
    return found


def test_an_officer_asks_and_the_owner_sees_it() -> None:
    dossier_id = paid()
    answer = ask(dossier_id, 6_000)
    assert answer.status == 201, answer.text
    (shown,) = view(dossier_id, LAN).json["refunds"]
    assert (shown["amount"], shown["state"], shown["state_name_en"]) == (
        6_000,
        "requested",
        "Waiting for approval",
    )


def test_a_refund_that_the_gateway_makes_at_once_is_done_and_in_the_ledger(
    desk: RefundDesk,
) -> None:
    dossier_id = paid()
    ask(dossier_id)
    desk.fates = [("00", "00")]
    answer = approve(dossier_id)
    assert answer.status == 200, answer.text
    assert answer.json["refunds"][0]["state"] == "done"
    assert answer.json["refunded"] == AMOUNT == desk.given_back
    found = balances(dossier_id)
    assert (found["gateway:vnpay"], found["refund:H24.X001"]) == (0, AMOUNT)
    assert found.total() == 0


@pytest.mark.parametrize(("amount", "kind"), [(AMOUNT, "02"), (1, "03")])
def test_full_and_partial_refunds_are_told_apart(amount: int, kind: str, desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id, amount)
    approve(dossier_id)
    (asked,) = desk.made.values()
    assert (asked["vnp_TransactionType"], asked["vnp_Amount"]) == (kind, str(amount * 100))
    assert asked["vnp_TransactionNo"] == view(dossier_id).json["attempts"][0]["gateway_transaction"]


def test_a_refund_under_way_ends_with_what_the_statement_shows() -> None:
    dossier_id = paid()
    ask(dossier_id)
    assert approve(dossier_id).json["refunds"][0]["state"] == "sent"
    assert balances(dossier_id)["refund:H24.X001"] == 0
    assert end(dossier_id).json["refunds"][0]["state"] == "done"
    assert balances(dossier_id)["refund:H24.X001"] == AMOUNT


def test_what_the_gateway_refuses_failed_and_can_be_approved_again(desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id)
    desk.fates = [("95", "")]
    shown = approve(dossier_id).json["refunds"][0]
    assert (shown["state"], shown["code"]) == ("failed", "95")
    first = refund(dossier_id).request_id
    assert approve(dossier_id).json["refunds"][0]["state"] == "sent"
    assert refund(dossier_id).request_id != first


def test_a_lost_answer_is_asked_for_again_under_the_same_name(desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id, 5_000)
    desk.lost = 1
    assert approve(dossier_id).json["refunds"][0]["state"] == "approved"
    swept()
    assert refund(dossier_id).state is RefundState.SENT
    assert desk.given_back == 5_000


def test_a_crash_before_the_gateway_was_asked_is_mended_by_the_sweep(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = paid()
    ask(dossier_id)
    with monkeypatch.context() as patch:
        patch.setattr(refunding, "try_to_send", lambda *_: None)
        approve(dossier_id)
    assert not desk.made
    desk.fates = [("00", "00")]
    swept("old")
    assert refund(dossier_id).state is RefundState.DONE
    assert desk.given_back == AMOUNT


def test_after_its_day_a_refund_is_never_sent_again_but_reported_at_night(
    desk: RefundDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = paid()
    ask(dossier_id, 5_000)
    desk.lost = 1
    approve(dossier_id)
    set_clock(monkeypatch, days=1)
    swept("recent")
    with pytest.raises(SweepIncomplete, match="1 refunds"):
        swept("old")
    assert len(desk.made) == 1
    assert end(dossier_id).status == 200


def test_a_silent_gateway_leaves_the_refund_to_the_next_sweep(desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id)
    desk.lost = 2
    approve(dossier_id)
    with pytest.raises(SweepIncomplete):
        swept()
    swept()
    assert refund(dossier_id).state is RefundState.SENT


@pytest.mark.parametrize("amount", [0, -1, AMOUNT + 1, "16000", 1.5])
def test_no_more_than_was_paid_and_more_than_nothing(amount: Any) -> None:
    answer = ask(paid(), amount)
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "/amount"


@pytest.mark.parametrize(("second", "status"), [(6_000, 201), (6_001, 422)])
def test_what_is_asked_for_already_cannot_be_asked_for_twice(second: int, status: int) -> None:
    dossier_id = paid()
    ask(dossier_id, AMOUNT - 6_000)
    assert ask(dossier_id, second).status == status


def test_what_was_rejected_can_be_asked_for_again() -> None:
    dossier_id = paid()
    ask(dossier_id)
    shown = reject(dossier_id).json["refunds"][0]
    assert (shown["state"], shown["rejection"]) == ("rejected", "Đã trả kết quả")
    assert approve(dossier_id).json["type"].endswith("refund-not-now")
    assert ask(dossier_id).status == 201


def test_an_unpaid_order_has_nothing_to_give_back() -> None:
    dossier_id = owing()
    assert ask(dossier_id, 1).status == 422


def test_a_dossier_without_an_order_has_no_refunds() -> None:
    from tests.component.intake.filings import submit

    assert ask(submit().json["dossier_id"]).status == 404


def test_a_second_payment_is_given_back_from_suspense_first(desk: RefundDesk) -> None:
    dossier_id = paid_twice()
    assert order(dossier_id).surplus == AMOUNT
    ask(dossier_id)
    desk.fates = [("00", "00")]
    assert approve(dossier_id).json["surplus"] == 0
    (asked,) = desk.made.values()
    assert asked["vnp_TransactionNo"] == "777"
    assert balances(dossier_id)["suspense"] == balances(dossier_id)["refund:H24.X001"] == 0


def test_an_amount_that_draws_on_two_payments_makes_two_refunds() -> None:
    dossier_id = paid_twice()
    shown = ask(dossier_id, AMOUNT + 4_000).json["refunds"]
    assert [(r["amount"], r["from_suspense"]) for r in shown] == [(AMOUNT, True), (4_000, False)]


def test_whoever_asked_does_not_approve() -> None:
    dossier_id = paid()
    ask(dossier_id, who=WARD_LEADER)
    answer = approve(dossier_id, who=WARD_LEADER)
    assert (answer.status, answer.json["type"].rpartition(":")[2]) == (403, "refund-own-request")
    assert approve(dossier_id, who=LEADER).status == 200


@pytest.mark.parametrize("who", [LAN, JUSTICE_OFFICER, OTHER_LEADER])
def test_strangers_and_owners_ask_for_no_refund(who: Any) -> None:
    assert ask(paid(), who=who).status == 403


@pytest.mark.parametrize("who", [WARD_OFFICER_2, OTHER_LEADER])
def test_only_a_leader_of_the_agency_decides(who: Any) -> None:
    dossier_id = paid()
    ask(dossier_id)
    assert approve(dossier_id, who=who).status == 403
    assert reject(dossier_id, who=who).status == 403


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "²"])
def test_there_is_no_such_refund(number: str) -> None:
    dossier_id = paid()
    ask(dossier_id)
    assert approve(dossier_id, number).status == 404


def test_a_refund_is_approved_once() -> None:
    dossier_id = paid()
    ask(dossier_id)
    approve(dossier_id)
    assert approve(dossier_id).status == 409
    assert reject(dossier_id).status == 409


def test_a_refund_that_nobody_approved_has_no_outcome() -> None:
    dossier_id = paid()
    ask(dossier_id)
    assert end(dossier_id).json["type"].endswith("refund-not-now")


def test_a_repeated_request_gets_the_first_answer_and_asks_once() -> None:
    dossier_id = paid()
    first = ask(dossier_id, key="the-same-key")
    again = ask(dossier_id, key="the-same-key")
    assert (again.status, again.text) == (201, first.text)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert ask(dossier_id, 1, key="the-same-key").status == 409
    assert len(refund_book.of_order(dossier_id)) == 1


def test_a_repeated_approval_sends_nothing_again(desk: RefundDesk) -> None:
    dossier_id = paid()
    ask(dossier_id)
    assert approve(dossier_id, key="the-same-key").status == 200
    assert approve(dossier_id, key="the-same-key").status == 200
    assert len(desk.made) == 1


def test_a_request_on_an_order_that_changed_is_refused() -> None:
    dossier_id = paid()
    seen = view(dossier_id).headers["ETag"]
    ask(dossier_id, 1)
    assert ask(dossier_id, 1, headers={"If-Match": seen}).status == 412


def test_what_came_through_a_gateway_without_refunds_goes_back_by_hand() -> None:
    agree(gateway="national")
    dossier_id = owing()
    tell_national(confirm(started(dossier_id), AMOUNT))
    ask(dossier_id)
    assert approve(dossier_id).json["refunds"][0]["state"] == "by_hand"
    shown = end(dossier_id, reference="FT26326001").json["refunds"][0]
    assert (shown["state"], shown["gateway_transaction"]) == ("done", "FT26326001")
    assert balances(dossier_id)["gateway:national"] == 0


def test_what_was_paid_at_the_counter_goes_back_by_hand_from_the_treasury() -> None:
    dossier_id = owing()
    assert cashiers.pay(dossier_id, method="cash", received=AMOUNT).status == 201
    assert ask(dossier_id, AMOUNT + 1).status == 422
    assert ask(dossier_id).json["refunds"][0]["gateway"] is None
    assert approve(dossier_id).json["refunds"][0]["state"] == "by_hand"
    assert end(dossier_id).json["refunded"] == AMOUNT
    found = balances(dossier_id)
    assert (found["treasury:H24.X001"], found["refund:H24.X001"]) == (-AMOUNT, AMOUNT)


def test_a_transfer_that_came_back_can_be_approved_again() -> None:
    agree(gateway="national")
    dossier_id = owing()
    tell_national(confirm(started(dossier_id), AMOUNT))
    ask(dossier_id)
    approve(dossier_id)
    shown = end(dossier_id, "failed", "Sai số tài khoản").json["refunds"][0]
    assert (shown["state"], shown["statement"]) == ("failed", "Sai số tài khoản")
    assert approve(dossier_id).json["refunds"][0]["state"] == "by_hand"


def test_a_paid_dossier_that_is_withdrawn_before_reception_asks_by_itself_once() -> None:
    dossier_id = paid()
    withdraw(dossier_id)
    for _ in range(3):
        read_events(dossier_id)
    (raised,) = refund_book.of_order(dossier_id)
    assert (raised.amount, raised.requested_by) == (AMOUNT, "payments")
    assert order(dossier_id).state is OrderState.PAID


def test_a_paid_dossier_that_is_refused_asks_by_itself_and_a_rejection_stands() -> None:
    dossier_id = paid()
    dossier, now = ledger.load(dossier_id), datetime.now(UTC)
    ledger.append(moves.refuse(dossier, OFFICIAL, now, store.calendar(), reason="Sai thẩm quyền"))
    read_events(dossier_id)
    reject(dossier_id)
    read_events(dossier_id)
    assert [r.state for r in refund_book.of_order(dossier_id)] == [RefundState.REJECTED]


def test_what_was_asked_for_before_is_not_asked_for_by_itself_again() -> None:
    dossier_id = paid()
    ask(dossier_id, 10_000)
    withdraw(dossier_id)
    read_events(dossier_id)
    assert [r.amount for r in refund_book.of_order(dossier_id)] == [10_000, AMOUNT - 10_000]


def test_money_that_came_after_the_dossier_ended_is_asked_for_too() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    withdraw(dossier_id)
    read_events(dossier_id)
    tell_vnpay(ipn(reference, AMOUNT))
    read_events(dossier_id)
    (raised,) = refund_book.of_order(dossier_id)
    assert (raised.amount, raised.from_suspense) == (AMOUNT, True)


def test_an_agencys_refunds_are_listed_by_state() -> None:
    first, second = paid(), paid()
    ask(first)
    ask(second)
    approve(first)
    assert [item["dossier_id"] for item in listed().json["items"]] == [second]
    sent = listed(LEADER, agency="H24.X001", state="sent").json["items"]
    assert [item["dossier_id"] for item in sent] == [first]


def test_a_list_goes_on_where_its_page_ended_and_only_there() -> None:
    both = [paid(), paid()]
    for dossier_id in both:
        ask(dossier_id)
    page = listed(limit="1")
    rest = listed(limit="1", next=page.json["next"])
    found = page.json["items"] + rest.json["items"]
    assert [item["dossier_id"] for item in found] == both
    assert listed(next=page.json["next"], state="sent").status == 400


def test_another_agencys_refunds_are_not_listed() -> None:
    assert listed(JUSTICE_OFFICER, agency="H24.X001").status == 403


def test_a_write_that_comes_in_between_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier_id = paid()
    stale = refunding.account(dossier_id)
    ask(dossier_id)
    monkeypatch.setattr(refunding, "account", lambda _: stale)
    assert ask(dossier_id).status == 409
    assert len(refund_book.of_order(dossier_id)) == 1
    assert book.find(dossier_id) is not None
