"""Cashiers and what they do at the counter."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from services.payments import book, orders
from services.payments.app import app
from services.payments.model import Order
from shared.dossier.numbering import local_day
from shared.reference.fees import FeeLine
from shared.reference.model import FeeKind
from tests.component.payments.paying import ORDER, entries, filed
from tests.support.calling import Answer, Who, call
from tests.support.people import JUSTICE, WARD

THU = Who("cashier-thu", "cashier", agency=WARD, name="Hoàng Thị Thu")
NAM = Who("cashier-nam", "cashier", agency=WARD, name="Lê Văn Nam")
JUSTICE_CASHIER = Who("cashier-justice", "cashier", agency=JUSTICE, name="Bùi Thị Hoa")
FEE, CHARGE = 30_000, 5_000
REASON = "Ghi sai họ tên người nộp"


def line(kind: FeeKind, amount: int) -> FeeLine:
    return FeeLine(
        item=f"item_{kind}",
        kind=kind,
        name="Phí, lệ phí",
        name_en="Fee",
        amount=amount,
        full_amount=amount,
        legal_ref="NQ 08/2025/NQ-HĐND",
    )


def order_of_both(order_id: str, agency_code: str = WARD) -> Order:
    """An open order with phí and lệ phí."""
    lines = (line(FeeKind.FEE, FEE), line(FeeKind.CHARGE, CHARGE))
    order = Order(
        order_id=order_id,
        agency_code=agency_code,
        procedure_code="1.001193",
        procedure_name="Đăng ký khai sinh",
        applicant_key="payer",
        lines=lines,
        amount=FEE + CHARGE,
        pay_before="reception",
        opened_at=datetime.now(UTC),
    )
    return book.write(orders.opened(order))


def owing_both() -> str:
    """A dossier that owes phí and lệ phí."""
    dossier_id = filed().dossier_id
    order_of_both(dossier_id)
    return dossier_id


def pay(dossier_id: str, who: Who | None = THU, *, key: str = "fresh", **body: Any) -> Answer:
    """Pay at the counter; in cash and more than enough, unless told else."""
    body = {"method": "cash", "received": 50_000} | body
    path = {"dossier_id": dossier_id}
    return call(app, "POST", f"{ORDER}/counter-payments", path=path, body=body, who=who, key=key)


def void(series: str, number: int | str = 1, who: Who | None = THU, **options: Any) -> Answer:
    """Make a receipt of the ward's void."""
    path = {"agency_code": options.pop("agency", WARD), "series": series, "number": str(number)}
    body = {"reason": options.pop("reason", REASON)}
    resource = "/payments/receipts/{agency_code}/{series}/{number}/void"
    return call(app, "POST", resource, path=path, body=body, who=who, **options)


def sheet(who: Who | None = THU, agency: str = WARD, on: str = "") -> Answer:
    """Read the day's sheet."""
    query = {"agency": agency, "date": on or today()}
    return call(app, "GET", "/payments/closing", query=query, who=who)


def close(who: Who | None = THU, agency: str = WARD, on: str = "", **options: Any) -> Answer:
    """Close the day."""
    body = {"agency": agency, "date": on or today()}
    return call(app, "POST", "/payments/closing", body=body, who=who, **options)


def today() -> str:
    return local_day(datetime.now(UTC)).isoformat()


def series(prefix: str) -> str:
    """This year's series."""
    return f"{prefix}-{today()[2:4]}"


def balances(*order_ids: str) -> Counter[str]:
    """Debit less credit of every account over some orders."""
    found: Counter[str] = Counter()
    for order_id in order_ids:
        for entry in entries(order_id):
            found[entry.debit] += entry.amount
            found[entry.credit] -= entry.amount
    return found
