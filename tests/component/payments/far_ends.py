"""Both gateways' far ends in memory: they answer what we ask, and sign what they tell us."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from services.payments.app import app
from services.payments.gateways import national, vnpay_signing
from services.payments.gateways.protocol import Post, Unreachable
from shared.dossier.numbering import local_day
from tests.support.calling import Answer, call

PAY_PAGE = "https://vnpay.example.vn/pay"
API, INIT, QUERY = ("https://gateway.example.vn/" + name for name in ("api", "init", "query"))
SECRET = "the-gateways-secret"
ACCOUNT = {"number": "3751", "holder": "KHO BAC", "bank": "VIETCOMBANK"}
AGREEMENTS: dict[str, Any] = {
    "gateway": "vnpay",
    "account": ACCOUNT,
    "agencies": {"H24.X001": {}},
    "vnpay": {"code": "TESTTMN1", "secret": SECRET, "pay_url": PAY_PAGE, "api_url": API},
    "national": {
        "code": "DOITAC01",
        "secret": SECRET,
        "init_url": INIT,
        "query_url": QUERY,
        "bill_url": "https://gateway.example.vn/bill",
    },
}
PAID_AT = "20261122083122"


class FarEnds:
    """What the gateways know: ``paid`` maps a reference to its amount, ``failed`` ends others."""

    def __init__(self) -> None:
        self.paid: dict[str, int] = {}
        self.failed: set[str] = set()
        self.down = False
        self.refuses = False
        self.posts: list[Post] = []

    def send(self, post: Post) -> bytes:
        """Stands for ``sending.send``."""
        self.posts.append(post)
        if self.down:
            raise Unreachable("down for the test")
        message = json.loads(post.body)
        answers = {API: self._querydr, INIT: self._init, QUERY: self._query}
        return msgspec.json.encode(answers[post.url](message))

    def _querydr(self, asked: dict[str, str]) -> dict[str, str]:
        reference = asked["vnp_TxnRef"]
        if reference not in self.paid and reference not in self.failed:
            return {"vnp_ResponseCode": "91", "vnp_Message": "not found"}
        told = {
            "vnp_ResponseId": "1",
            "vnp_Command": "querydr",
            "vnp_ResponseCode": "00",
            "vnp_TmnCode": "TESTTMN1",
            "vnp_TxnRef": reference,
            "vnp_Amount": str(self.paid.get(reference, 16_000) * 100),
            "vnp_BankCode": "NCB",
            "vnp_PayDate": PAID_AT,
            "vnp_TransactionNo": transaction(reference),
            "vnp_TransactionStatus": "00" if reference in self.paid else "02",
        }
        fields = vnpay_signing.QUERY_ANSWER_FIELDS
        return {**told, "vnp_SecureHash": vnpay_signing.fields_signature(told, fields, SECRET)}

    def _init(self, asked: dict[str, str]) -> dict[str, str]:
        if self.refuses:
            return {"error_code": "94", "message": "no"}
        page = {"UrlThanhToan": f"https://gateway.example.vn/pay/{asked['MaThamChieu']}"}
        return {"error_code": "0", "message": json.dumps(page)}

    def _query(self, asked: dict[str, str]) -> dict[str, str]:
        reference = asked["MaThamChieu"]
        paid = reference in self.paid
        return {
            "MaLoi": "00",
            "MaThamChieu": reference,
            "TrangThaiGD": "1" if paid else "3",
            "SoTien": str(self.paid.get(reference, "")),
        }


def transaction(reference: str) -> str:
    """The gateway's number of the payment under a reference."""
    return f"9{sum(reference.encode())}"


def ipn(reference: str, amount: int, **changes: str) -> dict[str, str]:
    """VNPAY's confirmation, signed."""
    told = {
        "vnp_Amount": str(amount * 100),
        "vnp_BankCode": "NCB",
        "vnp_BankTranNo": "VNP14000001",
        "vnp_OrderInfo": "Thanh toan ho so",
        "vnp_PayDate": PAID_AT,
        "vnp_ResponseCode": "00",
        "vnp_TmnCode": "TESTTMN1",
        "vnp_TransactionNo": transaction(reference),
        "vnp_TransactionStatus": "00",
        "vnp_TxnRef": reference,
        **changes,
    }
    signature = vnpay_signing.signature(vnpay_signing.canonical(told), SECRET)
    return {**told, "vnp_SecureHash": signature}


def cancellation(reference: str, amount: int) -> dict[str, str]:
    """VNPAY tells that the payer cancelled."""
    codes = {"vnp_ResponseCode": "24", "vnp_TransactionStatus": "02", "vnp_TransactionNo": "0"}
    return ipn(reference, amount, **codes)


def tell_vnpay(query: dict[str, str]) -> Answer:
    """Deliver VNPAY's confirmation."""
    return call(app, "GET", "/payments/ipn/vnpay", query=query)


def confirm(reference: str, amount: int, **changes: str) -> dict[str, str]:
    """The national platform's CONFIRM, hashed."""
    told = {
        "LoaiBanTin": "CONFIRM",
        "MaLoi": "00",
        "MaDoiTac": "DOITAC01",
        "MaThamChieu": reference,
        "SoTien": str(amount),
        "MaTienTe": "VND",
        "MaGiaoDich": transaction(reference),
        "MaNganHang": "VIETCOMBANK",
        "ThoiGianGD": PAID_AT,
        "ThongTinGiaoDich": "THANH TOAN HO SO",
        **changes,
    }
    fields = (told[name] for name in national.CONFIRM_FIELDS)
    return {**told, "MaXacThuc": national.authentication(fields, SECRET)}


def tell_national(body: dict[str, str]) -> Answer:
    """Deliver the platform's CONFIRM; it sends no Idempotency-Key."""
    return call(app, "POST", "/payments/ipn/national", body=body, key=None)


def stray_day(at: Any) -> str:
    """The partition of a day's strays."""
    return f"STRAY#{local_day(at):%Y%m%d}"
