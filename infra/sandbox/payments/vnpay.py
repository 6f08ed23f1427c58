"""VNPAY 2.1.0: the pay URL, and the IPN and the return that follow. Amounts × 100 on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from infra.sandbox.payments import signing
from infra.sandbox.payments.deliveries import Confirmation
from infra.sandbox.payments.events import Event
from infra.sandbox.payments.ledger import Ledger, Payment
from infra.sandbox.payments.page import error_page
from infra.sandbox.payments.settings import GMT_7, Settings, stamp

NAME = "vnpay"
BANK = "NCB"
CONTENT = ("00", "02")
PAY_CONSTANTS = {"vnp_Version": "2.1.0", "vnp_Command": "pay", "vnp_CurrCode": "VND"}
REQUIRED = ("Amount", "CreateDate", "ExpireDate", "IpAddr", "OrderInfo", "OrderType", "ReturnUrl")


@dataclass(frozen=True, slots=True)
class Vnpay:
    """The pages a browser is sent to."""

    settings: Settings
    ledger: Ledger

    async def pay(self, request: Request) -> Response:
        """Take a pay URL: on to the payment's page, or to the error page with VNPAY's code."""
        given = request.query_params
        fault = self._fault(given.multi_items(), dict(given))
        if fault:
            return RedirectResponse(f"/paymentv2/Payment/Error.html?code={fault}", 302)
        payment = self.ledger.open(_payment(given))
        return RedirectResponse(f"/pay/{payment.token}", 302)

    async def error(self, request: Request) -> Response:
        return HTMLResponse(error_page(request.query_params.get("code", "99")))

    def confirmation(self, payment: Payment, event: Event) -> Confirmation:
        """The IPN, as sent to our server."""
        secret = "forged" if event.forged else self.settings.secret_vnpay
        parameters = self._result(payment, event, secret)
        url = self.settings.callback_vnpay
        return Confirmation(NAME, payment.reference, "GET", url, _is_content, params=parameters)

    def return_url(self, payment: Payment, event: Event) -> str:
        """Where the browser goes afterwards, with the signed result."""
        told = urlencode(self._result(payment, event, self.settings.secret_vnpay))
        return f"{payment.return_url}{'&' if '?' in payment.return_url else '?'}{told}"

    def _result(self, payment: Payment, event: Event, secret: str) -> dict[str, str]:
        parameters = {
            "vnp_TmnCode": self.settings.terminal,
            "vnp_Amount": str(event.amount * 100),
            "vnp_BankCode": BANK,
            "vnp_CardType": "ATM",
            "vnp_PayDate": event.at,
            "vnp_OrderInfo": payment.subject,
            "vnp_TransactionNo": event.transaction,
            "vnp_ResponseCode": event.code,
            "vnp_TransactionStatus": "00" if event.is_paid else "02",
            "vnp_TxnRef": payment.reference,
        }
        if event.is_paid:
            parameters["vnp_BankTranNo"] = f"VNP{event.transaction}"
        parameters[signing.VNPAY_HASH] = signing.vnpay_query_hash(parameters.items(), secret)
        return parameters

    def _fault(self, pairs: list[tuple[str, str]], given: Mapping[str, str]) -> str | None:
        expected = signing.vnpay_query_hash(pairs, self.settings.secret_vnpay)
        if not signing.is_signed(expected, given.get(signing.VNPAY_HASH)):
            return "70"
        if given.get("vnp_TmnCode") != self.settings.terminal:
            return "72"
        return _format_fault(given)


def _format_fault(given: Mapping[str, str]) -> str | None:
    constants = all(given.get(name) == text for name, text in PAY_CONSTANTS.items())
    complete = all(given.get(f"vnp_{name}") for name in REQUIRED)
    if not constants or not complete or not 0 < len(given.get("vnp_TxnRef", "")) <= 100:
        return "03"
    if "vnp_SecureHashType" in given or not given["vnp_OrderInfo"].isascii():
        return "03"
    try:
        return "15" if _payment(given).has_expired else None
    except ValueError:
        return "03"


def _payment(given: Mapping[str, str]) -> Payment:
    amount, fraction = divmod(int(given["vnp_Amount"]), 100)
    if fraction or amount <= 0:
        raise ValueError("not whole VND")
    return Payment(
        gateway=NAME,
        reference=given["vnp_TxnRef"],
        amount=amount,
        subject=given["vnp_OrderInfo"],
        return_url=given["vnp_ReturnUrl"],
        created=stamp(_time(given["vnp_CreateDate"])),
        expires_at=_time(given["vnp_ExpireDate"]).isoformat(),
    )


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=GMT_7)


def _is_content(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get("RspCode") in CONTENT
