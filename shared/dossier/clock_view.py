"""A dossier's clock as answers show it: the due date and the explanation in words."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from shared.clock import Standing, Step, TermUnit, WorkingCalendar, due, local, standing
from shared.dossier.dossier import Dossier
from shared.dossier.status import PAUSING, Status

STANDING_NAMES: dict[Standing, tuple[str, str]] = {
    Standing.ON_TIME: ("Trong hạn", "On time"),
    Standing.SOON: ("Sắp đến hạn", "Due soon"),
    Standing.LATE: ("Quá hạn", "Late"),
    Standing.WAITING: ("Đang chờ người nộp", "Waiting for the applicant"),
    Standing.EARLY: ("Trước hạn", "Early"),
}


class ClockView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a dossier is due and why; texts in Vietnamese and English."""

    due_at: datetime | None = None
    reception_due_at: datetime | None = None
    running: bool
    standing: Standing
    standing_name: str
    standing_name_en: str
    explanation: str = ""
    explanation_en: str = ""
    steps: tuple[Step, ...] = ()


def clock_view(dossier: Dossier, calendar: WorkingCalendar, now: datetime) -> ClockView:
    """The clock of a dossier, explained."""
    found = due(dossier.clock, calendar) if dossier.clock is not None else None
    stands = standing_of(
        dossier.status,
        dossier.attention_at,
        now,
        calendar,
        finished_at=_finished(dossier),
        unit=dossier.attention_unit,
    )
    name, name_en = STANDING_NAMES[stands]
    waiting = dossier.status is Status.REGISTERED
    return ClockView(
        due_at=_here(dossier.due_at),
        reception_due_at=_here(dossier.reception_due_at) if waiting else None,
        running=dossier.is_open and dossier.status not in PAUSING | {Status.RESOLVED},
        standing=stands,
        standing_name=name,
        standing_name_en=name_en,
        explanation=found.explanation.vi if found else "",
        explanation_en=found.explanation.en if found else "",
        steps=found.explanation.steps if found else (),
    )


def _here(moment: datetime | None) -> datetime | None:
    return None if moment is None else local(moment)


def standing_of(
    status: int,
    attention_at: datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
    *,
    finished_at: datetime | None = None,
    unit: TermUnit = TermUnit.WORKING_DAYS,
) -> Standing:
    """Where a dossier stands, from what a list knows of it."""
    running = Status(status) not in PAUSING
    return standing(
        attention_at, now, calendar, finished_at=finished_at, running=running, unit=unit
    )


def _finished(dossier: Dossier) -> datetime | None:
    """When the agency was done: a result counts on the day it exists, not when it is fetched."""
    return dossier.resolved_at or dossier.closed_at
