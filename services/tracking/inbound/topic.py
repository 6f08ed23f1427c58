"""The door by which AWS two-way SMS brings messages: a queue behind its SNS topic.

The reply goes out through our own providers, once however often a message is delivered.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Final

import msgspec
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext
from msgspec import Meta, Struct

from services.tracking.inbound import answering
from services.tracking.inbound.model import Inbound, Verdict
from services.tracking.inbound.replying import reply_once
from shared.identity.phones import is_mobile
from shared.messaging import consumer

Word = Annotated[str, Meta(min_length=1, max_length=100)]


class TooMany(RuntimeError):
    """More came within the minute than are answered; the message waits in its queue."""


class TwoWay(Struct, frozen=True, rename="camel"):
    """An SMS as AWS publishes it."""

    origination_number: Word
    destination_number: Word
    message_body: str
    inbound_message_id: Word


class Envelope(Struct, frozen=True, rename="pascal"):
    """What SNS puts around a message, where raw delivery is off."""

    message: str


_messages: Final = msgspec.json.Decoder(TwoWay)
_envelopes: Final = msgspec.json.Decoder(Envelope)


def take(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the queue: answer each SMS; only the failed ones come again."""
    return consumer.take(event, context, _handle, what="SMS")


def _handle(body: str) -> None:
    _answer(_parse(body), datetime.now(UTC))


def _parse(body: str) -> Inbound:
    """The SMS in a queue message, with SNS's envelope or without.

    Raises:
        msgspec.DecodeError: it is none.
    """
    try:
        inner = _envelopes.decode(body).message
    except msgspec.ValidationError:
        inner = body
    found = _messages.decode(inner)
    return Inbound(
        sender=found.origination_number,
        text=found.message_body,
        service_number=found.destination_number,
        door="topic",
        id=found.inbound_message_id,
    )


def _answer(message: Inbound, now: datetime) -> None:
    """Answer one SMS.

    Raises:
        TooMany: it has to wait.
        NotHanded: no provider took the reply; the message comes again.
    """
    reply = answering.answer(message, now)
    if reply.verdict is Verdict.BUSY:
        raise TooMany
    if reply.verdict is not Verdict.SILENCED and is_mobile(message.sender):
        reply_once(message, reply.text, now)
