"""The procedures a report's scope is competent for on its last day (danh mục TTHC). Pure."""

from __future__ import annotations

from collections.abc import Mapping

from services.reports.asked import Scope
from services.reports.forms.material import Material
from services.reports.forms.names import shown_on
from services.reports.units import members
from shared.reference.index import IndexEntry
from shared.reference.model import Tier

Levels = Mapping[str, int]
"""Procedure code → the level it is offered at."""


def offered(material: Material) -> Levels:
    """The scope's procedures in force on the period's last day; of the whole province, all.

    The scope's field, procedure and level narrow them; a channel does not.
    """
    scope = material.asked.scope
    entries = _in_force(material)
    codes = members(scope, material.agencies, material.asked.period)
    if codes is not None:
        tiers = _tiers(material, codes)
        entries = [entry for entry in entries if _is_competent(entry, codes, tiers)]
    return {entry.code: entry.level for entry in entries}


def offered_by_unit(material: Material) -> dict[str, Levels]:
    """The same for every agency in force that day, each by itself."""
    entries = _in_force(material)
    by_tier = {
        tier: {entry.code: entry.level for entry in entries if tier in entry.competent_tiers}
        for tier in Tier
    }
    by_name: dict[str, dict[str, int]] = {}
    for entry in entries:
        for code in entry.competent_agencies:
            by_name.setdefault(code, {})[entry.code] = entry.level
    return {
        agency.code: by_tier[agency.tier] | by_name.get(agency.code, {})
        for agency in material.agencies.all_on(shown_on(material))
    }


def _in_force(material: Material) -> list[IndexEntry]:
    scope, last = material.asked.scope, material.asked.period.last
    return [e for e in material.procedures if e.holds_on(last) and _is_in(e, scope)]


def _is_in(entry: IndexEntry, scope: Scope) -> bool:
    return (
        scope.field_code in ("", entry.field)
        and scope.procedure_code in ("", entry.code)
        and scope.level in (None, entry.level)
    )


def _is_competent(entry: IndexEntry, codes: frozenset[str], tiers: frozenset[Tier]) -> bool:
    return not codes.isdisjoint(entry.competent_agencies) or not tiers.isdisjoint(
        entry.competent_tiers
    )


def _tiers(material: Material, codes: frozenset[str]) -> frozenset[Tier]:
    """The tiers of the scope's agencies that are in force."""
    there = material.agencies.all_on(shown_on(material))
    return frozenset(agency.tier for agency in there if agency.code in codes)
