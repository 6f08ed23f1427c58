"""The index of Quyết định 766/QĐ-TTg, as far as our own data give it. Pure.

Each component with its formula, its two figures and its value. What our data do not give is not
there: it is not nought.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from services.reports.counting.measures import PAID, Measure
from services.reports.forms.bundles import (
    ONLINE_LEVELS,
    Bundle,
    in_term,
    online_rate,
    paid_online_rate,
    satisfied,
)
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.offered import Levels, offered
from services.reports.forms.online import online_procedures
from services.reports.forms.tables import NUMBER
from services.reports.sheet import Chart, Column, Grid, Rate, Row, Series, Words

FULLY_ONLINE: Final = 4
NOTES: Final[tuple[Words, ...]] = (
    (
        "Chỉ gồm thành phần tính được từ dữ liệu hồ sơ của hệ thống; thành phần không tính được"
        " không nêu ở đây, không có nghĩa là bằng 0.",
        "Only components that follow from the system's own dossiers; what does not is absent,"
        " which does not mean nought.",
    ),
    (
        "Giá trị để trống: mẫu số bằng 0 trong kỳ.",
        "An empty value: there was nothing to take a share of.",
    ),
)
PROGRESS: Final = "Tiến độ, kết quả giải quyết"
SERVICES: Final = "Cung cấp dịch vụ trực tuyến"
PAYMENTS: Final = "Thanh toán trực tuyến"
SATISFACTION: Final = "Mức độ hài lòng"
BESIDE: Final = "Theo dõi thêm, không thuộc thang điểm"


class Component(Struct, frozen=True, kw_only=True):
    """A component: its place in the index, how it is worked out in words, and by us."""

    group: str
    name: str
    formula: str
    of: Callable[[Bundle, Levels], Rate]


def _fully_online(_: Bundle, catalogue: Levels) -> Rate:
    return Rate(sum(level == FULLY_ONLINE for level in catalogue.values()), len(catalogue))


def _with_online_dossiers(bundle: Bundle, catalogue: Levels) -> Rate:
    there = frozenset(code for code, level in catalogue.items() if level in ONLINE_LEVELS)
    return Rate(len(there & online_procedures(bundle)), len(there))


def _procedures_paid_online(bundle: Bundle, _: Levels) -> Rate:
    fee_bearing = bundle.procedures_with(Measure.FEE_DUE, *PAID)
    return Rate(len(bundle.procedures_with(Measure.PAID_ONLINE)), len(fee_bearing))


def _received_in_time(bundle: Bundle, _: Levels) -> Rate:
    received = bundle.all.received
    return Rate(received - bundle.all.happened(Measure.RECEIVED_LATE), received)


COMPONENTS: Final = (
    Component(
        group=PROGRESS,
        name="Tỷ lệ hồ sơ xử lý đúng hạn",
        formula="(có kết quả trước hạn, đúng hạn + đang giải quyết trong hạn)"
        " / (có kết quả + đang giải quyết)",
        of=lambda bundle, _: in_term(bundle),
    ),
    Component(
        group=SERVICES,
        name="Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến toàn trình",
        formula="thủ tục toàn trình / thủ tục trong danh mục ngày cuối kỳ",
        of=_fully_online,
    ),
    Component(
        group=SERVICES,
        name="Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ trực tuyến",
        formula="thủ tục toàn trình, một phần có hồ sơ trực tuyến trong kỳ"
        " / thủ tục toàn trình, một phần",
        of=_with_online_dossiers,
    ),
    Component(
        group=SERVICES,
        name="Tỷ lệ hồ sơ trực tuyến",
        formula="hồ sơ tiếp nhận trực tuyến / hồ sơ tiếp nhận của thủ tục toàn trình, một phần",
        of=lambda bundle, _: online_rate(bundle),
    ),
    Component(
        group=PAYMENTS,
        name="Tỷ lệ thủ tục có phát sinh thanh toán trực tuyến",
        formula="thủ tục có hồ sơ thanh toán trực tuyến / thủ tục có hồ sơ phải nộp hoặc đã nộp"
        " phí, lệ phí",
        of=_procedures_paid_online,
    ),
    Component(
        group=PAYMENTS,
        name="Tỷ lệ hồ sơ thanh toán trực tuyến",
        formula="hồ sơ thanh toán trực tuyến / hồ sơ đã nộp phí, lệ phí trong kỳ",
        of=lambda bundle, _: paid_online_rate(bundle),
    ),
    Component(
        group=SATISFACTION,
        name="Tỷ lệ hài lòng trong giải quyết thủ tục hành chính",
        formula="(rất hài lòng + hài lòng) / lượt đánh giá của người nộp hồ sơ trong kỳ",
        of=lambda bundle, _: satisfied(bundle, "overall"),
    ),
    Component(
        group=BESIDE,
        name="Tỷ lệ hồ sơ tiếp nhận đúng hạn (8 giờ làm việc)",
        formula="(tiếp nhận − tiếp nhận chậm) / tiếp nhận trong kỳ",
        of=_received_in_time,
    ),
)
COLUMNS: Final = (
    Column(key="number", heads=(NUMBER,), kind="text"),
    Column(key="group", heads=(("Nhóm chỉ số", "Group"),), kind="text"),
    Column(key="component", heads=(("Thành phần", "Component"),), kind="text"),
    Column(key="formula", heads=(("Cách tính", "Formula"),), kind="text"),
    Column(key="part", heads=(("Tử số", "Numerator"),), kind="count"),
    Column(key="whole", heads=(("Mẫu số", "Denominator"),), kind="count"),
    Column(key="value", heads=(("Giá trị", "Value"),), kind="rate"),
)


def _fill(material: Material) -> Filled:
    bundle, catalogue = Bundle(lines=material.figures.procedures), offered(material)
    found = [(each, each.of(bundle, catalogue)) for each in COMPONENTS]
    rows = tuple(_row(nth, each, rate) for nth, (each, rate) in enumerate(found, start=1))
    return Filled(grids=(Grid(columns=COLUMNS, rows=rows, notes=NOTES),), chart=_chart(found))


def _row(nth: int, each: Component, rate: Rate) -> Row:
    words = (each.group, each.name, each.formula)
    return Row(values=(str(nth), *words, rate.part, rate.whole, rate))


def _chart(found: Sequence[tuple[Component, Rate]]) -> Chart:
    shares = [(each.name, rate.share) for each, rate in found if rate.share is not None]
    return Chart(
        title=("Giá trị các thành phần", "Values of the components"),
        kind="columns",
        categories=tuple(name for name, _ in shares),
        series=(Series(name=("Giá trị", "Value"), values=tuple(share for _, share in shares)),),
        axis="share",
    )


FORM: Final = Form(
    needs=frozenset({Need.PROCEDURES}),
    basis=("Quyết định số 766/QĐ-TTg ngày 23/6/2022", "Decision 766/QĐ-TTg of 23 June 2022"),
    title=(
        "Chỉ số phục vụ người dân, doanh nghiệp: các thành phần tính được",
        "Index of service to citizens and businesses: components that can be worked out",
    ),
    unit=("Thủ tục, hồ sơ, lượt đánh giá, tỷ lệ %", "Procedures, dossiers, ratings, %"),
    fill=_fill,
)
