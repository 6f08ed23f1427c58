"""The dashboards' routes: one for everybody, one for an agency's people, one for their leaders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from msgspec import Struct

from services.reports import units
from services.reports.asked import Scope
from services.reports.boards import keeping, today, unit_days
from services.reports.boards.public import PublicBoard
from services.reports.boards.today import Counts, Person
from services.reports.boards.unit_days import UnitCounts, UnitDay
from services.reports.counting import reading
from services.reports.periods import ONE_DAY, between
from shared import access
from shared.clock import local
from shared.dossier import queries
from shared.dossier.items import Listing
from shared.dossier.numbering import local_day
from shared.reference import store
from shared.web.api import Api
from shared.web.principal import Role
from shared.web.problems import Problem
from shared.web.request import Request
from shared.web.showing import agency_words

MOST: Final = 5000
"""Dossiers of a worklist that are counted."""
A_PAGE: Final = 500
FRESH_SECONDS: Final = 300


class AgencyDay(Struct, frozen=True, kw_only=True):
    """An agency's day; ``truncated`` if it has more open dossiers than were counted.

    Dossiers are counted by their deadlines, the soonest first, so what is overdue or due is there.
    """

    agency_code: str
    agency_name: str
    agency_name_en: str
    as_of: datetime
    soon: tuple[date, ...]
    total: Counts
    people: tuple[Person, ...]
    held_for_others: int
    truncated: bool


class UnitsDay(Struct, frozen=True, kw_only=True):
    """The day of an agency's subtree, in all and by unit; ``soon`` names the days ahead."""

    agency_code: str
    agency_name: str
    agency_name_en: str
    as_of: datetime
    soon: tuple[date, ...]
    total: UnitCounts
    units: tuple[UnitDay, ...]


def declare(api: Api) -> None:
    """Give the service its dashboards' routes."""
    own = "/reports/agencies/{code}"
    api.get("/reports/public", cache_seconds=FRESH_SECONDS)(read_public_board)
    api.get(own + "/today", allow=[Role.OFFICER, Role.LEADER])(read_today)
    api.get(own + "/units/today", allow=[Role.LEADER])(read_units_today)


def read_public_board(_: Request) -> PublicBoard:
    """What the province received and resolved in twelve months (công khai tình hình giải quyết)."""
    return keeping.current()


def read_today(request: Request) -> AgencyDay:
    """What an agency's people have to look at today: due, overdue, waiting, by person."""
    code, now, calendar = request.path["code"], datetime.now(UTC), store.calendar()
    access.check_agency(request.principal, code, store.agencies())
    listed = list(_worklist(code))
    found = today.day_of(code, listed[:MOST], now, calendar)
    return AgencyDay(
        **agency_words(code),
        as_of=local(now),
        soon=today.next_working_days(local_day(now), calendar),
        total=found.total,
        people=found.people,
        held_for_others=found.held_for_others,
        truncated=len(listed) > MOST,
    )


def read_units_today(request: Request) -> UnitsDay:
    """What the units below an agency have to look at today, for its leaders."""
    code, now, tree = request.path["code"], datetime.now(UTC), store.agencies()
    access.check_agency(request.principal, code, tree)
    day = local_day(now)
    soon = today.next_working_days(day, store.calendar())
    scope = Scope(agency_code=code)
    codes = _members(scope, day)
    lines = reading.lines(codes, day, day, by="agencies", scope=scope, now=now)
    becoming = reading.becoming_overdue(codes, day + ONE_DAY, soon[-1] + ONE_DAY)
    found = unit_days.unit_days(lines, becoming, tree, day)
    return UnitsDay(
        **agency_words(code),
        as_of=local(now),
        soon=soon,
        total=unit_days.together(found),
        units=found,
    )


def _members(scope: Scope, day: date) -> frozenset[str] | None:
    """The agencies whose dossiers count.

    Raises:
        Problem: 404 for an agency that has ended, with those that took over from it.
    """
    try:
        return units.members(scope, store.agencies(), between(day, day))
    except units.NotThen as error:
        heirs = ", ".join(error.successors)
        raise Problem(
            "not-found",
            f"Cơ quan {error.code} không còn; cơ quan kế thừa: {heirs}.",
            f"Agency {error.code} is there no more; its successors: {heirs}.",
        ) from error


def _worklist(code: str) -> Iterator[Listing]:
    """The agency's worklist, soonest due first, up to one more than are counted."""
    cursor, left = None, MOST + 1
    while left > 0:
        page = queries.worklist(code, limit=min(A_PAGE, left), cursor=cursor)
        yield from page.items
        cursor, left = page.cursor, left - len(page.items)
        if cursor is None:
            return
