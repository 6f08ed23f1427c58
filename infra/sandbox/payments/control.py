"""The tests' hand on the sandbox: what happens next, and being down or slow."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from infra.sandbox.payments.deliveries import Deliveries
from infra.sandbox.payments.ledger import Ledger
from infra.sandbox.payments.merchant_api import REFUND_STATES
from infra.sandbox.payments.scenarios import SCENARIOS

UNTOUCHED = "/control/"


@dataclass(slots=True)
class Faults:
    """Until `until` (monotonic seconds) every answer waits `wait` seconds, or with none is 503."""

    until: float = 0.0
    wait: float = 0.0

    def middleware(self, app: ASGIApp) -> ASGIApp:
        """The application behind its faults; control itself always answers."""

        async def faulty(scope: Scope, receive: Receive, send: Send) -> None:
            if self._applies(scope) and not self.wait:
                await PlainTextResponse("Service Unavailable", 503)(scope, receive, send)
                return
            if self._applies(scope):
                await asyncio.sleep(self.wait)
            await app(scope, receive, send)

        return faulty

    def _applies(self, scope: Scope) -> bool:
        if scope["type"] != "http" or str(scope["path"]).startswith(UNTOUCHED):
            return False
        return time.monotonic() < self.until


@dataclass(frozen=True, slots=True)
class Control:
    """The control API. Each POST answers 204, or 400 for what it does not understand."""

    ledger: Ledger
    deliveries: Deliveries
    faults: Faults
    planned: list[tuple[str, float]]
    refund_statuses: list[str]

    def routes(self) -> list[Route]:
        return [
            Route("/control/next", _told(self.next), methods=["POST"]),
            Route("/control/refund", _told(self.refund), methods=["POST"]),
            Route("/control/down", _told(self.down), methods=["POST"]),
            Route("/control/payments", self.payments),
        ]

    def next(self, asked: dict[str, Any]) -> None:
        """`{"outcome": …, "delay": seconds, "count": n}`: the next pages opened play it alone."""
        if asked["outcome"] not in SCENARIOS:
            raise ValueError("no such outcome")
        plan = (asked["outcome"], float(asked.get("delay", 0)))
        self.planned.extend([plan] * int(asked.get("count", 1)))

    def refund(self, asked: dict[str, Any]) -> None:
        """`{"status": "00" | "05" | "06" | "09"}`: what becomes of the next refund."""
        if asked["status"] not in REFUND_STATES:
            raise ValueError("no such status")
        self.refund_statuses.append(asked["status"])

    def down(self, asked: dict[str, Any]) -> None:
        """`{"seconds": n, "wait": w}`: for n seconds answer 503, or w seconds late; 0 ends it."""
        self.faults.wait = float(asked.get("wait", 0))
        self.faults.until = time.monotonic() + float(asked["seconds"])

    async def payments(self, _request: Request) -> Response:
        """Every payment and every confirmation, with the answers it got."""
        known = [asdict(payment) for payment in self.ledger.payments.values()]
        sent = [confirmation.shown() for confirmation in self.deliveries.log]
        return JSONResponse({"payments": known, "confirmations": sent})


def _told(act: Callable[[dict[str, Any]], None]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            act(await request.json())
        except (KeyError, TypeError, ValueError):
            return PlainTextResponse("Not understood", 400)
        return Response(status_code=204)

    return endpoint
