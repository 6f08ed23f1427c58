"""Both gateways as one application: their endpoints, the payment page, settlements, control."""

import csv
import io
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from infra.sandbox.payments.control import Control, Faults
from infra.sandbox.payments.deliveries import Deliveries
from infra.sandbox.payments.events import Event
from infra.sandbox.payments.ledger import Ledger, Payment
from infra.sandbox.payments.merchant_api import MerchantApi
from infra.sandbox.payments.national import National
from infra.sandbox.payments.page import ending_page, payment_page
from infra.sandbox.payments.scenarios import CANCELLED, SCENARIOS, Scenario
from infra.sandbox.payments.settings import Settings
from infra.sandbox.payments.vnpay import Vnpay

COLUMNS = ("reference", "gateway_transaction", "amount", "paid_at", "kind", "status")
OVERTAKEN = 0.5  # seconds by which an old confirmation comes after the newer one
NOT_FOUND = PlainTextResponse("Không có giao dịch này. / No such payment.", 404)


@dataclass(slots=True)
class Sandbox:
    """The sandbox's parts; `planned` are the outcomes of the next payments, without a click."""

    ledger: Ledger
    deliveries: Deliveries
    gateways: Mapping[str, National | Vnpay]
    planned: list[tuple[str, float]] = field(default_factory=list)

    async def page(self, request: Request) -> Response:
        """Show a payment's page, or play what was planned for it."""
        payment = self.ledger.by_token(request.path_params["token"])
        if payment is None:
            return NOT_FOUND
        if payment.code:
            return HTMLResponse(ending_page(payment))
        if self.planned:
            return self._play(payment, *self.planned.pop(0))
        return HTMLResponse(payment_page(payment))

    async def choose(self, request: Request) -> Response:
        """Play what a person chose on the page."""
        payment = self.ledger.by_token(request.path_params["token"])
        form = await _form(request)
        if payment is None or form.get("outcome") not in SCENARIOS:
            return NOT_FOUND
        if payment.code:
            return HTMLResponse(ending_page(payment))
        return self._play(payment, form["outcome"], _seconds(form.get("delay", "")))

    async def settlement(self, request: Request) -> Response:
        """The daily settlement file; `?gateway=` keeps one gateway's lines."""
        try:
            day = date.fromisoformat(request.path_params["day"])
        except ValueError:
            return NOT_FOUND
        gateway = request.query_params.get("gateway")
        table = io.StringIO()
        writer = csv.writer(table)
        writer.writerow(COLUMNS)
        for payment, entry in self.ledger.settled_on(day):
            if gateway in (None, payment.gateway):
                writer.writerow(
                    (payment.reference, entry.transaction, entry.amount, entry.at)
                    + (entry.kind, entry.status)
                )
        return Response(table.getvalue(), media_type="text/csv; charset=utf-8")

    def _play(self, payment: Payment, outcome: str, delay: float) -> Response:
        if payment.has_expired:
            self.ledger.fail(payment, "15")
            return HTMLResponse(ending_page(payment))
        scenario = SCENARIOS[outcome]
        events = self._settle(payment, scenario)
        if scenario.confirms:
            self._confirm(payment, scenario, events, delay if scenario.delayed else 0.0)
        target = self.gateways[payment.gateway].return_url(payment, events[0])
        if scenario.returns and target:
            return RedirectResponse(target, 303)
        return HTMLResponse(ending_page(payment))

    def _settle(self, payment: Payment, scenario: Scenario) -> list[Event]:
        """Take the money as often as the scenario says; what there is to tell about it."""
        if scenario.settled:
            return [Event.paid(self.ledger.pay(payment)) for _ in range(scenario.settled)]
        if not scenario.forged:
            self.ledger.fail(payment, scenario.code)
        return [Event.failed(payment, scenario.code)]

    def _confirm(
        self, payment: Payment, scenario: Scenario, events: list[Event], delay: float
    ) -> None:
        gateway = self.gateways[payment.gateway]
        for event in events:
            told = event.misstated(scenario.amount_off)
            told = told.forgery() if scenario.forged else told
            for _ in range(scenario.copies):
                self.deliveries.send(gateway.confirmation(payment, told), delay)
        if scenario.stale:
            old = Event.failed(payment, CANCELLED)
            self.deliveries.send(gateway.confirmation(payment, old), delay + OVERTAKEN)


def create_app(settings: Settings) -> Starlette:
    """The sandbox as an ASGI application."""
    ledger = Ledger(settings.ledger_file)
    deliveries = Deliveries(settings.retry_every, settings.retries)
    national, vnpay = National(settings, ledger), Vnpay(settings, ledger)
    sandbox = Sandbox(ledger, deliveries, {"national": national, "vnpay": vnpay})
    merchant, faults = MerchantApi(settings, ledger), Faults()
    control = Control(ledger, deliveries, faults, sandbox.planned, merchant.refund_statuses)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await deliveries.stop()

    app = Starlette(
        lifespan=lifespan,
        routes=[
            Route("/national/init", national.init, methods=["POST"]),
            Route("/national/query", national.query, methods=["POST"]),
            Route("/national/bill", national.bill, methods=["POST"]),
            Route("/paymentv2/vpcpay.html", vnpay.pay),
            Route("/paymentv2/Payment/Error.html", vnpay.error),
            Route("/merchant_webapi/api/transaction", merchant.transaction, methods=["POST"]),
            Route("/pay/{token}", sandbox.page),
            Route("/pay/{token}", sandbox.choose, methods=["POST"]),
            Route("/settlements/{day}.csv", sandbox.settlement),
            *control.routes(),
        ],
    )
    app.add_middleware(faults.middleware)
    return app


async def _form(request: Request) -> dict[str, str]:
    """A form's fields, as a browser sends them without files."""
    return dict(parse_qsl((await request.body()).decode("utf-8", "replace")))


def _seconds(text: str) -> float:
    return float(text) if text.isdecimal() else 0.0
