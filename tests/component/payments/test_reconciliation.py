"""Reconciliation: every difference is found, listed until it is explained, and kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from infra.sandbox.payments.app import COLUMNS
from services.payments import refunding, sending, settlements
from services.payments.app import app
from shared.dossier import ledger
from tests.component.payments.far_ends import (
    PAID_AT,
    FarEnds,
    ipn,
    tell_vnpay,
    transaction,
)
from tests.component.payments.paying import AMOUNT, order, owing, started, swept
from tests.component.payments.refunding_steps import RefundDesk, approve, ask, end, refund
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, LEADER, WARD

DAY = f"{PAID_AT[:4]}-{PAID_AT[4:6]}-{PAID_AT[6:8]}"
HEADER = "reference,gateway_transaction,amount,paid_at,kind,status"
RUNS, UNMATCHED = "/payments/reconciliations", "/payments/unmatched"
WARD_ADMINISTRATOR = Who("administrator-ward", "administrator", agency=WARD)


@pytest.fixture(autouse=True)
def desk(far_ends: FarEnds, monkeypatch: pytest.MonkeyPatch) -> RefundDesk:
    """VNPAY takes refunds, on the day of the payments."""
    desk = RefundDesk(far_ends)
    monkeypatch.setattr(sending, "send", desk.send)
    now = datetime.fromisoformat(f"{DAY}T10:00:00+07:00")
    monkeypatch.setattr(refunding, "now", lambda: now)
    return desk


def paid(transaction_no: str | None = None) -> str:
    """A reference that was paid at VNPAY on the day."""
    reference = started(owing())
    told = {} if transaction_no is None else {"vnp_TransactionNo": transaction_no}
    tell_vnpay(ipn(reference, AMOUNT, **told))
    return reference


def row(reference: str, number: str = "", amount: int | str = AMOUNT, **changes: str) -> str:
    """A row of the settlement file."""
    cells = {"at": f"{DAY}T08:31:22+07:00", "kind": "pay", "status": "settled"} | changes
    number = number or transaction(reference)
    return f"{reference},{number},{amount},{cells['at']},{cells['kind']},{cells['status']}"


def reconcile(*rows: str, who: Who = ADMINISTRATOR, header: str = HEADER, **more: Any) -> Answer:
    """Reconcile VNPAY's day with a file of these rows."""
    gateway = more.pop("gateway", "vnpay")
    text = "\r\n".join((header, *rows)) + "\r\n"
    body = {"gateway": gateway, "date": DAY, "settlement_csv": text}
    return call(app, "POST", RUNS, body=body, who=who, **more)


def lines(part: int = 1) -> list[dict[str, Any]]:
    """The last run's lines."""
    path = {"gateway": "vnpay", "date": DAY}
    query = {"part": str(part)}
    answer = call(app, "GET", RUNS + "/{gateway}/{date}", path=path, query=query, who=ADMINISTRATOR)
    assert answer.status == 200, answer.text
    return list(answer.json["lines"])


def unmatched(**query: str) -> list[dict[str, Any]]:
    """What waits to be explained."""
    asked = {"gateway": "vnpay"} | query
    answer = call(app, "GET", UNMATCHED, query=asked, who=ADMINISTRATOR)
    assert answer.status == 200, answer.text
    return list(answer.json["items"])


def explain(line_id: str, text: str = "Ngân hàng ghi sai ngày", **more: Any) -> Answer:
    """Explain a line."""
    path, body = {"line_id": line_id}, {"explanation": text}
    who = more.pop("who", ADMINISTRATOR)
    resource = UNMATCHED + "/{line_id}/explanation"
    return call(app, "POST", resource, path=path, body=body, who=who, **more)


def test_the_file_is_as_the_sandbox_writes_it() -> None:
    assert ",".join(COLUMNS) == HEADER


def test_what_agrees_is_matched() -> None:
    first, second = paid(), paid()
    answer = reconcile(row(second), row(first))
    assert answer.status == 201, answer.text
    assert answer.json["counts"] == {
        "matched": 2,
        "missing_here": 0,
        "missing_there": 0,
        "amount_differs": 0,
    }
    assert answer.json["ours"]["matched"] == answer.json["theirs"]["matched"] == 2 * AMOUNT
    assert unmatched() == []


def test_each_difference_is_found() -> None:
    ours, differs = paid(), paid()
    reconcile(row("STRANGER", "1"), row(differs, amount=AMOUNT - 1))
    found = {line["result"]: (line["ours"], line["theirs"]) for line in lines()}
    assert found == {
        "missing_here": (None, AMOUNT),
        "amount_differs": (AMOUNT, AMOUNT - 1),
        "missing_there": (AMOUNT, None),
    }
    assert {i["line"]["reference"] for i in unmatched()} == {"STRANGER", ours, differs}


def test_a_second_payment_and_refunds_are_money_too(desk: RefundDesk) -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    for number in (transaction(reference), "777"):
        tell_vnpay(ipn(reference, AMOUNT, vnp_TransactionNo=number))
    ask(dossier_id, AMOUNT)
    approve(dossier_id)
    number = refund(dossier_id).gateway_transaction
    back = row(reference, number, kind="refund", status="processing")
    counts = reconcile(row(reference), row(reference, "777"), back).json["counts"]
    assert (counts["matched"], sum(counts.values())) == (3, 3)


def test_a_refund_that_the_gateway_rejected_later_is_missing_there(desk: RefundDesk) -> None:
    reference = started(dossier_id := owing())
    tell_vnpay(ipn(reference, AMOUNT))
    ask(dossier_id)
    approve(dossier_id)
    number = refund(dossier_id).gateway_transaction
    rejected = row(reference, number, kind="refund", status="rejected")
    assert reconcile(row(reference), rejected).json["counts"]["missing_there"] == 1
    end(dossier_id, "failed", "09")
    assert reconcile(row(reference), rejected).json["counts"]["missing_there"] == 0
    assert unmatched() == []


def test_a_payment_whose_number_we_do_not_know_is_found_by_reference() -> None:
    reference = paid("")
    assert reconcile(row(reference, "GD1")).json["counts"]["matched"] == 1
    assert reconcile(row(reference, "GD1", AMOUNT + 1)).json["counts"]["missing_there"] == 1


def test_a_refund_under_way_is_done_when_the_file_shows_it_settled(desk: RefundDesk) -> None:
    reference = started(dossier_id := owing())
    tell_vnpay(ipn(reference, AMOUNT))
    ask(dossier_id)
    approve(dossier_id)
    number = refund(dossier_id).gateway_transaction
    for status, state in (("processing", "sent"), ("settled", "done"), ("settled", "done")):
        back = row(reference, number, kind="refund", status=status)
        assert reconcile(row(reference), back).json["counts"]["matched"] == 2
        assert refund(dossier_id).state == state
    assert order(dossier_id).refunded == AMOUNT


def test_the_next_sweep_tells_the_dossier_of_a_refund_that_the_file_showed(
    desk: RefundDesk,
) -> None:
    reference = started(dossier_id := owing())
    tell_vnpay(ipn(reference, AMOUNT))
    ask(dossier_id)
    approve(dossier_id)
    back = row(reference, refund(dossier_id).gateway_transaction, kind="refund")
    reconcile(row(reference), back)
    assert ledger.load(dossier_id).refunds == ()
    swept()
    assert ledger.load(dossier_id).refunds == (1,)
    assert swept()["told"] == 0


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (row("R", "1", 0), "amount"),
        (row("R", "1", "1.5"), "amount"),
        (row("R", "1", "-5"), "amount"),
        (row("R", "1", "²"), "amount"),
        (row("R", "1", "1" * 13), "amount"),
        (row("", "1"), "reference"),
        (row("R", "1", at=f"{DAY}T08:31:22"), "paid_at"),
        (row("R", "1", at="2026-11-21T23:59:59+07:00"), "paid_at"),
        (row("R", "1", at="yesterday"), "paid_at"),
        (row("R", "1", kind="fee"), "kind"),
        (row("R", "1", status="lost"), "status"),
        ("R,1,5", "columns"),
        (row("R", "1") + ",more", "columns"),
    ],
)
def test_every_wrong_row_is_named(wrong: str, column: str) -> None:
    answer = reconcile(row("A", "1"), wrong, row("B", "1"), wrong)
    assert answer.status == 422
    said = [fault["detail_en"] for fault in answer.json["errors"]]
    assert said == [f"Line 3: wrong {column}.", f"Line 5: wrong {column}."]
    assert unmatched() == []


def test_a_row_that_is_there_twice_is_wrong() -> None:
    answer = reconcile(row("A", "1"), row("A", "1"))
    assert [e["detail_en"] for e in answer.json["errors"]] == ["Line 3: wrong gateway_transaction."]


@pytest.mark.parametrize("header", ["", "reference,amount", HEADER.upper(), '"'])
def test_another_kind_of_file_is_refused(header: str) -> None:
    assert reconcile(header=header).json["errors"][0]["detail_en"] == "Line 1: wrong header."


def test_a_file_of_another_gateway_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlements, "MOST_UNMATCHED", 2)
    answer = reconcile(*(row("A", str(n)) for n in range(3)))
    assert (answer.status, unmatched()) == (422, [])


def test_a_day_is_reconciled_again_and_what_differs_no_more_leaves_the_list() -> None:
    reference = paid()
    first = reconcile().json
    assert len(unmatched()) == 1
    second = reconcile(row(reference)).json
    assert (first["number"], second["number"]) == (1, 2)
    assert unmatched() == []
    query = {"gateway": "vnpay", "first": DAY, "last": DAY}
    kept = call(app, "GET", RUNS, query=query, who=ADMINISTRATOR).json["items"]
    assert [run["counts"]["missing_there"] for run in kept] == [1, 0]


def test_a_line_is_listed_until_it_is_explained_and_stays_explained() -> None:
    reconcile(row("STRANGER", "1"))
    (found,) = unmatched()
    answer = explain(found["line"]["line_id"])
    assert (answer.status, answer.json["explained_by"]) == (200, "administrator")
    assert unmatched() == []
    reconcile(row("STRANGER", "1"))
    assert unmatched() == []
    assert explain(found["line"]["line_id"]).status == 409


def test_an_explained_line_whose_amount_changes_is_a_new_one() -> None:
    reconcile(row("STRANGER", "1"))
    explain(unmatched()[0]["line"]["line_id"])
    reconcile(row("STRANGER", "1", AMOUNT + 1))
    assert len(unmatched()) == 1


@pytest.mark.parametrize(
    "line_id", ["x", "vnpay-20261122-0123456789abcdef", "vnpay-99999999-" + "0" * 16]
)
def test_there_is_no_such_line(line_id: str) -> None:
    assert explain(line_id).status == 404


def test_lists_go_on_where_their_page_ended() -> None:
    reconcile(row("A", "1"), row("B", "1"))
    asked = {"gateway": "vnpay", "limit": "1"}
    page = call(app, "GET", UNMATCHED, query=asked, who=ADMINISTRATOR).json
    rest = unmatched(limit="1", next=page["next"])
    assert {i["line"]["reference"] for i in page["items"] + rest} == {"A", "B"}
    stolen = {"gateway": "national", "next": page["next"]}
    assert call(app, "GET", UNMATCHED, query=stolen, who=ADMINISTRATOR).status == 400


def test_many_lines_are_kept_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settlements, "PER_PART", 2)
    assert reconcile(*(row("A", str(n)) for n in range(3))).json["parts"] == 2
    assert [len(lines(part)) for part in (1, 2, 3)] == [2, 1, 0]


def test_the_table_is_csv_too_and_no_cell_is_a_formula() -> None:
    reconcile(row("=1+1", "1"))
    path = {"gateway": "vnpay", "date": DAY}
    answer = call(app, "GET", RUNS + "/{gateway}/{date}", path=path, who=ADMINISTRATOR)
    header, line = answer.json["csv"].splitlines()
    assert header.startswith("line_id,result,kind,reference")
    assert ",missing_here,pay,'=1+1,1,," in line


def test_a_repeated_request_makes_one_run() -> None:
    first = reconcile(row("A", "1"), key="the-same-key")
    again = reconcile(row("A", "1"), key="the-same-key")
    assert (again.text, again.headers["Idempotency-Replayed"]) == (first.text, "true")
    assert first.json["number"] == 1


@pytest.mark.parametrize("who", [LEADER, WARD_ADMINISTRATOR])
def test_only_the_root_agencys_administrators_reconcile(who: Who) -> None:
    assert reconcile(who=who).status == 403
    assert explain("vnpay-20261122-0123456789abcdef", who=who).status == 403
    assert call(app, "GET", UNMATCHED, query={"gateway": "vnpay"}, who=who).status == 403


@pytest.mark.parametrize(
    ("gateway", "day"), [("vnpay", "2026-11-23"), ("cash", DAY), ("vnpay", "x")]
)
def test_a_day_that_was_not_reconciled_is_not_found(gateway: str, day: str) -> None:
    path = {"gateway": gateway, "date": day}
    answer = call(app, "GET", RUNS + "/{gateway}/{date}", path=path, who=ADMINISTRATOR)
    assert answer.status == 404
