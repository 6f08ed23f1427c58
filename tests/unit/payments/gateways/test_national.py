"""The national payment platform 1.0.6: what is sent, what is believed, what is answered."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payments.gateways.national import CONFIRM_FIELDS, INIT_FIELDS, authentication
from services.payments.gateways.protocol import (
    Arrived,
    BadSignature,
    Malformed,
    Outcome,
    Redirect,
    Refused,
    Verdict,
)
from shared.clock import ICT
from tests.unit.payments.gateways.samples import (
    DOSSIER,
    NATIONAL_REFERENCE,
    bill,
    charge,
    national,
    question,
    refund_request,
)

VECTOR = (
    "INIT|1.0.6|DOITAC01|dvcH2415230105001220230105083000|15000|PAY|1|1|vi-VN|VND|PAYMENT|"
    "THANH TOAN HO SO H24.15-230105-0012|20230105083000|10.0.0.1"
)
VECTOR_HASH = "468ad3ff87a806a72fc69fb6990202f96359a51f4e5d5b890cb4663c506f4405"
STARTED = {"error_code": "0", "message": '{"UrlThanhToan":"https://pay.example.vn/p/1"}'}
CONFIRMED = {
    "LoaiBanTin": "CONFIRM",
    "MaLoi": "00",
    "MaDoiTac": "DOITAC01",
    "MaThamChieu": NATIONAL_REFERENCE,
    "SoTien": "15000",
    "MaTienTe": "VND",
    "MaGiaoDich": "14000001",
    "MaNganHang": "VIETCOMBANK",
    "ThoiGianGD": "20230105133122",
    "ThongTinGiaoDich": f"THANH TOAN HO SO {DOSSIER}",
}


def confirm(**changes: Any) -> dict[str, Any]:
    """A CONFIRM with changes made before it was signed."""
    message = CONFIRMED | changes
    text = "|".join([*(str(message[name]) for name in CONFIRM_FIELDS), "SECRET"])
    return message | {"MaXacThuc": hashlib.sha256(text.encode()).hexdigest()}


def arrived(message: object) -> Arrived:
    return Arrived(body=json.dumps(message).encode())


def test_init_is_signed_as_the_vector_says() -> None:
    assert authentication(VECTOR.split("|"), "SECRET") == VECTOR_HASH


def test_init_carries_the_fields_of_the_vector() -> None:
    gateway, far_end = national(STARTED)
    assert gateway.start(charge(NATIONAL_REFERENCE, ip="10.0.0.1")) == Redirect(
        "https://pay.example.vn/p/1"
    )
    assert "|".join(far_end.message[name] for name in INIT_FIELDS) == VECTOR
    assert far_end.message["MaXacThuc"] == VECTOR_HASH
    assert far_end.posts[0].headers["Authorization"] == "Bearer token"


def test_the_bill_names_phi_and_le_phi_on_lines_of_their_own() -> None:
    gateway, far_end = national(STARTED)
    gateway.start(charge())
    assert far_end.message["ThongTinBienLai"]["PhiLePhi"] == [
        {
            "LoaiPhiLePhi": "LePhi",
            "MaPhiLePhi": "LP01",
            "TenPhiLePhi": "Lệ phí hộ tịch",
            "SoTien": "5000",
        },
        {
            "LoaiPhiLePhi": "Phi",
            "MaPhiLePhi": "P01",
            "TenPhiLePhi": "Phí thẩm định",
            "SoTien": "10000",
        },
    ]


def test_the_bill_names_service_procedure_agency_and_account() -> None:
    gateway, far_end = national(STARTED)
    gateway.start(charge())
    receipt = far_end.message["ThongTinBienLai"]
    assert (receipt["MaDichVu"], receipt["MaDVC"], receipt["MaTTHC"]) == (
        "2",
        "1.001193.01",
        "1.001193",
    )
    assert (receipt["MaDonVi"], receipt["TKThuHuong"]) == ("H24.15", "0011000000001")
    assert receipt["HoTenNguoiNop"] == "Nguyễn Văn An"


@pytest.mark.parametrize(("length", "sent"), [(250, 250), (251, 203)])
def test_a_long_procedure_name_is_cut(length: int, sent: int) -> None:
    gateway, far_end = national(STARTED)
    gateway.start(charge(bill=bill(procedure_name="x" * length)))
    assert len(far_end.message["ThongTinBienLai"]["TenTTHC"]) == sent


def test_the_reference_is_the_code_without_punctuation_and_the_time() -> None:
    gateway, _ = national()
    at = datetime(2023, 1, 5, 8, 30, tzinfo=ICT)
    assert gateway.reference(DOSSIER, 1, at) == NATIONAL_REFERENCE


def test_one_in_the_afternoon_is_not_one_in_the_night() -> None:
    gateway, _ = national()
    night, afternoon = (
        gateway.reference(DOSSIER, 1, datetime(2023, 1, 5, hour, tzinfo=ICT)) for hour in (1, 13)
    )
    assert (night[-6:], afternoon[-6:]) == ("010000", "130000")


def test_a_field_with_the_separator_is_never_signed() -> None:
    gateway, far_end = national(STARTED)
    with pytest.raises(ValueError, match="signed field"):
        gateway.start(charge("dvc|15000"))
    assert far_end.posts == []


def test_a_refused_init_carries_the_platforms_code() -> None:
    gateway, _ = national({"error_code": "97", "message": "Sai mã xác thực"})
    with pytest.raises(Refused) as refused:
        gateway.start(charge())
    assert refused.value.code == "97"


@pytest.mark.parametrize("answer", [b"<html>", b"[]", {"error_code": "0", "message": "{}"}])
def test_an_answer_without_an_address_is_malformed(answer: object) -> None:
    gateway, _ = national(answer)
    with pytest.raises(Malformed):
        gateway.start(charge())


def test_a_confirmation_is_read() -> None:
    notice = national()[0].receive(arrived(confirm()))
    assert (notice.reference, notice.amount) == (NATIONAL_REFERENCE, 15_000)
    assert (notice.outcome, notice.code) == (Outcome.SUCCESS, "00")
    assert (notice.gateway_transaction, notice.bank) == ("14000001", "VIETCOMBANK")
    assert notice.paid_at == datetime(2023, 1, 5, 13, 31, 22, tzinfo=ICT)


def test_an_amount_may_be_a_number() -> None:
    assert national()[0].receive(arrived(confirm(SoTien=15_000))).amount == 15_000


def test_any_other_code_is_a_failure_without_a_time() -> None:
    notice = national()[0].receive(arrived(confirm(MaLoi="24", ThoiGianGD="")))
    assert (notice.outcome, notice.paid_at) == (Outcome.FAILURE, None)


def test_upper_case_hex_is_as_good() -> None:
    message = confirm()
    message["MaXacThuc"] = message["MaXacThuc"].upper()
    assert national()[0].receive(arrived(message)).outcome is Outcome.SUCCESS


@given(st.sampled_from(CONFIRM_FIELDS), st.text(max_size=20))
def test_any_changed_field_breaks_the_signature(name: str, text: str) -> None:
    message = confirm()
    if message[name] == text:
        text += "x"
    with pytest.raises(BadSignature):
        national()[0].receive(Arrived(body=json.dumps(message | {name: text}).encode()))


def test_a_replay_with_another_amount_is_not_believed() -> None:
    with pytest.raises(BadSignature) as refused:
        national()[0].receive(arrived(confirm() | {"SoTien": "1000"}))
    assert refused.value.reference == NATIONAL_REFERENCE


def test_fields_pushed_over_the_separator_are_not_believed() -> None:
    """The same hash, the bank's code moved into the transaction's."""
    message = confirm()
    moved = {"MaGiaoDich": "14000001|VIETCOMBANK", "MaNganHang": message["ThoiGianGD"]}
    moved |= {"ThoiGianGD": message["ThongTinGiaoDich"], "ThongTinGiaoDich": ""}
    with pytest.raises(BadSignature):
        national()[0].receive(arrived(message | moved))


def test_another_partners_confirmation_is_not_believed() -> None:
    with pytest.raises(BadSignature):
        national()[0].receive(arrived(confirm(MaDoiTac="DOITAC02")))


def test_another_kind_of_message_is_no_confirmation() -> None:
    with pytest.raises(Malformed):
        national()[0].receive(arrived(confirm(LoaiBanTin="REFUND")))


def test_the_kind_of_a_confirmation_is_configuration() -> None:
    message = arrived(confirm(LoaiBanTin="XAC_NHAN"))
    for accepted in ("XAC_NHAN", ""):
        assert national(confirm_type=accepted)[0].receive(message).amount == 15_000


@pytest.mark.parametrize("body", [b"", b"null", b"[" * 5000, b"\xff", b'{"SoTien": 1.5}'])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises((Malformed, BadSignature)):
        national()[0].receive(Arrived(body=body))


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict.CONFIRMED, "00"),
        (Verdict.ALREADY_CONFIRMED, "00"),
        (Verdict.UNKNOWN_ORDER, "99"),
        (Verdict.WRONG_AMOUNT, "99"),
        (Verdict.BAD_SIGNATURE, "99"),
        (Verdict.ERROR, "99"),
    ],
)
def test_each_verdict_has_its_answer(verdict: Verdict, code: str) -> None:
    at = datetime(2023, 1, 5, 13, 31, 23, tzinfo=ICT)
    answer = json.loads(national()[0].answer(verdict, NATIONAL_REFERENCE, at).body)
    assert (answer["MaLoi"], answer["ThoiGianGD"]) == (code, "20230105133123")
    assert list(answer) == [
        *("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD", "MaXacThuc")
    ]


def test_the_answer_is_signed_by_us_and_echoes_no_hash() -> None:
    at = datetime(2023, 1, 5, 13, 31, 23, tzinfo=ICT)
    answer = json.loads(national()[0].answer(Verdict.CONFIRMED, NATIONAL_REFERENCE, at).body)
    text = f"00|Thành công|DOITAC01|{NATIONAL_REFERENCE}|20230105133123|SECRET"
    assert answer["MaXacThuc"] == hashlib.sha256(text.encode()).hexdigest()


def test_a_claimed_reference_with_the_separator_is_not_signed() -> None:
    answer = national()[0].answer(Verdict.BAD_SIGNATURE, "a|b", datetime.now(ICT))
    assert json.loads(answer.body)["MaThamChieu"] == ""


def test_a_query_is_signed_over_its_five_fields() -> None:
    gateway, far_end = national({"MaLoi": "00", "TrangThaiGD": "1"})
    gateway.query(question(NATIONAL_REFERENCE))
    text = f"QUERY|1.0.6|DOITAC01|{NATIONAL_REFERENCE}|20230105083000|SECRET"
    assert far_end.message["MaXacThuc"] == hashlib.sha256(text.encode()).hexdigest()
    assert far_end.posts[0].url.endswith("/query")


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        ("1", Outcome.SUCCESS),
        (1, Outcome.SUCCESS),
        ("3", Outcome.PENDING),
        ("4", Outcome.FAILURE),
        ("2", Outcome.PENDING),
        (None, Outcome.PENDING),
    ],
)
def test_a_query_finds_how_the_payment_stands(state: object, outcome: Outcome) -> None:
    gateway, _ = national({"MaLoi": "00", "TrangThaiGD": state})
    finding = gateway.query(question(NATIONAL_REFERENCE))
    assert (finding.outcome, finding.amount, finding.paid_at) == (outcome, None, None)


def test_a_query_tells_amount_and_time_where_the_platform_does() -> None:
    told = {"SoTien": "15000", "ThoiGianGD": "20230105133122", "MaGiaoDich": "14000001"}
    gateway, _ = national({"MaLoi": "00", "TrangThaiGD": "1"} | told)
    finding = gateway.query(question(NATIONAL_REFERENCE))
    assert (finding.amount, finding.gateway_transaction) == (15_000, "14000001")
    assert finding.paid_at == datetime(2023, 1, 5, 13, 31, 22, tzinfo=ICT)


def test_an_answer_about_another_payment_is_refused() -> None:
    gateway, _ = national({"MaLoi": "00", "TrangThaiGD": "1", "MaThamChieu": "dvcX"})
    with pytest.raises(Malformed):
        gateway.query(question(NATIONAL_REFERENCE))


def test_the_receipt_is_fetched_as_pdf() -> None:
    gateway, far_end = national(b"%PDF-1.4 ...")
    assert gateway.bill(NATIONAL_REFERENCE, question().created_at).startswith(b"%PDF-")
    assert far_end.message["LoaiBanTin"] == "GET_BILL"


def test_what_is_no_pdf_is_no_receipt() -> None:
    with pytest.raises(Malformed):
        national({"MaLoi": "91"})[0].bill(NATIONAL_REFERENCE, question().created_at)


def test_the_platform_takes_no_refunds() -> None:
    gateway, far_end = national()
    assert not gateway.refunds
    with pytest.raises(Refused):
        gateway.refund(refund_request())
    assert far_end.posts == []


def test_no_secret_is_printed() -> None:
    assert "SECRET" not in repr(national()[0])
