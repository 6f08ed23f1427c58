"""The jobs' queue: each message one report to be made, and perhaps to be sent out."""

from __future__ import annotations

from typing import Final

import msgspec

from services.reports.making.model import Errand
from shared import aws
from shared.settings import need

_errands: Final = msgspec.json.Decoder(Errand)


def read(body: str) -> Errand:
    """The errand in a message.

    Raises:
        msgspec.DecodeError: the message is none of ours.
    """
    return _errands.decode(body)


def send(errand: Errand) -> None:
    """Queue an errand; again does no harm."""
    body = msgspec.json.encode(errand).decode()
    aws.sqs().send_message(QueueUrl=need("report_queue_url"), MessageBody=body)
