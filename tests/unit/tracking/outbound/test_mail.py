"""E-mail by SMTP: what is sent, and what each answer of a server means."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from services.tracking.agreements import MailServer
from services.tracking.outbound import mail as post_office
from services.tracking.outbound.protocol import (
    Mail,
    NotHanded,
    Rejected,
    Silent,
    Uncertain,
    Unreachable,
)

LOOPBACK = "127.0.0.1"
MAIL = Mail(
    reference="n-1",
    to=("lan@example.vn",),
    subject="Hồ sơ H24.X001-260302-0001: đã được tiếp nhận",
    text="Kính gửi Ông/Bà,\n\n.Một dòng bắt đầu bằng dấu chấm\n" + "dài " * 400 + "\n",
)
HANG_UP = ""


class Server:
    """A mail server that answers each command as it was told; `HANG_UP` ends the connection."""

    def __init__(self, answers: dict[str, str]) -> None:
        usual = {"HELLO": "220 here", "EHLO": "250 here", "MAIL": "250 ok", "RCPT": "250 ok"}
        after = {"DATA": "354 go on", "TEXT": "250 taken", "QUIT": "221 bye", "AUTH": "235 ok"}
        self.answers = {**usual, **after, **answers}
        self.commands: list[str] = []
        self.text = b""
        self.socket = socket.create_server((LOOPBACK, 0))

    @property
    def agreement(self) -> MailServer:
        """How to reach it."""
        port = self.socket.getsockname()[1]
        return MailServer(host=LOOPBACK, port=port, sender="mot-cua@example.vn", security="none")

    def serve(self) -> None:
        """Serve connections until the socket is closed."""
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as line:
                self._talk(line)

    def _talk(self, line: object) -> None:
        if not self._say(line, "HELLO"):
            return
        for raw in line:  # type: ignore[attr-defined]
            self.commands.append(raw.decode().strip())
            verb = raw.decode().split()[0].upper()
            if not self._say(line, verb) or verb == "QUIT":
                return
            if verb == "DATA" and self.answers[verb].startswith("354"):
                self.text = b"".join(iter(line.readline, b".\r\n"))  # type: ignore[attr-defined]
                if not self._say(line, "TEXT"):
                    return

    def _say(self, line: object, key: str) -> bool:
        answer = self.answers.get(key, "250 ok")
        if answer == HANG_UP:
            return False
        line.write(answer.encode() + b"\r\n")  # type: ignore[attr-defined]
        line.flush()  # type: ignore[attr-defined]
        return True


@contextmanager
def server(**answers: str) -> Iterator[Server]:
    """A server with these answers."""
    found = Server(answers)
    thread = threading.Thread(target=found.serve, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.socket.shutdown(socket.SHUT_RDWR)
        found.socket.close()


def failure(**answers: str) -> NotHanded:
    """How sending fails at a server with these answers."""
    with server(**answers) as far, pytest.raises(NotHanded) as caught:
        post_office.send(far.agreement, MAIL)
    return caught.value


def test_a_mail_arrives_as_it_was_written() -> None:
    with server() as far:
        handed = post_office.send(far.agreement, MAIL)
    raw = far.text.replace(b"\r\n..", b"\r\n.")
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    assert (message["To"], message["Subject"]) == ("lan@example.vn", MAIL.subject)
    assert message["From"] == "mot-cua@example.vn"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert handed.provider == "mail"
    assert handed.provider_id == message["Message-ID"] == "<n-1@example.vn>"


def test_every_attempt_has_the_same_message_id() -> None:
    with server() as far:
        first, second = (post_office.send(far.agreement, MAIL) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "answers",
    [
        {"MAIL": "451 later"},
        {"MAIL": "550 not you"},
        {"RCPT": "450 busy"},
        {"DATA": "421 closing"},
        {"TEXT": "452 full"},
        {"MAIL": HANG_UP},
        {"RCPT": HANG_UP},
    ],
)
def test_what_passes_or_lies_in_our_agreement_is_tried_later(answers: dict[str, str]) -> None:
    assert isinstance(failure(**answers), Unreachable)


@pytest.mark.parametrize("answers", [{"HELLO": "554 go away"}, {"HELLO": HANG_UP}])
def test_a_server_that_takes_nobody_is_silent(answers: dict[str, str]) -> None:
    assert isinstance(failure(**answers), Silent)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"RCPT": "550 no such mailbox"}, "address_refused"),
        ({"TEXT": "554 we do not want it"}, "text_refused"),
    ],
)
def test_what_is_refused_for_good_is_rejected(answers: dict[str, str], reason: str) -> None:
    error = failure(**answers)
    assert isinstance(error, Rejected) and str(error) == reason


def test_a_connection_that_ends_after_the_text_leaves_a_doubt() -> None:
    assert isinstance(failure(TEXT=HANG_UP), Uncertain)


def test_an_answer_to_the_text_that_does_not_come_leaves_a_doubt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(post_office, "SECONDS", 0.2)
    with socket.create_server((LOOPBACK, 0)) as mute:
        port = mute.getsockname()[1]
        thread = threading.Thread(target=_answer_until_text, args=(mute,), daemon=True)
        thread.start()
        agreement = MailServer(host=LOOPBACK, port=port, sender="a@example.vn", security="none")
        with pytest.raises(Uncertain):
            post_office.send(agreement, MAIL)
        thread.join()


def _answer_until_text(mute: socket.socket) -> None:
    """Be a server up to the text, then say nothing more."""
    connection, _ = mute.accept()
    with connection, connection.makefile("rwb") as line:
        for answer in (b"220", b"250", b"250", b"250", b"354"):
            line.write(answer + b" ok\r\n")
            line.flush()
            line.readline()
        while line.readline():
            pass


def test_how_the_goodbye_goes_changes_nothing() -> None:
    with server(QUIT="500 never heard of it") as far:
        assert post_office.send(far.agreement, MAIL).provider == "mail"


def test_nobody_there_is_silent() -> None:
    agreement = MailServer(host=LOOPBACK, port=1, sender="a@example.vn", security="none")
    with pytest.raises(Silent):
        post_office.send(agreement, MAIL)


def test_a_server_without_the_security_that_was_agreed_gets_nothing() -> None:
    with server() as far:
        agreement = MailServer(
            host=LOOPBACK, port=far.agreement.port, sender="a@example.vn", security="starttls"
        )
        with pytest.raises(Silent):
            post_office.send(agreement, MAIL)
    assert not any(command.startswith("MAIL") for command in far.commands)


@pytest.mark.parametrize("address", ["đặng@example.vn", "lan@example.vn\nBcc: x@example.vn"])
def test_an_address_that_no_header_can_hold_is_rejected_before_anybody_is_asked(
    address: str,
) -> None:
    with server() as far, pytest.raises(Rejected):
        post_office.send(far.agreement, Mail(reference="n", to=(address,), subject="s", text="t"))
    assert far.commands == []


@pytest.mark.parametrize("answers", [{"RCPT": "550 <lan@example.vn> no"}, {"TEXT": HANG_UP}])
def test_no_failure_quotes_an_address(answers: dict[str, str]) -> None:
    assert "lan@" not in repr(failure(**answers))
