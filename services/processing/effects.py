"""What a changed calendar day would do to due dates that are already printed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from services.processing.views import CalendarEffect
from shared.clock import CalendarDay, DayKind, WorkingCalendar, local
from shared.dossier.dossier import Dossier
from shared.dossier.lifecycle import due_at


def changed(calendar: WorkingCalendar, day: date, kind: DayKind) -> WorkingCalendar:
    """The calendar with one day made off, working, or left to its weekday (undecided)."""
    mark = CalendarDay(date=day, kind=kind, name="")
    return WorkingCalendar.of(
        [*calendar.days.values(), mark],
        hours=calendar.hours,
        policy=calendar.policy,
        covers=calendar.covers,
    )


def effects(
    dossiers: Iterable[Dossier], then: WorkingCalendar, day: date, kind: DayKind
) -> Iterator[CalendarEffect]:
    """The dossiers whose printed due date the changed calendar would not give."""
    for dossier in dossiers:
        due = due_at(dossier.clock, then)
        if due is not None and dossier.due_at is not None and due != dossier.due_at:
            yield CalendarEffect(
                dossier_id=dossier.dossier_id,
                status=int(dossier.status),
                procedure_code=dossier.procedure_code,
                procedure_name=dossier.procedure_name,
                date=day,
                kind=kind,
                due_at=local(dossier.due_at),
                due_at_then=local(due),
            )
