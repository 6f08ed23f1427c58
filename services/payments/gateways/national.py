"""The national payment platform (Payment Platform của Cổng Dịch vụ công quốc gia), version 1.0.6.

JSON over POST; each message carries MaXacThuc, the lower-case hex SHA-256 of its fields and the
shared secret joined with ``|``. The platform has no message for refunds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

import msgspec
from msgspec import Struct

from services.payments.gateways.protocol import (
    Answer,
    Arrived,
    BadSignature,
    Bill,
    BillLine,
    Charge,
    Finding,
    Malformed,
    Notice,
    Outcome,
    Payer,
    Post,
    Question,
    Redirect,
    Refunding,
    RefundRequest,
    Refused,
    Send,
    Verdict,
)
from services.payments.gateways.wire import instant, joined, same, stamp, texts, whole
from shared.reference.model import FeeKind
from shared.text import without_marks

VERSION: Final = "1.0.6"
PAID: Final = "00"
FEES: Final = "2"
INIT_FIELDS: Final = (
    *("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan"),
    *("MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang"),
    *("ThongTinGiaoDich", "ThoiGianGD", "Ip"),
)
CONFIRM_FIELDS: Final = (
    *("LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich"),
    *("MaNganHang", "ThoiGianGD", "ThongTinGiaoDich"),
)
ANSWER_FIELDS: Final = ("MaLoi", "MoTaLoi", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
QUERY_FIELDS: Final = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
STATES: Final = {"1": Outcome.SUCCESS, "3": Outcome.PENDING, "4": Outcome.FAILURE}
ANSWERS: Final = {
    Verdict.CONFIRMED: ("00", "Thành công"),
    Verdict.ALREADY_CONFIRMED: ("00", "Giao dịch đã được ghi nhận"),
    Verdict.UNKNOWN_ORDER: ("99", "Không tìm thấy yêu cầu thanh toán"),
    Verdict.WRONG_AMOUNT: ("99", "Số tiền không khớp"),
    Verdict.BAD_SIGNATURE: ("99", "Mã xác thực không đúng"),
    Verdict.ERROR: ("99", "Các lỗi khác"),
}
"""Only 00 and 99 are known of this answer; the text says which 99 it is."""
_NOT_WORD: Final = re.compile(r"\W")
_LONGEST_NAME, _CUT_NAME, _LONGEST_REFERENCE = 250, 200, 255


class Partner(Struct, frozen=True, kw_only=True):
    """What the platform agreed with one partner (đối tác).

    The message types are configuration because their literals are not all published; an empty
    ``confirm_type`` takes any.
    """

    code: str
    secret: str
    init_url: str
    query_url: str
    bill_url: str
    bearer: str = ""
    confirm_type: str = "CONFIRM"
    fee_type: str = "Phi"
    charge_type: str = "LePhi"

    def __repr__(self) -> str:
        return f"Partner({self.code!r})"


def authentication(fields: Iterable[str], secret: str) -> str:
    """MaXacThuc of some fields. Raises ValueError for a field that holds ``|``."""
    return hashlib.sha256(f"{joined(fields)}|{secret}".encode()).hexdigest()


def reference_of(dossier_id: str, at: datetime) -> str:
    """MaThamChieu: ``dvc``, the dossier's code without punctuation, and the time to the second."""
    return f"dvc{_NOT_WORD.sub('', dossier_id)}{stamp(at)}"[:_LONGEST_REFERENCE]


@dataclass(frozen=True, slots=True)
class National:
    """The national platform as a `Gateway`."""

    partner: Partner
    send: Send
    refunds: ClassVar[bool] = False

    def reference(self, dossier_id: str, attempt: int, at: datetime) -> str:  # noqa: ARG002
        """MaThamChieu; two attempts for one dossier within one second would share it."""
        return reference_of(dossier_id, at)

    def start(self, charge: Charge) -> Redirect:
        """Send INIT. Raises `Refused` with the platform's error code."""
        answer = texts(self._post(self.partner.init_url, init_message(self.partner, charge)))
        if answer.get("error_code") != "0":
            raise Refused(answer.get("error_code", ""), answer.get("message", ""))
        url = texts(answer.get("message", "").encode()).get("UrlThanhToan")
        if not url:
            raise Malformed("no UrlThanhToan in the answer to INIT")
        return Redirect(url)

    def receive(self, arrived: Arrived) -> Notice:
        """Read CONFIRM."""
        message = texts(arrived.body)
        self._check(message)
        paid = message["MaLoi"] == PAID
        return Notice(
            reference=message["MaThamChieu"],
            amount=whole(message["SoTien"]),
            outcome=Outcome.SUCCESS if paid else Outcome.FAILURE,
            gateway_transaction=message["MaGiaoDich"],
            bank=message["MaNganHang"],
            paid_at=instant(message["ThoiGianGD"]) if paid else None,
            code=message["MaLoi"],
        )

    def answer(self, verdict: Verdict, reference: str, at: datetime) -> Answer:
        """The answer to CONFIRM, under our own MaXacThuc."""
        code, text = ANSWERS[verdict]
        known = reference if _is_signable(reference) else ""
        told = (code, text, self.partner.code, known, stamp(at))
        message = dict(zip(ANSWER_FIELDS, told, strict=True))
        return Answer(body=_signed(message, ANSWER_FIELDS, self.partner.secret))

    def query(self, question: Question) -> Finding:
        """Send QUERY. What is neither paid nor failed, or not known, is pending."""
        body = self._about("QUERY", question.reference, question.created_at)
        answer = texts(self._post(self.partner.query_url, body))
        if answer.get("MaThamChieu", question.reference) != question.reference:
            raise Malformed("the answer to QUERY is about another payment")
        return _finding(answer, question.reference)

    def bill(self, reference: str, created_at: datetime) -> bytes:
        """Send GET_BILL: the electronic receipt as PDF. Raises `Malformed` for anything else."""
        pdf = self._post(self.partner.bill_url, self._about("GET_BILL", reference, created_at))
        if not pdf.startswith(b"%PDF-"):
            raise Malformed("the answer to GET_BILL is not a PDF")
        return pdf

    def refund(self, request: RefundRequest) -> Refunding:
        """The platform's protocol has no refund: it is made by hand."""
        raise Refused("", f"the national platform takes no refunds: {request.reference}")

    def _about(self, kind: str, reference: str, created_at: datetime) -> bytes:
        told = (kind, VERSION, self.partner.code, reference, stamp(created_at))
        message = dict(zip(QUERY_FIELDS, told, strict=True))
        return _signed(message, QUERY_FIELDS, self.partner.secret)

    def _check(self, message: Mapping[str, str]) -> None:
        fields = [message.get(name, "") for name in CONFIRM_FIELDS]
        claimed = message.get("MaXacThuc", "")
        reference = message.get("MaThamChieu", "")
        if not all(map(_is_signable, fields)) or message.get("MaDoiTac") != self.partner.code:
            raise BadSignature(reference)
        if not same(authentication(fields, self.partner.secret), claimed):
            raise BadSignature(reference)
        missing = [name for name in CONFIRM_FIELDS if name not in message]
        if missing or self.partner.confirm_type not in ("", message["LoaiBanTin"]):
            raise Malformed(f"not a CONFIRM: {message.get('LoaiBanTin')!r}, without {missing}")

    def _post(self, url: str, body: bytes) -> bytes:
        return self.send(Post(url=url, body=body, bearer=self.partner.bearer))


def init_message(partner: Partner, charge: Charge) -> bytes:
    """INIT, ready to send. Raises ValueError for a field that holds ``|``."""
    message = {
        "LoaiBanTin": "INIT",
        "PhienBan": VERSION,
        "MaDoiTac": partner.code,
        "MaThamChieu": charge.reference,
        "SoTien": str(charge.amount),
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "PAYMENT",
        "ThongTinGiaoDich": _subject(charge.bill),
        "ThoiGianGD": stamp(charge.created_at),
        "Ip": charge.ip,
    }
    return _signed(message, INIT_FIELDS, partner.secret, _receipt(partner, charge))


def _signed(
    message: Mapping[str, str], fields: Iterable[str], secret: str, receipt: object = None
) -> bytes:
    signature = authentication((message[name] for name in fields), secret)
    unsigned = {} if receipt is None else {"ThongTinBienLai": receipt}
    return msgspec.json.encode({**message, "MaXacThuc": signature, **unsigned})


def _subject(bill: Bill) -> str:
    return without_marks(f"THANH TOAN HO SO {bill.dossier_id}")


def _receipt(partner: Partner, charge: Charge) -> dict[str, Any]:
    """ThongTinBienLai: particulars for the electronic receipt, phí and lệ phí on their own lines.

    The fields about fines are empty: this house collects fees only.
    """
    bill, name = charge.bill, _short(charge.bill.procedure_name)
    return {
        "MaDichVu": FEES,
        "MaDVC": f"{bill.procedure_code}.01",
        "TenDVC": name,
        "MaTTHC": bill.procedure_code,
        "TenTTHC": name,
        "MaDonVi": bill.agency_code,
        "TenDonVi": bill.agency_name,
        "MaHoSo": bill.dossier_id,
        "TKThuHuong": bill.account.number,
        "MaNHThuHuong": bill.account.bank,
        "TenTKThuHuong": bill.account.holder,
        "NoiDungThanhToan": _subject(bill),
        **_payer(charge.payer),
        "PhiLePhi": [_fee_line(partner, line) for line in bill.lines],
        "DSKhoanNop": [{"NoiDung": line.name, "SoTien": str(line.amount)} for line in bill.lines],
    }


def _payer(payer: Payer) -> dict[str, str]:
    return {
        "HoTenNguoiNop": payer.name,
        "SoCMNDNguoiNop": payer.identity_number,
        "DiaChiNguoiNop": payer.address,
        "HuyenNguoiNop": payer.district,
        "TinhNguoiNop": payer.province,
    }


def _fee_line(partner: Partner, line: BillLine) -> dict[str, str]:
    return {
        "LoaiPhiLePhi": partner.fee_type if line.kind is FeeKind.FEE else partner.charge_type,
        "MaPhiLePhi": line.code,
        "TenPhiLePhi": line.name,
        "SoTien": str(line.amount),
    }


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_CUT_NAME]}..."


def _is_signable(field: str) -> bool:
    return "|" not in field


def _finding(answer: Mapping[str, str], reference: str) -> Finding:
    outcome = STATES.get(answer.get("TrangThaiGD", ""), Outcome.PENDING)
    amount, paid_at = answer.get("SoTien", ""), answer.get("ThoiGianGD", "")
    return Finding(
        reference=reference,
        outcome=outcome,
        amount=whole(amount) if amount else None,
        gateway_transaction=answer.get("MaGiaoDich", ""),
        bank=answer.get("MaNganHang", ""),
        paid_at=instant(paid_at) if paid_at and outcome is Outcome.SUCCESS else None,
        code=answer.get("MaLoi", ""),
    )
