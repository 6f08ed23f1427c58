"""The rows of reports under the names of the day they show. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from services.reports.counting.figures import Line
from services.reports.forms.bundles import Bundle
from services.reports.forms.material import Material
from services.reports.forms.tables import Named
from services.reports.sheet import Words
from services.reports.units import Unit, day_of, shown_as
from shared.reference.model import Tier

TIERS: Final[dict[Tier, str]] = {
    Tier.PROVINCE: "Cấp tỉnh",
    Tier.DISTRICT: "Cấp huyện",
    Tier.COMMUNE: "Cấp xã",
}
UNLISTED: Final = "Đơn vị không có trong danh mục"
ENDED: Final = "Đơn vị đã kết thúc hoạt động"
_GROUPS: Final = (*TIERS.values(), UNLISTED, ENDED)


def by_field(material: Material, lines: Iterable[Line]) -> tuple[Named, ...]:
    """A row for each field, in the catalogue's order."""
    found = _sorted_out(lines, lambda line: line.field_code)
    return tuple(
        Named(name=field_name(material, code)[0], bundle=found[code])
        for code in _by_fields_order(material, found)
    )


def by_procedure(material: Material, lines: Iterable[Line]) -> tuple[Named, ...]:
    """A row for each procedure under its field, with its code before its name."""
    names = procedure_names(material)
    found = _sorted_out(lines, lambda line: line.field_code)
    return tuple(
        Named(
            name=f"{code} {names[code][0]}" if code in names else code,
            bundle=bundle,
            group=field_name(material, field)[0],
        )
        for field in _by_fields_order(material, found)
        for code, bundle in sorted(_by_procedure(found[field]).items())
    )


def by_unit(material: Material, lines: Iterable[Line]) -> tuple[Named, ...]:
    """A row for each unit under its tier; ended ones that left figures to nobody come last."""
    on = shown_on(material)
    units: dict[str, Unit] = {}

    def unit_of(line: Line) -> str:
        if line.agency_code not in units:
            units[line.agency_code] = shown_as(line.agency_code, material.agencies, on)
        return units[line.agency_code].code

    found = _sorted_out(lines, unit_of)
    shown = {unit.code: unit for unit in units.values()}
    rows = [
        Named(name=_title(shown[code]), bundle=bundle, group=_group(shown[code]))
        for code, bundle in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (_GROUPS.index(row.group), row.bundle.about)))


def shown_on(material: Material) -> date:
    """The day whose agencies the report shows."""
    asked = material.asked
    return day_of(asked.scope.agency_code, material.agencies, asked.period)


def field_name(material: Material, code: str) -> Words:
    """A field's name; its code where the catalogue does not know it."""
    named = ((field.name, field.name_en) for field in material.fields if field.code == code)
    name, name_en = next(named, (code, ""))
    return name, name_en or name


def procedure_names(material: Material) -> dict[str, Words]:
    """The procedures' names on the period's last day, or the last they had before."""
    last = material.asked.period.last
    known = (entry for entry in material.procedures if entry.valid_from <= last)
    return {
        entry.code: (entry.name, entry.name_en or entry.name)
        for entry in sorted(known, key=lambda entry: entry.valid_from)
    }


def _by_procedure(field: Bundle) -> dict[str, Bundle]:
    return _sorted_out(field.lines, lambda line: line.procedure_code)


def _sorted_out(lines: Iterable[Line], code_of: Callable[[Line], str]) -> dict[str, Bundle]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(code_of(line), []).append(line)
    return {code: Bundle(about=code, lines=tuple(those)) for code, those in found.items()}


def _by_fields_order(material: Material, found: Iterable[str]) -> list[str]:
    place = {field.code: nth for nth, field in enumerate(material.fields)}
    return sorted(found, key=lambda code: (place.get(code, len(place)), code))


def _title(unit: Unit) -> str:
    if unit.ended_on is None:
        return unit.name[0]
    return f"{unit.name[0]} (kết thúc hoạt động từ {unit.ended_on:%d/%m/%Y})"


def _group(unit: Unit) -> str:
    if unit.ended_on is not None:
        return ENDED
    return UNLISTED if unit.tier is None else TIERS[unit.tier]
