"""Forms II.06: what was received, resolved and is in process, in thirteen columns. Pure.

Thông tư 01/2020/TT-VPCP. Always 3 = 4 + 5 + 6 = 7 + 11, 7 = 8 + 9 + 10, 11 = 12 + 13, and column 6
is column 11 of the period before. Column 9 takes in what has no due date and what was withdrawn
after reception; column 12 what waits or is stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.reports.counting.measures import Measure
from services.reports.forms.balancing import explained
from services.reports.forms.bundles import Bundle, joined
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import CIRCULAR_01_2020, Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_field, by_procedure, by_unit
from services.reports.forms.tables import TOTAL, Figure, Named, grid
from services.reports.sheet import Words

RECEIVED: Final[Words] = ("Số hồ sơ nhận giải quyết", "Dossiers received")
IN_PERIOD: Final[Words] = ("Trong kỳ", "In the period")
RESOLVED: Final[Words] = ("Số lượng hồ sơ đã giải quyết", "Dossiers resolved")
OPEN: Final[Words] = ("Số lượng hồ sơ đang giải quyết", "Dossiers in process")
EARLY: Final[Words] = ("Trước hạn", "Early")
ON_TIME: Final[Words] = ("Đúng hạn", "On time")
IN_TERM: Final[Words] = ("Trong hạn", "Within the term")
LATE: Final[Words] = ("Quá hạn", "Late")
FIELD: Final[Words] = ("Lĩnh vực, công việc giải quyết", "Field, matter")
PROCEDURE: Final[Words] = ("Lĩnh vực, thủ tục hành chính", "Field, procedure")
UNIT: Final[Words] = ("Cấp, cơ quan giải quyết", "Tier, agency")
OF_PROCEDURES: Final = "Tình hình, kết quả giải quyết thủ tục hành chính"


def _early(bundle: Bundle) -> int:
    return bundle.all.happened(Measure.EARLY)


def _on_time(bundle: Bundle) -> int:
    """On the due date, without one, or withdrawn by the applicant."""
    return bundle.all.happened(Measure.ON_TIME, Measure.WITHDRAWN)


def _late(bundle: Bundle) -> int:
    return bundle.all.happened(Measure.LATE)


def _open_in_term(bundle: Bundle) -> int:
    return bundle.all.open_in_term


def _open_overdue(bundle: Bundle) -> int:
    return bundle.all.open_overdue


FIGURES: Final = (
    Figure(
        key="received",
        heads=(RECEIVED, TOTAL),
        number="(3)=(4)+(5)+(6)",
        of=lambda b: b.all.received + b.all.carried_over,
    ),
    Figure(
        key="received_online",
        heads=(RECEIVED, IN_PERIOD, ("Trực tuyến", "Online")),
        number="(4)",
        of=lambda b: b.online.received,
    ),
    Figure(
        key="received_otherwise",
        heads=(RECEIVED, IN_PERIOD, ("Trực tiếp, dịch vụ bưu chính", "Counter, post")),
        number="(5)",
        of=lambda b: b.all.received - b.online.received,
    ),
    Figure(
        key="carried_over",
        heads=(RECEIVED, ("Từ kỳ trước", "Carried over")),
        number="(6)",
        of=lambda b: b.all.carried_over,
    ),
    Figure(
        key="resolved",
        heads=(RESOLVED, TOTAL),
        number="(7)=(8)+(9)+(10)",
        of=lambda b: _early(b) + _on_time(b) + _late(b),
    ),
    Figure(key="early", heads=(RESOLVED, EARLY), number="(8)", of=_early),
    Figure(key="on_time", heads=(RESOLVED, ON_TIME), number="(9)", of=_on_time),
    Figure(key="late", heads=(RESOLVED, LATE), number="(10)", of=_late),
    Figure(
        key="open",
        heads=(OPEN, TOTAL),
        number="(11)=(12)+(13)",
        of=lambda b: _open_in_term(b) + _open_overdue(b),
    ),
    Figure(key="open_in_term", heads=(OPEN, IN_TERM), number="(12)", of=_open_in_term),
    Figure(key="open_overdue", heads=(OPEN, LATE), number="(13)", of=_open_overdue),
)
"""Columns 3 to 13."""

DRAWN: Final = (
    Drawn(EARLY, _early),
    Drawn(ON_TIME, _on_time),
    Drawn(("Quá hạn", "Late result"), _late),
    Drawn(("Đang giải quyết trong hạn", "In process within the term"), _open_in_term),
    Drawn(("Đang giải quyết quá hạn", "In process, overdue"), _open_overdue),
)


def _filled(label: Words, rows: Sequence[Named], title: Words) -> Filled:
    notes = explained(joined(row.bundle for row in rows).all)
    return Filled(
        grids=(grid(label, FIGURES, rows, notes=notes),),
        chart=picture(title, rows, DRAWN, kind="stacked"),
    )


def _fill_by_field(material: Material) -> Filled:
    rows = by_field(material, material.figures.procedures)
    return _filled(FIELD, rows, ("Kết quả giải quyết theo lĩnh vực", "Results by field"))


def _fill_by_procedure(material: Material) -> Filled:
    rows = by_procedure(material, material.figures.procedures)
    title = ("Kết quả giải quyết theo thủ tục", "Results by procedure")
    return _filled(PROCEDURE, rows, title)


def _fill_by_agency(material: Material) -> Filled:
    rows = by_unit(material, material.figures.agencies)
    return _filled(UNIT, rows, ("Kết quả giải quyết theo đơn vị", "Results by agency"))


BY_FIELD: Final = Form(
    needs=frozenset({Need.PROCEDURES}),
    code="II.06a/VPCP/KSTT",
    basis=CIRCULAR_01_2020,
    title=(
        f"{OF_PROCEDURES} tại cơ quan, đơn vị trực tiếp giải quyết",
        "Procedures settled, by field, at the agencies that settle them",
    ),
    fill=_fill_by_field,
)
BY_PROCEDURE: Final = Form(
    needs=frozenset({Need.PROCEDURES}),
    code="II.06b/VPCP/KSTT",
    basis=CIRCULAR_01_2020,
    title=(f"{OF_PROCEDURES} theo từng thủ tục", "Procedures settled, by procedure"),
    fill=_fill_by_procedure,
)
BY_AGENCY: Final = Form(
    needs=frozenset({Need.AGENCIES}),
    code="II.06c/VPCP/KSTT",
    basis=CIRCULAR_01_2020,
    title=(
        f"{OF_PROCEDURES} trên địa bàn tỉnh, thành phố",
        "Procedures settled in the province, by agency",
    ),
    fill=_fill_by_agency,
)
