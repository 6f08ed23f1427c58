"""Agencies ranked by how many of their dossiers keep the term. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from services.reports.counting.measures import Measure
from services.reports.forms.bundles import Bundle, in_term, joined, online_rate
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_unit
from services.reports.forms.tables import TOTAL, UNIT, Figure, Named, column
from services.reports.sheet import Column, Grid, Row, Words

RANK: Final[Words] = ("Hạng", "Rank")
TIMELY: Final[Words] = ("Tỷ lệ đúng hạn", "On time")
NOTES: Final[tuple[Words, ...]] = (
    (
        "Tỷ lệ đúng hạn = (có kết quả trước hạn, đúng hạn + đang giải quyết trong hạn)"
        " / (có kết quả + đang giải quyết); đơn vị bằng nhau cùng hạng.",
        "On time = (resolved early or on time + in process within the term)"
        " / (resolved + in process); equals share a place.",
    ),
    (
        "Tỷ lệ trực tuyến: trên hồ sơ tiếp nhận của thủ tục cung cấp trực tuyến toàn trình, một"
        " phần (mức độ 4, 3).",
        "Online rate: of dossiers received of procedures that are fully or partly online"
        " (levels 4, 3).",
    ),
    (
        "Đơn vị không có hồ sơ đã hoặc đang giải quyết không xếp hạng.",
        "Agencies without dossiers resolved or in process have no place.",
    ),
)
FIGURES: Final = (
    Figure(key="on_time_rate", heads=(TIMELY,), kind="rate", of=in_term),
    Figure(
        key="resolved",
        heads=(("Hồ sơ có kết quả", "Resolved"),),
        of=lambda bundle: bundle.all.resolved,
    ),
    Figure(
        key="late",
        heads=(("Có kết quả quá hạn", "Late results"),),
        of=lambda bundle: bundle.all.happened(Measure.LATE),
    ),
    Figure(
        key="open_overdue",
        heads=(("Đang giải quyết quá hạn", "In process, overdue"),),
        of=lambda bundle: bundle.all.open_overdue,
    ),
    Figure(
        key="online_rate",
        heads=(("Tỷ lệ trực tuyến", "Online rate"),),
        kind="rate",
        of=online_rate,
    ),
)
COLUMNS: Final = (
    Column(key="rank", heads=(RANK,), kind="count"),
    Column(key="name", heads=(UNIT,), kind="text"),
    *map(column, FIGURES),
)


def _fill(material: Material) -> Filled:
    units = [row for row in by_unit(material, material.figures.agencies) if _is_there(row)]
    ranked = sorted((row for row in units if _is_ranked(row)), key=_order)
    unranked = [row for row in units if not _is_ranked(row)]
    rows = [*_ranked(ranked), *(_row(None, row) for row in unranked)]
    if rows:
        whole = Named(name=TOTAL[0], bundle=joined(row.bundle for row in units))
        rows.append(_row(None, whole, total=True))
    title = ("Tỷ lệ đúng hạn theo đơn vị", "On time, by agency")
    return Filled(
        grids=(Grid(columns=COLUMNS, rows=tuple(rows), notes=NOTES),),
        chart=picture(title, ranked, (Drawn(TIMELY, in_term),), axis="share"),
    )


def _is_there(row: Named) -> bool:
    return not row.bundle.all.is_empty


def _is_ranked(row: Named) -> bool:
    return in_term(row.bundle).whole > 0


def _exact(bundle: Bundle) -> Fraction:
    """The rate without rounding: equal shares are equal."""
    rate = in_term(bundle)
    return Fraction(rate.part, rate.whole)


def _order(row: Named) -> tuple[Fraction, int, str]:
    """The best first; of equals the one with more results, then by code."""
    return -_exact(row.bundle), -row.bundle.all.resolved, row.bundle.about


def _ranked(rows: Sequence[Named]) -> Iterator[Row]:
    """Each with its place: equals share one, and the next one is as many further on."""
    rank, before = 0, None
    for nth, row in enumerate(rows, start=1):
        share = _exact(row.bundle)
        if share != before:
            rank, before = nth, share
        yield _row(rank, row)


def _row(rank: int | None, row: Named, *, total: bool = False) -> Row:
    values = (rank, row.name, *(figure.of(row.bundle) for figure in FIGURES))
    return Row(values=values, style="total" if total else "item")


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES}),
    title=("Xếp hạng đơn vị theo tiến độ giải quyết", "Agencies ranked by progress"),
    unit=("Hồ sơ, tỷ lệ %", "Dossiers, %"),
    fill=_fill,
)
