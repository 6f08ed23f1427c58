"""Keeping the register from the service's own queue of dossier events.

Events come at least once and in any order. One write per event: the state, only if the event is
newer than what the row knows, and the facts that are said once, with it or else alone. A repeat
and a crash between any two steps therefore change nothing.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from services.tracking.table import RegisterRow, State, agency_month
from shared.dossier import items
from shared.dossier.events import EventType, PublicEvent
from shared.dossier.numbering import parse
from shared.dossier.status import CLOSED, Status
from shared.messaging.consumer import consume

_STALE: Final = "ConditionalCheckFailedException"
_RECORDED: Final = frozenset({EventType.FEE_PAID, EventType.FEE_REFUNDED, EventType.RATED})
"""Recorded in any status; of the row they change the reception deadline at most."""
_DONE: Final = frozenset({Status.RESOLVED, Status.RETURNED})


def register(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the queue."""
    return consume(event, context, apply)


def apply(event: PublicEvent) -> None:
    """Bring the dossier's row up to this event, unless it knows a later one already."""
    if event.type in _RECORDED and event.data.reception_due_at is None:
        return
    month = agency_month(event.agency_code, parse(event.dossier_id).day)
    row = RegisterRow(month, event.dossier_id)
    newer = RegisterRow.last_event.does_not_exist() | (RegisterRow.last_event < event.number)
    once = _said_once(event)
    try:
        row.update(actions=[*_last(event), *once], condition=newer)
    except UpdateError as error:
        if error.cause_response_code != _STALE:
            raise
        if once:
            RegisterRow(month, event.dossier_id).update(actions=once)


def state(event: PublicEvent) -> State:
    """What this event alone says about the dossier.

    A reception deadline counts before acceptance only, a result only while it stands.
    """
    status, said = Status(event.status_after), event.data
    return State(
        status=int(status),
        held_by=event.held_by,
        procedure_code=event.procedure_code,
        field_code=event.field_code,
        level=event.level,
        channel=event.channel,
        applicant_type=event.applicant_type,
        term_unit=event.term_unit,
        reception_due_at=said.reception_due_at if status is Status.REGISTERED else None,
        due_at=event.due_after,
        resolved_at=said.resolved_at if status in _DONE else None,
        closed_at=event.at if status in CLOSED else None,
    )


def _last(event: PublicEvent) -> list[Action]:
    """What the newest event decides."""
    return [
        RegisterRow.last_event.set(event.number),
        RegisterRow.status.set(event.status_after),
        RegisterRow.state.set(msgspec.json.encode(state(event)).decode()),
    ]


def _said_once(event: PublicEvent) -> list[Action]:
    """When it was submitted and accepted: each has one value in a dossier's life."""
    said = event.data
    found = (
        (RegisterRow.submitted_at, said.submitted_at),
        (RegisterRow.accepted_at, said.accepted_at),
    )
    return [name.set(items.sortable(at)) for name, at in found if at is not None]
