"""SMS from people to the system: brought as an aggregator does, or published as AWS does.

An aggregator's callback answers `contentType;messageType;info;[mobile]`, several separated by `|`:
content type 0 is text, message type 71 charges the sender and 72 refunds them.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
from starlette.concurrency import run_in_threadpool

from infra.local.endpoint import Endpoint
from infra.sandbox.messages.alphabet import international
from infra.sandbox.messages.ledger import Exchange, Ledger
from infra.sandbox.messages.settings import Settings

GET, POST, TOPIC = "get", "post", "topic"
TEXT, CHARGE, REFUND = "0", "71", "72"
PATIENCE = 35.0  # seconds; the gateway gives up after 29


@dataclass(frozen=True, slots=True)
class TwoWay:
    """The way from a phone to the system."""

    settings: Settings
    ledger: Ledger

    @property
    def ways(self) -> list[str]:
        """The ways that have an address."""
        ways = [GET, POST] if self.settings.callback else []
        return [*ways, TOPIC] if self.settings.topic else ways

    async def send(
        self, sender: str, text: str, way: str = GET, request_id: str | None = None
    ) -> Exchange:
        """Send an SMS to the system; a reply by the topic's way comes as an SMS of its own.

        `request_id` is the operator's name of the message: the same again is a repeat. Raises
        ValueError for a way that has no address.
        """
        if way not in self.ways:
            raise ValueError("no such way")
        exchange = Exchange(way, international(sender), text, request_id or uuid4().hex)
        self.ledger.add(exchange)
        await (self._publish(exchange) if way == TOPIC else self._call(exchange))
        self.ledger.changed()
        return exchange

    async def _call(self, exchange: Exchange) -> None:
        told, url = self._told(exchange), httpx.URL(self.settings.callback)
        try:
            async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False) as client:
                if exchange.way == GET:
                    answer = await client.get(url.copy_merge_params(told))
                else:
                    answer = await client.post(url, data=told)
        except httpx.HTTPError as error:
            exchange.fault = f"no answer: {type(error).__name__}"
            return
        exchange.raw = answer.text
        if answer.status_code != httpx.codes.OK:
            exchange.fault = f"HTTP {answer.status_code}"
        read_answer(exchange)

    def _told(self, exchange: Exchange) -> dict[str, str]:
        return {
            "user": self.settings.callback_user,
            "password": self.settings.callback_password,
            "serviceNumber": self.settings.service_number,
            "commandCode": _keyword(exchange.text),
            "info": exchange.text,
            "userId": exchange.sender,
            "requestId": exchange.request_id,
        }

    async def _publish(self, exchange: Exchange) -> None:
        from botocore.exceptions import BotoCoreError, ClientError

        message = {
            "originationNumber": f"+{exchange.sender}",
            "destinationNumber": self.settings.service_number,
            "messageKeyword": _keyword(exchange.text),
            "messageBody": exchange.text,
            "inboundMessageId": exchange.request_id,
        }
        try:
            await run_in_threadpool(self._to_topic, json.dumps(message))
        except (BotoCoreError, ClientError) as error:
            exchange.fault = str(error)

    def _to_topic(self, message: str) -> None:
        client: Any = Endpoint.parse(self.settings.endpoint).client("sns")
        client.publish(TopicArn=self.settings.topic, Message=message)


def read_answer(exchange: Exchange) -> None:
    """Read a callback's answer into the exchange; what is not in the protocol is a fault."""
    lines = [line.split(";") for line in exchange.raw.strip().split("|") if line]
    known = all(len(line) >= 3 and line[0] == TEXT for line in lines)
    types = {line[1] for line in lines} if known else set()
    if not types or not types <= {CHARGE, REFUND}:
        exchange.fault = exchange.fault or "not the answer of a callback"
        return
    exchange.reply = "\n".join(line[2] for line in lines)
    exchange.charged = CHARGE in types


def is_from(exchange: Exchange, phone: str) -> bool:
    """Whether an SMS came from a phone, however it is written."""
    return exchange.sender == international(phone)


def _keyword(text: str) -> str:
    """The first word, which aggregators route by."""
    return next(iter(text.upper().split()), "")
