"""Consuming dossier events from a service's own queue.

Every event arrives at least once and in any order. ``apply`` must record what it has applied in the
same write as its effect; then repeats and disorder do no harm. One bad message does not hold the
rest: only the failed ones go back to the queue, and after their retries to its dead-letter queue.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

import msgspec
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from msgspec import Raw, Struct

from shared.dossier.events import PublicEvent, decode_public
from shared.observability import log_failure, logger

Apply = Callable[[PublicEvent], None]


class Envelope(Struct, frozen=True, kw_only=True):
    """A bus entry as EventBridge delivers it; only ours are let through."""

    source: Literal["motcua.dossier"]
    detail: Raw


_envelopes: Final = msgspec.json.Decoder(Envelope)


def consume(
    event: dict[str, Any], context: LambdaContext, apply: Apply
) -> PartialItemFailureResponse:
    """Apply each message's event; report which messages failed, so that only those come again."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(event, _handler(apply), processor, context)
    failed = len(answer["batchItemFailures"])
    logger.info("Events consumed", received=len(event["Records"]), failed=failed)
    return answer


def parse(body: str) -> PublicEvent:
    """The dossier event in a queue message.

    Raises:
        msgspec.DecodeError: the message is none of ours.
    """
    return decode_public(bytes(_envelopes.decode(body).detail))


def _handler(apply: Apply) -> Callable[[SQSRecord], None]:
    def handle(record: SQSRecord) -> None:
        """Apply one message; its failure is logged here, because the batch only counts it."""
        try:
            apply(parse(record.body))
        except Exception as error:
            log_failure("Event failed", error, message_id=record.message_id)
            raise

    return handle
