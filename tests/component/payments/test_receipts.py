"""Void receipts and the day's sheet: numbers stay used, the sheet is the money, closed is closed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.dossier.numbering import local_day
from tests.component.payments.cashiers import (
    CHARGE,
    FEE,
    JUSTICE_CASHIER,
    NAM,
    REASON,
    THU,
    balances,
    close,
    owing_both,
    pay,
    series,
    sheet,
    today,
    void,
)
from tests.component.payments.paying import view
from tests.support.calling import Answer, Who
from tests.support.people import ADMINISTRATOR, JUSTICE, LAN, LEADER, WARD, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("far_ends")
BOTH = FEE + CHARGE


def slug(answer: Answer) -> str:
    return str(answer.json["type"]).rpartition(":")[2]


def test_a_void_receipt_keeps_its_number_and_has_a_replacement() -> None:
    pay(owing_both())
    answer = void(series("P"), who=NAM)
    assert answer.status == 200, answer.text
    old, new = answer.json["voided"], answer.json["replacement"]
    assert (old["number"], old["void_reason"], old["replaced_by"]) == (1, REASON, 2)
    assert (new["number"], new["replaces"], new["voided_at"]) == (2, 1, None)
    assert (new["amount"], new["kind"], new["cashier_name"]) == (FEE, "fee", NAM.name)


def test_the_payment_stays_when_its_receipt_is_void() -> None:
    dossier_id = owing_both()
    pay(dossier_id)
    void(series("P"))
    seen = view(dossier_id).json
    assert (seen["state"], len(seen["receipts"])) == ("paid", 3)
    assert balances(dossier_id)[f"cash:{WARD}"] == BOTH


def test_a_receipt_is_void_once() -> None:
    pay(owing_both())
    void(series("P"))
    assert slug(void(series("P"))) == "already-voided"
    assert void(series("P"), 2).json["replacement"]["number"] == 3


def test_the_same_key_voids_once() -> None:
    pay(owing_both())
    first, again = (void(series("P"), key="void-key-1") for _ in range(2))
    assert again.text == first.text
    assert sheet().json["lines"][1]["last"] == 2


@pytest.mark.parametrize("number", [2, 0, "one", "1.0", "-1", "²", "1" * 5000])
def test_a_receipt_that_is_not_there_is_not_found(number: int | str) -> None:
    pay(owing_both())
    assert void(series("P"), number).status == 404


@pytest.mark.parametrize("name", ["LP-25", "p-26", "P", "X" * 2000])
def test_a_series_that_is_not_there_has_no_receipts(name: str) -> None:
    assert void(name).status == 404


def test_a_void_receipt_needs_a_reason() -> None:
    pay(owing_both())
    for reason in ("", "sai", "  \t    "):
        answer = void(series("P"), reason=reason)
        assert answer.status == 422
        assert answer.json["errors"][0]["field"] == "/reason"


@pytest.mark.parametrize("who", [LAN, WARD_OFFICER, LEADER, ADMINISTRATOR, JUSTICE_CASHIER])
def test_only_a_cashier_of_the_agency_voids_and_closes(who: Who) -> None:
    pay(owing_both())
    assert void(series("P"), who=who).status == 403
    assert close(who).status == 403


def test_the_sheet_says_what_was_taken_by_method_and_kind() -> None:
    pay(owing_both())
    pay(owing_both(), NAM)
    pay(owing_both(), method="transfer", received=None)
    void(series("LP"))
    seen = sheet().json
    facts = ("method", "kind", "count", "amount", "first", "last")
    assert [tuple(line[fact] for fact in facts) for line in seen["lines"]] == [
        ("cash", "charge", 2, 2 * CHARGE, 1, 4),
        ("cash", "fee", 2, 2 * FEE, 1, 2),
        ("transfer", "charge", 1, CHARGE, 3, 3),
        ("transfer", "fee", 1, FEE, 3, 3),
    ]
    assert seen["lines"][0]["voided"] == [{"number": 1, "reason": REASON, "replaced_by": 4}]
    assert (seen["total"], seen["closed"], seen["agency_code"]) == (3 * BOTH, False, WARD)


def test_a_day_without_money_has_an_empty_sheet() -> None:
    seen = sheet(on="2026-01-01").json
    assert (seen["lines"], seen["total"], seen["version"]) == ([], 0, 0)


def test_the_sheet_is_for_the_agencys_cashiers_and_those_above_it() -> None:
    for who in (THU, LEADER, ADMINISTRATOR):
        assert sheet(who).status == 200
    for who in (LAN, WARD_OFFICER, JUSTICE_CASHIER):
        assert sheet(who).status == 403
    above = Who("leader-justice", "leader", agency=JUSTICE, name="Giám đốc Sở")
    assert sheet(above).status == 403
    assert sheet(LEADER, agency="H24.NONE").status == 404


def test_a_closed_day_is_final() -> None:
    pay(owing_both())
    closed = close().json
    assert (closed["closed"], closed["closed_by_name"]) == (True, THU.name)
    assert closed["total"] == BOTH and closed["closed_at"]
    assert sheet().json == closed
    again = close(NAM)
    assert (again.status, slug(again)) == (409, "day-closed")
    assert slug(void(series("P"))) == "day-closed"
    assert sheet().json == closed


def test_the_same_key_closes_once() -> None:
    first, again = (close(key="close-key-1") for _ in range(2))
    assert (again.status, again.text) == (200, first.text)


def test_a_sheet_that_moved_since_it_was_seen_is_not_closed() -> None:
    seen = sheet()
    pay(owing_both())
    headers = {"If-Match": seen.headers["ETag"]}
    assert close(headers=headers).status == 412
    assert close(headers={"If-Match": sheet().headers["ETag"]}).status == 200


def test_a_day_to_come_is_not_closed() -> None:
    tomorrow = local_day(datetime.now(UTC)) + timedelta(days=1)
    answer = close(on=tomorrow.isoformat())
    assert answer.status == 422
    assert answer.json["errors"][0]["field"] == "/date"


def test_closing_one_day_leaves_the_others_open() -> None:
    yesterday = local_day(datetime.now(UTC)) - timedelta(days=1)
    assert close(on=yesterday.isoformat()).status == 200
    assert pay(owing_both()).status == 201
    assert sheet(on=today()).json["total"] == BOTH


def test_another_agencys_day_is_its_own() -> None:
    close(JUSTICE_CASHIER, agency=JUSTICE)
    assert pay(owing_both()).status == 201


def test_the_days_of_an_agency_that_ceased_are_closed_by_who_took_over_its_work() -> None:
    ceased, last = "H24.T311.18", "2025-06-30"
    assert close(JUSTICE_CASHIER, agency=ceased, on=last).status == 403
    assert close(THU, agency=ceased, on=last).json["closed"]
