"""The mail server: takes every e-mail over SMTP, without login, and delivers none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, Envelope, Session

from infra.local.settings import HOST
from infra.sandbox.messages.behaviour import Behaviour
from infra.sandbox.messages.ledger import Ledger, Mail

UNREADABLE = "(không đọc được / unreadable)"


@dataclass(frozen=True, slots=True)
class MailSink:
    """What happens at each command; the names are aiosmtpd's."""

    ledger: Ledger
    behaviour: Behaviour
    blocked: set[str]

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour.is_down:
            return "451 4.3.2 Not accepting mail now"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.blocked:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if code := self.behaviour.next_code():
            return f"{code} As was asked for"
        self.ledger.add(read_mail(envelope))
        await asyncio.sleep(self.behaviour.lateness)
        return "250 OK"


@asynccontextmanager
async def listening(sink: MailSink, port: int) -> AsyncIterator[None]:
    """Take e-mails at the port while the block lasts, on this event loop."""
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(sink, hostname="localhost", enable_SMTPUTF8=True, loop=loop)

    server = await loop.create_server(connection, HOST, port)
    try:
        yield
    finally:
        server.close()


def read_mail(envelope: Envelope) -> Mail:
    """An e-mail as a person would read it."""
    content = envelope.content or b""
    raw = content.encode() if isinstance(content, str) else content
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    return Mail(
        sender=envelope.mail_from or "",
        to=[str(address) for address in envelope.rcpt_tos],
        subject=str(message.get("Subject", "")),
        text=_text(message),
        reference=str(message.get("Message-ID", "")),
    )


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    try:
        text = str(body.get_content()) if body is not None else ""
    except (LookupError, ValueError):  # a character set nobody knows, or bytes that are not of it
        return UNREADABLE
    return text.replace("\r\n", "\n")
