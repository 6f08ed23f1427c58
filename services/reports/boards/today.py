"""An agency's day: what is due, late or waiting, and with whom. Pure; no applicant is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from shared.clock import Standing, WorkingCalendar
from shared.dossier.clock_view import standing_of
from shared.dossier.items import Listing
from shared.dossier.numbering import local_day
from shared.dossier.status import Status

DAYS_AHEAD: Final = 3


class Counts(Struct, frozen=True, kw_only=True):
    """Dossiers by where they stand now.

    ``due_today`` and ``due_soon``, in the next three working days, run and are not overdue.
    ``waiting`` wait for the applicant (a supplement, a financial duty), ``stopped`` are stopped
    with notice. Of the ``unreceived`` some are past their reception deadline.
    """

    due_today: int = 0
    due_soon: int = 0
    overdue: int = 0
    waiting: int = 0
    stopped: int = 0
    unreceived: int = 0
    reception_overdue: int = 0


class Person(Counts, frozen=True, kw_only=True):
    """What an officer has; ``name`` is empty for what nobody was assigned to."""

    name: str


class Day(Struct, frozen=True, kw_only=True):
    """A whole agency's counts and each person's, the most overdue first.

    ``held_for_others`` are here for a linked agency, which answers for them.
    """

    total: Counts
    people: tuple[Person, ...]
    held_for_others: int


def next_working_days(today: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The working days that count as soon."""
    found = [calendar.next_working_day(today)]
    while len(found) < DAYS_AHEAD:
        found.append(calendar.next_working_day(found[-1]))
    return tuple(found)


def day_of(
    agency_code: str, listed: Iterable[Listing], now: datetime, calendar: WorkingCalendar
) -> Day:
    """An agency's day from its worklist."""
    last = next_working_days(local_day(now), calendar)[-1]
    counts: dict[tuple[str, str], Counter[str]] = {}
    held = 0
    for found in listed:
        if found.agency_code != agency_code:
            held += 1
            continue
        person = (found.assigned_to or "", found.assignee_name)
        counts.setdefault(person, Counter()).update(_stands(found, now, last, calendar))
    every: Counter[str] = sum(counts.values(), Counter())
    people = [Person(name=name, **counted) for (_, name), counted in counts.items() if counted]
    people.sort(key=lambda person: (-person.overdue, -person.due_today, person.name))
    return Day(total=Counts(**every), people=tuple(people), held_for_others=held)


def _stands(found: Listing, now: datetime, last: date, calendar: WorkingCalendar) -> list[str]:
    """What a dossier counts as."""
    status = Status(found.status)
    if status is Status.REGISTERED:
        late = found.reception_due_at is not None and found.reception_due_at < now
        return ["unreceived", "reception_overdue"] if late else ["unreceived"]
    if status in _WAITS:
        return [_WAITS[status]]
    if status is Status.RESOLVED or found.due_at is None:
        return []
    unit = found.attention_unit
    if standing_of(found.status, found.due_at, now, calendar, unit=unit) is Standing.LATE:
        return ["overdue"]
    due_on = local_day(found.due_at)
    if due_on == local_day(now):
        return ["due_today"]
    return ["due_soon"] if due_on <= last else []


_WAITS: Final = {
    Status.SUPPLEMENT: "waiting",
    Status.FINANCIAL_DUTY: "waiting",
    Status.STOPPED: "stopped",
}
