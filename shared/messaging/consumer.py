"""Consuming dossier events from a service's own queue.

Every event arrives at least once and in any order. ``apply`` must record what it has applied in the
same write as its effect; then repeats and disorder do no harm. One bad message does not hold the
rest: only the failed ones go back to the queue, and after their retries to its dead-letter queue.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from shared.dossier.events import PublicEvent, decode_public
from shared.observability import logger

Apply = Callable[[PublicEvent], None]


def consume(
    event: dict[str, Any], context: LambdaContext, apply: Apply
) -> PartialItemFailureResponse:
    """Apply each message's event; report which messages failed."""

    def handle(record: SQSRecord) -> None:
        apply(parse(record.body))

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(event, handle, processor, context)
    failed = len(answer["batchItemFailures"])
    logger.info("Events consumed", received=len(event["Records"]), failed=failed)
    return answer


def parse(body: str) -> PublicEvent:
    """The dossier event in a queue message, as EventBridge wraps it.

    Raises:
        ValueError: the message is none of ours.
    """
    return decode_public(json.loads(body)["detail"])
