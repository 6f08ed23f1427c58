"""The steps' own queue: each message one step of one lane."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from services.reports.rebuilding.model import LANES, Rebuild, Walk
from shared import aws
from shared.settings import need

WAITS: Final = {Walk.COUNT: 15, Walk.CONFIRM: 60, Walk.REMOVE: 900}
"""Seconds before a walk begins.

Counting waits until no function remembers the versions as they were: from then on whatever the
scan may miss is counted by the consumer. A difference is confirmed when an event on its way has had
the time to reach both versions. A version is removed when whoever still used it has ended, and no
function lives longer than 15 minutes.
"""


class Step(Struct, frozen=True, kw_only=True):
    """One message."""

    rebuild_id: str
    walk: Walk
    lane: int


_steps: Final = msgspec.json.Decoder(Step)


def read(body: str) -> Step:
    """The step in a message.

    Raises:
        msgspec.DecodeError: the message is none of ours.
    """
    return _steps.decode(body)


def begin(rebuild: Rebuild) -> None:
    """Send the first steps of what the rebuild has to do now; again does no harm."""
    walk = rebuild.walk
    if walk is None:
        return
    for lane in range(1 if walk is Walk.CONFIRM else LANES):
        step = Step(rebuild_id=rebuild.rebuild_id, walk=walk, lane=lane)
        _send(step, WAITS.get(walk, 0))


def go_on(step: Step) -> None:
    """Send a lane's next step."""
    _send(step, 0)


def _send(step: Step, seconds: int) -> None:
    body = msgspec.json.encode(step).decode()
    aws.sqs().send_message(
        QueueUrl=need("rebuild_queue_url"), MessageBody=body, DelaySeconds=seconds
    )
