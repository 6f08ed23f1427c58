"""One attempt to hand a notice over: its address is opened, the message sent, the outcome noted.

Should the function end between the hand-over and the note, the next attempt uses the same
reference: eSMS tells the repeat, and of SpeedSMS it was noted beforehand that it was being asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.tracking.outbound import book, notice, sending
from services.tracking.outbound.book import Kept
from services.tracking.outbound.notice import Channel, Notice, Reason
from services.tracking.outbound.protocol import ESMS, Sms
from shared.dossier.dossier import Dossier
from shared.identity import vault
from shared.identity.people import CONTACT, Reach
from shared.messaging.handing import Handed, Rejected, Uncertain, Unreachable
from shared.messaging.mail import Mail
from shared.observability import logger
from shared.reference import store


def reach_of(dossier: Dossier) -> Reach:
    """Where the person who handed the dossier in can be reached; opened, never kept."""
    contact = dossier.contact
    if contact is None or not contact.sealed:
        return Reach()
    return vault.unseal(dossier.dossier_id, contact.sealed, Reach, CONTACT)


def attempt(kept: Kept, reach: Callable[[], Reach], now: datetime) -> None:
    """Hand over a notice whose attempt has begun, and note what came of it.

    Raises:
        Exception: what nobody expected; the notice was put off, and its attempt counted.
    """
    policy = store.messaging()
    try:
        found = _offer(kept, reach(), now)
    except Uncertain as error:
        doubt = error
        found = book.change(kept, lambda n: notice.doubtful(n, doubt, now, policy))
    except Unreachable:
        found = book.change(kept, lambda n: notice.put_off(n, Reason.UNREACHABLE, now, policy))
    except Rejected as error:
        refusal = error
        found = book.change(kept, lambda n: notice.rejected(n, refusal, now))
    except Exception:
        book.change(kept, lambda n: notice.put_off(n, Reason.FAULT, now, policy))
        raise
    _log(found.notice)


def _offer(kept: Kept, reach: Reach, now: datetime) -> Kept:
    found = kept.notice
    address = reach.phone if found.channel is Channel.SMS else reach.email
    if not address:
        return book.change(kept, lambda n: notice.given_up(n, Reason.NO_ADDRESS, now))
    if found.channel is Channel.SMS:
        handed = _hand_over_sms(kept, address, now)
    else:
        handed = _hand_over_mail(found, address)
    return book.change(kept, lambda n: notice.handed(n, handed, now))


def _hand_over_mail(found: Notice, address: str) -> Handed:
    return sending.send_mail(
        Mail(reference=found.reference, to=(address,), subject=found.subject, text=found.text)
    )


def _hand_over_sms(kept: Kept, phone: str, now: datetime) -> Handed:
    """Hand an SMS over, and keep by what names receipts will speak of it.

    eSMS uses our reference, which is kept before it can be used; SpeedSMS its own.
    """
    found = kept.notice
    sms = Sms(reference=found.reference, phone=phone, text=found.text, tracked=True)
    book.name(ESMS, found.reference, kept, now)
    handed = _send(kept, sms)
    if handed.provider != ESMS and handed.provider_id:
        book.name(handed.provider, handed.provider_id, kept, now)
    return handed


def _send(kept: Kept, sms: Sms) -> Handed:
    """Send through the providers that may be asked; past long doubt, through another."""
    found = kept.notice

    def about_to(provider: str) -> None:
        book.change(kept, lambda n: notice.trying(n, provider))

    try:
        return sending.send_sms(sms, found.skips, about_to)
    except Uncertain as error:
        if not found.may_double or error.provider != found.doubted:
            raise
        return sending.send_sms(sms, {found.doubted}, about_to)


def _log(found: Notice) -> None:
    logger.info(
        "Notice attempted",
        dossier_id=found.dossier_id,
        kind=found.kind,
        channel=found.channel,
        state=found.state,
        attempts=found.attempts,
        provider=found.provider,
        reason=found.reason or "",
    )
