"""Orders open and close with their dossiers, from the service's own queue of dossier events.

Events come at least once and in any order, so they only say which dossier to look at: what is due
is read from its head, which is newer than any event. One dossier has one order, under its code.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.payments import book, orders, refunding
from services.payments.model import Order
from shared.dossier import ledger
from shared.dossier.dossier import Dossier
from shared.dossier.errors import InFlight
from shared.dossier.events import PublicEvent
from shared.dossier.status import FeeState, Status
from shared.messaging.consumer import consume

GIVEN_UP: Final = frozenset({Status.REFUSED, Status.WITHDRAWN})
"""Nothing is owed any more for a dossier that ended in one of these."""


def open_orders(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the queue."""
    return consume(event, context, apply)


def apply(event: PublicEvent) -> None:
    """Bring the dossier's order up to what its head says."""
    bring_up(ledger.load(event.dossier_id))


def bring_up(dossier: Dossier) -> Order | None:
    """The dossier's order, opened if it is time to, closed if nothing is owed any more.

    Raises:
        InFlight: another write to the order came first.
    """
    order = book.find(dossier.dossier_id)
    if order is None and is_owed(dossier):
        order = _open(dossier)
        # The dossier may have ended, unseen by its own event's reader, before the order was there.
        dossier = ledger.load(dossier.dossier_id)
    if order is not None and dossier.status in GIVEN_UP:
        step = orders.closed(order, datetime.now(UTC))
        order = order if step is None else book.write(step)
        if dossier.accepted_at is None:
            order = refunding.raise_all(order)
    return order


def is_owed(dossier: Dossier) -> bool:
    """Whether it is time to pay: at submission what is due before reception, else at acceptance."""
    early = dossier.rules.pay_before == "reception"
    begun = early or dossier.accepted_at is not None
    return begun and dossier.fee_state is FeeState.DUE and dossier.status not in GIVEN_UP


def _open(dossier: Dossier) -> Order | None:
    order = Order(
        order_id=dossier.dossier_id,
        agency_code=dossier.agency_code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        applicant_key=dossier.applicant_key,
        lines=dossier.fees,
        amount=dossier.fee_total,
        pay_before=dossier.rules.pay_before,
        opened_at=datetime.now(UTC),
    )
    try:
        return book.write(orders.opened(order))
    except InFlight:
        return book.find(dossier.dossier_id)
