"""Consuming a queue, above all that of dossier events.

Every event arrives at least once and in any order. ``apply`` must record what it has applied in the
same write as its effect; then repeats and disorder do no harm. One bad message does not hold the
rest: only the failed ones go back to the queue, and after their retries to its dead-letter queue.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
ApplyAll = Callable[[list[PublicEvent]], Iterable[int]]


class Envelope(Struct, frozen=True, kw_only=True):
    """A bus entry as EventBridge delivers it; only ours are let through."""

    source: Literal["motcua.dossier"]
    detail: Raw


_envelopes: Final = msgspec.json.Decoder(Envelope)


def consume(
    event: dict[str, Any], context: LambdaContext, apply: Apply
) -> PartialItemFailureResponse:
    """Apply each message's event; report which messages failed, so that only those come again."""
    return take(event, context, lambda body: apply(parse(body)), what="Event")


def take(
    event: dict[str, Any], context: LambdaContext, handle: Callable[[str], None], *, what: str
) -> PartialItemFailureResponse:
    """Handle each message's body, whatever it is; ``what`` names one in the log."""
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    answer = process_partial_response(event, _logged(handle, what), processor, context)
    failed = len(answer["batchItemFailures"])
    logger.info(f"{what} messages taken", received=len(event["Records"]), failed=failed)
    return answer


def consume_together(event: dict[str, Any], apply_all: ApplyAll) -> PartialItemFailureResponse:
    """Apply all messages' events at once; what ``apply_all`` names by its position comes again."""
    records: list[dict[str, Any]] = event["Records"]
    parsed = [(record, _parsed(record)) for record in records]
    good = [(record, found) for record, found in parsed if found is not None]
    failed = [record for record, found in parsed if found is None]
    failed += [good[n][0] for n in apply_all([found for _, found in good])]
    logger.info("Event messages taken", received=len(records), failed=len(failed))
    return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in failed]}


def _parsed(record: dict[str, Any]) -> PublicEvent | None:
    try:
        return parse(record["body"])
    except msgspec.DecodeError as error:
        log_failure("Event failed", error, message_id=record["messageId"])
        return None


def parse(body: str) -> PublicEvent:
    """The dossier event in a queue message.

    Raises:
        msgspec.DecodeError: the message is none of ours.
    """
    return decode_public(bytes(_envelopes.decode(body).detail))


def _logged(handle: Callable[[str], None], what: str) -> Callable[[SQSRecord], None]:
    def logged(record: SQSRecord) -> None:
        """Handle one message; its failure is logged here, because the batch only counts it."""
        try:
            handle(record.body)
        except Exception as error:
            log_failure(f"{what} failed", error, message_id=record.message_id)
            raise

    return logged
