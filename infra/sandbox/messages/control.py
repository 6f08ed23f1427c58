"""The tests' hand on the sandbox: what was sent, faults to come, SMS from people."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from infra.sandbox.messages.alphabet import national
from infra.sandbox.messages.behaviour import FATES, Behaviour
from infra.sandbox.messages.ledger import Exchange, Ledger, Mail, Sms
from infra.sandbox.messages.receipts import Receipts
from infra.sandbox.messages.two_way import GET, TwoWay, is_from

NOT_UNDERSTOOD = PlainTextResponse("Not understood", 400)


@dataclass(frozen=True, slots=True)
class Control:
    """The control API. Each POST answers 204 (`send` the exchange), or 400 for what it does not
    understand. `provider` is `esms`, `speedsms` or `mail`.
    """

    ledger: Ledger
    receipts: Receipts
    behaviours: Mapping[str, Behaviour]
    blocked: set[str]
    two_way: TwoWay

    def routes(self) -> list[Route]:
        acts = (self.down, self.next, self.fate, self.block, self.clear)
        names = ("down", "next", "receipts", "block", "clear")
        return [
            Route("/control/messages", self.messages),
            Route("/control/send", self.send, methods=["POST"]),
            *(
                Route(f"/control/{name}", _told(act), methods=["POST"])
                for name, act in zip(names, acts, strict=True)
            ),
        ]

    async def messages(self, request: Request) -> Response:
        """All that was sent, oldest first: `?phone=` and `?to=` keep one's own, `?since=` what came
        later than that moment (epoch seconds).
        """
        asked = request.query_params
        try:
            since = float(asked.get("since", 0))
        except ValueError:
            return NOT_UNDERSTOOD
        phone, to = asked.get("phone", ""), asked.get("to", "")
        sms = [m for m in self.ledger.sms if not phone or m.phone == national(phone)]
        mails = [m for m in self.ledger.mails if not to or to in m.to]
        exchanges = [e for e in self.ledger.exchanges if not phone or is_from(e, phone)]
        found = {
            "sms": _later(sms, since),
            "mails": _later(mails, since),
            "exchanges": _later(exchanges, since),
        }
        return JSONResponse(found)

    async def send(self, request: Request) -> Response:
        """`{"from": phone, "text": …, "way": "get" | "post" | "topic", "request_id": …}`: an SMS to
        the system; answers the exchange.
        """
        try:
            asked = await request.json()
            way, request_id = asked.get("way", GET), asked.get("request_id")
            sender, text = str(asked["from"]), str(asked["text"])
            exchange = await self.two_way.send(sender, text, way, request_id)
        except (AttributeError, KeyError, TypeError, ValueError):
            return NOT_UNDERSTOOD
        return JSONResponse(exchange.shown())

    def down(self, asked: dict[str, Any]) -> None:
        """`{"provider": …, "seconds": n, "wait": w}`: for n seconds refuse (HTTP 503, SMTP 451), or
        take and answer w seconds late; 0 ends it.
        """
        behaviour = self.behaviours[asked["provider"]]
        behaviour.fail(float(asked["seconds"]), float(asked.get("wait", 0)))

    def next(self, asked: dict[str, Any]) -> None:
        """`{"provider": …, "code": "103", "count": n}`: the next n answers have this code."""
        code = str(asked["code"])
        if not code.isdecimal():
            raise ValueError("no such code")
        self.behaviours[asked["provider"]].planned.extend([code] * int(asked.get("count", 1)))

    def fate(self, asked: dict[str, Any]) -> None:
        """`{"provider": …, "outcome": "delivered" | "failed" | "none" | "late" | "twice" | "early",
        "delay": seconds}`: what becomes of every message from now on, and when that is told.
        """
        chosen = FATES[asked["outcome"]]
        if "delay" in asked:
            chosen = replace(chosen, delay=float(asked["delay"]))
        self.behaviours[asked["provider"]].fate = chosen

    def block(self, asked: dict[str, Any]) -> None:
        """`{"phone": …}` or `{"address": …}`: nothing more goes to it."""
        phone = national(asked["phone"]) if "phone" in asked else asked["address"]
        if not isinstance(phone, str):
            raise ValueError("no such phone")
        self.blocked.add(phone)

    def clear(self, _asked: dict[str, Any]) -> None:
        """`{}`: forget every message, receipt, fault and block."""
        self.receipts.forget()
        self.ledger.clear()
        self.blocked.clear()
        for behaviour in self.behaviours.values():
            behaviour.mend()


def _later(kept: Iterable[Sms | Mail | Exchange], since: float) -> list[dict[str, Any]]:
    return [each.shown() for each in kept if each.at > since]


def _told(act: Callable[[dict[str, Any]], None]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            act(await request.json())
        except (KeyError, TypeError, ValueError):
            return NOT_UNDERSTOOD
        return Response(status_code=204)

    return endpoint
