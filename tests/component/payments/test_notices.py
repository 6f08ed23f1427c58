"""Confirmations: the exact answers in the gateways' order of checks, each counted once, all kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Lock

import pytest

from services.payments import book, orders, telling
from services.payments.app import app
from services.payments.gateways import national, vnpay_signing
from services.payments.gateways.protocol import Verdict
from services.payments.model import AttemptState, OrderState
from services.payments.tables import NoticeItem
from shared.dossier import ledger
from shared.dossier.ledger import Transaction
from shared.dossier.status import FeeState
from tests.component.payments.far_ends import (
    SECRET,
    FarEnds,
    cancellation,
    confirm,
    ipn,
    stray_day,
    tell_national,
    tell_vnpay,
)
from tests.component.payments.paying import (
    AMOUNT,
    agree,
    attempt,
    entries,
    fee_paid_events,
    later,
    order,
    owing,
    read_events,
    records,
    start,
    started,
    swept,
    view,
    withdraw,
)
from tests.support.calling import Answer, call

pytestmark = pytest.mark.usefixtures("far_ends")


def said(answer: Answer) -> tuple[str, str]:
    assert answer.status == 200
    return answer.json["RspCode"], answer.json["Message"]


def verdicts(partition: str) -> list[Verdict | None]:
    return [record.verdict for record in records(partition)]


def strays() -> list[Verdict | None]:
    return verdicts(stray_day(datetime.now(UTC)))


def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Transactions exclude one another, as DynamoDB's do and moto's do not."""
    commit, lock = Transaction.commit, Lock()

    def alone(writes: Transaction) -> None:
        with lock:
            commit(writes)

    monkeypatch.setattr(Transaction, "commit", alone)


def test_a_confirmed_payment_pays_the_order_and_moves_the_dossier_on() -> None:
    dossier_id = owing()
    before = ledger.load(dossier_id)
    assert said(tell_vnpay(ipn(started(dossier_id), AMOUNT))) == ("00", "Confirm Success")
    assert (order(dossier_id).state, order(dossier_id).dossier_notified) == (OrderState.PAID, True)
    after = ledger.load(dossier_id)
    assert after.fee_state is FeeState.PAID
    assert after.reception_due_at and before.reception_due_at
    assert after.reception_due_at >= before.reception_due_at
    assert [(e.kind, e.debit, e.credit) for e in entries(dossier_id)][1:] == [
        ("settlement", "gateway:vnpay", "due")
    ]


def test_a_repeat_is_answered_02_and_the_dossier_is_told_once() -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    tell_vnpay(told)
    assert said(tell_vnpay(told)) == ("02", "Order already confirmed")
    assert fee_paid_events(dossier_id) == 1
    assert verdicts(dossier_id) == [Verdict.CONFIRMED, Verdict.ALREADY_CONFIRMED]


def test_concurrent_repeats_count_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one_at_a_time(monkeypatch)
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    with ThreadPoolExecutor(4) as pool:
        codes = [said(answer)[0] for answer in pool.map(tell_vnpay, [told] * 8)]
    assert sorted(codes) == ["00", *["02"] * 7]
    assert fee_paid_events(dossier_id) == 1
    assert sum(e.kind == "settlement" for e in entries(dossier_id)) == 1


def test_of_two_writers_between_reading_and_writing_one_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    judge = orders.judge
    answers: list[str] = []

    def overtaken(*args: object) -> object:
        found = judge(*args)  # type: ignore[arg-type]
        if not answers:
            answers.append("")
            answers[0] = said(tell_vnpay(told))[0]
        return found

    monkeypatch.setattr(orders, "judge", overtaken)
    assert said(tell_vnpay(told))[0] == "02"
    assert answers == ["00"]
    assert len(entries(dossier_id)) == 2


@pytest.mark.parametrize("name", ["vnp_Amount", "vnp_TxnRef", "vnp_ResponseCode", "vnp_SecureHash"])
def test_a_tampered_message_is_answered_97_and_kept(name: str) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    assert said(tell_vnpay({**told, name: told[name][:-1] + "7"})) == ("97", "Invalid signature")
    assert order(dossier_id).state is OrderState.OPEN
    assert strays() == [Verdict.BAD_SIGNATURE]


def test_what_nobody_signed_is_forgotten_in_time_and_what_was_signed_never() -> None:
    tell_vnpay({"vnp_TxnRef": "x" * 5000})
    tell_vnpay(ipn("H24X0012603020001N1", AMOUNT))
    kept = list(NoticeItem.query(stray_day(datetime.now(UTC))))
    assert [item.expires is None for item in kept] == [False, True]
    assert len(kept[0].body) < 5000


def test_an_unknown_order_is_answered_01_and_kept_with_its_amount() -> None:
    assert said(tell_vnpay(ipn("H24X0012603020001N1", AMOUNT))) == ("01", "Order not found")
    (record,) = records(stray_day(datetime.now(UTC)))
    assert record.verdict is Verdict.UNKNOWN_ORDER
    assert record.said is not None and record.said.amount == AMOUNT


def test_a_wrong_amount_is_answered_04_and_kept() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    assert said(tell_vnpay(ipn(reference, AMOUNT - 1_000))) == ("04", "Invalid amount")
    assert order(dossier_id).state is OrderState.OPEN
    assert verdicts(dossier_id) == [Verdict.WRONG_AMOUNT]


def test_a_replay_with_another_amount_is_answered_04_after_payment_too() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    tell_vnpay(ipn(reference, AMOUNT))
    assert said(tell_vnpay(ipn(reference, AMOUNT * 2)))[0] == "04"


def test_a_cancellation_is_recorded_and_answered_00() -> None:
    dossier_id = owing()
    assert said(tell_vnpay(cancellation(started(dossier_id), AMOUNT)))[0] == "00"
    assert attempt(dossier_id).state is AttemptState.FAILED
    assert order(dossier_id).state is OrderState.OPEN


def test_a_cancellation_that_overtakes_the_payment_does_not_lose_it() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    tell_vnpay(cancellation(reference, AMOUNT))
    assert said(tell_vnpay(ipn(reference, AMOUNT)))[0] == "00"
    assert order(dossier_id).state is OrderState.PAID


def test_a_late_payment_of_an_expired_attempt_counts() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    with later(minutes=20):
        swept()
    assert attempt(dossier_id).state is AttemptState.EXPIRED
    assert said(tell_vnpay(ipn(reference, AMOUNT)))[0] == "00"
    assert fee_paid_events(dossier_id) == 1


def test_a_second_payment_goes_to_suspense_and_shows_in_the_order() -> None:
    dossier_id = owing()
    first = started(dossier_id)
    with later(minutes=16):
        start(dossier_id)
    second = attempt(dossier_id, 2).reference
    tell_vnpay(ipn(second, AMOUNT))
    assert said(tell_vnpay(ipn(first, AMOUNT)))[0] == "00"
    seen = view(dossier_id).json
    assert (seen["state"], seen["overpaid"], seen["surplus"]) == ("paid", True, AMOUNT)
    assert entries(dossier_id)[-1].credit == "suspense"
    assert fee_paid_events(dossier_id) == 1


def test_a_payment_for_a_withdrawn_dossier_goes_to_suspense() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    withdraw(dossier_id)
    read_events(dossier_id)
    assert said(tell_vnpay(ipn(reference, AMOUNT)))[0] == "00"
    assert order(dossier_id).surplus == AMOUNT
    assert fee_paid_events(dossier_id) == 0


def test_our_own_failure_is_answered_99_and_the_repeat_pays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    with monkeypatch.context() as patch:
        patch.setattr(book, "write", lambda *_: 1 / 0)
        assert said(tell_vnpay(told)) == ("99", "Unknown error")
    assert said(tell_vnpay(told))[0] == "00"


def test_a_crash_before_the_dossier_knows_is_mended_by_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_pay_fee", lambda _: 1 / 0)
        assert said(tell_vnpay(told))[0] == "00"
    assert (order(dossier_id).state, fee_paid_events(dossier_id)) == (OrderState.PAID, 0)
    assert swept()["told"] == 1
    assert ledger.load(dossier_id).fee_state is FeeState.PAID
    assert swept()["told"] == 0


def test_a_crash_after_the_dossier_knows_tells_it_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    with monkeypatch.context() as patch:
        patch.setattr(telling, "_note_payment", lambda _: 1 / 0)
        tell_vnpay(told)
    assert order(dossier_id).dossier_notified is False
    assert said(tell_vnpay(told))[0] == "02"
    assert order(dossier_id).dossier_notified is True
    assert fee_paid_events(dossier_id) == 1


def test_another_gateways_reference_is_unknown() -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    assert tell_national(confirm(reference, AMOUNT)).json["MaLoi"] == "99"
    assert order(dossier_id).state is OrderState.OPEN


def test_the_national_platforms_confirmation_is_answered_under_our_own_hash() -> None:
    agree(gateway="national")
    dossier_id = owing()
    answer = tell_national(confirm(started(dossier_id), AMOUNT)).json
    assert answer["MaLoi"] == "00"
    told = [answer[name] for name in national.ANSWER_FIELDS]
    assert answer["MaXacThuc"] == national.authentication(told, SECRET)
    assert fee_paid_events(dossier_id) == 1


def test_the_national_platforms_message_with_another_amount_under_the_old_hash_is_refused() -> None:
    agree(gateway="national")
    dossier_id = owing()
    told = confirm(started(dossier_id), AMOUNT) | {"SoTien": "1"}
    assert tell_national(told).json["MaLoi"] == "99"
    assert (order(dossier_id).state, strays()) == (OrderState.OPEN, [Verdict.BAD_SIGNATURE])


def test_what_is_no_message_at_all_is_answered_and_kept() -> None:
    answer = call_raw("not json")
    assert answer.json["MaLoi"] == "99"
    assert strays() == [Verdict.ERROR]


def call_raw(text: str) -> Answer:
    return call(app, "POST", "/payments/ipn/national", raw=text, key=None)


def test_a_reference_with_plus_and_spaces_and_marks_is_signed_as_it_is_decoded() -> None:
    dossier_id = owing()
    odd = "Thanh toán + hồ sơ ~*!'()"
    told = ipn(started(dossier_id), AMOUNT, vnp_OrderInfo=odd)
    assert said(tell_vnpay(told))[0] == "00"
    assert "%2B" in vnpay_signing.canonical(told)


def test_a_returning_browser_is_shown_what_we_know_and_changes_nothing(far_ends: FarEnds) -> None:
    dossier_id = owing()
    told = ipn(started(dossier_id), AMOUNT)
    version = order(dossier_id).version
    answer = call_return(told)
    assert (answer.json["state"], answer.json["attempt_state"]) == ("open", "pending")
    assert order(dossier_id).version == version
    tell_vnpay(told)
    assert call_return(told).json["state"] == "paid"


def test_a_forged_return_shows_nothing() -> None:
    told = ipn(started(owing()), AMOUNT)
    assert call_return({**told, "vnp_ResponseCode": "24"}).status == 404
    assert call_return({}).status == 404


def test_a_browser_back_from_the_national_platform_is_shown_what_we_know() -> None:
    agree(gateway="national")
    dossier_id = owing()
    query = {"MaThamChieu": started(dossier_id)}
    answer = call(app, "GET", "/payments/return/national", query=query)
    assert (answer.json["dossier_id"], answer.json["state"]) == (dossier_id, "open")
    assert call(app, "GET", "/payments/return/national").status == 404


def call_return(query: dict[str, str]) -> Answer:
    return call(app, "GET", "/payments/return/vnpay", query=query)


def test_no_kept_message_names_the_payer() -> None:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    kept = json.dumps([item.body for item in NoticeItem.query(dossier_id)])
    assert "Lan" not in kept and "031190000001" not in kept


def test_the_payments_time_is_the_gateways() -> None:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    paid_at = order(dossier_id).paid_at
    assert paid_at is not None and paid_at.utcoffset() == timedelta(hours=7)
    assert f"{paid_at:%Y%m%d%H%M%S}" == "20261122083122"
