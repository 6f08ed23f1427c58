"""The lifecycle of a dossier: every legal move as one row, and the one way to make a move.

After the ten national statuses (DongBoHoSoMC) and Nghị định 61/2018, from 1 July 2025 Nghị định
118/2025. A move that has no row does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import msgspec

from shared.clock import LegalClock, WorkingCalendar, due
from shared.dossier.chain import GENESIS, seal
from shared.dossier.dossier import By, Change, Document, Dossier
from shared.dossier.errors import IllegalMove, NotEntitled
from shared.dossier.events import Actor, Event, EventData, EventType
from shared.dossier.numbering import local_day
from shared.dossier.status import CLOSED, PAUSING, Action, FeeState, Party, Status


class Row(NamedTuple):
    """One legal move: from ``source`` to ``target`` by any of ``who``, recorded as ``event``."""

    action: Action
    source: Status
    target: Status
    who: frozenset[Party]
    event: EventType


A, S, E = Action, Status, EventType
ANYONE: Final = frozenset({Party.OWNER, Party.OFFICER})
OWNER: Final = frozenset({Party.OWNER})
OFFICER: Final = frozenset({Party.OFFICER})
STAFF: Final = frozenset({Party.OFFICER, Party.LEADER})
LEADER: Final = frozenset({Party.LEADER})
SYSTEM: Final = frozenset({Party.SYSTEM})
CLERK: Final = frozenset({Party.OFFICER, Party.SYSTEM})
EITHER_AGENCY: Final = frozenset({Party.OFFICER, Party.HOLDER})

# fmt: off
MOVES: Final[tuple[Row, ...]] = tuple(Row(*row) for row in (
    # action                  from              to                who     event
    (A.ACCEPT,                 S.REGISTERED,     S.ACCEPTED,       OFFICER, E.ACCEPTED),
    (A.REFUSE,                 S.REGISTERED,     S.REFUSED,        OFFICER, E.REFUSED),
    (A.REFUSE,                 S.SUPPLEMENT,     S.REFUSED,        OFFICER, E.REFUSED),
    (A.ASSIGN,                 S.ACCEPTED,       S.PROCESSING,     STAFF,   E.ASSIGNED),
    (A.ASSIGN,                 S.PROCESSING,     S.PROCESSING,     STAFF,   E.ASSIGNED),
    (A.ASK_SUPPLEMENT,         S.REGISTERED,     S.SUPPLEMENT,     OFFICER, E.SUPPLEMENT_REQUESTED),
    (A.ASK_SUPPLEMENT,         S.ACCEPTED,       S.SUPPLEMENT,     OFFICER, E.SUPPLEMENT_REQUESTED),
    (A.ASK_SUPPLEMENT,         S.PROCESSING,     S.SUPPLEMENT,     OFFICER, E.SUPPLEMENT_REQUESTED),
    (A.SUPPLEMENT,             S.SUPPLEMENT,     S.REGISTERED,     ANYONE,  E.SUPPLEMENT_RECEIVED),
    (A.SUPPLEMENT,             S.SUPPLEMENT,     S.ACCEPTED,       ANYONE,  E.SUPPLEMENT_RECEIVED),
    (A.SUPPLEMENT,             S.SUPPLEMENT,     S.PROCESSING,     ANYONE,  E.SUPPLEMENT_RECEIVED),
    (A.EXPIRE_SUPPLEMENT,      S.SUPPLEMENT,     S.REFUSED,        CLERK,   E.SUPPLEMENT_EXPIRED),
    (A.EXPIRE_SUPPLEMENT,      S.SUPPLEMENT,     S.STOPPED,        CLERK,   E.SUPPLEMENT_EXPIRED),
    (A.ASK_FINANCIAL_DUTY,     S.ACCEPTED,       S.FINANCIAL_DUTY, OFFICER, E.FINANCIAL_DUTY_REQUESTED),
    (A.ASK_FINANCIAL_DUTY,     S.PROCESSING,     S.FINANCIAL_DUTY, OFFICER, E.FINANCIAL_DUTY_REQUESTED),
    (A.CONFIRM_FINANCIAL_DUTY, S.FINANCIAL_DUTY, S.PROCESSING,     OFFICER, E.FINANCIAL_DUTY_CONFIRMED),
    (A.FORWARD,                S.ACCEPTED,       S.PROCESSING,     OFFICER, E.FORWARDED),
    (A.FORWARD,                S.PROCESSING,     S.PROCESSING,     OFFICER, E.FORWARDED),
    (A.RECEIVE_BACK,           S.PROCESSING,     S.PROCESSING,     EITHER_AGENCY, E.RECEIVED_BACK),
    (A.EXTEND,                 S.ACCEPTED,       S.ACCEPTED,       STAFF,   E.EXTENDED),
    (A.EXTEND,                 S.PROCESSING,     S.PROCESSING,     STAFF,   E.EXTENDED),
    (A.STOP,                   S.ACCEPTED,       S.STOPPED,        STAFF,   E.STOPPED),
    (A.STOP,                   S.PROCESSING,     S.STOPPED,        STAFF,   E.STOPPED),
    (A.STOP,                   S.FINANCIAL_DUTY, S.STOPPED,        STAFF,   E.STOPPED),
    (A.RESUME,                 S.STOPPED,        S.PROCESSING,     STAFF,   E.RESUMED),
    (A.WITHDRAW,               S.REGISTERED,     S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.WITHDRAW,               S.ACCEPTED,       S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.WITHDRAW,               S.PROCESSING,     S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.WITHDRAW,               S.SUPPLEMENT,     S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.WITHDRAW,               S.FINANCIAL_DUTY, S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.WITHDRAW,               S.STOPPED,        S.WITHDRAWN,      ANYONE,  E.WITHDRAWN),
    (A.RESOLVE,                S.ACCEPTED,       S.RESOLVED,       STAFF,   E.RESOLVED),
    (A.RESOLVE,                S.PROCESSING,     S.RESOLVED,       STAFF,   E.RESOLVED),
    (A.RESOLVE,                S.STOPPED,        S.RESOLVED,       STAFF,   E.RESOLVED),
    (A.RETURN_RESULT,          S.RESOLVED,       S.RETURNED,       OFFICER, E.RETURNED),
    (A.CORRECT,                S.RESOLVED,       S.PROCESSING,     LEADER,  E.CORRECTED),
    (A.RATE,                   S.RESOLVED,       S.RESOLVED,       OWNER,   E.RATED),
    (A.RATE,                   S.RETURNED,       S.RETURNED,       OWNER,   E.RATED),
))
# fmt: on
PAYMENTS: Final = tuple(
    Row(action, status, status, SYSTEM, event)
    for action, event in ((A.PAY_FEE, E.FEE_PAID), (A.REFUND_FEE, E.FEE_REFUNDED))
    for status in Status
)
"""Money that came or went moves no status and is recorded in any: it is never turned away."""

WHILE_FORWARDED: Final = frozenset(
    {Action.RECEIVE_BACK, Action.EXTEND, Action.WITHDRAW, Action.PAY_FEE, Action.REFUND_FEE}
)
"""What can be done to a dossier that a linked agency holds."""


_NEEDS: Final[dict[Action, Callable[[Dossier], bool]]] = {
    Action.RECEIVE_BACK: lambda dossier: dossier.is_forwarded,
    Action.PAY_FEE: lambda dossier: dossier.fee_state is FeeState.DUE,
    Action.REFUND_FEE: lambda dossier: dossier.fee_state is FeeState.PAID,
    Action.RATE: lambda dossier: dossier.rating is None,
}
"""What a move needs beside its status."""


def _fits(row: Row, dossier: Dossier) -> bool:
    """Whether the row applies to the dossier's status, holder and the place it must resume to."""
    if row.source is not dossier.status:
        return False
    if dossier.is_forwarded and row.action not in WHILE_FORWARDED:
        return False
    if row.action in _NEEDS:
        return _NEEDS[row.action](dossier)
    if row.source is Status.SUPPLEMENT:
        return _fits_supplement(row, dossier)
    return True


def _fits_supplement(row: Row, dossier: Dossier) -> bool:
    """Whether the row applies to a dossier that waits for a supplement asked before or after
    its acceptance: only what was never accepted can be refused.
    """
    never_accepted = dossier.resume_to is Status.REGISTERED
    if row.action is Action.SUPPLEMENT:
        return row.target is dossier.resume_to
    if row.action is Action.REFUSE:
        return never_accepted
    if row.action is Action.EXPIRE_SUPPLEMENT:
        return row.target is (Status.REFUSED if never_accepted else Status.STOPPED)
    return True


def legal_actions(dossier: Dossier, parties: frozenset[str]) -> tuple[Action, ...]:
    """What these parties may do to the dossier as it stands, in the table's order."""
    rows = (r for r in (*MOVES, *PAYMENTS) if _fits(r, dossier) and not r.who.isdisjoint(parties))
    return tuple(dict.fromkeys(row.action for row in rows))


def row_for(dossier: Dossier, action: Action, by: By) -> Row:
    """The row that allows this move.

    Raises:
        IllegalMove: the lifecycle has no such move from here; carries what is legal for the caller.
        NotEntitled: the move exists, but not for this party.
    """
    fitting = [row for row in (*MOVES, *PAYMENTS) if row.action is action and _fits(row, dossier)]
    if not fitting:
        legal = legal_actions(dossier, by.parties)
        raise IllegalMove(action.value, int(dossier.status), tuple(a.value for a in legal))
    allowed = next((row for row in fitting if not row.who.isdisjoint(by.parties)), None)
    if allowed is None:
        raise NotEntitled(action.value)
    return allowed


def move(
    dossier: Dossier,
    action: Action,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    data: EventData | None = None,
    note: str = "",
    documents: tuple[Document, ...] = (),
    clock: LegalClock | None = None,
    **changes: Any,
) -> Change:
    """Make one move: the new state and its event. ``clock`` replaces the clock before it advances.

    Raises:
        IllegalMove, NotEntitled: see :func:`row_for`.
    """
    row = row_for(dossier, action, by)
    advanced = advance_clock(clock or dossier.clock, row.source, row.target, at)
    after = msgspec.structs.replace(
        dossier,
        status=row.target,
        version=dossier.version + 1,
        clock=advanced,
        due_at=due_at(advanced, calendar),
        **_closing(row, at),
        **changes,
    )
    return _record(
        dossier, after, row.event, _as(by, row), at, data or EventData(), note, documents
    )


def _as(by: By, row: Row) -> Actor:
    """The actor in the party that entitles them to this row; an owner stays without a name."""
    party = next(p for p in Party if p in row.who and p in by.parties)
    if party is Party.OWNER:
        return Actor(subject=by.actor.subject, party=party)
    return msgspec.structs.replace(by.actor, party=party)


def _closing(row: Row, at: datetime) -> dict[str, datetime]:
    return {"closed_at": at} if row.target in CLOSED and row.source not in CLOSED else {}


def advance_clock(
    clock: LegalClock | None, source: Status, target: Status, at: datetime
) -> LegalClock | None:
    """The clock pauses by itself on entering statuses 5, 6 and 8, and runs on after them.

    From one of these to another, one pause follows the other, each with its own reason.
    """
    if clock is None:
        return None
    at = _not_before(clock, at)
    if clock.paused and target is not source:
        clock = clock.resume(at)
    if target in PAUSING and not clock.paused:
        clock = clock.pause(at, str(int(target)))
    return clock


def _not_before(clock: LegalClock, at: datetime) -> datetime:
    """The moment, but never before the clock's last one: two machines' clocks may differ."""
    last = clock.pauses[-1] if clock.pauses else None
    return max(at, clock.started_at if last is None else last.until or last.from_)


def due_at(clock: LegalClock | None, calendar: WorkingCalendar) -> datetime | None:
    """The due date (ngày hẹn trả) the clock gives now, in UTC; ``None`` where there is no term."""
    found = due(clock, calendar) if clock is not None else None
    return found.at.astimezone(UTC) if found is not None else None


def record_first(after: Dossier, actor: Actor, at: datetime, data: EventData) -> Change:
    """The submission: a dossier's first event."""
    return _record(None, after, EventType.SUBMITTED, actor, at, data, "", ())


def _record(
    before: Dossier | None,
    after: Dossier,
    kind: EventType,
    actor: Actor,
    at: datetime,
    data: EventData,
    note: str,
    documents: tuple[Document, ...],
) -> Change:
    """Chain the event to the dossier's past and remember its hash in the head."""
    event = Event(
        dossier_id=after.dossier_id,
        number=after.version,
        type=kind,
        at=at,
        business_date=local_day(at),
        agency_code=after.agency_code,
        held_by=after.held_by,
        procedure_code=after.procedure_code,
        field_code=after.field_code,
        level=after.level,
        channel=after.channel,
        applicant_type=after.applicant_type,
        status_before=None if before is None else int(before.status),
        status_after=int(after.status),
        due_before=None if before is None else before.due_at,
        due_after=after.due_at,
        term_unit=after.rules.term.unit if after.rules.term is not None else None,
        data=data,
        actor=actor,
        note=note,
    )
    chained = seal(event, before.last_hash if before is not None else GENESIS)
    head = msgspec.structs.replace(after, last_hash=chained.hash)
    return Change(before=before, after=head, events=(chained,), documents=documents)


def then(first: Change, second: Change) -> Change:
    """Two moves as one: both events, one write (a counter submission is received at once)."""
    return Change(
        before=first.before,
        after=second.after,
        events=first.events + second.events,
        documents=first.documents + second.documents,
    )
