"""E-mail by SMTP: what is sent, and what each answer of a server means."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from msgspec.structs import replace

from shared.messaging import smtp
from shared.messaging.agreements import MailServer
from shared.messaging.handing import NotHanded, Rejected, Silent, Uncertain, Unreachable
from shared.messaging.mail import Attachment, Mail

LOOPBACK = "127.0.0.1"
MAIL = Mail(
    reference="n-1",
    to=("lan@example.vn",),
    subject="Hồ sơ H24.X001-260302-0001: đã được tiếp nhận",
    text="Kính gửi Ông/Bà,\n\n.Một dòng bắt đầu bằng dấu chấm\n" + "dài " * 400 + "\n",
)
REPORT = Attachment(
    name="Biểu II.06 quý 1 năm 2026.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.7\r\n.\r\n..\n\r\x00" + bytes(range(256)),
)
TABLE = Attachment(
    name="bieu-06.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content=b"PK\x03\x04",
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
        smtp.send(far.agreement, MAIL)
    return caught.value


def arrived(far: Server) -> EmailMessage:
    """The message that a server took."""
    raw = far.text.replace(b"\r\n..", b"\r\n.")
    return message_from_bytes(raw, _class=EmailMessage, policy=policy.default)


def received(**different: Any) -> EmailMessage:
    """What arrives of a mail that differs in this."""
    with server() as far:
        smtp.send(far.agreement, replace(MAIL, **different))
    return arrived(far)


def test_a_mail_arrives_as_it_was_written() -> None:
    with server() as far:
        handed = smtp.send(far.agreement, MAIL)
    message = arrived(far)
    assert (message["To"], message["Subject"]) == ("lan@example.vn", MAIL.subject)
    assert message["From"] == "mot-cua@example.vn"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text
    assert max(map(len, far.text.split(b"\r\n"))) <= 998
    assert handed.provider == "mail"
    assert handed.provider_id == message["Message-ID"] == "<n-1@example.vn>"


@pytest.mark.parametrize("files", [(), (REPORT,)], ids=["bare", "with a file"])
def test_every_attempt_has_the_same_message_id(files: tuple[Attachment, ...]) -> None:
    with server() as far:
        sent = replace(MAIL, attachments=files)
        first, second = (smtp.send(far.agreement, sent) for _ in range(2))
    assert first == second
    assert first.provider_id == "<n-1@example.vn>"


def test_files_arrive_byte_for_byte_with_their_names_and_kinds_in_order() -> None:
    found = list(received(attachments=(REPORT, TABLE)).iter_attachments())
    assert [
        (f.get_filename(), f.get_content_type(), f.get_payload(decode=True)) for f in found
    ] == [(file.name, file.media_type, file.content) for file in (REPORT, TABLE)]
    assert [f.get_content_disposition() for f in found] == ["attachment", "attachment"]


def test_the_text_stands_before_the_files() -> None:
    message = received(attachments=(REPORT,))
    assert message.get_content_type() == "multipart/mixed"
    text = next(message.iter_parts())
    assert text.get_content().replace("\r\n", "\n") == MAIL.text


def test_a_mail_without_files_is_its_text_alone() -> None:
    assert received().get_content_type() == "text/plain"


def test_a_file_of_any_size_keeps_the_lines_that_servers_can_take() -> None:
    big = replace(REPORT, content=bytes(range(256)) * 4_000)
    with server() as far:
        smtp.send(far.agreement, replace(MAIL, attachments=(big,)))
    assert max(map(len, far.text.split(b"\r\n"))) <= 998
    assert far.text.isascii()


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
    monkeypatch.setattr(smtp, "SECONDS", 0.2)
    with socket.create_server((LOOPBACK, 0)) as mute:
        port = mute.getsockname()[1]
        thread = threading.Thread(target=_answer_until_text, args=(mute,), daemon=True)
        thread.start()
        agreement = MailServer(host=LOOPBACK, port=port, sender="a@example.vn", security="none")
        with pytest.raises(Uncertain):
            smtp.send(agreement, MAIL)
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
        assert smtp.send(far.agreement, MAIL).provider == "mail"


def test_nobody_there_is_silent() -> None:
    agreement = MailServer(host=LOOPBACK, port=1, sender="a@example.vn", security="none")
    with pytest.raises(Silent):
        smtp.send(agreement, MAIL)


def test_a_server_without_the_security_that_was_agreed_gets_nothing() -> None:
    with server() as far:
        agreement = MailServer(
            host=LOOPBACK, port=far.agreement.port, sender="a@example.vn", security="starttls"
        )
        with pytest.raises(Silent):
            smtp.send(agreement, MAIL)
    assert not any(command.startswith("MAIL") for command in far.commands)


@pytest.mark.parametrize("address", ["đặng@example.vn", "lan@example.vn\nBcc: x@example.vn"])
def test_an_address_that_no_header_can_hold_is_rejected_before_anybody_is_asked(
    address: str,
) -> None:
    with server() as far, pytest.raises(Rejected):
        smtp.send(far.agreement, Mail(reference="n", to=(address,), subject="s", text="t"))
    assert far.commands == []


@pytest.mark.parametrize("answers", [{"RCPT": "550 <lan@example.vn> no"}, {"TEXT": HANG_UP}])
def test_no_failure_quotes_an_address(answers: dict[str, str]) -> None:
    assert "lan@" not in repr(failure(**answers))
