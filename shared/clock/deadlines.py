"""Deadlines around the term itself, and where a dossier stands against its due date."""

import datetime as dt
from enum import StrEnum
from typing import Final

from shared.clock.calendar import WorkingCalendar
from shared.clock.legal import TermUnit
from shared.clock.zone import ICT, local

LAST_SECOND: Final = dt.time(23, 59, 59, tzinfo=ICT)


class Standing(StrEnum):
    """Where a dossier stands: open ones are on time, soon, late or waiting; done ones can be early.

    `waiting` (chờ) is a dossier whose clock is paused.
    """

    ON_TIME = "on_time"
    SOON = "soon"
    LATE = "late"
    WAITING = "waiting"
    EARLY = "early"


def reception_deadline(submitted_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """Return the latest moment an online dossier must be received or refused.

    Eight working hours from the submission (Nghị định 118/2025, Điều 17). A fee paid before
    reception restarts the count: pass the moment of the payment.
    """
    return calendar.add_hours(submitted_at, calendar.policy.reception_hours)


def late_reception_after(submitted_at: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """Return the moment after which a dossier not received counts against the unit.

    One working day (Nghị định 118/2025, Điều 18: hồ sơ chậm được tiếp nhận).
    """
    return calendar.add_hours(submitted_at, calendar.policy.late_reception_hours)


def supplement_deadline(
    asked_at: dt.datetime, calendar: WorkingCalendar, days: int | None = None
) -> dt.datetime:
    """Return the last second in which the citizen may supplement a dossier.

    Calendar days after the day of the request, moved off days off; the last day belongs to the
    citizen until midnight (Bộ luật Dân sự 2015, Điều 147.2, 148.5 and 148.6).
    """
    allowed = calendar.policy.supplement_days if days is None else days
    last = local(asked_at).date() + dt.timedelta(days=allowed)
    return dt.datetime.combine(calendar.first_working_day(last), LAST_SECOND)


def standing(
    due_at: dt.datetime | None,
    now: dt.datetime,
    calendar: WorkingCalendar,
    *,
    finished_at: dt.datetime | None = None,
    running: bool = True,
    unit: TermUnit = TermUnit.WORKING_DAYS,
) -> Standing:
    """Tell where a dossier stands, once it is finished for good, before that at `now`.

    A term in days is kept until the due date is over, whatever hour is printed; a term in
    working hours is kept until the very moment. Early means on an earlier date. Soon means that
    no more than the policy's working hours are left. Without a due date nothing is ever late.
    """
    if finished_at is None and not running:
        return Standing.WAITING
    if due_at is None:
        return Standing.ON_TIME
    if _is_late(due_at, now if finished_at is None else finished_at, unit):
        return Standing.LATE
    if finished_at is not None:
        early = local(finished_at).date() < local(due_at).date()
        return Standing.EARLY if early else Standing.ON_TIME
    left = calendar.working_time_between(now, due_at)
    soon = left <= dt.timedelta(hours=calendar.policy.warn_before_hours)
    return Standing.SOON if soon else Standing.ON_TIME


def _is_late(due_at: dt.datetime, moment: dt.datetime, unit: TermUnit) -> bool:
    if unit is TermUnit.HOURS:
        return local(moment) > local(due_at)
    return local(moment).date() > local(due_at).date()
