"""What can happen to a payment: each scenario is a row of data, played alike at both gateways."""

from dataclasses import dataclass

PAID, CANCELLED, INSUFFICIENT = "00", "24", "51"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way a payment goes.

    `settled`: how many times money is taken (0: `code` says why not); `copies`: how many times each
    confirmation is sent at once; `stale`: an older failure is confirmed after the success.
    """

    vi: str
    en: str
    code: str = PAID
    settled: int = 1
    copies: int = 1
    confirms: bool = True
    returns: bool = True
    delayed: bool = False
    stale: bool = False
    forged: bool = False
    amount_off: int = 0


SCENARIOS = {
    "pay": Scenario("Thanh toán", "Pay"),
    "cancel": Scenario("Hủy giao dịch", "Cancel", code=CANCELLED, settled=0),
    "insufficient": Scenario(
        "Tài khoản không đủ số dư", "Insufficient funds", code=INSUFFICIENT, settled=0
    ),
    "no_return": Scenario(
        "Thanh toán rồi đóng trang, không quay lại", "Pay but never return", returns=False
    ),
    "twice": Scenario("Thanh toán hai lần", "Pay twice", settled=2),
    "delayed": Scenario("Thanh toán, xác nhận đến chậm", "Pay, confirmation delayed", delayed=True),
    "repeated": Scenario(
        "Thanh toán, xác nhận gửi lặp ba lần", "Pay, confirmation sent three times", copies=3
    ),
    "out_of_order": Scenario(
        "Thanh toán, xác nhận đến sai thứ tự", "Pay, confirmations out of order", stale=True
    ),
    "lost": Scenario(
        "Thanh toán, xác nhận bị mất", "Pay, confirmation lost", confirms=False, returns=False
    ),
    "wrong_amount": Scenario(
        "Xác nhận sai số tiền", "Confirmation with another amount", amount_off=-1000
    ),
    "forged": Scenario(
        "Xác nhận giả mạo chữ ký", "Forged confirmation", forged=True, settled=0, returns=False
    ),
}
