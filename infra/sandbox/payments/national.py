"""The national payment platform, version 1.0.6: INIT, QUERY, GET_BILL, and the CONFIRM it sends.

Its own codes for refusals are not published: 03, 91 and 97 here mean what they mean at VNPAY.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from infra.sandbox.payments import signing
from infra.sandbox.payments.deliveries import Confirmation
from infra.sandbox.payments.events import Event
from infra.sandbox.payments.ledger import Ledger, Payment
from infra.sandbox.payments.receipt import pdf
from infra.sandbox.payments.settings import Settings, now, stamp

NAME = "national"
VERSION = "1.0.6"
BANK = "VIETCOMBANK"
INIT_CONSTANTS = {
    "LoaiBanTin": "INIT",
    "PhienBan": VERSION,
    "LoaiHinhThanhToan": "PAY",
    "MaTienTe": "VND",
}


@dataclass(frozen=True, slots=True)
class National:
    """The platform's endpoints."""

    settings: Settings
    ledger: Ledger

    async def init(self, request: Request) -> Response:
        """Open a payment and answer with the address of its page."""
        message = await _read(request)
        fault = self._fault(message, signing.INIT) or _init_fault(message)
        if fault:
            return JSONResponse({"error_code": fault, "message": "Không khởi tạo được giao dịch"})
        payment = self.ledger.open(
            Payment(
                NAME, message["MaThamChieu"], int(message["SoTien"]), message["ThongTinGiaoDich"]
            )
        )
        if payment.amount != int(message["SoTien"]):
            return JSONResponse({"error_code": "94", "message": "Mã tham chiếu đã được dùng"})
        told = {"UrlThanhToan": f"{self.settings.base_url}/pay/{payment.token}"}
        return JSONResponse({"error_code": "0", "message": json.dumps(told)})

    async def query(self, request: Request) -> Response:
        """Say how a payment stands: 1 paid, 3 pending, 4 failed."""
        message = await _read(request)
        fault = self._fault(message, signing.QUERY, "QUERY")
        payment = self.ledger.find(NAME, str(message.get("MaThamChieu")))
        if fault or payment is None:
            return JSONResponse({"MaLoi": fault or "91", "MoTaLoi": "Không tìm thấy giao dịch"})
        return JSONResponse(self._told(payment))

    async def bill(self, request: Request) -> Response:
        """The receipt of a paid payment, as PDF."""
        message = await _read(request)
        fault = self._fault(message, signing.QUERY, "GET_BILL")
        payment = self.ledger.find(NAME, str(message.get("MaThamChieu")))
        if fault or payment is None or payment.paid is None:
            return JSONResponse({"MaLoi": fault or "91", "MoTaLoi": "Không có biên lai"})
        lines = ("BIEN LAI THU (ban thu)", payment.subject, f"{payment.paid.amount} VND")
        return Response(pdf((*lines, payment.paid.transaction)), media_type="application/pdf")

    def confirmation(self, payment: Payment, event: Event) -> Confirmation:
        """CONFIRM, as sent to our server."""
        message = {
            "LoaiBanTin": self.settings.confirm_type,
            "MaLoi": event.code,
            "MaDoiTac": self.settings.partner,
            "MaThamChieu": payment.reference,
            "SoTien": str(event.amount),
            "MaTienTe": "VND",
            "MaGiaoDich": event.transaction,
            "MaNganHang": BANK,
            "ThoiGianGD": event.at,
            "ThongTinGiaoDich": payment.subject,
        }
        secret = "forged" if event.forged else self.settings.secret_national
        signed = message | {"MaXacThuc": signing.national_hash(message, signing.CONFIRM, secret)}
        url = self.settings.callback_national
        return Confirmation(NAME, payment.reference, "POST", url, self._is_content, body=signed)

    def return_url(self, payment: Payment, event: Event) -> str:
        """Where the browser goes afterwards; empty when the partner has no page on file."""
        if not self.settings.return_national:
            return ""
        told = urlencode({"MaThamChieu": payment.reference, "MaLoi": event.code})
        joint = "&" if "?" in self.settings.return_national else "?"
        return f"{self.settings.return_national}{joint}{told}"

    def _is_content(self, answer: Any) -> bool:
        """Whether an answer to CONFIRM acknowledges it, under the partner's own signature."""
        if not isinstance(answer, dict) or answer.get("MaLoi") != "00":
            return False
        secret = self.settings.secret_national
        expected = signing.national_hash(answer, signing.CONFIRM_ANSWER, secret)
        return signing.is_signed(expected, answer.get("MaXacThuc"))

    def _fault(self, message: Mapping[str, Any], fields: str, kind: str = "INIT") -> str | None:
        if any("|" in str(message.get(name, "")) for name in fields.split()):
            return "03"
        expected = signing.national_hash(message, fields, self.settings.secret_national)
        if not signing.is_signed(expected, message.get("MaXacThuc")):
            return "97"
        about = (message.get("LoaiBanTin"), message.get("PhienBan"), message.get("MaDoiTac"))
        return None if about == (kind, VERSION, self.settings.partner) else "03"

    def _told(self, payment: Payment) -> dict[str, str]:
        answer = {
            "MaLoi": "00",
            "MaDoiTac": self.settings.partner,
            "MaThamChieu": payment.reference,
            "TrangThaiGD": "4" if payment.code else "3",
            "SoTien": str(payment.amount),
            "ThoiGianGD": stamp(now()),
        }
        if payment.paid is None:
            return answer
        paid = {"MaGiaoDich": payment.paid.transaction, "MaNganHang": BANK}
        return answer | paid | {"TrangThaiGD": "1", "ThoiGianGD": stamp(payment.paid.when)}


async def _read(request: Request) -> dict[str, Any]:
    try:
        message = json.loads(await request.body())
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _init_fault(message: Mapping[str, Any]) -> str | None:
    """What is wrong with an INIT that is signed: its constants, its amount, its bill."""
    if any(message.get(name) != text for name, text in INIT_CONSTANTS.items()):
        return "03"
    if not all(isinstance(message.get(name), str) for name in signing.INIT.split()):
        return "03"
    try:
        datetime.strptime(f"{message['ThoiGianGD']}+0700", "%Y%m%d%H%M%S%z")
        lines = message["ThongTinBienLai"]["PhiLePhi"]
        total = sum(int(line["SoTien"]) for line in lines)
        return None if total == int(message["SoTien"]) > 0 else "03"
    except (KeyError, TypeError, ValueError):
        return "03"
