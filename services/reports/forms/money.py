"""Phí and lệ phí by way of paying and by agency, with the cashiers' totals. Pure; VND."""

from __future__ import annotations

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
GROSS: Final[Words] = (
    "Số tiền đã thu trong kỳ, chưa trừ các khoản đã hoàn trả.",
    "Money taken in the period; refunds are not taken off.",
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
    ]
    happened = bundle.all.happened
    whole = (happened(*PAID), happened(*FEES), happened(*CHARGES), happened(*MONEY))
    total = Row(values=("", TOTAL[0], *whole), style="total")
    return Grid(
        columns=COLUMNS,
        rows=(*rows, total),
        title=("Theo hình thức nộp", "By way of paying"),
        notes=(GROSS, OLD_EVENTS) if unknown else (GROSS,),
    )


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
