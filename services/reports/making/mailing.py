"""Sending a scheduled report to its subscribers, each edition once to each of them."""

from __future__ import annotations

from typing import Final

from services.reports.asked import Asked
from services.reports.making import book, files, letter, subscriptions
from services.reports.making.model import Edition, Kind
from services.reports.making.subscriptions import Subscription
from services.reports.rendering.formats import Format
from shared.messaging import agreements, smtp
from shared.messaging.agreements import MailServer, NoAgreement
from shared.messaging.handing import NotHanded, Rejected
from shared.messaging.mail import Attachment, Mail
from shared.observability import log_failure, logger
from shared.settings import need

ATTACHED: Final = (Format.XLSX, Format.PDF)


class SendingIncomplete(RuntimeError):
    """Some subscribers did not get the report yet; the errand is to be tried again."""


def send_out(asked: Asked, kind: Kind) -> None:
    """Send the newest edition to every subscriber who has not got it.

    Raises:
        SendingIncomplete: at the end, if a server did not take it for somebody.
        NoAgreement: somebody subscribed, and there is no mail server.
    """
    edition = book.newest(asked.report_id)
    waiting = [s for s in subscriptions.every() if s.wants(asked, kind)]
    if edition is None or not waiting:
        return
    waiting = [s for s in waiting if not subscriptions.has_got(edition, s)]
    if not waiting:
        return
    server = agreements.agreements().mail
    if server is None:
        raise NoAgreement("no mail server")
    mails = _letters(waiting, kind, asked, edition)
    unsent = sum(
        not _send(server, mail, edition, s) for s, mail in zip(waiting, mails, strict=True)
    )
    logger.info("Report sent", report_id=asked.report_id, sent=len(waiting) - unsent, unsent=unsent)
    if unsent:
        raise SendingIncomplete(f"{unsent} of {len(waiting)}")


def _letters(waiting: list[Subscription], kind: Kind, asked: Asked, edition: Edition) -> list[Mail]:
    sheet, attached = files.sheet_of(edition), _attachments(asked, edition)
    url = need("public_url")
    return [letter.letter(s, kind, asked, edition, sheet, attached, url) for s in waiting]


def _attachments(asked: Asked, edition: Edition) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            name=files.file_name(asked, edition.number, format.extension),
            media_type=format.media_type,
            content=files.get(edition.file(format.extension)),
        )
        for format in ATTACHED
    )


def _send(server: MailServer, mail: Mail, edition: Edition, to: Subscription) -> bool:
    """Hand one e-mail over; False if it is to be tried again.

    An address that is refused for good is not tried again; the log names its subscription.
    """
    try:
        smtp.send(server, mail)
    except Rejected as refused:
        log_failure("Report refused", refused, subscription=to.subscription_id)
    except NotHanded as error:
        log_failure("Report not sent", error, subscription=to.subscription_id)
        return False
    subscriptions.note_sent(edition, to)
    return True
