"""Inputs of the nine indices that rate agencies, as far as our own data give them. Pure.

Thông tư 01/2018/TT-VPCP: index 1 (time against term), 3 (contacts), 4 (agencies contacted), 7
(attitude, as applicants rate it) and 9 (online services, with its points). Neither dossiers nor
their ratings say anything of the others, and they are not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from services.reports.counting.measures import GRADED, Measure
from services.reports.forms.bundles import ONLINE_LEVELS, Bundle, online_share, satisfied
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_unit
from services.reports.forms.offered import Levels, offered, offered_by_unit
from services.reports.forms.tables import UNIT, Figure, grid
from services.reports.sheet import Rate, Value, Words
from shared.dossier.status import GRADE_NAMES

TIME: Final[Words] = ("Chỉ số 1: thời gian so với thời hạn", "Index 1: time against term")
CONTACTS: Final[Words] = ("Chỉ số 3: số lần liên hệ", "Index 3: contacts")
AGENCIES: Final[Words] = ("Chỉ số 4: số cơ quan phải liên hệ", "Index 4: agencies contacted")
ATTITUDE: Final[Words] = ("Chỉ số 7: thái độ phục vụ", "Index 7: attitude")
SERVICES: Final[Words] = ("Chỉ số 9: dịch vụ trực tuyến", "Index 9: online services")
PER_RESULT: Final[Words] = ("Trên hồ sơ có kết quả", "Per resolved dossier")
ONLINE_SHARE: Final[Words] = ("Tỷ lệ hồ sơ trực tuyến", "Online dossiers")
NOTES: Final[tuple[Words, ...]] = (
    (
        "Chỉ số 7: lượt đánh giá thái độ phục vụ của người nộp hồ sơ trong kỳ; tỷ lệ hài lòng ="
        " (rất hài lòng + hài lòng) / lượt đánh giá. Để trống: không có lượt đánh giá.",
        "Index 7: how applicants rated the people who served, in the period; satisfied = (very"
        " satisfied + satisfied) / ratings. Empty: nobody rated.",
    ),
    (
        "Điểm chỉ số 9: 2 nếu từ 20% thủ tục ở mức độ 3, 4, từ 30% hồ sơ trực tuyến và không có"
        " hồ sơ trực tuyến quá hạn; 1 nếu từ 15% đến dưới 30%; 0 nếu dưới 15% hoặc có hồ sơ trực"
        " tuyến quá hạn. Để trống: quy định không nêu, hoặc không tiếp nhận hồ sơ.",
        "Points of index 9: 2 from 20 % of procedures at levels 3 and 4 and 30 % of dossiers"
        " online, none of them late; 1 from 15 % to below 30 %; 0 below 15 % or with a late online"
        " dossier. Empty: the rule does not say, or nothing was received.",
    ),
    (
        "Các chỉ số 2, 5, 6, 8 không tính được từ dữ liệu hồ sơ nên không nêu ở đây.",
        "Indices 2, 5, 6 and 8 do not follow from dossiers and are absent.",
    ),
)
ENOUGH_PROCEDURES: Final = Fraction(20, 100)
MANY_ONLINE: Final = Fraction(30, 100)
SOME_ONLINE: Final = Fraction(15, 100)


def points(procedures: Rate | None, online: Rate, late: int) -> int | None:
    """Index 9's points.

    The rule says nothing of who has many dossiers online on few procedures, nor of who received
    none.
    """
    if not online.whole:
        return None
    share = Fraction(online.part, online.whole)
    if late or share < SOME_ONLINE:
        return 0
    if share < MANY_ONLINE:
        return 1
    if procedures is None or not procedures.whole:
        return None
    return 2 if Fraction(procedures.part, procedures.whole) >= ENOUGH_PROCEDURES else None


def _late_online(bundle: Bundle) -> int:
    """Online dossiers that were late in the period or are overdue at its end."""
    return bundle.online.happened(Measure.LATE) + bundle.online.open_overdue


def _of_resolved(measure: Measure) -> Callable[[Bundle], Rate]:
    return lambda bundle: Rate(bundle.all.happened(measure), bundle.all.resolved)


def _count(measure: Measure) -> Callable[[Bundle], int]:
    return lambda bundle: bundle.all.happened(measure)


BY_DOSSIERS: Final = (
    Figure(
        key="resolved",
        heads=(TIME, ("Hồ sơ có kết quả", "Resolved")),
        of=lambda bundle: bundle.all.resolved,
    ),
    Figure(
        key="early_rate",
        heads=(TIME, ("Ngắn hơn", "Shorter")),
        kind="rate",
        of=_of_resolved(Measure.EARLY),
    ),
    Figure(
        key="on_time_rate",
        heads=(TIME, ("Bằng", "Equal")),
        kind="rate",
        of=_of_resolved(Measure.ON_TIME),
    ),
    Figure(
        key="late_rate",
        heads=(TIME, ("Dài hơn", "Longer")),
        kind="rate",
        of=_of_resolved(Measure.LATE),
    ),
    Figure(
        key="supplements",
        heads=(CONTACTS, ("Lần yêu cầu bổ sung", "Supplements asked")),
        of=_count(Measure.SUPPLEMENTS_ASKED),
    ),
    Figure(
        key="supplements_rate",
        heads=(CONTACTS, PER_RESULT),
        kind="rate",
        of=_of_resolved(Measure.SUPPLEMENTS_ASKED),
    ),
    Figure(
        key="forwarded",
        heads=(AGENCIES, ("Lần chuyển cơ quan phối hợp", "Handed to a linked agency")),
        of=_count(Measure.FORWARDED),
    ),
    Figure(
        key="forwarded_rate",
        heads=(AGENCIES, PER_RESULT),
        kind="rate",
        of=_of_resolved(Measure.FORWARDED),
    ),
)
BY_RATINGS: Final = (
    *(
        Figure(key=f"attitude_{grade}", heads=(ATTITUDE, GRADE_NAMES[grade]), of=_count(measure))
        for grade, measure in GRADED["attitude"].items()
    ),
    Figure(
        key="attitude_rate",
        heads=(ATTITUDE, ("Tỷ lệ hài lòng", "Satisfied share")),
        kind="rate",
        of=lambda bundle: satisfied(bundle, "attitude"),
    ),
)


def _online_services(shares: Mapping[str, Rate]) -> tuple[Figure, ...]:
    """Index 9's columns; a group of agencies has no share of procedures and no points."""

    def points_of(bundle: Bundle) -> Value:
        if bundle.about not in shares:
            return None
        return points(shares[bundle.about], online_share(bundle), _late_online(bundle))

    return (
        Figure(
            key="procedures_rate",
            heads=(SERVICES, ("Thủ tục mức độ 3, 4", "Procedures at 3, 4")),
            kind="rate",
            of=lambda bundle: shares.get(bundle.about),
        ),
        Figure(key="online_rate", heads=(SERVICES, ONLINE_SHARE), kind="rate", of=online_share),
        Figure(
            key="online_late",
            heads=(SERVICES, ("Trực tuyến quá hạn", "Late online")),
            of=_late_online,
        ),
        Figure(key="points", heads=(SERVICES, ("Điểm", "Points")), of=points_of),
    )


def _share(levels: Levels) -> Rate:
    return Rate(sum(level in ONLINE_LEVELS for level in levels.values()), len(levels))


def _fill(material: Material) -> Filled:
    units = by_unit(material, material.figures.agencies)
    shares = {code: _share(levels) for code, levels in offered_by_unit(material).items()}
    shares[""] = _share(offered(material))
    rows = [row for row in units if not row.bundle.all.is_empty]
    drawn = (Drawn(ONLINE_SHARE, online_share),)
    title = ("Tỷ lệ hồ sơ trực tuyến theo đơn vị", "Online dossiers by agency")
    figures = (*BY_DOSSIERS, *BY_RATINGS, *_online_services(shares))
    return Filled(
        grids=(grid(UNIT, figures, rows, notes=NOTES),),
        chart=picture(title, rows, drawn, axis="share"),
    )


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES}),
    basis=("Thông tư số 01/2018/TT-VPCP ngày 23/11/2018", "Circular 01/2018/TT-VPCP"),
    title=(
        "Số liệu đánh giá việc giải quyết thủ tục hành chính theo đơn vị",
        "Figures for the rating of agencies",
    ),
    unit=("Hồ sơ, lần, lượt đánh giá, tỷ lệ %", "Dossiers, times, ratings, %"),
    fill=_fill,
)
