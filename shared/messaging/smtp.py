"""E-mail by SMTP: one message, in UTF-8, with its files, through the province's mail server.

The ``Message-ID`` is ours and the same in every attempt: a server that may have taken it is asked
again, as RFC 5321 wants (4.5.4.1), and mailboxes know a repeat by it.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime, localtime, parseaddr
from typing import Final

from shared.messaging.agreements import MailServer
from shared.messaging.handing import (
    Handed,
    NotHanded,
    Refusal,
    Rejected,
    Silent,
    Uncertain,
    Unreachable,
)
from shared.messaging.mail import MAIL, Mail

SECONDS: Final = 5.0
"""How long the server may take for each step."""
REFUSED, FOR_GOOD = 400, 500
"""SMTP codes from these on are refusals, and permanent ones."""


def send(server: MailServer, mail: Mail) -> Handed:
    """Hand an e-mail to the server; it is taken if one of its receivers is.

    Raises:
        Unreachable: no connection, no login (then `Silent`), or a passing refusal.
        Uncertain: the connection ended after the text had begun to be sent.
        Rejected: the receivers, or the text, are refused for good.
    """
    message = _message(server, mail)
    connection = _connected(server)
    try:
        _address(connection, server, mail.to)
        _hand_over(connection, message)
    except NotHanded:
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(_said(error)) from error
    finally:
        _leave(connection)
    return Handed(provider=MAIL, provider_id=str(message["Message-ID"]))


def _message(server: MailServer, mail: Mail) -> EmailMessage:
    """The message.

    Raises:
        Rejected: an address is none that can stand in a header.
    """
    message = EmailMessage()
    domain = parseaddr(server.sender)[1].rpartition("@")[2]
    try:
        message["From"] = server.sender
        message["To"] = ", ".join(mail.to)
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(localtime())
        message["Message-ID"] = f"<{mail.reference}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.text, charset="utf-8", cte="quoted-printable")
        for address in mail.to:
            address.encode("ascii")
    except (ValueError, IndexError, MessageError) as error:
        raise Rejected(Refusal.ADDRESS_REFUSED) from error
    for file in mail.attachments:
        maintype, _, subtype = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=file.name)
    return message


def _connected(server: MailServer) -> smtplib.SMTP:
    """A connection to the server, secured and logged in as the agreement says.

    Raises:
        Silent: there is none to be had.
    """
    try:
        connection = _opened(server)
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        connection.ehlo_or_helo_if_needed()
    except (OSError, smtplib.SMTPException) as error:
        raise Silent(_said(error)) from error
    return connection


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=SECONDS)


def _leave(connection: smtplib.SMTP) -> None:
    """Say goodbye; how that goes changes nothing."""
    with suppress(OSError, smtplib.SMTPException):
        connection.quit()
    connection.close()


def _address(connection: smtplib.SMTP, server: MailServer, to: tuple[str, ...]) -> None:
    """Say from whom and to whom.

    Raises:
        Rejected: no receiver will ever be taken.
    """
    _expect(connection.mail(parseaddr(server.sender)[1]))
    codes = [connection.rcpt(address)[0] for address in to]
    if all(code >= FOR_GOOD for code in codes):
        raise Rejected(Refusal.ADDRESS_REFUSED)
    if not any(code < REFUSED for code in codes):
        raise Unreachable(f"receivers refused: {codes}")


def _expect(answer: tuple[int, bytes]) -> None:
    code, _ = answer
    if code >= REFUSED:
        raise Unreachable(f"code {code}")


def _hand_over(connection: smtplib.SMTP, message: EmailMessage) -> None:
    text = message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    try:
        code = connection.data(text)[0]
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
    except (OSError, smtplib.SMTPException) as error:
        raise Uncertain(_said(error)) from error
    if code >= FOR_GOOD:
        raise Rejected(Refusal.TEXT_REFUSED)
    if code >= REFUSED:
        raise Unreachable(f"code {code}")


def _said(error: Exception) -> str:
    """What failed, without the server's words: they may quote an address."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()
