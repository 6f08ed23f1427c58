"""A small province through its reorganisation, its figures, and how a sheet is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from msgspec.structs import replace

from services.reports.asked import Asked, FormName, Scope
from services.reports.counting.effects import Cell, Effect, effects
from services.reports.counting.figures import Line
from services.reports.forms.material import Figures, Material
from services.reports.periods import Period, named
from services.reports.sheet import Grid, Value
from shared.dossier.events import PublicEvent
from shared.reference.agencies import AgencyTree
from shared.reference.index import IndexEntry
from shared.reference.model import Agency, AgencyKind, Field, Tier

ROOT, DEPARTMENT, MERGED = "H24", "H24.D11", "H24.D15"
DISTRICT, ISLAND = "H24.Q1", "H24.Q2"
WARD, OLD_WARD, COMMUNE, OTHER_COMMUNE = "H24.Q1.01", "H24.Q1.02", "H24.X1", "H24.X2"
BEGINNING, MERGER, CUT = date(2020, 1, 1), date(2025, 3, 1), date(2025, 7, 1)


def agency(code: str, name: str, tier: Tier, parent: str | None = ROOT, **more: Any) -> Agency:
    kind = AgencyKind.PEOPLES_COMMITTEE
    since = more.pop("since", BEGINNING)
    return Agency(
        code=code,
        name=name,
        kind=kind,
        tier=tier,
        parent=parent,
        source="test",
        valid_from=since,
        **more,
    )


CITY: Final = agency(ROOT, "Thành phố", Tier.PROVINCE, None, name_en="City")
TREE: Final = AgencyTree(
    [
        CITY,
        agency(
            DEPARTMENT,
            "Sở Thông tin",
            Tier.PROVINCE,
            valid_to=MERGER,
            successors=(MERGED,),
            name_en="Department of Information",
        ),
        agency(MERGED, "Sở Khoa học", Tier.PROVINCE),
        agency(DISTRICT, "Quận Một", Tier.DISTRICT, valid_to=CUT, successors=("H24.X1", "H24.X2")),
        agency(ISLAND, "Huyện Đảo", Tier.DISTRICT, valid_to=CUT, successors=("H24.X3",)),
        agency(
            OLD_WARD,
            "Phường Cũ",
            Tier.COMMUNE,
            DISTRICT,
            valid_to=date(2020, 2, 1),
            successors=(WARD,),
        ),
        agency(WARD, "Phường Một", Tier.COMMUNE, DISTRICT, valid_to=CUT, successors=(COMMUNE,)),
        agency(COMMUNE, "Phường Mới", Tier.COMMUNE, since=CUT),
        agency(OTHER_COMMUNE, "Xã Hai", Tier.COMMUNE, since=CUT),
        agency("H24.X3", "Đặc khu Đảo", Tier.COMMUNE, since=CUT),
    ]
)
FIELDS: Final = (
    Field(code="HOTICH", name="Hộ tịch", name_en="Civil status"),
    Field(code="DATDAI", name="Đất đai"),
)
BIRTH, DEATH, LAND = "1.001193", "1.000894", "1.002222"


def entry(code: str, name: str, level: int, **more: Any) -> IndexEntry:
    wanted: dict[str, Any] = {"valid_from": BEGINNING, "field": "HOTICH", "folded": "", **more}
    return IndexEntry(code=code, name=name, level=level, keywords="", **wanted)


PROCEDURES: Final = (
    entry(BIRTH, "Đăng ký khai sinh", 3, competent_tiers=(Tier.COMMUNE,), valid_to=CUT),
    entry(
        BIRTH,
        "Đăng ký khai sinh (mới)",
        4,
        competent_tiers=(Tier.COMMUNE,),
        valid_from=CUT,
        name_en="Registration of birth",
    ),
    entry(DEATH, "Đăng ký khai tử", 3, competent_tiers=(Tier.COMMUNE,)),
    entry(LAND, "Đăng ký đất đai", 2, field="DATDAI", competent_agencies=(MERGED,)),
)
PERIOD: Final = named("2026-03")


def line(opening: dict[str, int] | None = None, /, **different: Any) -> Line:
    """Some figures of one cell; what is no name of a cell's parts is a measure's flow."""
    parts: dict[str, Any] = {"agency_code": COMMUNE, "level": 4, "channel": "online"}
    names = {"agency_code", "field_code", "procedure_code", "level", "channel"}
    parts |= {key: value for key, value in different.items() if key in names}
    flow = {key: value for key, value in different.items() if key not in names}
    return Line(**parts, opening=opening or {}, flow=flow)


def by_procedure(opening: dict[str, int] | None = None, /, **different: Any) -> Line:
    """The same of a procedure of no agency in particular."""
    named_ = {"agency_code": "", "field_code": "HOTICH", "procedure_code": BIRTH}
    return line(opening, **{**named_, **different})


def material(
    form: FormName,
    period: Period = PERIOD,
    scope: Scope | None = None,
    **figures: Iterable[Line],
) -> Material:
    return Material(
        asked=Asked(form=form, scope=scope or Scope(agency_code=ROOT), period=period),
        figures=Figures(**{name: tuple(lines) for name, lines in figures.items()}),
        agencies=TREE,
        fields=FIELDS,
        procedures=PROCEDURES,
        issued_on=date(2026, 4, 2),
    )


def counted(lives: Iterable[Iterable[PublicEvent]], period: Period) -> Figures:
    """The figures that the events of some dossiers amount to."""
    found = [effect for life in lives for event in life for effect in effects(event)]
    return Figures(
        agencies=_lines(found, period, "agency_code"),
        procedures=_lines(found, period, "field_code", "procedure_code"),
    )


def _lines(found: Iterable[Effect], period: Period, *told_apart: str) -> tuple[Line, ...]:
    sums: dict[tuple[Any, ...], tuple[dict[str, int], dict[str, int]]] = {}
    for effect in found:
        if effect.day > period.last:
            continue
        cell: Cell = effect.cell
        place = (*(getattr(cell, name) for name in told_apart), cell.level, cell.channel)
        into = sums.setdefault(place, ({}, {}))[effect.day >= period.first]
        into[effect.measure] = into.get(effect.measure, 0) + effect.amount
    names = (*told_apart, "level", "channel")
    return tuple(
        Line(**dict(zip(names, place, strict=True)), opening=opening, flow=flow)
        for place, (opening, flow) in sums.items()
    )


def told(asked: Material, figures: Figures) -> Material:
    return replace(asked, figures=figures)


def table(grid: Grid) -> dict[str, dict[str, Value]]:
    """A grid's rows by their names, without number and name."""
    keys = [column.key for column in grid.columns]
    rows = (dict(zip(keys, row.values, strict=True)) for row in grid.rows)
    return {str(row.pop("name")): {k: v for k, v in row.items() if k != "number"} for row in rows}


def styles(grid: Grid) -> list[tuple[str, str]]:
    """Every row's style and name."""
    at = [column.key for column in grid.columns].index("name")
    return [(row.style, str(row.values[at])) for row in grid.rows]
