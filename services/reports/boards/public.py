"""The public dashboard: what the province received and resolved in twelve months. Pure.

Counts are of dossiers; nothing in it is about a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Final

from msgspec import Struct

from services.reports import units
from services.reports.counting.figures import Line, total
from services.reports.counting.measures import RESOLVED, Measure
from services.reports.periods import Period
from shared.reference.agencies import AgencyTree
from shared.reference.model import Channel, Field

MONTHS: Final = 12
DIGITS: Final = 4


class Figures(Struct, frozen=True, kw_only=True):
    """What happened to dossiers. Shares are between 0 and 1, None of nothing.

    ``late`` are the results after their due date, ``on_time`` is the share of those by it, and
    ``online`` that of dossiers handed in online among those received.
    """

    received: int
    resolved: int
    late: int
    on_time: float | None
    online: float | None


class MonthFigures(Figures, frozen=True, kw_only=True):
    """A calendar month, ``2026-11``."""

    month: str


class NamedFigures(Figures, frozen=True, kw_only=True):
    """An agency, or a field of administration, over the twelve months."""

    code: str
    name: str
    name_en: str


class PublicBoard(Struct, frozen=True, kw_only=True):
    """The dashboard as of a moment: the last twelve months, the running one up to then.

    What an agency left that has ended stands under the one that took over, if it is one.
    """

    version: int
    as_of: datetime
    first: date
    last: date
    total: Figures
    months: tuple[MonthFigures, ...]
    agencies: tuple[NamedFigures, ...]
    fields: tuple[NamedFigures, ...]


Months = tuple[tuple[Period, tuple[Line, ...]], ...]
"""Each month's lines by agency."""


def board(
    months: Months,
    by_field: Iterable[Line],
    tree: AgencyTree,
    fields: Iterable[Field],
    now: datetime,
    today: date,
) -> PublicBoard:
    """The dashboard of some months, oldest first, and their lines by procedure."""
    every = [line for _, lines in months for line in lines]
    names = {field.code: (field.name, field.name_en or field.name) for field in fields}
    return PublicBoard(
        version=int(now.timestamp()),
        as_of=now,
        first=months[0][0].first,
        last=today,
        total=Figures(**_figures(every)),
        months=tuple(MonthFigures(month=p.name, **_figures(lines)) for p, lines in months),
        agencies=_named(every, lambda line: _agency(line.agency_code, tree, today)),
        fields=_named(by_field, lambda line: _field(line.field_code, names)),
    )


Name = tuple[str, str, str]
"""Code, Vietnamese and English name."""


def _agency(code: str, tree: AgencyTree, today: date) -> Name:
    unit = units.shown_as(code, tree, today)
    return (unit.code, *unit.name)


def _field(code: str, names: dict[str, tuple[str, str]]) -> Name:
    return (code, *names.get(code, (code, code)))


def _named(lines: Iterable[Line], name_of: Callable[[Line], Name]) -> tuple[NamedFigures, ...]:
    """The lines by whom they are named after; who received and resolved nothing is left out."""
    groups: dict[Name, list[Line]] = {}
    for line in lines:
        groups.setdefault(name_of(line), []).append(line)
    found = [
        NamedFigures(code=code, name=name, name_en=name_en, **_figures(groups[code, name, name_en]))
        for code, name, name_en in sorted(groups)
    ]
    return tuple(each for each in found if each.received or each.resolved)


def _figures(lines: Iterable[Line]) -> dict[str, Any]:
    every = list(lines)
    sums = total(every)
    online = total(line for line in every if line.channel == Channel.ONLINE)
    late = sums.happened(Measure.LATE)
    resolved = sums.happened(*RESOLVED)
    return {
        "received": sums.received,
        "resolved": resolved,
        "late": late,
        "on_time": _share(resolved - late, resolved),
        "online": _share(online.received, sums.received),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None
