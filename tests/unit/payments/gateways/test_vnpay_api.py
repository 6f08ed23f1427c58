"""VNPAY's merchant API: querydr and refund, signed over their fields, answers verified."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payments.gateways.protocol import (
    BadSignature,
    Finding,
    Malformed,
    Outcome,
    Refunding,
    Refused,
)
from services.payments.gateways.vnpay_signing import QUERY_ANSWER_FIELDS, REFUND_ANSWER_FIELDS
from shared.clock import ICT
from tests.unit.payments.gateways.samples import (
    TERMINAL,
    VNPAY_REFERENCE,
    question,
    refund_request,
    vnpay,
)

PAID = {
    "vnp_ResponseId": "5f3c",
    "vnp_Command": "querydr",
    "vnp_ResponseCode": "00",
    "vnp_Message": "QueryDR Success",
    "vnp_TmnCode": "TESTTMN1",
    "vnp_TxnRef": VNPAY_REFERENCE,
    "vnp_Amount": "1500000",
    "vnp_BankCode": "NCB",
    "vnp_PayDate": "20230105083122",
    "vnp_TransactionNo": "14000001",
    "vnp_TransactionType": "01",
    "vnp_TransactionStatus": "00",
    "vnp_OrderInfo": "Thanh toan ho so",
}
REFUNDED = PAID | {"vnp_Command": "refund", "vnp_TransactionStatus": "05"}


def sha512(text: str) -> str:
    return hmac.new(TERMINAL.secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def signed(
    message: dict[str, str], fields: tuple[str, ...] = QUERY_ANSWER_FIELDS, **changes: str
) -> dict[str, str]:
    """An answer with changes made before it was signed."""
    answer = message | {f"vnp_{name}": text for name, text in changes.items()}
    return answer | {"vnp_SecureHash": sha512("|".join(answer.get(name, "") for name in fields))}


def found(**changes: str) -> Finding:
    return vnpay(signed(PAID, QUERY_ANSWER_FIELDS, **changes))[0].query(question())


def refunding(**changes: str) -> Refunding:
    return vnpay(signed(REFUNDED, REFUND_ANSWER_FIELDS, **changes))[0].refund(refund_request())


def test_querydr_is_signed_over_its_nine_fields() -> None:
    gateway, far_end = vnpay(signed(PAID))
    gateway.query(question())
    assert far_end.message.pop("vnp_SecureHash") == sha512(
        f"R1|2.1.0|querydr|TESTTMN1|{VNPAY_REFERENCE}|20230105083000|20230105130000|10.0.0.1"
        f"|Truy van {VNPAY_REFERENCE}"
    )
    assert far_end.posts[0].url == TERMINAL.api_url


def test_querydr_finds_a_paid_payment() -> None:
    finding = found()
    assert (finding.reference, finding.outcome) == (VNPAY_REFERENCE, Outcome.SUCCESS)
    assert (finding.amount, finding.gateway_transaction) == (15_000, "14000001")
    assert finding.paid_at == datetime(2023, 1, 5, 8, 31, 22, tzinfo=ICT)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("01", Outcome.PENDING),
        ("02", Outcome.FAILURE),
        ("04", Outcome.PENDING),
        ("05", Outcome.SUCCESS),
        ("06", Outcome.SUCCESS),
        ("07", Outcome.PENDING),
        ("09", Outcome.SUCCESS),
    ],
)
def test_querydr_finds_how_the_payment_stands(status: str, outcome: Outcome) -> None:
    assert found(TransactionStatus=status).outcome is outcome


def test_a_payment_nobody_opened_is_absent() -> None:
    assert found(ResponseCode="91").outcome is Outcome.ABSENT
    unsigned = {"vnp_ResponseCode": "91", "vnp_Message": "Not found"}
    assert vnpay(unsigned)[0].query(question()).outcome is Outcome.ABSENT


@pytest.mark.parametrize("code", ["02", "03", "94", "97", "99"])
def test_a_query_that_vnpay_refuses_says_nothing_of_the_payment(code: str) -> None:
    with pytest.raises(Refused) as refused:
        found(ResponseCode=code)
    assert refused.value.code == code


def test_an_unsigned_success_is_not_believed() -> None:
    with pytest.raises(BadSignature):
        vnpay(PAID)[0].query(question())
    with pytest.raises(BadSignature):
        vnpay(REFUNDED)[0].refund(refund_request())


@given(st.sampled_from(sorted(PAID)), st.text(max_size=20))
def test_any_changed_field_of_an_answer_breaks_its_signature(name: str, text: str) -> None:
    if PAID[name] == text:
        text += "x"
    with pytest.raises(BadSignature):
        vnpay(signed(PAID) | {name: text})[0].query(question())


def test_an_answer_about_another_payment_is_refused() -> None:
    with pytest.raises(Malformed):
        found(TxnRef="H24X")


def test_an_answer_that_is_no_json_is_malformed() -> None:
    with pytest.raises(Malformed):
        vnpay(b"<html>Service Unavailable</html>")[0].query(question())


def test_a_refund_is_signed_over_its_thirteen_fields() -> None:
    gateway, far_end = vnpay(signed(REFUNDED, REFUND_ANSWER_FIELDS))
    gateway.refund(refund_request())
    assert far_end.message["vnp_SecureHash"] == sha512(
        f"R2|2.1.0|refund|TESTTMN1|02|{VNPAY_REFERENCE}|1500000|14000001|20230105083000|ke-toan-1"
        "|20230106090000|10.0.0.1|Hoan phi ho so bi tu choi"
    )


@pytest.mark.parametrize(("amount", "kind"), [(15_000, "02"), (14_999, "03")])
def test_a_part_is_refunded_as_a_part(amount: int, kind: str) -> None:
    gateway, far_end = vnpay(signed(REFUNDED, REFUND_ANSWER_FIELDS))
    gateway.refund(refund_request(amount=amount))
    told = far_end.message
    assert (told["vnp_TransactionType"], told["vnp_Amount"]) == (kind, str(amount * 100))


@pytest.mark.parametrize("amount", [0, -1, 15_001])
def test_more_than_was_paid_is_never_refunded(amount: int) -> None:
    with pytest.raises(ValueError, match="at most what was paid"):
        refund_request(amount=amount)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"TransactionStatus": "00"}, Outcome.SUCCESS),
        ({"TransactionStatus": "05"}, Outcome.PENDING),
        ({"TransactionStatus": "06"}, Outcome.PENDING),
        ({"TransactionStatus": "09"}, Outcome.FAILURE),
        ({"ResponseCode": "04"}, Outcome.FAILURE),
        ({"ResponseCode": "95"}, Outcome.FAILURE),
        ({"ResponseCode": "94"}, Outcome.PENDING),
        ({"ResponseCode": "98"}, Outcome.PENDING),
        ({"ResponseCode": "99"}, Outcome.PENDING),
    ],
)
def test_a_refunds_answer_says_how_it_stands(changes: dict[str, Any], outcome: Outcome) -> None:
    assert refunding(**changes).outcome is outcome


def test_a_refund_answer_about_another_payment_is_refused() -> None:
    with pytest.raises(Malformed):
        refunding(TxnRef="H24X")
