"""Server-to-server confirmations: sent, and sent again until they are acknowledged."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

PATIENCE = 30.0  # seconds


@dataclass(slots=True)
class Confirmation:
    """One confirmation to deliver, and each answer it got."""

    gateway: str
    reference: str
    method: str
    url: str
    accepted: Callable[[Any], bool]
    """Whether the gateway is content with an answer's JSON and stops."""
    params: Mapping[str, str] | None = None
    body: Mapping[str, str] | None = None
    answers: list[Any] = field(default_factory=list)
    delivered: bool = False

    @property
    def address(self) -> str:
        """The URL with its parameters, a space as `+`."""
        return f"{self.url}?{urlencode(self.params)}" if self.params else self.url

    def shown(self) -> dict[str, Any]:
        return {
            "gateway": self.gateway,
            "reference": self.reference,
            "sent": dict(self.params or self.body or {}),
            "answers": self.answers,
            "delivered": self.delivered,
        }


class Deliveries:
    """Delivers in the background, on the server's own event loop."""

    def __init__(self, retry_every: float, retries: int) -> None:
        self.log: list[Confirmation] = []
        self._retry_every = retry_every
        self._retries = retries
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = httpx.AsyncClient(timeout=PATIENCE, trust_env=False)

    def send(self, confirmation: Confirmation, delay: float = 0.0) -> None:
        """Send after some seconds; a gateway without a callback address sends nothing."""
        if confirmation.url:
            self.log.append(confirmation)
            task = asyncio.create_task(self._deliver(confirmation, delay))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await self._client.aclose()

    async def _deliver(self, confirmation: Confirmation, delay: float) -> None:
        await asyncio.sleep(delay)
        for attempt in range(1 + self._retries):
            if attempt:
                await asyncio.sleep(self._retry_every)
            answer = await self._sent(confirmation)
            confirmation.answers.append(answer)
            if confirmation.accepted(answer):
                confirmation.delivered = True
                return

    async def _sent(self, confirmation: Confirmation) -> Any:
        """The answer's JSON, or in words why there is none."""
        method, body = confirmation.method, confirmation.body
        try:
            return (await self._client.request(method, confirmation.address, json=body)).json()
        except (httpx.HTTPError, ValueError) as error:
            return f"no answer: {type(error).__name__}"
