"""The moves of the lifecycle, each with the rules the table cannot say. Pure.

Every function takes the dossier, who makes the move (``by``), when (``at``, aware) and the working
calendar, and returns the ``Change`` to be written by ``shared.dossier.ledger``. Beside what each
says, all raise ``IllegalMove`` and ``NotEntitled`` as :func:`shared.dossier.lifecycle.row_for`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

from shared.clock import (
    ClockError,
    LegalClock,
    WorkingCalendar,
    reception_deadline,
    supplement_deadline,
)
from shared.clock import (
    extend as extend_clock,
)
from shared.dossier import lifecycle
from shared.dossier.dossier import By, Change, Document, Dossier, Result, Supplement
from shared.dossier.errors import MoveRefused
from shared.dossier.events import Actor, EventData
from shared.dossier.lifecycle import move
from shared.dossier.numbering import local_day
from shared.dossier.status import Action, Status

ReturnMethod = Literal["counter", "post", "online"]


def submit(draft: Dossier, actor: Actor, documents: tuple[Document, ...]) -> Change:
    """Record a new dossier (nộp hồ sơ), status 1 and version 1, as ``draft`` describes it."""
    data = EventData(
        submitted_at=draft.submitted_at,
        reception_due_at=draft.reception_due_at,
        document_count=len(documents),
    )
    change = lifecycle.record_first(draft, actor, draft.submitted_at, data)
    return msgspec.structs.replace(change, documents=documents)


def accept(dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar) -> Change:
    """Receive a dossier (tiếp nhận) and start its legal clock."""
    clock = LegalClock(started_at=at, term=dossier.rules.term)
    data = EventData(
        submitted_at=dossier.submitted_at,
        accepted_at=at,
        reception_due_at=dossier.reception_due_at,
        in_time=dossier.reception_due_at is None or at <= dossier.reception_due_at,
    )
    return move(dossier, Action.ACCEPT, by, at, calendar, data=data, clock=clock, accepted_at=at)


def refuse(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str
) -> Change:
    """Refuse a dossier that was not accepted yet (từ chối tiếp nhận, mẫu 03) with its reason."""
    return move(
        dossier, Action.REFUSE, by, at, calendar, note=reason, supplement=None, resume_to=None
    )


def assign(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    assignee: str,
    assignee_name: str,
) -> Change:
    """Assign a dossier to an officer (phân công); the first assignment starts processing."""
    return move(
        dossier,
        Action.ASSIGN,
        by,
        at,
        calendar,
        note=assignee_name,
        assigned_to=assignee,
        assignee_name=assignee_name,
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


def ask_financial_duty(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str
) -> Change:
    """Ask the applicant to meet a financial duty, e.g. land tax (nghĩa vụ tài chính)."""
    return move(dossier, Action.ASK_FINANCIAL_DUTY, by, at, calendar, note=reason)


def confirm_financial_duty(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, note: str = ""
) -> Change:
    """Record that the financial duty is met; processing goes on."""
    return move(dossier, Action.CONFIRM_FINANCIAL_DUTY, by, at, calendar, note=note)


def forward(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    to_agency: str,
    note: str = "",
) -> Change:
    """Forward to a linked agency (liên thông). The responsible agency and its clock stay.

    Raises:
        MoveRefused: ``forward_to_itself``.
    """
    lifecycle.row_for(dossier, Action.FORWARD, by)
    if to_agency == dossier.agency_code:
        raise MoveRefused("forward_to_itself")
    return move(
        dossier,
        Action.FORWARD,
        by,
        at,
        calendar,
        data=EventData(to_agency=to_agency, from_agency=dossier.agency_code),
        note=note,
        held_by=to_agency,
    )


def receive_back(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, note: str = ""
) -> Change:
    """Take the dossier back from the linked agency, with its opinion."""
    return move(
        dossier,
        Action.RECEIVE_BACK,
        by,
        at,
        calendar,
        data=EventData(from_agency=dossier.held_by, to_agency=dossier.agency_code),
        note=note,
        held_by=dossier.agency_code,
    )


def extend(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    new_due: datetime,
    apology: str,
) -> Change:
    """Move the due date, once, with an apology (xin lỗi và hẹn lại, mẫu 04).

    The apology is due at the latest one day before the due date (Nghị định 61/2018, Điều 19);
    ``in_time`` in the event says whether it was.

    Raises:
        MoveRefused: ``no_due_date``, ``already_extended`` or ``not_later``.
    """
    lifecycle.row_for(dossier, Action.EXTEND, by)
    clock, old_due = dossier.clock, dossier.due_at
    if clock is None or old_due is None:
        raise MoveRefused("no_due_date")
    if clock.extensions:
        raise MoveRefused("already_extended")
    if new_due <= max(old_due, at):
        raise MoveRefused("not_later", due_at=old_due)
    try:
        extended = extend_clock(clock, calendar, at=at, new_due=new_due)
    except ClockError as error:
        raise MoveRefused("not_later", due_at=old_due) from error
    return move(
        dossier,
        Action.EXTEND,
        by,
        at,
        calendar,
        data=EventData(in_time=local_day(at) <= local_day(old_due) - timedelta(days=1)),
        note=apology,
        clock=extended,
    )


def stop(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, notice: str
) -> Change:
    """Stop processing with a notice to the applicant (dừng giải quyết, mẫu 05); the clock stops."""
    return move(dossier, Action.STOP, by, at, calendar, note=notice)


def resume(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, note: str = ""
) -> Change:
    """Take up a stopped dossier again; the clock runs on."""
    return move(dossier, Action.RESUME, by, at, calendar, note=note)


def withdraw(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str = ""
) -> Change:
    """Withdraw the dossier at the applicant's wish (rút hồ sơ), any time before it is resolved."""
    return move(
        dossier,
        Action.WITHDRAW,
        by,
        at,
        calendar,
        note=reason,
        held_by=dossier.agency_code,
        supplement=None,
        resume_to=None,
    )


def resolve(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    result: Result,
    documents: tuple[Document, ...],
) -> Change:
    """Record the result with its document(s) (có kết quả); resolved is not yet returned.

    Raises:
        MoveRefused: ``result_document_missing``.
    """
    lifecycle.row_for(dossier, Action.RESOLVE, by)
    if not documents:
        raise MoveRefused("result_document_missing")
    return move(
        dossier,
        Action.RESOLVE,
        by,
        at,
        calendar,
        data=EventData(
            outcome=result.outcome,
            accepted_at=dossier.accepted_at,
            resolved_at=at,
            document_count=len(documents),
            in_time=dossier.due_at is None or local_day(at) <= local_day(dossier.due_at),
        ),
        documents=documents,
        result=result,
        resolved_at=at,
    )


def return_result(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    method: ReturnMethod,
    note: str = "",
) -> Change:
    """Hand the result over (trả kết quả) at the counter, by post or online."""
    return move(
        dossier,
        Action.RETURN_RESULT,
        by,
        at,
        calendar,
        data=EventData(
            return_method=method, accepted_at=dossier.accepted_at, resolved_at=dossier.resolved_at
        ),
        note=note,
        return_method=method,
    )


def correct(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str
) -> Change:
    """Take back a result that was recorded by mistake (9 → 4); the leader answers for the reason.

    The clock never stopped for it: time spent on the wrong result counts.
    """
    return move(
        dossier,
        Action.CORRECT,
        by,
        at,
        calendar,
        data=EventData(resolved_at=dossier.resolved_at),
        note=reason,
        result=None,
        resolved_at=None,
    )
