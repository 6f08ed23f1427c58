"""Who issues a paper: the names of an agency as the head of a document writes them. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from services.papers.contents import Letterhead
from services.papers.words import day_words
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, AgencyKind

COMMITTEE: Final = "Ủy ban nhân dân"
_AREA: Final = re.compile(
    r"^(?:Ủy ban nhân dân )?(?:tỉnh|thành phố|quận|huyện|thị xã|phường|xã|thị trấn|đặc khu) (.+)$",
    re.IGNORECASE,
)


def letterhead(agencies: AgencyTree, code: str, day: date, number: str) -> Letterhead:
    """The head of an agency's paper of a local date; a ceased agency keeps its last names."""
    agency = find(agencies, code, day)
    if agency is None:
        return _unknown(code, day, number)
    above = find(agencies, agency.parent, day) if agency.parent else None
    return Letterhead(
        superior=formal_name(above) if above else "",
        agency=formal_name(agency),
        is_centre=agency.kind is AgencyKind.ONE_STOP_CENTRE,
        address=agency.address,
        phone=agency.phone,
        place=place(agencies, agency, day),
        dated=day_words(day),
        number=number,
    )


def find(agencies: AgencyTree, code: str, day: date) -> Agency | None:
    """The agency as it was on a local date, else as it was last."""
    return agencies.find(code, day) or agencies.latest(code)


def formal_name(agency: Agency) -> str:
    """A committee's area has its committee's name: ``Ủy ban nhân dân phường Thủy Nguyên``."""
    if agency.kind is AgencyKind.PEOPLES_COMMITTEE and not agency.name.startswith(COMMITTEE):
        return f"{COMMITTEE} {agency.name[0].lower()}{agency.name[1:]}"
    return agency.name


def name_of(agencies: AgencyTree, code: str, day: date) -> str:
    """An agency's formal name on a local date; the code of one that never was."""
    agency = find(agencies, code, day)
    return code if agency is None else formal_name(agency)


def place(agencies: AgencyTree, agency: Agency, day: date) -> str:
    """Where a paper is dated: the area of the nearest committee from the agency upwards."""
    seen: set[str] = set()
    current: Agency | None = agency
    while current is not None and current.code not in seen:
        seen.add(current.code)
        area = _AREA.match(current.name)
        if current.kind is AgencyKind.PEOPLES_COMMITTEE and area is not None:
            return area[1]
        current = find(agencies, current.parent, day) if current.parent else None
    return ""


def _unknown(code: str, day: date, number: str) -> Letterhead:
    return Letterhead(
        superior="",
        agency=code,
        is_centre=False,
        address="",
        phone="",
        place="",
        dated=day_words(day),
        number=number,
    )
