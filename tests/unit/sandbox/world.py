"""Our side of the sandbox's tests: real gateways, and a receiver of their confirmations."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx

from infra.sandbox.payments.server import running_payments
from infra.sandbox.payments.settings import Settings
from services.payments.gateways.national import National, Partner
from services.payments.gateways.protocol import (
    Arrived,
    BadSignature,
    Charge,
    Gateway,
    Notice,
    Outcome,
    Post,
    Question,
    RefundRequest,
    Send,
    Unreachable,
    Verdict,
)
from services.payments.gateways.vnpay import Terminal, Vnpay
from services.payments.gateways.vnpay_signing import parameters_of
from shared.clock import ICT
from tests.unit.payments.gateways.samples import DOSSIER, charge

RETURN_URL = "http://127.0.0.1:9/return?order=1"
BROWSER = httpx.Client(timeout=5)
Receive = Callable[[Arrived], bytes]


def send(post: Post, patience: float = 5.0) -> bytes:
    """Send over real HTTP, waiting so many seconds for the answer."""
    try:
        answer = BROWSER.post(post.url, content=post.body, headers=post.headers, timeout=patience)
        return answer.raise_for_status().content
    except httpx.HTTPError as error:
        raise Unreachable(str(error)) from error


@dataclass
class Receiver:
    """Our server as the gateways see it: the order of checks of VNPAY's sample, in memory."""

    gateway: Gateway | None = None
    amounts: dict[str, int] = field(default_factory=dict)
    settled: dict[str, Notice] = field(default_factory=dict)
    verdicts: list[Verdict] = field(default_factory=list)
    outages: int = 0
    """How many of the next confirmations are answered with an error."""
    answers_with: bytes = b""
    """What is answered instead of our gateway's own words."""

    def receive(self, arrived: Arrived) -> bytes:
        assert self.gateway is not None
        if self.answers_with:
            return self.answers_with
        try:
            notice = self.gateway.receive(arrived)
            verdict, reference = self.judge(notice), notice.reference
        except BadSignature as error:
            verdict, reference = Verdict.BAD_SIGNATURE, error.reference
        self.verdicts.append(verdict)
        return self.gateway.answer(verdict, reference, datetime.now(ICT)).body

    def judge(self, notice: Notice) -> Verdict:
        if self.outages:
            self.outages -= 1
            return Verdict.ERROR
        if notice.reference not in self.amounts:
            return Verdict.UNKNOWN_ORDER
        if notice.amount != self.amounts[notice.reference]:
            return Verdict.WRONG_AMOUNT
        if self.settled.setdefault(notice.reference, notice) is not notice:
            return Verdict.ALREADY_CONFIRMED
        return Verdict.CONFIRMED

    @property
    def outcomes(self) -> list[Outcome]:
        return [notice.outcome for notice in self.settled.values()]


@dataclass
class World:
    """The sandbox, one of its gateways as our services see it, and our receiver."""

    name: str
    settings: Settings
    gateway: National | Vnpay
    receiver: Receiver

    def start(self, attempt: int = 1, **changes: Any) -> tuple[Charge, str]:
        """Open a charge; where the payer's browser is sent."""
        now = datetime.now(ICT)
        made = charge(
            self.gateway.reference(DOSSIER, attempt, now),
            created_at=now,
            return_url=RETURN_URL,
            **({"expires_at": now + timedelta(minutes=15)} | changes),
        )
        self.receiver.amounts[made.reference] = made.amount
        return made, self.gateway.start(made).url

    def play(self, outcome: str, delay: int = 0, attempt: int = 1) -> tuple[Charge, httpx.Response]:
        """Open a charge and press a button of its page."""
        made, url = self.start(attempt)
        return made, self.press(url, outcome, delay)

    def press(self, url: str, outcome: str, delay: int = 0) -> httpx.Response:
        page = BROWSER.get(url, follow_redirects=True)
        assert page.status_code == 200
        return BROWSER.post(page.url, data={"outcome": outcome, "delay": str(delay)})

    def control(self, act: str, **told: object) -> int:
        return BROWSER.post(f"{self.settings.base_url}/control/{act}", json=told).status_code

    def known(self) -> dict[str, Any]:
        found: dict[str, Any] = BROWSER.get(f"{self.settings.base_url}/control/payments").json()
        return found

    def settlement(self, gateway: str = "") -> list[list[str]]:
        """Today's settlement file, line by line."""
        day = f"{datetime.now(ICT):%Y-%m-%d}"
        told = {"gateway": gateway} if gateway else {}
        found = BROWSER.get(f"{self.settings.base_url}/settlements/{day}.csv", params=told)
        return [line.split(",") for line in found.text.splitlines()]

    def wait_for(self, count: int, *verdicts: Verdict) -> None:
        """Wait until so many confirmations were judged; they must be these, in any order."""
        until(lambda: len(self.receiver.verdicts) >= count)
        assert sorted(self.receiver.verdicts) == sorted(verdicts)

    def question(self, made: Charge) -> Question:
        now = datetime.now(ICT)
        return Question(
            request_id=f"Q{time.monotonic_ns()}",
            reference=made.reference,
            created_at=made.created_at,
            asked_at=now,
            ip="127.0.0.1",
        )

    def refund_of(self, made: Charge, amount: int) -> RefundRequest:
        return RefundRequest(
            request_id=f"R{time.monotonic_ns()}",
            reference=made.reference,
            gateway_transaction=self.receiver.settled[made.reference].gateway_transaction,
            created_at=made.created_at,
            asked_at=datetime.now(ICT),
            paid=made.amount,
            amount=amount,
            reason="Hồ sơ bị từ chối",
            asked_by="ke-toan-1",
            ip="127.0.0.1",
        )


def until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@contextmanager
def a_world(name: str, **changes: Any) -> Iterator[World]:
    """The sandbox running with our receiver behind both callback addresses."""
    receiver = Receiver()
    with receiving(receiver.receive) as callback:
        told: dict[str, Any] = {
            "callback_national": callback,
            "callback_vnpay": callback,
            "return_national": RETURN_URL,
            "retry_every": 0.05,
            "retries": 3,
        }
        with running_payments(Settings("", **(told | changes))) as settings:
            gateway = gateway_of(name, settings)
            receiver.gateway = gateway
            yield World(name, settings, gateway, receiver)


def gateway_of(name: str, settings: Settings, send: Send = send) -> National | Vnpay:
    """One gateway, configured as the sandbox is."""
    base = settings.base_url
    if name == "vnpay":
        return Vnpay(
            Terminal(
                code=settings.terminal,
                secret=settings.secret_vnpay,
                pay_url=f"{base}/paymentv2/vpcpay.html",
                api_url=f"{base}/merchant_webapi/api/transaction",
            ),
            send,
        )
    partner = Partner(
        code=settings.partner,
        secret=settings.secret_national,
        init_url=f"{base}/national/init",
        query_url=f"{base}/national/query",
        bill_url=f"{base}/national/bill",
    )
    return National(partner, send)


@contextmanager
def receiving(receive: Receive) -> Iterator[str]:
    """An HTTP server that hands what arrives to a function; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(Arrived(query=parameters_of(urlsplit(self.path).query)))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self.answer(Arrived(body=self.rfile.read(length)))

        def answer(self, arrived: Arrived) -> None:
            body = receive(arrived)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/callback"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
