"""A charge as in the published vectors, and a gateway's far end that answers from memory."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from services.payments.gateways.national import National, Partner
from services.payments.gateways.protocol import (
    Account,
    Bill,
    BillLine,
    Charge,
    Payer,
    Post,
    Question,
    RefundRequest,
)
from services.payments.gateways.vnpay import Terminal, Vnpay
from shared.clock import ICT
from shared.reference.model import FeeKind

DOSSIER = "H24.15-230105-0012"
CREATED = datetime(2023, 1, 5, 8, 30, tzinfo=ICT)
EXPIRES = datetime(2023, 1, 5, 8, 45, tzinfo=ICT)
NATIONAL_REFERENCE = "dvcH2415230105001220230105083000"
VNPAY_REFERENCE = "H241523010500121"
PARTNER = Partner(
    code="DOITAC01",
    secret="SECRET",
    init_url="https://platform.example.vn/init",
    query_url="https://platform.example.vn/query",
    bill_url="https://platform.example.vn/bill",
    bearer="token",
)
TERMINAL = Terminal(
    code="TESTTMN1",
    secret="TESTSECRET0123456789TESTSECRET01",
    pay_url="https://vnpay.example.vn/paymentv2/vpcpay.html",
    api_url="https://vnpay.example.vn/merchant_webapi/api/transaction",
)
LINES = (
    BillLine(kind=FeeKind.CHARGE, code="LP01", name="Lệ phí hộ tịch", amount=5_000),
    BillLine(kind=FeeKind.FEE, code="P01", name="Phí thẩm định", amount=10_000),
)


class FarEnd:
    """Stands for a gateway's server: keeps what was sent, answers what it was given."""

    def __init__(self, answer: object = None) -> None:
        self.answer = answer
        self.posts: list[Post] = []

    def __call__(self, post: Post) -> bytes:
        self.posts.append(post)
        if isinstance(self.answer, bytes):
            return self.answer
        return json.dumps(self.answer).encode()

    @property
    def message(self) -> dict[str, Any]:
        """The last message that was sent."""
        sent: dict[str, Any] = json.loads(self.posts[-1].body)
        return sent


def national(answer: object = None, **changes: str) -> tuple[National, FarEnd]:
    """The national platform, its far end giving one answer; changes to the partner's settings."""
    far_end = FarEnd(answer)
    told = {name: getattr(PARTNER, name) for name in PARTNER.__struct_fields__}
    return National(Partner(**(told | changes)), far_end), far_end


def vnpay(answer: object = None) -> tuple[Vnpay, FarEnd]:
    """VNPAY, its far end giving one answer."""
    far_end = FarEnd(answer)
    return Vnpay(TERMINAL, far_end), far_end


def charge(reference: str = VNPAY_REFERENCE, **changes: Any) -> Charge:
    """A charge of 15,000 đồng for the dossier of the vectors."""
    told: dict[str, Any] = {
        "reference": reference,
        "amount": 15_000,
        "description": f"Thanh toán hồ sơ {DOSSIER}",
        "ip": "127.0.0.1",
        "created_at": CREATED,
        "expires_at": EXPIRES,
        "return_url": "https://dvc.example.vn/pay/return?x=1&y=2",
        "bill": bill(),
        "payer": Payer(name="Nguyễn Văn An", identity_number="031090000001"),
    }
    return Charge(**(told | changes))


def bill(**changes: Any) -> Bill:
    """What the payment is for: one lệ phí and one phí."""
    told: dict[str, Any] = {
        "dossier_id": DOSSIER,
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "agency_code": "H24.15",
        "agency_name": "Sở Tư pháp",
        "account": Account(number="0011000000001", holder="KHO BAC HAI PHONG", bank="970436"),
        "lines": LINES,
    }
    return Bill(**(told | changes))


def question(reference: str = VNPAY_REFERENCE) -> Question:
    """How does the charge stand?"""
    return Question(
        request_id="R1",
        reference=reference,
        created_at=CREATED,
        asked_at=datetime(2023, 1, 5, 13, 0, tzinfo=ICT),
        ip="10.0.0.1",
    )


def refund_request(**changes: Any) -> RefundRequest:
    """Give back all of the charge."""
    told: dict[str, Any] = {
        "request_id": "R2",
        "reference": VNPAY_REFERENCE,
        "gateway_transaction": "14000001",
        "created_at": CREATED,
        "asked_at": datetime(2023, 1, 6, 9, 0, tzinfo=ICT),
        "paid": 15_000,
        "amount": 15_000,
        "reason": "Hoàn phí (hồ sơ bị từ chối)",
        "asked_by": "ke-toan-1",
        "ip": "10.0.0.1",
    }
    return RefundRequest(**(told | changes))
