"""What one event changes in the counters. Pure.

Every effect is an addition, and needs nothing but its event: events may be applied in any order.

Stock past its due date is counted on one axis. A dossier that runs with due date ``u`` becomes
overdue on the day after ``u``, so entering that state on day ``d`` adds one on the later of ``d``
and ``u + 1``, and leaving it takes one away on the later of its own day and ``u + 1``: whoever
leaves in time cancels his own entry, and the sum up to a day is what was overdue at its end.

A corrected result (9 → 4) never counted: the event takes its resolution back on the day it was
recorded. A period reported before is restated, and the difference shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from services.reports.counting.measures import GRADED, LATE_FOR, QUESTIONS, Measure
from shared.clock import TermUnit
from shared.dossier.events import EventData, EventType, PublicEvent
from shared.dossier.numbering import local_day
from shared.dossier.status import Grade, LateReason, Status

ONE_DAY: Final = timedelta(days=1)
ONLINE: Final = frozenset({"national", "vnpay"})
"""Ways of paying that are online payment."""


class Uncountable(ValueError):
    """The event lacks what its type must say; it belongs to the dead letters."""


class Cell(Struct, frozen=True, order=True):
    """What a count is told apart by. The agency is the responsible one: whoever only lends a hand
    (liên thông) has no cell of the dossier, so that it counts once.
    """

    agency_code: str
    field_code: str
    procedure_code: str
    level: int
    channel: str


class Effect(Struct, frozen=True):
    """``amount`` more of a measure in a cell on a local date."""

    cell: Cell
    day: date
    measure: Measure
    amount: int


class _State(Struct, frozen=True):
    """A received, unfinished dossier: the stock it stands in, and its due date while it runs."""

    stock: Measure
    due_on: date | None = None


def effects(event: PublicEvent) -> tuple[Effect, ...]:
    """Everything an event adds to the counters; what cancels itself is left out.

    Raises:
        Uncountable: the event lacks what its type must say.
    """
    added: dict[tuple[date, Measure], int] = {}
    for day, measure, amount in (*_happened(event), *_moved(event)):
        added[day, measure] = added.get((day, measure), 0) + amount
    cell = Cell(
        agency_code=event.agency_code,
        field_code=event.field_code,
        procedure_code=event.procedure_code,
        level=event.level,
        channel=event.channel,
    )
    return tuple(
        Effect(cell, day, measure, amount) for (day, measure), amount in added.items() if amount
    )


Change = tuple[date, Measure, int]


def _happened(event: PublicEvent) -> Iterator[Change]:
    """What happened on the event's day, or is taken back on an earlier one."""
    for measure, amount in _counts(event):
        yield event.business_date, measure, amount
    if event.type is EventType.CORRECTED:
        yield from _taken_back(event)


def _taken_back(event: PublicEvent) -> Iterator[Change]:
    """A result that was none: on its own day it leaves the count, and the dossier stays in process.

    Its due date is the one the result was recorded under, which is the one before the correction.
    """
    resolved_at = event.data.resolved_at
    if resolved_at is None:
        raise Uncountable("a correction without the day of its result")
    day = local_day(resolved_at)
    for measure in _finish(event, event.due_before, resolved_at):
        yield day, measure, -1
    yield from _step(_running(event.due_before), day, +1)


def _counts(event: PublicEvent) -> Iterator[tuple[Measure, int]]:
    """What the event counts on its own day."""
    kind, data = event.type, event.data
    if kind in _ALWAYS:
        yield _ALWAYS[kind], 1
    if kind is EventType.SUBMITTED and data.fee_total:
        yield Measure.FEE_DUE, 1
    if kind is EventType.ACCEPTED and data.in_time is False:
        yield Measure.RECEIVED_LATE, 1
    if kind is EventType.EXTENDED and data.in_time:
        yield Measure.EXTENDED_IN_TIME, 1
    yield from _money(event)
    yield from _rated(data)
    yield from ((measure, 1) for measure in _ended(event))


_ALWAYS: Final = {
    EventType.SUBMITTED: Measure.SUBMITTED,
    EventType.ACCEPTED: Measure.RECEIVED,
    EventType.REFUSED: Measure.REFUSED,
    EventType.EXTENDED: Measure.EXTENDED,
    EventType.FORWARDED: Measure.FORWARDED,
    EventType.SUPPLEMENT_REQUESTED: Measure.SUPPLEMENTS_ASKED,
    EventType.RETURNED: Measure.RETURNED,
}
"""What an event of a type counts whatever it says."""


def _ended(event: PublicEvent) -> Iterator[Measure]:
    """How a dossier ends, with a result or without."""
    if event.type is EventType.RESOLVED:
        yield from _finish(event, event.due_after, event.at)
    elif event.type is EventType.SUPPLEMENT_EXPIRED and event.status_after == Status.REFUSED:
        yield Measure.REFUSED
    elif event.type is EventType.WITHDRAWN:
        yield Measure.WITHDRAWN if _was_received(event) else Measure.ABANDONED


def _finish(event: PublicEvent, due: datetime | None, finished_at: datetime) -> Iterator[Measure]:
    """How a result stands to its due date, and why it was late.

    Dates are compared, as in form II.06; a term in working hours is kept to the minute. Without a
    due date a result is on time.
    """
    measure = _standing(due, finished_at, event.term_unit)
    yield measure
    if measure is Measure.LATE and event.data.late_reason is not None:
        yield LATE_FOR[LateReason(event.data.late_reason)]


def _standing(due: datetime | None, finished_at: datetime, unit: TermUnit | None) -> Measure:
    if due is None:
        return Measure.ON_TIME
    finished_on, due_on = local_day(finished_at), local_day(due)
    if finished_on > due_on or (unit is TermUnit.HOURS and finished_at > due):
        return Measure.LATE
    return Measure.EARLY if finished_on < due_on else Measure.ON_TIME


def _money(event: PublicEvent) -> Iterator[tuple[Measure, int]]:
    """What came for the dossier, or went back."""
    if event.type is EventType.FEE_PAID:
        yield from _paid(event)
    elif event.type is EventType.FEE_REFUNDED:
        yield Measure.REFUNDS, 1
        yield Measure.MONEY_REFUNDED, event.data.fee_total or 0


def _rated(data: EventData) -> Iterator[tuple[Measure, int]]:
    """Each question's answer."""
    answers = (data.rating_overall, data.rating_convenience, data.rating_attitude)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        if answer is not None:
            yield GRADED[question][Grade(answer)], 1


def _paid(event: PublicEvent) -> Iterator[tuple[Measure, int]]:
    """The dossier as paid, and its money by kind and way of paying."""
    data = event.data
    how = "online" if data.paid_by in ONLINE else data.paid_by
    if how is None or data.fee_amount is None or data.charge_amount is None:
        yield Measure.PAID_OTHERWISE, 1
        yield Measure.MONEY_OTHERWISE, data.fee_total or 0
        return
    yield Measure(f"paid_{how}"), 1
    yield Measure(f"fee_{how}"), data.fee_amount
    yield Measure(f"charge_{how}"), data.charge_amount


def _moved(event: PublicEvent) -> Iterator[Change]:
    """Out of one stock and into another."""
    before, after = _before(event), _after(event)
    if before != after:
        yield from _step(before, event.business_date, -1)
        yield from _step(after, event.business_date, +1)


def _step(state: _State | None, day: date, sign: int) -> Iterator[Change]:
    if state is None:
        return
    if state.stock is not Measure.OVERDUE:
        yield day, state.stock, sign
    elif state.due_on is not None:
        yield max(day, state.due_on + ONE_DAY), Measure.OVERDUE, sign


def _before(event: PublicEvent) -> _State | None:
    if event.status_before is None:
        return None
    if event.type is EventType.CORRECTED:
        return _running(event.due_before)
    return _state(event.status_before, event.due_before, received=_was_received(event))


def _after(event: PublicEvent) -> _State | None:
    """The stock a dossier is in now; asked for a supplement at reception, it is in none."""
    received = event.status_before != Status.REGISTERED
    return _state(event.status_after, event.due_after, received=received)


def _state(status: int, due: datetime | None, *, received: bool) -> _State | None:
    if status in (Status.ACCEPTED, Status.PROCESSING):
        return _running(due)
    if not received:
        return None
    waiting = {
        Status.SUPPLEMENT: Measure.SUPPLEMENT,
        Status.FINANCIAL_DUTY: Measure.DUTY,
        Status.STOPPED: Measure.STOPPED,
    }
    stock = waiting.get(Status(status))
    return None if stock is None else _State(stock)


def _running(due: datetime | None) -> _State:
    return _State(Measure.OVERDUE, None if due is None else local_day(due))


def _was_received(event: PublicEvent) -> bool:
    """Whether the dossier had been received before the event.

    Of one that waits for a supplement only the way it goes on tells. A withdrawal says when it was
    received; those recorded before it did are told by their due date.
    """
    if event.status_before == Status.REGISTERED:
        return False
    if event.status_before != Status.SUPPLEMENT:
        return True
    if event.type is EventType.WITHDRAWN:
        return event.data.accepted_at is not None or event.due_before is not None
    return event.status_after not in (Status.REFUSED, Status.REGISTERED)
