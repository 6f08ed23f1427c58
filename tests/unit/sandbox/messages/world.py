"""Both sides of the messages' sandbox: its users, and a system that stands for ours."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from infra.sandbox.messages.server import running_messages
from infra.sandbox.messages.settings import Settings

BROWSER = httpx.Client(timeout=5)
PHONE = "0900000001"
TEXT = "Ho so H24.X001-261125-0001 da co ket qua. Moi den nhan tai UBND P. Thuy Nguyen."
REPLY = "0;71;Ho so H24.X001-261125-0001: dang xu ly;"


@dataclass(frozen=True)
class Call:
    """One request that reached the system."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


@dataclass
class System:
    """Our system as the sandbox sees it: keeps what comes and answers as it is told to."""

    calls: list[Call] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    """The status of the next answers; 200 when there is none left."""
    answer: str = REPLY
    url: str = ""

    def to(self, path: str) -> list[Call]:
        return [call for call in self.calls if call.path == path]


@dataclass
class World:
    """The running sandbox, and the system behind it."""

    settings: Settings
    system: System

    def esms(self, **changes: Any) -> dict[str, Any]:
        """Send an SMS by eSMS; its answer."""
        asked = {
            "ApiKey": "sandbox-key",
            "SecretKey": "sandbox-esms",
            "Content": TEXT,
            "Phone": PHONE,
            "Brandname": "MOTCUA",
            "SmsType": "2",
            "IsUnicode": "0",
            "RequestId": f"r-{time.monotonic_ns()}",
            "CallbackUrl": f"{self.system.url}/receipts/esms",
        }
        path = "/esms/MainService.svc/json/SendMultipleMessage_V4_post_json/"
        answer = self.post(path, {**asked, **changes})
        return dict(answer.raise_for_status().json())

    def speedsms(self, token: str = "sandbox-speedsms", **changes: Any) -> httpx.Response:
        """Send an SMS by SpeedSMS; its answer."""
        asked = {"to": [PHONE], "content": TEXT, "sms_type": 3, "sender": "MOTCUA"}
        url = f"{self.settings.base_url}/speedsms/index.php/sms/send"
        return BROWSER.post(url, json={**asked, **changes}, auth=(token, "x"))

    def mail(self, to: str = "citizen-1@example.vn", **changes: str) -> None:
        """Send an e-mail by SMTP."""
        message = EmailMessage()
        message["From"] = "mot-cua@example.vn"
        message["To"] = to
        message["Subject"] = changes.get("subject", "Hồ sơ đã có kết quả")
        message["Message-ID"] = "<notice-1@example.vn>"
        message.set_content(changes.get("text", "Mời ông/bà đến nhận kết quả."))
        self.deliver(lambda server: server.send_message(message))

    def deliver(self, send: Callable[[smtplib.SMTP], object]) -> None:
        """Do something in a session with the mail sink."""
        with smtplib.SMTP("127.0.0.1", self.settings.mail_port, timeout=5) as server:
            send(server)

    def post(self, path: str, body: object, timeout: float = 5) -> httpx.Response:
        return BROWSER.post(f"{self.settings.base_url}{path}", json=body, timeout=timeout)

    def control(self, act: str, **told: object) -> int:
        return self.post(f"/control/{act}", told).status_code

    def say(self, text: str, sender: str = PHONE, **changes: object) -> dict[str, Any]:
        """Send an SMS to the system; the exchange."""
        told = {"from": sender, "text": text, **changes}
        return dict(self.post("/control/send", told).raise_for_status().json())

    def kept(self, kind: str, **query: object) -> list[dict[str, Any]]:
        """What the sandbox knows of `sms`, `mails` or `exchanges`."""
        params = {name: str(text) for name, text in query.items()}
        answer = BROWSER.get(f"{self.settings.base_url}/control/messages", params=params)
        return list(answer.raise_for_status().json()[kind])

    def page(self, **query: str) -> str:
        answer = BROWSER.get(f"{self.settings.base_url}/", params=query)
        assert answer.headers["content-type"].startswith("text/html")
        return answer.raise_for_status().text

    def receipts(self, provider: str, count: int) -> list[Call]:
        """The receipts of a provider, as soon as there are so many."""
        path = f"/receipts/{provider}"
        until(lambda: len(self.system.to(path)) >= count)
        return self.system.to(path)


def until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


@contextmanager
def a_world(**changes: Any) -> Iterator[World]:
    """The sandbox running with a system behind all its addresses."""
    with a_system() as system:
        told: dict[str, Any] = {
            "callback": f"{system.url}/inbound",
            "speedsms_webhook": f"{system.url}/receipts/speedsms",
            "receipt_delay": 0.0,
            "retry_every": 0.02,
        }
        with running_messages(Settings("", **(told | changes))) as settings:
            yield World(settings, system)


@contextmanager
def a_system() -> Iterator[System]:
    """A system that answers over HTTP on any free port."""
    system = System()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.take(b"")

        def do_POST(self) -> None:
            self.take(self.rfile.read(int(self.headers["Content-Length"])))

        def take(self, body: bytes) -> None:
            target = urlsplit(self.path)
            query = dict(parse_qsl(target.query, keep_blank_values=True))
            status = system.statuses.pop(0) if system.statuses else 200
            self.send_response(status)
            self.end_headers()
            self.wfile.write(system.answer.encode())
            system.calls.append(Call(self.command, target.path, query, body))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    system.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield system
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
