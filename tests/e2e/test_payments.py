"""Paying through the sandbox's gateways: what counts is what their servers say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from infra.local.cloud import Cloud
from infra.local.life import CITIZEN, OFFICER, Person, Refused, extract_filing, paid, pay, wait_for
from shared.dossier.items import sortable
from shared.dossier.numbering import local_day
from tests.e2e.conftest import invoke


@pytest.fixture
def citizen(as_person: Callable[[str], Person]) -> Person:
    return as_person(CITIZEN)


@pytest.fixture
def code(citizen: Person, lan: dict[str, Any]) -> str:
    """A dossier that waits for its fee of 8,000 VND."""
    return str(citizen.post("/intake/dossiers", extract_filing(lan))["dossier_id"])


def order(citizen: Person, code: str) -> dict[str, Any]:
    return dict(citizen.get(f"/payments/orders/{code}"))


def payments_of(citizen: Person, code: str) -> list[str]:
    events = citizen.get(f"/tracking/dossiers/{code}/timeline")["items"]
    return [event["type"] for event in events if event["type"] == "FeePaid"]


def test_the_due_fee_is_listed_for_its_citizen(citizen: Person, code: str) -> None:
    def listed() -> dict[str, Any] | None:
        dues = citizen.get("/payments/dues", limit="100")["items"]
        return next((due for due in dues if due["dossier_id"] == code), None)

    assert wait_for(listed)["amount"] == 8_000


def test_an_unpaid_dossier_cannot_be_received(
    citizen: Person, code: str, as_person: Callable[[str], Person]
) -> None:
    with pytest.raises(Refused, match="fee_unpaid"):
        as_person(OFFICER).post(f"/processing/dossiers/{code}/acceptance", {})


@pytest.mark.parametrize("outcome", ["pay", "no_return", "repeated"])
def test_a_payment_moves_the_dossier_by_itself_and_once(
    citizen: Person, code: str, outcome: str
) -> None:
    pay(citizen, code, outcome)
    assert paid(citizen, code)["fee_state"] == "paid"
    assert order(citizen, code)["state"] == "paid"
    assert payments_of(citizen, code) == ["FeePaid"]


@pytest.mark.parametrize("outcome", ["cancel", "insufficient"])
def test_a_failed_payment_can_be_tried_again(citizen: Person, code: str, outcome: str) -> None:
    pay(citizen, code, outcome)
    wait_for(lambda: order(citizen, code)["attempts"][0]["state"] == "failed" or None)
    assert order(citizen, code)["state"] == "open"
    pay(citizen, code)
    assert paid(citizen, code)["fee_state"] == "paid"


def test_a_payment_the_gateway_never_told_of_is_found_by_the_sweep(
    system: Cloud, citizen: Person, code: str
) -> None:
    pay(citizen, code, "lost")
    assert order(citizen, code)["state"] == "open"
    make_attempts_old(system, code)
    invoke(system, "Sweep", stack="payments", payload={"span": "recent"})
    assert paid(citizen, code)["fee_state"] == "paid"
    assert payments_of(citizen, code) == ["FeePaid"]


def test_paying_twice_is_recorded_as_surplus_not_as_a_second_fee(
    citizen: Person, code: str
) -> None:
    pay(citizen, code, "twice")
    paid(citizen, code)
    wait_for(lambda: order(citizen, code)["surplus"] == 8_000 or None)
    assert payments_of(citizen, code) == ["FeePaid"]


@pytest.mark.parametrize("outcome", ["wrong_amount", "forged"])
def test_a_confirmation_that_lies_changes_nothing(citizen: Person, code: str, outcome: str) -> None:
    pay(citizen, code, outcome)
    assert order(citizen, code)["state"] == "open"
    assert payments_of(citizen, code) == []


def test_a_browser_that_comes_back_moves_nothing(system: Cloud, citizen: Person, code: str) -> None:
    wait_for(lambda: citizen.find(f"/payments/orders/{code}"))
    redirect = citizen.post(f"/payments/orders/{code}/attempts", {})["redirect_url"]
    forged = httpx.URL(redirect).query.decode() + "&vnp_ResponseCode=00&vnp_TransactionStatus=00"
    httpx.get(f"{system.url}/api/payments/return/vnpay?{forged}", timeout=30)
    assert order(citizen, code)["state"] == "open"


def test_somebody_else_cannot_see_or_pay_it(code: str, as_person: Callable[[str], Person]) -> None:
    stranger = as_person("citizen-2")
    with pytest.raises(Refused, match="not-entitled"):
        stranger.get(f"/payments/orders/{code}")
    with pytest.raises(Refused, match="not-entitled"):
        stranger.post(f"/payments/orders/{code}/attempts", {})


def test_a_cashier_takes_the_fee_of_a_dossier_taken_in_at_the_counter(
    lan: dict[str, Any], as_person: Callable[[str], Person]
) -> None:
    officer, cashier = as_person(OFFICER), as_person("cashier-1")
    taken_in = officer.post("/intake/counter-dossiers", extract_filing(lan))["dossier_id"]
    wait_for(lambda: cashier.find(f"/payments/orders/{taken_in}"))
    handed = {"method": "cash", "received": 10_000}
    receipt = cashier.post(f"/payments/orders/{taken_in}/counter-payments", handed)
    assert receipt["change"] == 2_000
    assert officer.get(f"/processing/dossiers/{taken_in}")["fee_state"] == "paid"


def test_a_refund_asked_by_an_officer_and_approved_by_a_leader_goes_through_the_gateway(
    citizen: Person, code: str, as_person: Callable[[str], Person]
) -> None:
    pay(citizen, code)
    paid(citizen, code)
    refunds = f"/payments/orders/{code}/refunds"
    asked = {"amount": 8_000, "reason": "Nộp nhầm thủ tục"}
    number = as_person(OFFICER).post(refunds, asked)["refunds"][0]["number"]
    as_person("leader-1").post(f"{refunds}/{number}/approval", {})
    wait_for(lambda: order(citizen, code)["refunds"][0]["state"] in {"sent", "done"} or None)


def test_the_gateways_settlement_file_matches_what_was_paid(
    system: Cloud, citizen: Person, code: str, as_person: Callable[[str], Person]
) -> None:
    pay(citizen, code)
    paid(citizen, code)
    reference = order(citizen, code)["attempts"][0]["reference"]
    today = local_day(datetime.now(UTC)).isoformat()
    file = httpx.get(f"{system.payments}/settlements/{today}.csv", params={"gateway": "vnpay"})
    administrator = as_person("administrator-1")
    body = {"gateway": "vnpay", "date": today, "settlement_csv": file.text}
    administrator.post("/payments/reconciliations", body)
    table = administrator.get(f"/payments/reconciliations/vnpay/{today}")
    results = {line["reference"]: line["result"] for line in table["lines"]}
    assert results[reference] == "matched"


def make_attempts_old(system: Cloud, code: str) -> None:
    """Let twenty minutes have passed for the order's first attempt."""
    old = sortable(datetime.now(UTC) - timedelta(minutes=20))
    system.client("dynamodb").update_item(
        TableName="motcua-local-payments",
        Key={"order_id": {"S": code}, "item": {"S": "ATTEMPT#000001"}},
        UpdateExpression="SET since = :old",
        ExpressionAttributeValues={":old": {"S": old}},
    )
