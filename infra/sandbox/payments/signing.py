"""How both gateways sign, written for the sandbox alone.

The services have their own; that the two agree is tested, so each checks the other.
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

VNPAY_HASH = "vnp_SecureHash"
QUERYDR = "RequestId Version Command TmnCode TxnRef TransactionDate CreateDate IpAddr OrderInfo"
REFUND = (
    "RequestId Version Command TmnCode TransactionType TxnRef Amount TransactionNo"
    " TransactionDate CreateBy CreateDate IpAddr OrderInfo"
)
REFUND_ANSWER = (
    "ResponseId Command ResponseCode Message TmnCode TxnRef Amount BankCode PayDate"
    " TransactionNo TransactionType TransactionStatus OrderInfo"
)
QUERYDR_ANSWER = f"{REFUND_ANSWER} PromotionCode PromotionAmount"
INIT = (
    "LoaiBanTin PhienBan MaDoiTac MaThamChieu SoTien LoaiHinhThanhToan MaKenhThanhToan MaThietBi"
    " NgonNgu MaTienTe MaNganHang ThongTinGiaoDich ThoiGianGD Ip"
)
CONFIRM = (
    "LoaiBanTin MaLoi MaDoiTac MaThamChieu SoTien MaTienTe MaGiaoDich MaNganHang ThoiGianGD"
    " ThongTinGiaoDich"
)
CONFIRM_ANSWER = "MaLoi MoTaLoi MaDoiTac MaThamChieu ThoiGianGD"
QUERY = "LoaiBanTin PhienBan MaDoiTac MaThamChieu ThoiGianGD"


def national_hash(message: Mapping[str, object], fields: str, secret: str) -> str:
    """MaXacThuc over the named fields and the secret."""
    texts = [str(message.get(name, "")) for name in fields.split()]
    return hashlib.sha256("|".join([*texts, secret]).encode()).hexdigest()


def vnpay_query_hash(parameters: Iterable[tuple[str, str]], secret: str) -> str:
    """vnp_SecureHash over URL parameters."""
    left_out = (VNPAY_HASH, "vnp_SecureHashType")
    signed = [
        (name, text)
        for name, text in parameters
        if name[:4] == "vnp_" and name not in left_out and text != ""
    ]
    return _hmac(urlencode(sorted(signed)), secret)


def vnpay_fields_hash(message: Mapping[str, object], fields: str, secret: str) -> str:
    """vnp_SecureHash over fields of the merchant API, named without their prefix."""
    return _hmac("|".join(str(message.get(f"vnp_{name}", "")) for name in fields.split()), secret)


def is_signed(expected: str, claimed: object) -> bool:
    """Whether a claimed hash is the expected one, in either case of hex."""
    return isinstance(claimed, str) and hmac.compare_digest(
        expected.encode(), claimed.lower().encode()
    )


def _hmac(text: str, secret: str) -> str:
    return hmac.digest(secret.encode(), text.encode(), "sha512").hex()
