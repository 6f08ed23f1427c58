"""Phí and lệ phí by way of paying and by agency, and what was given back of them. Pure; VND.

Refunds are those of the period, whichever period's payments they give back: what remains can be
less than nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from services.reports.counting.measures import CHARGES, FEES, MONEY, PAID, Measure
from services.reports.forms.bundles import Bundle, joined
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_unit
from services.reports.forms.tables import TOTAL, UNIT, Figure, grid, name_columns
from services.reports.sheet import Column, Grid, Row, Value, Words

WAY: Final[Words] = ("Hình thức nộp", "Way of paying")
FEE: Final[Words] = ("Phí", "Fees (phí)")
CHARGE: Final[Words] = ("Lệ phí", "Charges (lệ phí)")
DOSSIERS: Final[Words] = ("Số hồ sơ", "Dossiers")
UNKNOWN: Final[Words] = ("Không rõ hình thức, loại thu", "Way and kind unknown")
REFUNDED: Final[Words] = ("Đã hoàn trả trong kỳ", "Refunded in the period")
NET: Final[Words] = ("Còn lại sau hoàn trả", "Net of refunds")
REFUNDS_APART: Final[Words] = (
    "Tiền đã thu là số chưa trừ hoàn trả. Hoàn trả tính vào ngày tiền được ghi nhận là đã trả lại, "
    "kể cả của khoản thu kỳ trước; ở dòng hoàn trả, số hồ sơ là số lần hoàn trả. Hoàn trả không "
    "tách phí với lệ phí, cũng không tách hình thức nộp. Tiền nộp thừa hoặc nộp trùng không tính "
    "là khoản thu, nên trả lại cũng không tính là hoàn trả.",
    "Money taken is before refunds. A refund counts on the day its money is recorded as given "
    "back, also where an earlier period took it; in the row of refunds, dossiers are the number of "
    "refunds. Refunds are not told apart by phí and lệ phí, nor by way of paying. What was paid "
    "in excess or twice never counted as taken, and its return is no refund.",
)
OLD_EVENTS: Final[Words] = (
    "Không rõ: khoản thu ghi nhận trước khi hệ thống lưu hình thức nộp và loại thu.",
    "Unknown: recorded before the system kept the way of paying and the kind of fee.",
)


class Way(Struct, frozen=True, kw_only=True):
    """A way of paying and where it is counted."""

    name: Words
    at_counter: bool
    dossiers: Measure
    fee: Measure
    charge: Measure


def _way(measure: str, name: Words, *, at_counter: bool = True) -> Way:
    return Way(
        name=name,
        at_counter=at_counter,
        dossiers=Measure(f"paid_{measure}"),
        fee=Measure(f"fee_{measure}"),
        charge=Measure(f"charge_{measure}"),
    )


WAYS: Final = (
    _way("online", ("Trực tuyến", "Online"), at_counter=False),
    _way("cash", ("Tiền mặt", "Cash")),
    _way("card", ("Thẻ", "Card")),
    _way("transfer", ("Chuyển khoản", "Transfer")),
)
COLUMNS: Final = (
    *name_columns(WAY),
    Column(key="dossiers", heads=(DOSSIERS,), kind="count"),
    Column(key="fees", heads=(FEE,), kind="money"),
    Column(key="charges", heads=(CHARGE,), kind="money"),
    Column(key="total", heads=(TOTAL,), kind="money"),
)


def _by_way(bundle: Bundle) -> Grid:
    """The sums of each way; the cashiers' are those of the counter."""
    counter, unknown = [way for way in WAYS if way.at_counter], _unknown(bundle)
    rows = [
        *(Row(values=(str(n), *_values(bundle, way))) for n, way in enumerate(WAYS, start=1)),
        Row(values=("", "Cộng tại quầy (thu ngân)", *_sum(bundle, *counter)), style="group"),
        *unknown,
        *_totals(bundle),
    ]
    return Grid(
        columns=COLUMNS,
        rows=tuple(rows),
        title=("Theo hình thức nộp", "By way of paying"),
        notes=(REFUNDS_APART, OLD_EVENTS) if unknown else (REFUNDS_APART,),
    )


def _totals(bundle: Bundle) -> Iterator[Row]:
    """What was taken, what was given back and what remains."""
    happened = bundle.all.happened
    taken = (happened(*PAID), happened(*FEES), happened(*CHARGES), happened(*MONEY))
    back = (happened(Measure.REFUNDS), None, None, happened(Measure.MONEY_REFUNDED))
    net = (None, None, None, _net(bundle))
    for name, values in ((TOTAL, taken), (REFUNDED, back), (NET, net)):
        yield Row(values=("", name[0], *values), style="total")


def _net(bundle: Bundle) -> int:
    """What was taken less what was given back."""
    return bundle.all.happened(*MONEY) - bundle.all.happened(Measure.MONEY_REFUNDED)


def _values(bundle: Bundle, way: Way) -> tuple[Value, ...]:
    return (way.name[0], *_sum(bundle, way))


def _sum(bundle: Bundle, *ways: Way) -> tuple[int, int, int, int]:
    """Dossiers, phí, lệ phí and both together."""
    fees = bundle.all.happened(*(way.fee for way in ways))
    charges = bundle.all.happened(*(way.charge for way in ways))
    return bundle.all.happened(*(way.dossiers for way in ways)), fees, charges, fees + charges


def _unknown(bundle: Bundle) -> tuple[Row, ...]:
    """What old events do not tell apart; no row where there is none."""
    dossiers = bundle.all.happened(Measure.PAID_OTHERWISE)
    money = bundle.all.happened(Measure.MONEY_OTHERWISE)
    if not dossiers and not money:
        return ()
    return (Row(values=(str(len(WAYS) + 1), UNKNOWN[0], dossiers, None, None, money)),)


def _amount(key: str, heads: tuple[Words, ...], *measures: Measure) -> Figure:
    return Figure(
        key=key, heads=heads, kind="money", of=lambda bundle: bundle.all.happened(*measures)
    )


UNKNOWN_AMOUNT: Final = _amount("unknown", (UNKNOWN,), Measure.MONEY_OTHERWISE)
BY_KIND: Final = (
    *(_amount(way.fee.value, (FEE, way.name), way.fee) for way in WAYS),
    *(_amount(way.charge.value, (CHARGE, way.name), way.charge) for way in WAYS),
)
SUMS: Final = (
    _amount(
        "counter",
        (("Cộng tại quầy", "At the counter"),),
        *(measure for way in WAYS if way.at_counter for measure in (way.fee, way.charge)),
    ),
    _amount("total", (TOTAL,), *MONEY),
    _amount("refunded", (REFUNDED,), Measure.MONEY_REFUNDED),
    Figure(key="net", heads=(NET,), kind="money", of=_net),
)


def _fill(material: Material) -> Filled:
    units = by_unit(material, material.figures.agencies)
    whole = joined(row.bundle for row in units)
    unknown = (UNKNOWN_AMOUNT,) if whole.all.happened(Measure.MONEY_OTHERWISE) else ()
    by_units = grid(UNIT, (*BY_KIND, *unknown, *SUMS), units, title=("Theo đơn vị", "By agency"))
    drawn = (
        Drawn(FEE, lambda bundle: bundle.all.happened(*FEES)),
        Drawn(CHARGE, lambda bundle: bundle.all.happened(*CHARGES)),
    )
    title = ("Phí, lệ phí đã thu theo đơn vị", "Fees and charges taken, by agency")
    return Filled(
        grids=(_by_way(whole), by_units),
        chart=picture(title, units, drawn, kind="stacked", axis="money"),
    )


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES}),
    title=("Tổng hợp thu phí, lệ phí", "Fees and charges taken"),
    unit=("đồng (VND); hồ sơ", "VND; dossiers"),
    fill=_fill,
)
