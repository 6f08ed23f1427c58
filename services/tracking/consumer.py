"""What follows for people from a dossier's events: they are told, and its deadlines are watched.

Events come at least once and in any order. The head is read once; it is newer than any event, so
the watch follows it, while what is told is what the event says.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.tracking.outbound import notices
from services.tracking.watch import keeper
from shared.dossier import ledger
from shared.dossier.events import PublicEvent
from shared.messaging.consumer import consume


def hear(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the queue."""
    return consume(event, context, apply)


def apply(event: PublicEvent) -> None:
    """Bring the watch up to the dossier, and tell its citizen of the event."""
    now, dossier = datetime.now(UTC), ledger.load(event.dossier_id)
    keeper.keep(dossier, now)
    notices.hear(event, dossier, now)
