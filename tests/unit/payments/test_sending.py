"""Sending to a gateway: bounded, and every trouble is one error."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from services.payments import sending
from services.payments.gateways.protocol import Post, Unreachable


class Far(BaseHTTPRequestHandler):
    """Echoes, fails, or says too much, by its path."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answers = {"/fail": (500, b""), "/moved": (302, b""), "/much": (200, b"x" * 2**21)}
        echo = self.path.encode() + b" " + (self.headers["Authorization"] or "").encode() + body
        status, answer = answers.get(self.path, (200, echo))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def far() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Far)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_answers_body_comes_back(far: str) -> None:
    post = Post(url=f"{far}/api?x=1", body=b"{}", bearer="token")
    assert sending.send(post) == b"/api?x=1 Bearer token{}"


@pytest.mark.parametrize("path", ["/fail", "/moved", "/much"])
def test_anything_but_a_plain_answer_is_no_answer(far: str, path: str) -> None:
    with pytest.raises(Unreachable):
        sending.send(Post(url=far + path, body=b"{}"))


def test_a_refused_connection_is_no_answer() -> None:
    with pytest.raises(Unreachable):
        sending.send(Post(url="http://127.0.0.1:1/", body=b"{}"))


def test_a_slow_gateway_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(sending, "READ_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Unreachable):
            sending.send(Post(url=f"http://127.0.0.1:{port}/", body=b"{}"))
