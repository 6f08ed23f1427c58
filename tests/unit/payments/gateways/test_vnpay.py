"""VNPAY 2.1.0: the pay URL, the return that only displays, the IPN that counts."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.payments.gateways.protocol import (
    Arrived,
    BadSignature,
    Malformed,
    Notice,
    Outcome,
    Verdict,
)
from services.payments.gateways.vnpay import pay_parameters
from services.payments.gateways.vnpay_signing import (
    canonical,
    parameters_of,
    signature,
    signed_query,
)
from shared.clock import ICT
from tests.unit.payments.gateways.samples import (
    DOSSIER,
    TERMINAL,
    VNPAY_REFERENCE,
    charge,
    vnpay,
)

PAY = (
    "vnp_Amount=1500000&vnp_Command=pay&vnp_CreateDate=20230105083000&vnp_CurrCode=VND"
    "&vnp_ExpireDate=20230105084500&vnp_IpAddr=127.0.0.1&vnp_Locale=vn"
    "&vnp_OrderInfo=Thanh+toan+ho+so+H24.15-230105-0012&vnp_OrderType=other"
    "&vnp_ReturnUrl=https%3A%2F%2Fdvc.example.vn%2Fpay%2Freturn%3Fx%3D1%26y%3D2"
    "&vnp_TmnCode=TESTTMN1&vnp_TxnRef=H241523010500121&vnp_Version=2.1.0"
)
PAY_HASH = (
    "84a670428003a047cc1c374f43b9250445b84eb6dace7ca43d41e20bc8252cf8"
    "76e7e9f745728359a7277425a02f9efeb86f1fd18d73fa8b3b8c5687f96f7c5e"
)
IPN = (
    "vnp_Amount=1500000&vnp_BankCode=NCB&vnp_BankTranNo=VNP14000001&vnp_CardType=ATM"
    "&vnp_OrderInfo=Thanh+toan+ho+so+H24.15-230105-0012&vnp_PayDate=20230105083122"
    "&vnp_ResponseCode=00&vnp_TmnCode=TESTTMN1&vnp_TransactionNo=14000001"
    "&vnp_TransactionStatus=00&vnp_TxnRef=H241523010500121"
)
IPN_HASH = (
    "0b1b98c14afebe07a750d0f7c69e7709af9de1726f845885374e6255b2fbeba5"
    "41660a0185fd589a56fb90bab35195ec07592401b12c85e825b23e6cfceebcdf"
)
SIGNED = parameters_of(f"{IPN}&vnp_SecureHash={IPN_HASH}")


def ipn(**changes: str) -> Arrived:
    """An IPN with changes made before it was signed."""
    message = parameters_of(IPN) | {f"vnp_{name}": text for name, text in changes.items()}
    return Arrived(query=parameters_of(signed_query(message, TERMINAL.secret)))


def received(**changes: str) -> Notice:
    return vnpay()[0].receive(ipn(**changes))


def test_the_pay_url_is_the_vector() -> None:
    redirect = vnpay()[0].start(charge())
    assert redirect.url == f"{TERMINAL.pay_url}?{PAY}&vnp_SecureHash={PAY_HASH}"


def test_the_ipn_is_signed_as_the_vector_says() -> None:
    assert canonical(SIGNED) == IPN
    assert signature(IPN, TERMINAL.secret) == IPN_HASH


def test_the_vector_is_received() -> None:
    notice = vnpay()[0].receive(Arrived(query=SIGNED))
    assert (notice.reference, notice.amount) == (VNPAY_REFERENCE, 15_000)
    assert (notice.outcome, notice.code) == (Outcome.SUCCESS, "00")
    assert (notice.gateway_transaction, notice.bank) == ("14000001", "NCB")
    assert notice.paid_at == datetime(2023, 1, 5, 8, 31, 22, tzinfo=ICT)


def test_the_vendors_own_example_is_encoded_alike() -> None:
    parameters = {
        "vnp_OrderInfo": "Thanh toan don hang :5",
        "vnp_ReturnUrl": "https://domainmerchant.vn/ReturnUrl",
    }
    assert canonical(parameters) == (
        "vnp_OrderInfo=Thanh+toan+don+hang+%3A5"
        "&vnp_ReturnUrl=https%3A%2F%2Fdomainmerchant.vn%2FReturnUrl"
    )


def test_a_plus_is_no_space() -> None:
    assert canonical({"vnp_A": "1+1 =2"}) == "vnp_A=1%2B1+%3D2"
    assert parameters_of("vnp_A=1%2B1+%3D2") == {"vnp_A": "1+1 =2"}


def test_only_their_own_parameters_with_a_value_are_signed() -> None:
    extra = {"x": "1", "vnp_Empty": "", "vnp_SecureHash": "h", "vnp_SecureHashType": "SHA256"}
    assert canonical(SIGNED | extra) == IPN


def test_the_return_urls_own_parameters_do_no_harm() -> None:
    shown = vnpay()[0].displayed(Arrived(query=SIGNED | {"x": "1", "y": "2"}))
    assert (shown.reference, shown.code) == (VNPAY_REFERENCE, "00")


def test_a_tampered_return_is_not_displayed() -> None:
    with pytest.raises(BadSignature):
        vnpay()[0].displayed(Arrived(query=SIGNED | {"vnp_ResponseCode": "24"}))


def test_upper_case_hex_is_as_good() -> None:
    upper = SIGNED | {"vnp_SecureHash": IPN_HASH.upper()}
    assert vnpay()[0].receive(Arrived(query=upper)).amount == 15_000


@given(st.sampled_from([name for name in SIGNED if name != "vnp_SecureHash"]), st.text())
def test_any_changed_field_breaks_the_signature(name: str, text: str) -> None:
    if SIGNED[name] == text:
        text += "x"
    with pytest.raises(BadSignature):
        vnpay()[0].receive(Arrived(query=SIGNED | {name: text}))


@given(st.sampled_from([name for name in SIGNED]))
def test_any_missing_field_breaks_the_signature(name: str) -> None:
    left = {known: text for known, text in SIGNED.items() if known != name}
    with pytest.raises(BadSignature):
        vnpay()[0].receive(Arrived(query=left))


def test_a_replay_with_another_amount_is_not_believed() -> None:
    with pytest.raises(BadSignature) as refused:
        vnpay()[0].receive(Arrived(query=SIGNED | {"vnp_Amount": "100000"}))
    assert refused.value.reference == VNPAY_REFERENCE


def test_another_terminals_confirmation_is_not_believed() -> None:
    with pytest.raises(BadSignature):
        received(TmnCode="OTHER001")


def test_a_hash_that_is_no_ascii_is_only_wrong() -> None:
    with pytest.raises(BadSignature):
        vnpay()[0].receive(Arrived(query=SIGNED | {"vnp_SecureHash": "é"}))


names = st.text("ABCxyz", min_size=1, max_size=6).map("vnp_{}".format)
values = st.text(st.characters(exclude_characters="~*!'()", exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(names, values))
def test_what_is_signed_comes_back_the_same(parameters: dict[str, str]) -> None:
    query = signed_query(parameters, "secret")
    found = parameters_of(query)
    claimed = found.pop("vnp_SecureHash")
    assert found == parameters
    assert claimed == signature(canonical(found), "secret")


@pytest.mark.parametrize("character", "~*!'()")
def test_a_value_that_languages_encode_differently_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match="cannot be signed"):
        vnpay()[0].start(charge(return_url=f"https://dvc.example.vn/{character}"))


@pytest.mark.parametrize(
    ("description", "sent"),
    [
        ("Đóng lệ phí hộ tịch", "Dong le phi ho tich"),
        ("Hồ sơ (bản sao) ~ *gấp!*", "Ho so ban sao gap"),
        ("phí\n\tvà  lệ phí", "phi va le phi"),
        ("Hồ sơ " + "x" * 300, "Ho so " + "x" * 249),
        ("hồ sơ 日本 + 1", "ho so 1"),
    ],
)
def test_a_description_is_sent_as_plain_ascii(description: str, sent: str) -> None:
    assert pay_parameters(TERMINAL, charge(description=description))["vnp_OrderInfo"] == sent


def test_one_in_the_afternoon_is_not_one_in_the_night() -> None:
    created = datetime(2023, 1, 5, 13, 0, tzinfo=ICT)
    assert (
        pay_parameters(TERMINAL, charge(created_at=created))["vnp_CreateDate"] == "20230105130000"
    )


@pytest.mark.parametrize("changes", [{"reference": "x" * 101}, {"return_url": "https://x/" * 30}])
def test_what_is_too_long_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="characters"):
        vnpay()[0].start(charge(**changes))


def test_the_reference_names_the_dossier_and_the_attempt() -> None:
    gateway, at = vnpay()[0], datetime.now(ICT)
    assert gateway.reference(DOSSIER, 2, at) == "H24152301050012N2"


def test_attempts_for_different_dossiers_never_share_a_reference() -> None:
    gateway, at = vnpay()[0], datetime.now(ICT)
    assert gateway.reference("H24.15-230105-1234", 51, at) != gateway.reference(
        "H24.15-230105-12345", 1, at
    )


@pytest.mark.parametrize(
    ("code", "status", "outcome"),
    [
        ("00", "00", Outcome.SUCCESS),
        ("00", "02", Outcome.FAILURE),
        ("00", "", Outcome.FAILURE),
        ("24", "02", Outcome.FAILURE),
        ("24", "00", Outcome.FAILURE),
        ("51", "02", Outcome.FAILURE),
        ("07", "00", Outcome.PENDING),
        ("07", "07", Outcome.PENDING),
        ("00", "01", Outcome.PENDING),
        ("00", "04", Outcome.PENDING),
    ],
)
def test_paid_needs_both_codes(code: str, status: str, outcome: Outcome) -> None:
    notice = received(ResponseCode=code, TransactionStatus=status)
    assert notice.outcome is outcome
    assert (notice.paid_at is not None) == (outcome is Outcome.SUCCESS)


@pytest.mark.parametrize("amount", ["1500050", "15.000", "-100", "９００", "9" * 5000])
def test_an_amount_that_is_no_whole_dong_is_malformed(amount: str) -> None:
    with pytest.raises(Malformed):
        received(Amount=amount)


@pytest.mark.parametrize("time", ["2023010508", "20231305083122", "20230105250000"])
def test_a_time_that_is_none_is_malformed(time: str) -> None:
    with pytest.raises(Malformed):
        received(PayDate=time)


@pytest.mark.parametrize("query", ["vnp_A=1&vnp_A=2", "vnp_A=%FF"])
def test_a_query_that_can_be_read_in_two_ways_is_malformed(query: str) -> None:
    with pytest.raises(Malformed):
        parameters_of(query)


def test_a_space_may_arrive_as_percent_twenty() -> None:
    query = urlencode(SIGNED).replace("+", "%20")
    assert vnpay()[0].receive(Arrived(query=parameters_of(query))).amount == 15_000


@pytest.mark.parametrize(
    ("verdict", "body"),
    [
        (Verdict.CONFIRMED, b'{"RspCode":"00","Message":"Confirm Success"}'),
        (Verdict.UNKNOWN_ORDER, b'{"RspCode":"01","Message":"Order not found"}'),
        (Verdict.ALREADY_CONFIRMED, b'{"RspCode":"02","Message":"Order already confirmed"}'),
        (Verdict.WRONG_AMOUNT, b'{"RspCode":"04","Message":"Invalid amount"}'),
        (Verdict.BAD_SIGNATURE, b'{"RspCode":"97","Message":"Invalid signature"}'),
        (Verdict.ERROR, b'{"RspCode":"99","Message":"Unknown error"}'),
    ],
)
def test_each_verdict_has_its_exact_answer(verdict: Verdict, body: bytes) -> None:
    answer = vnpay()[0].answer(verdict, VNPAY_REFERENCE, datetime.now(ICT))
    assert (answer.status, answer.body) == (200, body)


def test_no_secret_is_printed() -> None:
    assert TERMINAL.secret not in repr(vnpay()[0])
