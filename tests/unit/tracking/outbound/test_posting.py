"""Posting to a provider: bounded, and every trouble says whether it can have been taken."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from services.tracking.outbound import posting
from services.tracking.outbound.posting import Answer
from shared.messaging.handing import Silent, Uncertain

LOOPBACK = "127.0.0.1"


class Far(BaseHTTPRequestHandler):
    """Echoes, fails, or says too much, by its path."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answers = {"/down": (503, b""), "/moved": (302, b""), "/much": (200, b"x" * 2**17)}
        echo = self.path.encode() + b" " + (self.headers["X-Mine"] or "").encode() + body
        status, answer = answers.get(self.path, (200, echo))
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def far() -> Iterator[str]:
    server = HTTPServer((LOOPBACK, 0), Far)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{LOOPBACK}:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def mute() -> Iterator[socket.socket]:
    """A server that takes connections and never answers."""
    with socket.create_server((LOOPBACK, 0)) as server:
        yield server


def url(server: socket.socket) -> str:
    """Its address."""
    return f"http://{LOOPBACK}:{server.getsockname()[1]}/"


def test_the_answer_comes_back_with_its_status(far: str) -> None:
    found = posting.post(f"{far}/api", {"a": "đ"}, {"X-Mine": "1"})
    assert found == Answer(status=200, body='/api 1{"a":"đ"}'.encode())


@pytest.mark.parametrize(("path", "status"), [("/down", 503), ("/moved", 302)])
def test_other_statuses_come_back_too_and_no_redirect_is_followed(
    far: str, path: str, status: int
) -> None:
    assert posting.post(far + path, {}, {}).status == status


def test_a_refused_connection_sent_nothing() -> None:
    with pytest.raises(Silent):
        posting.post(f"http://{LOOPBACK}:1/", {}, {})


def test_a_name_that_does_not_exist_sent_nothing() -> None:
    with pytest.raises(Silent):
        posting.post("http://no-such-host.invalid/", {}, {})


def test_an_answer_that_does_not_come_leaves_a_doubt(
    mute: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "READ_SECONDS", 0.1)
    with pytest.raises(Uncertain):
        posting.post(url(mute), {}, {})


CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1", b"nonsense\r\n\r\n", CUT])
def test_an_answer_that_breaks_off_leaves_a_doubt(mute: socket.socket, said: bytes) -> None:
    def hang_up() -> None:
        connection, _ = mute.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(said)

    threading.Thread(target=hang_up, daemon=True).start()
    with pytest.raises(Uncertain):
        posting.post(url(mute), {}, {})


def test_an_endless_answer_leaves_a_doubt(far: str) -> None:
    with pytest.raises(Uncertain):
        posting.post(f"{far}/much", {}, {})
