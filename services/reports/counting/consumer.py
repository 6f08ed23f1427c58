"""The queue of every dossier event: counted in batches."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.reports.counting import applying
from shared.messaging.consumer import consume_together


def count(event: dict[str, Any], _: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the events' queue."""
    return consume_together(event, applying.apply)
