"""The counter: money is taken whole or not at all, each receipt has its number, refusals say why."""

from __future__ import annotations

from datetime import date

import pytest

from services.payments import telling, till
from services.payments.model import OrderState
from shared.dossier import ledger
from shared.dossier.errors import InFlight
from shared.dossier.ledger import Transaction
from shared.dossier.status import FeeState
from shared.settings import settings
from tests.component.payments.cashiers import (
    CHARGE,
    FEE,
    JUSTICE_CASHIER,
    NAM,
    THU,
    balances,
    close,
    owing_both,
    pay,
    series,
    today,
)
from tests.component.payments.paying import (
    AMOUNT,
    dues,
    entries,
    fee_paid_events,
    filed,
    order,
    owing,
    swept,
    view,
    withdraw,
)
from tests.support.calling import Answer, Who
from tests.support.people import ADMINISTRATOR, LAN, LEADER, WARD, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("far_ends")
BOTH = FEE + CHARGE


def slug(answer: Answer) -> str:
    return str(answer.json["type"]).rpartition(":")[2]


def receipts() -> list[tuple[str, int]]:
    """Every receipt of the ward's today."""
    found = till.of_day(WARD, date.fromisoformat(today()))
    return [(receipt.series, receipt.number) for receipt in found]


def test_cash_settles_the_order_and_gives_back_the_change() -> None:
    dossier_id = owing()
    answer = pay(dossier_id, received=20_000)
    assert answer.status == 201, answer.text
    assert (answer.json["amount"], answer.json["received"]) == (AMOUNT, 20_000)
    assert answer.json["change"] == 20_000 - AMOUNT
    assert order(dossier_id).state is OrderState.PAID
    assert dues().json["items"] == []


def test_the_dossier_is_told_once_as_after_an_online_payment() -> None:
    dossier_id = owing()
    pay(dossier_id)
    assert fee_paid_events(dossier_id) == 1
    assert ledger.load(dossier_id).fee_state is FeeState.PAID
    assert order(dossier_id).dossier_notified


def test_phi_and_le_phi_go_on_receipts_of_their_own_series() -> None:
    issued = pay(owing_both()).json["receipts"]
    assert [(r["series"], r["number"], r["kind"], r["amount"]) for r in issued] == [
        (series("P"), 1, "fee", FEE),
        (series("LP"), 1, "charge", CHARGE),
    ]
    assert [r["kind_name"] for r in issued] == ["Phí", "Lệ phí"]


def test_numbers_ascend_by_one_whoever_takes_the_money() -> None:
    for who in (THU, NAM, THU):
        pay(owing_both(), who)
    assert sorted(receipts()) == [(series(p), n) for p in ("LP", "P") for n in (1, 2, 3)]


def test_a_province_may_name_its_series_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, prefix in (("FEE_SERIES", "BP"), ("CHARGE_SERIES", "BL")):
        monkeypatch.setenv(name, prefix)
    settings.cache_clear()
    issued = pay(owing_both()).json["receipts"]
    assert [r["series"] for r in issued] == [series("BP"), series("BL")]


def test_every_agency_has_its_own_numbers() -> None:
    pay(owing())
    assert till.last_number(WARD, series("P")) == 1
    assert till.last_number("H24.D02", series("P")) == 0


@pytest.mark.parametrize("method", ["cash", "card", "transfer"])
def test_the_money_lies_in_the_account_of_its_method(method: str) -> None:
    dossier_id = owing_both()
    assert pay(dossier_id, method=method, received=BOTH, note="POS 12").status == 201
    found = balances(dossier_id)
    assert (found[f"{method}:{WARD}"], found["due"]) == (BOTH, 0)
    assert sum(found.values()) == 0


def test_each_entry_names_its_receipt() -> None:
    dossier_id = owing_both()
    pay(dossier_id)
    named = [e.reference for e in entries(dossier_id) if e.kind == "settlement"]
    assert named == [f"{WARD}/{series('P')}/0000001", f"{WARD}/{series('LP')}/0000001"]
    assert order(dossier_id).paid_reference == named[0]


def test_card_and_transfer_need_no_received_amount() -> None:
    assert pay(owing(), method="card", received=None).json["received"] == AMOUNT


@pytest.mark.parametrize(
    ("method", "received", "rule"),
    [
        ("cash", AMOUNT - 1, "minimum"),
        ("cash", None, "required"),
        ("card", AMOUNT + 1, "other"),
        ("transfer", AMOUNT - 1, "other"),
    ],
)
def test_a_wrong_amount_is_named_and_nothing_is_taken(
    method: str, received: int | None, rule: str
) -> None:
    dossier_id = owing()
    answer = pay(dossier_id, method=method, received=received)
    assert answer.status == 422
    assert [(e["field"], e["rule"]) for e in answer.json["errors"]] == [("/received", rule)]
    assert (order(dossier_id).state, receipts()) == (OrderState.OPEN, [])


@pytest.mark.parametrize("who", [LAN, WARD_OFFICER, LEADER, ADMINISTRATOR, JUSTICE_CASHIER])
def test_only_a_cashier_of_the_agency_takes_its_money(who: Who) -> None:
    dossier_id = owing()
    answer = pay(dossier_id, who)
    assert answer.status == 403
    assert slug(answer) == ("agency-not-yours" if who is JUSTICE_CASHIER else "role-missing")
    assert order(dossier_id).state is OrderState.OPEN


def test_a_cashier_who_leads_a_city_has_no_hand_in_its_wards_tills() -> None:
    both = Who("both", "cashier leader", agency="H24", name="Vừa thu vừa lãnh đạo")
    assert pay(owing(), both).status == 403


def test_an_unknown_dossier_is_not_found() -> None:
    assert pay(f"{WARD}-260101-9999").status == 404
    assert pay("no-code").status == 400


def test_what_is_paid_is_not_taken_again() -> None:
    dossier_id = owing()
    pay(dossier_id)
    answer = pay(dossier_id, NAM)
    assert (answer.status, slug(answer)) == (409, "already-paid")
    assert len(receipts()) == 1


def test_of_a_dossier_that_was_withdrawn_nothing_is_due() -> None:
    dossier_id = owing()
    withdraw(dossier_id)
    assert slug(pay(dossier_id)) == "nothing-due"


def test_an_order_is_opened_if_its_event_is_still_on_the_way() -> None:
    assert pay(filed().dossier_id).status == 201


def test_the_same_key_gives_the_same_answer_and_one_receipt() -> None:
    dossier_id = owing()
    first, again = (pay(dossier_id, key="counter-key-1") for _ in range(2))
    assert (again.status, again.text) == (201, first.text)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(receipts()) == 1


def test_a_key_of_another_payment_is_refused() -> None:
    pay(owing(), key="counter-key-1")
    other = owing()
    assert slug(pay(other, key="counter-key-1")) == "key-reused"
    assert order(other).state is OrderState.OPEN


def test_a_payment_that_fails_leaves_no_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_: Transaction) -> None:
        raise OSError("for the test")

    pay(owing())
    dossier_id = owing()
    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "commit", down)
        assert pay(dossier_id).status == 500
    pay(dossier_id)
    assert sorted(receipts()) == [(series("P"), 1), (series("P"), 2)]


def test_while_others_keep_coming_first_the_cashier_is_asked_to_try_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def busy(_: Transaction) -> None:
        raise InFlight("for the test")

    dossier_id = owing()
    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "commit", busy)
        assert slug(pay(dossier_id)) == "in-flight"
    assert pay(dossier_id).status == 201


def test_a_dossier_that_could_not_be_told_is_told_by_the_sweep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def down(_: object) -> None:
        raise OSError("for the test")

    dossier_id = owing()
    with monkeypatch.context() as patch:
        patch.setattr(telling, "tell_payment", down)
        assert pay(dossier_id).status == 201
    assert fee_paid_events(dossier_id) == 0
    swept()
    assert fee_paid_events(dossier_id) == 1


def test_the_order_shows_its_receipts_to_its_owner_and_its_agency() -> None:
    dossier_id = owing()
    assert view(dossier_id, THU).json["receipts"] == []
    issued = pay(dossier_id, note="Nộp hộ").json["receipts"]
    for who in (LAN, WARD_OFFICER, THU):
        assert view(dossier_id, who).json["receipts"] == issued
    assert view(dossier_id, JUSTICE_CASHIER).status == 403


def test_on_a_closed_day_nothing_is_taken() -> None:
    dossier_id = owing()
    close()
    answer = pay(dossier_id)
    assert (answer.status, slug(answer)) == (409, "day-closed")
    assert order(dossier_id).state is OrderState.OPEN
