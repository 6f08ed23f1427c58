"""Delivery receipts: sent to the system, and sent again until it takes them."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from infra.sandbox.messages.ledger import GIVEN_UP, TAKEN, WAITING, Ledger, Sms

PATIENCE = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an aggregator tells of one message, and to which address."""

    method: str
    url: str
    params: Mapping[str, str] | None = None
    body: Mapping[str, Any] | None = None


class Receipts:
    """Sends in the background, on the server's own event loop."""

    def __init__(self, ledger: Ledger, retry_every: float, retries: int) -> None:
        self._ledger = ledger
        self._retry_every = retry_every
        self._retries = retries
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = httpx.AsyncClient(timeout=PATIENCE, trust_env=False)

    def send(self, sms: Sms, receipt: Receipt, delay: float) -> asyncio.Task[None]:
        """Begin to tell of a message, after some seconds."""
        sms.receipt = WAITING
        task = asyncio.create_task(self._deliver(sms, receipt, delay))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def forget(self) -> None:
        """Send nothing of what is still to be sent."""
        for task in self._tasks:
            task.cancel()

    async def stop(self) -> None:
        self.forget()
        await self._client.aclose()

    async def _deliver(self, sms: Sms, receipt: Receipt, delay: float) -> None:
        await asyncio.sleep(delay)
        for attempt in range(1 + self._retries):
            if attempt:
                await asyncio.sleep(self._retry_every)
            answer = await self._sent(receipt)
            sms.answers.append(answer)
            self._ledger.changed()
            if answer == "200":
                sms.receipt = TAKEN
                return
        sms.receipt = GIVEN_UP

    async def _sent(self, receipt: Receipt) -> str:
        """The answer's status, or in words why there is none."""
        method, body = receipt.method, receipt.body
        try:
            url = httpx.URL(receipt.url).copy_merge_params(receipt.params or {})
            return str((await self._client.request(method, url, json=body)).status_code)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return f"no answer: {type(error).__name__}"
