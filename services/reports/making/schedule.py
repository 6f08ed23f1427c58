"""The schedules' function: closes the day and asks for the reports that fall due.

Run again, it does no harm: a report asked for again costs one comparison, and nobody gets an
edition twice.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
from aws_lambda_powertools.utilities.typing import LambdaContext
from msgspec import Struct

from services.reports import units
from services.reports.asked import Asked, Scope
from services.reports.boards import keeping
from services.reports.counting import folding, reading
from services.reports.counting.figures import Line, total
from services.reports.making import book, plan, subscriptions
from services.reports.making.model import Kind
from services.reports.periods import Period
from shared.dossier.numbering import local_day
from shared.observability import logger
from shared.reference import store
from shared.reference.agencies import AgencyTree


class Run(Struct, frozen=True, kw_only=True):
    """What a schedule says; without ``on`` it is the local date."""

    kind: Kind
    on: date | None = None


class NoProvince(RuntimeError):
    """The catalogue has no agency that stands above all others on this day."""


def run(event: dict[str, Any], _: LambdaContext) -> dict[str, int]:
    """Lambda handler of the schedules; how many reports were asked for.

    Raises:
        msgspec.ValidationError: the schedule says something else.
    """
    wanted, now = msgspec.convert(event, Run), datetime.now(UTC)
    if wanted.kind is Kind.DAILY:
        folding.fold_up_to(now, _untold)
    found = start(wanted.kind, wanted.on or local_day(now), now)
    if wanted.kind is Kind.DAILY:
        keeping.remake(now)
    return {"reports": len(found)}


def _untold(_done: int, _total: int) -> None:
    """Nobody watches a schedule fold."""


def start(kind: Kind, on: date, now: datetime) -> tuple[Asked, ...]:
    """Ask for everything that a schedule makes on a day.

    Raises:
        NoProvince: see there.
    """
    found = due(kind, on, now)
    for asked in found:
        book.ask(asked, now, kind)
    logger.info("Reports asked for", kind=kind.value, on=str(on), reports=len(found))
    return found


def due(kind: Kind, on: date, now: datetime) -> tuple[Asked, ...]:
    """What a schedule makes on a day, given who subscribed and whose dossiers there are."""
    tree = store.agencies()
    root = root_of(tree, on)
    periods = plan.periods(kind, on)
    own = periods if kind is Kind.STATUTORY else ()
    wanted = [(s.form, s.agency_code) for s in subscriptions.every() if kind in s.kinds]
    return plan.planned(
        kind,
        on,
        root=root,
        reporting={period: _reporting(root, tree, period, now) for period in own},
        wanted=[(form, code) for form, code in wanted if tree.find(code, periods[0].last)],
    )


def root_of(tree: AgencyTree, on: date) -> str:
    """The agency above all others.

    Raises:
        NoProvince: there is none on this day.
    """
    for agency in tree.all_on(on):
        if agency.parent is None:
            return agency.code
    raise NoProvince(str(on))


def _reporting(root: str, tree: AgencyTree, period: Period, now: datetime) -> list[str]:
    """The agencies there are on the period's last day that have figures in it."""
    scope = Scope(agency_code=root)
    first, last = period.first, period.last
    lines = reading.lines(None, first, last, by="agencies", scope=scope, now=now)
    by_unit: dict[str, list[Line]] = {}
    for line in lines:
        unit = units.shown_as(line.agency_code, tree, last)
        by_unit.setdefault(unit.code, []).append(line)
    told = [code for code, found in by_unit.items() if not total(found).is_empty]
    return sorted(code for code in told if tree.find(code, last) is not None)
