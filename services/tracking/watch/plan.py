"""When somebody is to be warned about a dossier, and what happens by itself. Pure.

The plan is worked out from the head alone, so it is the same whoever works it out and whenever:
a stage is left out if its moment had come before its deadline was set, not because it is past.
Deadlines are those of the head, as printed; no calendar change moves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from shared.clock import ICT, LegalClock, TermUnit, WorkingCalendar, local
from shared.dossier.dossier import Dossier
from shared.dossier.errors import MoveRefused
from shared.dossier.fees import check_paid
from shared.dossier.status import Status
from shared.reference.messaging import Messaging

CITIZENS_MORNING: Final = time(8)
"""When a citizen is reminded of the end of a window, on the local clock."""


class StageKind(StrEnum):
    """What comes due: warnings before a deadline, and what follows when it has passed."""

    RECEPTION_SOON = "RECEPTION_SOON"
    RECEPTION_MISSED = "RECEPTION_MISSED"
    APOLOGY_DRAFT = "APOLOGY_DRAFT"
    DUE_SOON = "DUE_SOON"
    DUE_MISSED = "DUE_MISSED"
    SUPPLEMENT_CLOSING = "SUPPLEMENT_CLOSING"
    SUPPLEMENT_OVER = "SUPPLEMENT_OVER"


AFTERWARDS: Final = frozenset(
    {StageKind.RECEPTION_MISSED, StageKind.DUE_MISSED, StageKind.SUPPLEMENT_OVER}
)
"""What follows a deadline; all others mean nothing once it has passed."""


class Stage(Struct, frozen=True, kw_only=True):
    """One thing to do for a deadline, once ``at`` has passed."""

    at: datetime
    kind: StageKind
    deadline: datetime

    def is_called_for(self, now: datetime) -> bool:
        """Whether it is to be done now: its moment has passed, and it still means something."""
        return self.at < now and (self.kind in AFTERWARDS or now <= self.deadline)


Planner = Callable[[Dossier, WorkingCalendar, Messaging], Iterator[Stage]]


def stages(dossier: Dossier, calendar: WorkingCalendar, policy: Messaging) -> tuple[Stage, ...]:
    """Everything that will be due if nothing happens to the dossier, soonest first."""
    found = _PLANNERS.get(dossier.status)
    planned = () if found is None else found(dossier, calendar, policy)
    return tuple(sorted(planned, key=lambda stage: stage.at))


def _reception(dossier: Dossier, calendar: WorkingCalendar, policy: Messaging) -> Iterator[Stage]:
    """Before acceptance. While a fee holds it up nobody is to blame; payment sets a new deadline.

    Eight working hours, from 1 July 2025 (Nghị định 118/2025, Điều 17).
    """
    deadline = dossier.reception_due_at
    if deadline is None or _waits_for_fee(dossier):
        return
    if policy.reception_warning_hours < calendar.policy.reception_hours:
        warned = calendar.retreat(deadline, timedelta(hours=policy.reception_warning_hours))
        yield Stage(at=warned, kind=StageKind.RECEPTION_SOON, deadline=deadline)
    yield Stage(at=deadline, kind=StageKind.RECEPTION_MISSED, deadline=deadline)


def _waits_for_fee(dossier: Dossier) -> bool:
    try:
        check_paid(dossier, "reception")
    except MoveRefused:
        return True
    return False


def _term(dossier: Dossier, calendar: WorkingCalendar, policy: Messaging) -> Iterator[Stage]:
    """While the clock runs; an apology can be made once, so its draft too."""
    due, clock = dossier.due_at, dossier.clock
    if due is None or clock is None:
        return
    since = _running_since(clock)
    soon = calendar.retreat(due, timedelta(hours=policy.due_warning_hours))
    if soon > since:
        yield Stage(at=soon, kind=StageKind.DUE_SOON, deadline=due)
    draft = calendar.opening(calendar.working_day_before(local(due).date(), policy.apology_days))
    if draft > since and not clock.extensions:
        yield Stage(at=draft, kind=StageKind.APOLOGY_DRAFT, deadline=due)
    missed = _missed_at(due, dossier.attention_unit, calendar)
    yield Stage(at=missed, kind=StageKind.DUE_MISSED, deadline=due)


def _running_since(clock: LegalClock) -> datetime:
    """When the present due date was set: at reception, a resumption or an extension."""
    resumed = [pause.until for pause in clock.pauses if pause.until is not None]
    return max([clock.started_at, *resumed, *(e.at for e in clock.extensions)])


def _missed_at(due: datetime, unit: TermUnit, calendar: WorkingCalendar) -> datetime:
    """A term in hours is missed to the minute, one in days when the office closes that day."""
    if unit is TermUnit.HOURS:
        return due
    return max(due, calendar.closing(local(due).date()))


def _supplement(dossier: Dossier, _: WorkingCalendar, policy: Messaging) -> Iterator[Stage]:
    """While the citizen holds the file: a reminder in the morning, and the end."""
    asked = dossier.supplement
    if asked is None:
        return
    day = local(asked.deadline).date() - timedelta(days=policy.supplement_closing_days)
    closing = datetime.combine(day, CITIZENS_MORNING, ICT)
    if closing > asked.asked_at:
        yield Stage(at=closing, kind=StageKind.SUPPLEMENT_CLOSING, deadline=asked.deadline)
    yield Stage(at=asked.deadline, kind=StageKind.SUPPLEMENT_OVER, deadline=asked.deadline)


_PLANNERS: Final[dict[Status, Planner]] = {
    Status.REGISTERED: _reception,
    Status.ACCEPTED: _term,
    Status.PROCESSING: _term,
    Status.SUPPLEMENT: _supplement,
}
