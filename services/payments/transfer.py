"""Paying by bank transfer (chuyển khoản): the agency's account as a VietQR.

A transfer confirms nothing by itself: the cashier finds it in the bank's statement by its purpose
and records it at the counter.
"""

from __future__ import annotations

from msgspec import Struct

from services.payments import choice
from services.payments.gateways import vietqr
from services.payments.gateways.vietqr import Transfer
from services.payments.model import Order, OrderState
from shared.web.problems import Problem


class TransferView(Struct, frozen=True, kw_only=True):
    """What to transfer, in words, as the text of a QR code, and as its image (SVG)."""

    dossier_id: str
    bank: str
    account: str
    holder: str
    amount: int
    purpose: str
    vietqr: str
    image: str


def transfer(order: Order) -> TransferView:
    """How to pay an open order by bank transfer.

    Raises:
        Problem: 409 if nothing is due, 503 where the agency takes no transfers.
    """
    if order.state is not OrderState.OPEN:
        raise Problem("nothing-due")
    account = choice.configuration().transfer_of(order.agency_code)
    if account is None:
        raise Problem("gateway-unreachable")
    asked = Transfer(
        bank=account.bin,
        account=account.number,
        amount=order.amount,
        purpose=vietqr.purpose_of(order.order_id.replace(".", "").replace("-", "")),
        dynamic=True,
    )
    return TransferView(
        dossier_id=order.order_id,
        bank=account.bank,
        account=account.number,
        holder=account.holder,
        amount=order.amount,
        purpose=asked.purpose,
        vietqr=vietqr.written(asked),
        image=vietqr.svg(asked),
    )
