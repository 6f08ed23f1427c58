"""A report's figures, read from the counters, and the sheet that its form makes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from msgspec.structs import replace

from services.reports import units
from services.reports.asked import Asked
from services.reports.counting import reading
from services.reports.counting.figures import Line
from services.reports.forms import building
from services.reports.forms.material import Figures, Material, Need
from services.reports.periods import Period
from services.reports.sheet import Sheet
from shared.dossier.numbering import local_day
from shared.reference import store

Tell = Callable[[], None]
"""Called after each reading."""


def gather(asked: Asked, now: datetime, tell: Tell) -> Sheet:
    """The report as it stands; of a period that still runs up to today, and provisional.

    Raises:
        NoSuchAgency, NotThen: the agency is not one of the period's.
    """
    today = local_day(now)
    until = replace(asked, period=up_to(asked.period, today))
    return building.build(
        Material(
            asked=until,
            figures=_figures(until, now, tell),
            agencies=store.agencies(),
            fields=store.fields(),
            procedures=store.index(),
            issued_on=today,
            provisional=not asked.period.is_over(today),
        )
    )


def readings(asked: Asked) -> int:
    """How many readings the form takes."""
    return len(building.needs(asked.form))


def up_to(period: Period, today: date) -> Period:
    """The part of a period that is not to come."""
    return replace(period, last=min(period.last, today))


def _figures(asked: Asked, now: datetime, tell: Tell) -> Figures:
    found: dict[str, tuple[Line, ...]] = {}
    for need in sorted(building.needs(asked.form)):
        found[need.value] = _read(asked, need, now)
        tell()
    return Figures(**found)


def _read(asked: Asked, need: Need, now: datetime) -> tuple[Line, ...]:
    scope, period = asked.scope, asked.period
    codes = units.members(scope, store.agencies(), period)
    if need in (Need.YEAR_AGENCIES, Need.YEAR_PROCEDURES):
        period = period.year_to_date()
    by: reading.By = "procedures" if need in (Need.PROCEDURES, Need.YEAR_PROCEDURES) else "agencies"
    return reading.lines(codes, period.first, period.last, by=by, scope=scope, now=now)
