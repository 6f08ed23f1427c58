"""Payment of fees: what was due, what was paid, and how much of it online. Pure."""

from __future__ import annotations

from typing import Final

from services.reports.counting.measures import PAID, Measure
from services.reports.forms.bundles import Bundle, paid_online_rate
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_field, by_unit
from services.reports.forms.tables import FIELD, UNIT, Figure, grid
from services.reports.sheet import Rate, Words

PROCEDURES: Final[Words] = ("Thủ tục", "Procedures")
DOSSIERS: Final[Words] = ("Hồ sơ", "Dossiers")
RATES: Final[Words] = ("Tỷ lệ", "Rates")
DUE: Final[Words] = ("Có phí, lệ phí phải nộp", "With something to pay")
PAID_WORDS: Final[Words] = ("Đã nộp", "Paid")
ONLINE: Final[Words] = ("Thanh toán trực tuyến", "Paid online")
PAID_OF_DUE: Final[Words] = ("Đã nộp / phải nộp", "Paid of due")
ONLINE_OF_PAID: Final[Words] = ("Trực tuyến / đã nộp", "Online of paid")
NOTE: Final[Words] = (
    "Phải nộp: hồ sơ nộp trong kỳ có phí, lệ phí lớn hơn 0 (không gồm hồ sơ được miễn);"
    " đã nộp: hồ sơ nộp tiền trong kỳ, kể cả hồ sơ của kỳ trước.",
    "Due: dossiers submitted in the period with a fee above 0 (exempted ones not among them);"
    " paid: dossiers paid in the period, those submitted before it among them.",
)


def _count(key: str, name: Words, *measures: Measure) -> Figure:
    """Dossiers of which any of this happened."""
    return Figure(key=key, heads=(DOSSIERS, name), of=lambda bundle: bundle.all.happened(*measures))


def _procedures(key: str, name: Words, *measures: Measure) -> Figure:
    """Procedures of which there were such dossiers."""
    return Figure(
        key=f"procedures_{key}",
        heads=(PROCEDURES, name),
        of=lambda bundle: len(bundle.procedures_with(*measures)),
    )


def _paid_rate(bundle: Bundle) -> Rate:
    return Rate(bundle.all.happened(*PAID), bundle.all.happened(Measure.FEE_DUE))


OF_PROCEDURES: Final = (
    _procedures("due", DUE, Measure.FEE_DUE),
    _procedures("paid", PAID_WORDS, *PAID),
    _procedures("paid_online", ONLINE, Measure.PAID_ONLINE),
)
OF_DOSSIERS: Final = (
    _count("due", DUE, Measure.FEE_DUE),
    _count("paid", PAID_WORDS, *PAID),
    _count("paid_online", ONLINE, Measure.PAID_ONLINE),
    Figure(key="paid_rate", heads=(RATES, PAID_OF_DUE), kind="rate", of=_paid_rate),
    Figure(key="online_rate", heads=(RATES, ONLINE_OF_PAID), kind="rate", of=paid_online_rate),
)


def _fill(material: Material) -> Filled:
    fields = by_field(material, material.figures.procedures)
    units = by_unit(material, material.figures.agencies)
    by_fields = grid(
        FIELD,
        (*OF_PROCEDURES, *OF_DOSSIERS),
        fields,
        title=("Theo lĩnh vực", "By field"),
        notes=(NOTE,),
    )
    by_units = grid(UNIT, OF_DOSSIERS, units, title=("Theo đơn vị", "By agency"))
    drawn = (Drawn(ONLINE_OF_PAID, paid_online_rate),)
    title = ("Tỷ lệ thanh toán trực tuyến theo đơn vị", "Online payment rate by agency")
    return Filled(grids=(by_fields, by_units), chart=picture(title, units, drawn, axis="share"))


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES, Need.PROCEDURES}),
    title=("Kết quả thanh toán phí, lệ phí trực tuyến", "Online payment of fees"),
    unit=("Thủ tục, hồ sơ, tỷ lệ %", "Procedures, dossiers, %"),
    fill=_fill,
)
