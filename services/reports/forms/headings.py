"""What stands around a report's tables: who reports to whom, of what. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from services.reports.asked import Scope
from services.reports.forms.material import Material
from services.reports.forms.names import field_name, procedure_names, shown_on
from services.reports.sheet import Words
from services.reports.units import shown_as
from shared.reference.levels import level_name
from shared.reference.model import Channel

GOVERNMENT_OFFICE: Final[Words] = (
    "Văn phòng Chính phủ (Cục Kiểm soát thủ tục hành chính)",
    "Government Office (Administrative Procedure Control Agency)",
)
"""Whom a province reports to."""
CHANNELS: Final[dict[Channel, Words]] = {
    Channel.ONLINE: ("trực tuyến", "online"),
    Channel.COUNTER: ("trực tiếp", "counter"),
    Channel.POSTAL: ("bưu chính công ích", "post"),
}


def reporting(material: Material) -> Words:
    """The agency whose report it is."""
    return shown_as(material.asked.scope.agency_code, material.agencies, shown_on(material)).name


def receiving(material: Material) -> Words:
    """The agency above it."""
    on, tree = shown_on(material), material.agencies
    parent = shown_as(material.asked.scope.agency_code, tree, on).parent
    return GOVERNMENT_OFFICE if parent is None else shown_as(parent, tree, on).name


def scope_words(material: Material) -> tuple[Words, ...]:
    """Whose dossiers the figures are of, and which of them."""
    return (_agencies(material), *_filters(material))


def _agencies(material: Material) -> Words:
    vi, en = reporting(material)
    if material.asked.scope.subtree:
        return f"{vi} và các đơn vị trực thuộc", f"{en} and the agencies below it"
    return f"Riêng {vi}", f"{en} alone"


def _filters(material: Material) -> Iterator[Words]:
    scope: Scope = material.asked.scope
    if scope.field_code:
        vi, en = field_name(material, scope.field_code)
        yield f"Lĩnh vực: {vi}", f"Field: {en}"
    if code := scope.procedure_code:
        vi, en = procedure_names(material).get(code, ("", ""))
        yield f"Thủ tục: {code} {vi}".rstrip(), f"Procedure: {code} {en}".rstrip()
    if scope.level is not None:
        vi, en = level_name(scope.level, material.asked.period.last)
        yield f"Mức độ: {vi}", f"Level: {en}"
    if scope.channel:
        vi, en = CHANNELS[Channel(scope.channel)]
        yield f"Kênh: {vi}", f"Channel: {en}"
