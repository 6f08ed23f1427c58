"""Paying a whole order at the counter (nộp tại quầy): its rules and the money it moves. Pure."""

from __future__ import annotations

from msgspec.structs import replace

from services.payments.model import Entry, Order, OrderState, Step
from services.payments.orders import DUE
from services.payments.receipts import Method, Receipt
from shared.web.problems import Problem, invalid, wrong_field


def at_counter(receipt: Receipt) -> str:
    """The account of the money that lies at an agency's counter, or came by its card or account."""
    return f"{receipt.method}:{receipt.agency_code}"


def change(method: Method, due: int, received: int | None) -> int:
    """What a payer of cash gets back, in VND; other payments are of exactly what is due.

    Raises:
        Problem: 422 naming ``/received``.
    """
    if method is Method.CASH:
        return _given_back(due, received)
    if received not in (None, due):
        raise _wrong("other", f"Phải đúng bằng {due} đồng.", f"Must be exactly {due} VND.")
    return 0


def paid(order: Order, receipts: tuple[Receipt, ...]) -> Step:
    """The open order is paid: each receipt's money settles its part of what is due."""
    first = receipts[0]
    entries = tuple(
        Entry(
            number=order.entries + nth,
            at=receipt.issued_at,
            kind="settlement",
            debit=at_counter(receipt),
            credit=DUE,
            amount=receipt.amount,
            reference=receipt.name,
        )
        for nth, receipt in enumerate(receipts, start=1)
    )
    after = replace(
        order,
        version=order.version + 1,
        entries=order.entries + len(entries),
        state=OrderState.PAID,
        paid_at=first.issued_at,
        paid_reference=first.name,
        paid_method=first.method,
    )
    return Step(before=order, after=after, entries=entries)


def _given_back(due: int, received: int | None) -> int:
    if received is None:
        raise _wrong("required", "Bắt buộc phải có.", "This is required.")
    if received < due:
        raise _wrong(
            "minimum",
            f"Chưa đủ: phải thu {due} đồng.",
            f"Not enough: {due} VND is due.",
        )
    return received - due


def _wrong(rule: str, detail: str, detail_en: str) -> Problem:
    return invalid(wrong_field("/received", rule, detail, detail_en))
