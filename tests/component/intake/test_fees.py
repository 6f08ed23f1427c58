"""What a dossier costs, known the moment it is submitted."""

from __future__ import annotations

from typing import Any

import pytest

from shared.dossier import ledger, queries
from tests.component.intake.filings import ANSWERS, submit, take_in
from tests.support.calling import Answer

pytestmark = pytest.mark.usefixtures("cloud")

EXTRACT = "2.000635"  # a copy of a civil status extract, 8,000 VND a copy on every channel
EXTRACT_ANSWERS: dict[str, Any] = {
    "record_type": "birth",
    "person_name": "Nguyễn Gia Bảo",
    "copies": 2,
}


def extract(**changes: Any) -> Answer:
    answers = {**EXTRACT_ANSWERS, **changes}
    return submit(procedure_code=EXTRACT, answers=answers, documents=[])


def test_the_receipt_says_what_is_to_be_paid_line_by_line() -> None:
    answer = extract().json
    assert [(line["kind"], line["amount"]) for line in answer["fees"]] == [("fee", 16_000)]
    assert (answer["fee_total"], answer["fee_state"]) == (16_000, "due")


def test_what_is_free_online_owes_nothing() -> None:
    answer = submit().json
    assert (answer["fee_total"], answer["fee_state"]) == (0, "none")


def test_a_late_birth_registered_at_the_counter_costs_its_charge() -> None:
    answer = take_in(answers={**ANSWERS, "case": "late"}).json
    assert [(line["kind"], line["amount"]) for line in answer["fees"]] == [("charge", 8_000)]


def test_a_claimed_exemption_is_free_and_says_why() -> None:
    claimed = {**ANSWERS, "case": "late", "exemption": "poor_household"}
    line = take_in(answers=claimed).json["fees"][0]
    assert (line["amount"], line["exemption"]) == (0, "poor_household")
    assert line["reason"]


def test_the_event_carries_what_opens_a_payment_order_and_no_more() -> None:
    event = queries.history(extract().json["dossier_id"])[0]
    assert (event.data.fee_total, event.data.pay_before) == (16_000, "reception")


def test_a_dossier_remembers_its_price_whatever_the_catalogue_says_later() -> None:
    dossier = ledger.load(extract().json["dossier_id"])
    assert dossier.fees[0].legal_ref
    assert dossier.fee_total == 16_000
