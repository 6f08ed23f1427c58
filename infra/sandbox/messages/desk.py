"""What both aggregators do alike with a message they take."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse

from infra.sandbox.messages.alphabet import parts
from infra.sandbox.messages.behaviour import Behaviour
from infra.sandbox.messages.ledger import Ledger, Sms
from infra.sandbox.messages.receipts import Receipt, Receipts
from infra.sandbox.messages.settings import Settings

PRICE = 850
"""VND for each part of a message."""
EARLIEST = 5.0
"""Seconds an answer waits at most for a receipt that comes before it."""
DOWN = PlainTextResponse("Service Unavailable", 503)


@dataclass(frozen=True, slots=True)
class Desk:
    """One aggregator's hands; `blocked` are the phones and mailboxes that take nothing."""

    settings: Settings
    ledger: Ledger
    receipts: Receipts
    behaviour: Behaviour
    blocked: set[str]

    async def take(self, sms: Sms, receipt: Callable[[Sms], Receipt]) -> None:
        """Keep a message and let its receipt follow; ends when it is time to answer."""
        fate = self.behaviour.fate
        sms.delivered = fate.delivered
        self.ledger.add(sms)
        told = receipt(sms)
        if told.url:
            usual = 0.0 if fate.early else self.settings.receipt_delay
            delay = usual if fate.delay is None else fate.delay
            begun = [self.receipts.send(sms, told, delay) for _ in range(fate.copies)]
            if fate.early:
                await asyncio.wait(begun, timeout=EARLIEST)

    async def linger(self) -> None:
        """Be as late as was asked for."""
        await asyncio.sleep(self.behaviour.lateness)


def price(text: str) -> int:
    """What the message costs, in VND."""
    return PRICE * parts(text)


async def asked_of(request: Request) -> dict[str, Any]:
    """A request's JSON object, an empty one for anything else."""
    try:
        found = json.loads(await request.body())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
