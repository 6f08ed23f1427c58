"""Lives of dossiers as events, told apart by a number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from shared.dossier.events import EventData, EventType, PublicActor, PublicEvent
from shared.dossier.numbering import local_day
from shared.dossier.status import Party, Status

WARD, JUSTICE = "H24.X001", "H24.D02"
BEGIN = datetime(2026, 11, 2, 2, tzinfo=UTC)
Move = tuple[EventType, Status | None, Status]
_WAY: tuple[Move, ...] = (
    (EventType.SUBMITTED, None, Status.REGISTERED),
    (EventType.ACCEPTED, Status.REGISTERED, Status.ACCEPTED),
    (EventType.ASSIGNED, Status.ACCEPTED, Status.PROCESSING),
    (EventType.SUPPLEMENT_REQUESTED, Status.PROCESSING, Status.SUPPLEMENT),
    (EventType.SUPPLEMENT_RECEIVED, Status.SUPPLEMENT, Status.PROCESSING),
    (EventType.RESOLVED, Status.PROCESSING, Status.RESOLVED),
    (EventType.RETURNED, Status.RESOLVED, Status.RETURNED),
)
LONGEST = len(_WAY)


def life(number: int, length: int = LONGEST, agency: str = WARD) -> list[PublicEvent]:
    """The first events of a dossier's life, one a day; some are late, some are not."""
    begin = BEGIN + timedelta(days=number % 5)
    due = begin + timedelta(days=3 + number % 4)
    code = f"{agency}-{local_day(begin):%y%m%d}-{number:04}"
    return [
        PublicEvent(
            dossier_id=code,
            number=place,
            type=kind,
            at=begin + timedelta(days=place),
            business_date=local_day(begin + timedelta(days=place)),
            agency_code=agency,
            held_by=agency,
            procedure_code=f"1.00{number % 3}",
            field_code="G01-TP",
            level=3 + number % 2,
            channel="online",
            applicant_type="citizen",
            status_before=before,
            status_after=after,
            due_before=due if place > 2 else None,
            due_after=due if place > 1 else None,
            data=EventData(in_time=True),
            actor=PublicActor(party=Party.OFFICER, agency_code=agency),
        )
        for place, (kind, before, after) in enumerate(_WAY[:length], 1)
    ]


def lives(count: int) -> list[PublicEvent]:
    """Many lives of every length."""
    found = [life(n, 1 + n % LONGEST, WARD if n % 3 else JUSTICE) for n in range(1, count + 1)]
    return [event for events in found for event in events]
