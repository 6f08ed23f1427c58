"""Both SMS aggregators and the mail sink as one application, with the page of what was sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.sandbox.messages import esms, speedsms
from infra.sandbox.messages.alphabet import national
from infra.sandbox.messages.behaviour import ESMS, MAIL, PROVIDERS, SPEEDSMS, Behaviour
from infra.sandbox.messages.control import Control
from infra.sandbox.messages.desk import Desk
from infra.sandbox.messages.ledger import Ledger
from infra.sandbox.messages.mail_sink import MailSink, listening
from infra.sandbox.messages.page import inbox_page
from infra.sandbox.messages.receipts import Receipts
from infra.sandbox.messages.settings import Settings
from infra.sandbox.messages.two_way import TwoWay

NOT_SENT = PlainTextResponse("Chưa đủ số điện thoại, nội dung. / Phone or text is missing.", 400)


@dataclass(frozen=True, slots=True)
class Pages:
    """What people see."""

    ledger: Ledger
    two_way: TwoWay

    async def inbox(self, request: Request) -> Response:
        """Everything; `?phone=` keeps one phone's SMS."""
        phone = request.query_params.get("phone", "").strip()
        shown = national(phone) or phone
        return HTMLResponse(inbox_page(self.ledger, self.two_way.ways, shown))

    async def send(self, request: Request) -> Response:
        """Send the form's SMS to the system and go back to what that phone got and sent."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        phone, text = form.get("phone", "").strip(), form.get("text", "")
        if not phone or not text or form.get("way") not in self.two_way.ways:
            return NOT_SENT
        await self.two_way.send(phone, text, form["way"])
        return RedirectResponse(f"/?{urlencode({'phone': phone})}", 303)


def create_app(settings: Settings) -> Starlette:
    """The sandbox as an ASGI application; the mail sink listens as long as it runs."""
    ledger, blocked = Ledger(settings.ledger_file), set[str]()
    receipts = Receipts(ledger, settings.retry_every, settings.retries)
    behaviours = {name: Behaviour() for name in PROVIDERS}
    desks = {
        name: Desk(settings, ledger, receipts, behaviours[name], blocked)
        for name in (ESMS, SPEEDSMS)
    }
    two_way = TwoWay(settings, ledger)
    pages = Pages(ledger, two_way)
    sink = MailSink(ledger, behaviours[MAIL], blocked)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with listening(sink, settings.mail_port):
            keeping = asyncio.create_task(ledger.keep())
            yield
            keeping.cancel()
        await receipts.stop()
        ledger.save()

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/", pages.inbox),
            Route("/send", pages.send, methods=["POST"]),
            Route(esms.PATH, esms.Esms(desks[ESMS]).send, methods=["POST"]),
            Route(speedsms.PATH, speedsms.Speedsms(desks[SPEEDSMS]).send, methods=["POST"]),
            *Control(ledger, receipts, behaviours, blocked, two_way).routes(),
        ],
    )
