"""Queue messages as EventBridge and SQS deliver them to a consumer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from shared import aws
from shared.dossier.events import Event, public
from tests.support.calling import Context

Handler = Callable[[dict[str, Any], Any], Any]


def message(event: Event) -> str:
    """The body of a queue message that carries this event."""
    return json.dumps(
        {
            "version": "0",
            "id": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
            "source": "motcua.dossier",
            "detail-type": event.type.value,
            "account": "123456789012",
            "time": event.at.isoformat(),
            "region": "ap-southeast-1",
            "resources": [],
            "detail": msgspec.to_builtins(public(event)),
        }
    )


def batch(bodies: Sequence[str], ids: Sequence[str] = ()) -> dict[str, Any]:
    """What a consumer's function is called with; message ids count from 0."""
    names = ids or [str(n) for n in range(len(bodies))]
    return {
        "Records": [
            {
                "messageId": name,
                "receiptHandle": name,
                "body": body,
                "attributes": {},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:ap-southeast-1:123456789012:queue",
                "awsRegion": "ap-southeast-1",
            }
            for name, body in zip(names, bodies, strict=True)
        ]
    }


def failed(answer: Any) -> set[str]:
    """The ids of the messages that a consumer gave back."""
    return {item["itemIdentifier"] for item in answer["batchItemFailures"]}


def deliver_once(queue_url: str, handler: Handler) -> int:
    """One turn of an event source mapping with partial failures; how many messages it took."""
    got = aws.sqs().receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    found = {m["MessageId"]: m for m in got.get("Messages", [])}
    if not found:
        return 0
    answer = handler(batch([m["Body"] for m in found.values()], list(found)), Context())
    for name in found.keys() - failed(answer):
        aws.sqs().delete_message(QueueUrl=queue_url, ReceiptHandle=found[name]["ReceiptHandle"])
    return len(found)


def bodies_in(queue_url: str) -> list[str]:
    """The messages that wait in a queue."""
    got = aws.sqs().receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    return [m["Body"] for m in got.get("Messages", [])]
