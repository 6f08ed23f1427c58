"""The end of a dossier: its result, the result's correction, its return and the rating.

Part of :mod:`shared.dossier.moves`, which says what all moves have in common.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from shared.clock import Standing, WorkingCalendar, standing
from shared.dossier import lifecycle
from shared.dossier.dossier import By, Change, Document, Dossier, Rating, Result
from shared.dossier.errors import MoveRefused
from shared.dossier.events import EventData
from shared.dossier.fees import check_paid
from shared.dossier.lifecycle import move
from shared.dossier.status import Action, LateReason, Party

ReturnMethod = Literal["counter", "post", "online"]


def resolve(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    result: Result,
    documents: tuple[Document, ...],
    late_reason: LateReason | None = None,
) -> Change:
    """Record the result with its document(s) (có kết quả); resolved is not yet returned.

    A late result says why: ``late_reason``, or else what was named before; one in time never does.

    Raises:
        MoveRefused: ``result_document_missing`` or ``fee_unpaid``.
    """
    lifecycle.row_for(dossier, Action.RESOLVE, by)
    check_paid(dossier, "processing")
    if not documents:
        raise MoveRefused("result_document_missing")
    named = late_reason or dossier.late_reason
    kept = msgspec.structs.replace(result, documents=tuple(d.document_id for d in documents))
    data = _resolution(dossier, kept, at, calendar, named)
    return move(
        dossier,
        Action.RESOLVE,
        by,
        at,
        calendar,
        data=data,
        documents=documents,
        result=kept,
        resolved_at=at,
        late_reason=named,
        result_late_reason=data.late_reason,
    )


def _resolution(
    dossier: Dossier,
    result: Result,
    at: datetime,
    calendar: WorkingCalendar,
    late_reason: LateReason | None,
) -> EventData:
    in_time = _in_time(dossier, at, calendar)
    return EventData(
        outcome=result.outcome,
        accepted_at=dossier.accepted_at,
        resolved_at=at,
        document_count=len(result.documents),
        in_time=in_time,
        late_reason=None if in_time else late_reason,
    )


def _in_time(dossier: Dossier, at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether a result of this moment keeps the due date: to the minute for terms in hours."""
    unit = dossier.attention_unit
    stands = standing(dossier.due_at, at, calendar, finished_at=at, unit=unit)
    return stands is not Standing.LATE


def return_result(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    method: ReturnMethod,
    note: str = "",
) -> Change:
    """Hand the result over (trả kết quả) at the counter, by post or online.

    Raises:
        MoveRefused: ``fee_unpaid``: no result is handed over before its fee.
    """
    lifecycle.row_for(dossier, Action.RETURN_RESULT, by)
    check_paid(dossier, "return")
    return move(
        dossier,
        Action.RETURN_RESULT,
        by,
        at,
        calendar,
        data=EventData(
            outcome=dossier.result.outcome if dossier.result is not None else None,
            return_method=method,
            accepted_at=dossier.accepted_at,
            resolved_at=dossier.resolved_at,
        ),
        note=note,
        return_method=method,
    )


def correct(
    dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar, *, reason: str
) -> Change:
    """Take back a result that was recorded by mistake (9 → 4); the leader answers for the reason.

    The clock never stopped for it: time spent on the wrong result counts. The event repeats the
    day and the ``late_reason`` of the resolution, so that a counter can take it back.
    """
    return move(
        dossier,
        Action.CORRECT,
        by,
        at,
        calendar,
        data=EventData(resolved_at=dossier.resolved_at, late_reason=dossier.result_late_reason),
        note=reason,
        result=None,
        result_late_reason=None,
        resolved_at=None,
    )


def rate(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    rating: Rating,
    comment: str = "",
) -> Change:
    """Record what the applicant says of the service, once. The comment stays in the dossier.

    Raises:
        MoveRefused: ``already_rated``.
    """
    if dossier.rating is not None and Party.OWNER in by.parties:
        raise MoveRefused("already_rated")
    return move(
        dossier,
        Action.RATE,
        by,
        at,
        calendar,
        data=EventData(
            rating_overall=rating.overall,
            rating_convenience=rating.convenience,
            rating_attitude=rating.attitude,
        ),
        note=comment,
        rating=rating,
    )
