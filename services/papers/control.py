"""The control slip's rows: every hand-over of the dossier, and whether the term was kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from services.papers.contents import Desk, Handover
from services.papers.words import moment_words, short_moment
from shared.clock import TermUnit, WorkingCalendar, standing
from shared.dossier.events import Event, EventType
from shared.dossier.status import Status

NameOf = Callable[[str], str]
COUNTER: Final = Desk(kind="counter")
APPLICANT: Final = Desk(kind="applicant")
_JUDGED: Final = frozenset({EventType.RECEIVED_BACK, EventType.RESOLVED})
"""Hand-overs that end an agency's work, so that its term was kept or not."""


def handovers(
    events: Iterable[Event], name: NameOf, calendar: WorkingCalendar
) -> tuple[Handover, ...]:
    """A row for each event that moves the dossier from one desk to another."""
    moved = ((event, _ends(event, name)) for event in events)
    return tuple(_row(event, *ends, calendar) for event, ends in moved if ends is not None)


def _row(event: Event, giver: Desk, taker: Desk, calendar: WorkingCalendar) -> Handover:
    due = event.due_after if event.type is EventType.ACCEPTED else None
    return Handover(
        giver=giver,
        taker=taker,
        official=event.actor.name,
        at=moment_words(event.at),
        result=_result(event, calendar),
        due_at=short_moment(due),
        withdrawn=event.type is EventType.WITHDRAWN,
    )


def _ends(event: Event, name: NameOf) -> tuple[Desk, Desk] | None:
    """From where to where an event hands the dossier, if it does."""

    def agency(code: str | None) -> Desk:
        return Desk(kind="agency", name=name(code or event.agency_code))

    match event.type:
        case EventType.ACCEPTED:
            return APPLICANT, COUNTER
        case EventType.ASSIGNED if event.status_before == Status.ACCEPTED:
            return COUNTER, agency(None)
        case EventType.FORWARDED | EventType.RECEIVED_BACK:
            return agency(event.data.from_agency), agency(event.data.to_agency)
        case EventType.RESOLVED:
            return agency(None), COUNTER
        case EventType.RETURNED | EventType.WITHDRAWN:
            return COUNTER, APPLICANT
    return None


def _result(event: Event, calendar: WorkingCalendar) -> str:
    if event.type not in _JUDGED or event.due_before is None:
        return ""
    unit = event.term_unit or TermUnit.WORKING_DAYS
    return standing(event.due_before, event.at, calendar, finished_at=event.at, unit=unit).value
