"""The moves between the applicant and the counter: submission, reception, supplements, withdrawal.

Part of :mod:`shared.dossier.moves`, which says what all moves have in common.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from shared.clock import LegalClock, WorkingCalendar, reception_deadline, supplement_deadline
from shared.dossier import lifecycle
from shared.dossier.dossier import By, Change, Document, Dossier, Supplement
from shared.dossier.errors import MoveRefused
from shared.dossier.events import Actor, EventData
from shared.dossier.fees import check_paid
from shared.dossier.lifecycle import move
from shared.dossier.status import Action, FeeState, Status


def submit(draft: Dossier, actor: Actor, documents: tuple[Document, ...]) -> Change:
    """Record a new dossier (nộp hồ sơ), status 1 and version 1, as ``draft`` describes it."""
    data = EventData(
        submitted_at=draft.submitted_at,
        reception_due_at=draft.reception_due_at,
        document_count=len(documents),
        **_fee(draft),
    )
    change = lifecycle.record_first(draft, actor, draft.submitted_at, data)
    return msgspec.structs.replace(change, documents=documents)


def _fee(dossier: Dossier) -> dict[str, Any]:
    """What is to be paid, for the events that open a payment order."""
    if dossier.fee_state is not FeeState.DUE:
        return {}
    return {"fee_total": dossier.fee_total, "pay_before": dossier.rules.pay_before}


def accept(dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar) -> Change:
    """Receive a dossier (tiếp nhận) and start its legal clock.

    Raises:
        MoveRefused: ``fee_unpaid``: the fee is due before reception.
    """
    lifecycle.row_for(dossier, Action.ACCEPT, by)
    check_paid(dossier, "reception")
    clock = LegalClock(started_at=at, term=dossier.rules.term)
    data = EventData(
        submitted_at=dossier.submitted_at,
        accepted_at=at,
        reception_due_at=dossier.reception_due_at,
        in_time=dossier.reception_due_at is None or at <= dossier.reception_due_at,
        **_fee(dossier),
    )
    return move(dossier, Action.ACCEPT, by, at, calendar, data=data, clock=clock, accepted_at=at)


def refuse(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str
) -> Change:
    """Refuse a dossier that was not accepted yet (từ chối tiếp nhận, mẫu 03) with its reason."""
    return move(
        dossier, Action.REFUSE, by, at, calendar, note=reason, supplement=None, resume_to=None
    )


def ask_supplement(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    reason: str,
    items: tuple[str, ...] = (),
) -> Change:
    """Ask the applicant to complete the dossier (yêu cầu bổ sung, mẫu 02); the clock stops.

    The procedure limits how often after acceptance (``max_supplements``); guidance before
    acceptance is not counted.

    Raises:
        MoveRefused: ``supplement_limit``: asked as often as the procedure allows.
    """
    lifecycle.row_for(dossier, Action.ASK_SUPPLEMENT, by)
    counted = dossier.status is not Status.REGISTERED
    if counted and dossier.supplements_used >= dossier.rules.max_supplements:
        raise MoveRefused("supplement_limit", limit=dossier.rules.max_supplements)
    deadline = _supplement_deadline(dossier, at, calendar)
    used = dossier.supplements_used + counted
    return move(
        dossier,
        Action.ASK_SUPPLEMENT,
        by,
        at,
        calendar,
        data=EventData(
            supplement_deadline=deadline, supplements_used=used, resume_to=int(dossier.status)
        ),
        note=reason,
        supplement=Supplement(asked_at=at, deadline=deadline, items=items),
        supplements_used=used,
        resume_to=dossier.status,
    )


def _supplement_deadline(dossier: Dossier, at: datetime, calendar: WorkingCalendar) -> datetime:
    return supplement_deadline(at, calendar, dossier.rules.supplement_days).astimezone(UTC)


def supplement(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    documents: tuple[Document, ...] = (),
    note: str = "",
) -> Change:
    """Receive the supplement; the dossier goes on where it stopped.

    One that was not accepted yet gets a fresh reception deadline.

    Raises:
        MoveRefused: ``supplement_expired``: the waiting limit has passed.
    """
    lifecycle.row_for(dossier, Action.SUPPLEMENT, by)
    asked = dossier.supplement
    if asked is not None and at > asked.deadline:
        raise MoveRefused("supplement_expired", deadline=asked.deadline)
    reception = dossier.reception_due_at
    if dossier.resume_to is Status.REGISTERED:
        reception = reception_deadline(at, calendar).astimezone(UTC)
    return move(
        dossier,
        Action.SUPPLEMENT,
        by,
        at,
        calendar,
        data=EventData(document_count=len(documents), reception_due_at=reception),
        note=note,
        documents=documents,
        reception_due_at=reception,
        supplement=None,
        resume_to=None,
    )


def expire_supplement(dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar) -> Change:
    """Close an unanswered request: refused if it was never accepted, else stopped with notice.

    Raises:
        MoveRefused: ``supplement_still_open``: the applicant still has time.
    """
    lifecycle.row_for(dossier, Action.EXPIRE_SUPPLEMENT, by)
    asked = dossier.supplement
    if asked is not None and at <= asked.deadline:
        raise MoveRefused("supplement_still_open", deadline=asked.deadline)
    return move(
        dossier,
        Action.EXPIRE_SUPPLEMENT,
        by,
        at,
        calendar,
        data=EventData(supplement_deadline=asked.deadline if asked else None),
        supplement=None,
        resume_to=None,
    )


def withdraw(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str = ""
) -> Change:
    """Withdraw the dossier at the applicant's wish (rút hồ sơ), any time before it is resolved.

    The event says when it was received, if it was: only what was received is counted as such.
    """
    return move(
        dossier,
        Action.WITHDRAW,
        by,
        at,
        calendar,
        data=EventData(accepted_at=dossier.accepted_at),
        note=reason,
        held_by=dossier.agency_code,
        supplement=None,
        resume_to=None,
    )
