"""Online rates at levels 3 and 4: procedures with and without dossiers, dossiers, demand. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from services.reports.counting.measures import Measure
from services.reports.forms.bundles import ONLINE_LEVELS, Bundle, online_share
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_unit
from services.reports.forms.offered import Levels, offered
from services.reports.forms.tables import TOTAL, UNIT, Figure, grid, name_columns
from services.reports.sheet import Column, Grid, Rate, Row, Value, Words
from shared.reference.levels import level_name
from shared.reference.model import Channel

LEVEL: Final[Words] = ("Mức độ dịch vụ công trực tuyến", "Level of the online service")
PROCEDURES: Final[Words] = ("Thủ tục trong danh mục", "Procedures in the catalogue")
DOSSIERS: Final[Words] = ("Hồ sơ tiếp nhận trong kỳ", "Dossiers received in the period")
TO_DATE: Final[Words] = ("Lũy kế từ đầu năm", "Since the beginning of the year")
ONLINE: Final[Words] = ("Trực tuyến", "Online")
RATE: Final[Words] = ("Tỷ lệ trực tuyến", "Online rate")
NOTES: Final[tuple[Words, ...]] = (
    (
        "Thủ tục: trong danh mục có hiệu lực ngày cuối kỳ, thuộc thẩm quyền của phạm vi báo cáo;"
        " có hoặc không có hồ sơ tiếp nhận trong kỳ.",
        "Procedures: of the catalogue in force on the last day, within the scope's competence;"
        " with or without dossiers received in the period.",
    ),
    (
        "Tỷ lệ trực tuyến = hồ sơ tiếp nhận trực tuyến / toàn bộ hồ sơ tiếp nhận của thủ tục cùng"
        " mức độ; lũy kế: so với nhu cầu từ đầu năm.",
        "Online rate = dossiers received online / all dossiers received of procedures of the"
        " level; to date: against the demand since the beginning of the year.",
    ),
)

COLUMNS: Final = (
    *name_columns(LEVEL),
    Column(key="procedures", heads=(PROCEDURES, TOTAL), kind="count"),
    Column(
        key="with_online",
        heads=(PROCEDURES, ("Có hồ sơ trực tuyến", "With online dossiers")),
        kind="count",
    ),
    Column(key="with_dossiers", heads=(PROCEDURES, ("Có hồ sơ", "With dossiers")), kind="count"),
    Column(
        key="without_dossiers",
        heads=(PROCEDURES, ("Không có hồ sơ", "Without dossiers")),
        kind="count",
    ),
    Column(key="received", heads=(DOSSIERS, TOTAL), kind="count"),
    Column(key="received_online", heads=(DOSSIERS, ONLINE), kind="count"),
    Column(key="online_rate", heads=(DOSSIERS, RATE), kind="rate"),
    Column(key="year_received", heads=(TO_DATE, TOTAL), kind="count"),
    Column(key="year_online", heads=(TO_DATE, ONLINE), kind="count"),
    Column(key="year_rate", heads=(TO_DATE, RATE), kind="rate"),
)


def _by_level(material: Material) -> Grid:
    """One row for each level, and both together."""
    catalogue, last = offered(material), material.asked.period.last
    rows = [
        Row(values=(str(nth), level_name(level, last)[0], *_values(material, catalogue, (level,))))
        for nth, level in enumerate(ONLINE_LEVELS, start=1)
    ]
    both = ("", TOTAL[0], *_values(material, catalogue, ONLINE_LEVELS))
    return Grid(columns=COLUMNS, rows=(*rows, Row(values=both, style="total")), notes=NOTES)


def _values(material: Material, catalogue: Levels, levels: tuple[int, ...]) -> tuple[Value, ...]:
    period = Bundle(lines=material.figures.procedures)
    year = Bundle(lines=material.figures.year_procedures)
    there = frozenset(code for code, level in catalogue.items() if level in levels)
    having = there & period.procedures_with(Measure.RECEIVED)
    online = there & online_procedures(period)
    return (
        len(there),
        len(online),
        len(having),
        len(there) - len(having),
        *_received(period.at_levels(*levels)),
        *_received(year.at_levels(*levels)),
    )


def online_procedures(bundle: Bundle) -> frozenset[str]:
    """The codes of the procedures with dossiers received online in the period."""
    lines = tuple(line for line in bundle.lines if line.channel == Channel.ONLINE)
    return Bundle(lines=lines).procedures_with(Measure.RECEIVED)


def _received(bundle: Bundle) -> tuple[int, int, Rate]:
    """All, those online, and their share."""
    return bundle.all.received, bundle.online.received, online_share(bundle)


def _figures(material: Material) -> tuple[Figure, ...]:
    last = material.asked.period.last
    single = ((level_name(level, last), (level,)) for level in ONLINE_LEVELS)
    return tuple(
        figure
        for name, levels in (*single, (TOTAL, ONLINE_LEVELS))
        for figure in _of_levels(name, levels)
    )


def _of_levels(name: Words, levels: tuple[int, ...]) -> tuple[Figure, ...]:
    key = "_".join(map(str, levels))
    return (
        Figure(
            key=f"received_{key}",
            heads=(name, TOTAL),
            of=lambda bundle: bundle.at_levels(*levels).all.received,
        ),
        Figure(
            key=f"online_{key}",
            heads=(name, ONLINE),
            of=lambda bundle: bundle.at_levels(*levels).online.received,
        ),
        Figure(key=f"rate_{key}", heads=(name, RATE), kind="rate", of=_rate_of(*levels)),
    )


def _rate_of(*levels: int) -> Callable[[Bundle], Rate]:
    return lambda bundle: online_share(bundle.at_levels(*levels))


def _fill(material: Material) -> Filled:
    units, last = by_unit(material, material.figures.agencies), material.asked.period.last
    drawn = [Drawn(level_name(level, last), _rate_of(level)) for level in ONLINE_LEVELS]
    title = ("Tỷ lệ hồ sơ trực tuyến theo đơn vị", "Online rate by agency")
    by_agency = grid(
        UNIT,
        _figures(material),
        units,
        title=("Hồ sơ tiếp nhận trong kỳ theo đơn vị", "Dossiers received, by agency"),
    )
    return Filled(
        grids=(_by_level(material), by_agency), chart=picture(title, units, drawn, axis="share")
    )


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES, Need.PROCEDURES, Need.YEAR_PROCEDURES}),
    title=(
        "Kết quả cung cấp dịch vụ công trực tuyến",
        "Online services",
    ),
    unit=("Thủ tục, hồ sơ, tỷ lệ %", "Procedures, dossiers, %"),
    fill=_fill,
)
