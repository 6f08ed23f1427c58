"""The moves of the lifecycle, each with the rules the table cannot say. Pure.

Every function takes the dossier, who makes the move (``by``), when (``at``, aware) and the working
calendar, and returns the ``Change`` to be written by ``shared.dossier.ledger``. Beside what each
says, all raise ``IllegalMove`` and ``NotEntitled`` as :func:`shared.dossier.lifecycle.row_for`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from shared.clock import ClockError, LegalClock, WorkingCalendar
from shared.clock import extend as extend_clock
from shared.dossier import lifecycle
from shared.dossier.dossier import By, Change, Dossier
from shared.dossier.errors import MoveRefused
from shared.dossier.events import EventData
from shared.dossier.fees import check_paid, pay_fee, refund_fee
from shared.dossier.lifecycle import move
from shared.dossier.numbering import local_day
from shared.dossier.reception import (
    accept,
    ask_supplement,
    expire_supplement,
    refuse,
    submit,
    supplement,
    withdraw,
)
from shared.dossier.results import ReturnMethod, correct, rate, resolve, return_result
from shared.dossier.status import Action, LateReason

__all__ = [
    "ReturnMethod",
    "accept",
    "ask_financial_duty",
    "ask_supplement",
    "assign",
    "confirm_financial_duty",
    "correct",
    "expire_supplement",
    "extend",
    "forward",
    "pay_fee",
    "rate",
    "receive_back",
    "refund_fee",
    "refuse",
    "resolve",
    "resume",
    "return_result",
    "stop",
    "submit",
    "supplement",
    "withdraw",
]


def assign(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    assignee: str,
    assignee_name: str,
) -> Change:
    """Assign a dossier to an officer (phân công); the first assignment starts processing.

    Raises:
        MoveRefused: ``fee_unpaid``: the fee is due before processing.
    """
    lifecycle.row_for(dossier, Action.ASSIGN, by)
    check_paid(dossier, "processing")
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
        MoveRefused: ``forward_to_itself`` or ``fee_unpaid``.
    """
    lifecycle.row_for(dossier, Action.FORWARD, by)
    check_paid(dossier, "processing")
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
    late_reason: LateReason | None = None,
) -> Change:
    """Move the due date, once, with an apology (xin lỗi và hẹn lại, mẫu 04).

    The apology is due at the latest one day before the due date (Nghị định 61/2018, Điều 19);
    ``in_time`` in the event says whether it was. ``late_reason`` is kept for a result that comes
    late all the same.

    Raises:
        MoveRefused: ``no_due_date``, ``already_extended`` or ``not_later``.
    """
    lifecycle.row_for(dossier, Action.EXTEND, by)
    clock, old_due = dossier.clock, dossier.due_at
    if clock is None or old_due is None:
        raise MoveRefused("no_due_date")
    if clock.extensions:
        raise MoveRefused("already_extended")
    extended = _extended(clock, old_due, new_due, at, calendar)
    return move(
        dossier,
        Action.EXTEND,
        by,
        at,
        calendar,
        data=EventData(in_time=local_day(at) <= local_day(old_due) - timedelta(days=1)),
        note=apology,
        clock=extended,
        late_reason=late_reason or dossier.late_reason,
    )


def _extended(
    clock: LegalClock, old_due: datetime, new_due: datetime, at: datetime, calendar: WorkingCalendar
) -> LegalClock:
    if new_due <= max(old_due, at):
        raise MoveRefused("not_later", due_at=old_due)
    try:
        return extend_clock(clock, calendar, at=at, new_due=new_due)
    except ClockError as error:
        raise MoveRefused("not_later", due_at=old_due) from error


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
