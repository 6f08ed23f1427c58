"""Form II.07: results that came late, why, and what is overdue still. Pure."""

from __future__ import annotations

from typing import Final

from services.reports.counting.measures import LATE_FOR, Measure
from services.reports.forms.bundles import Bundle
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import CIRCULAR_01_2020, Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_field
from services.reports.forms.tables import FIELD, Figure, grid
from services.reports.sheet import Words
from shared.dossier.status import LATE_REASON_NAMES, LateReason

LATE: Final[Words] = ("Hồ sơ có kết quả quá hạn", "Results that came late")
TOTAL: Final[Words] = ("Tổng số", "Total")
UNSAID: Final[Words] = ("Chưa nêu lý do", "No reason given")
OVERDUE: Final[Words] = ("Hồ sơ đang giải quyết quá hạn", "In process, overdue")
NOTE: Final[Words] = (
    "Lý do do công chức giải quyết nêu khi xin gia hạn hoặc khi ghi nhận kết quả.",
    "Reasons are those that the officer gave on extending or on recording the result.",
)


def _for(reason: LateReason) -> Figure:
    return Figure(
        key=LATE_FOR[reason].value,
        heads=(LATE, LATE_REASON_NAMES[reason]),
        of=lambda bundle: bundle.all.happened(LATE_FOR[reason]),
    )


def _late(bundle: Bundle) -> int:
    return bundle.all.happened(Measure.LATE)


def _unsaid(bundle: Bundle) -> int:
    return _late(bundle) - bundle.all.happened(*LATE_FOR.values())


def _overdue(bundle: Bundle) -> int:
    return bundle.all.open_overdue


FIGURES: Final = (
    Figure(key="late", heads=(LATE, TOTAL), of=_late),
    *map(_for, LateReason),
    Figure(key="late_unsaid", heads=(LATE, UNSAID), of=_unsaid),
    Figure(key="open_overdue", heads=(OVERDUE,), of=_overdue),
)


def _fill(material: Material) -> Filled:
    rows = by_field(material, material.figures.procedures)
    drawn = (Drawn(LATE, _late), Drawn(OVERDUE, _overdue))
    title = ("Hồ sơ quá hạn theo lĩnh vực", "Late dossiers by field")
    return Filled(
        grids=(grid(FIELD, FIGURES, rows, notes=(NOTE,)),), chart=picture(title, rows, drawn)
    )


FORM: Final = Form(
    needs=frozenset({Need.PROCEDURES}),
    code="II.07/VPCP/KSTT",
    basis=CIRCULAR_01_2020,
    title=(
        "Nguyên nhân quá hạn trong giải quyết thủ tục hành chính",
        "Why procedures were settled late",
    ),
    fill=_fill,
)
