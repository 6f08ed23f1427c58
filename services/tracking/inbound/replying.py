"""Sending a reply through our own providers: once however often its message is delivered.

What may have been sent is asked of the same provider again, which tells a repeat by our reference;
of a provider that tells none it counts as sent, because who asks can ask again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from services.tracking.inbound import exchanges
from services.tracking.inbound.exchanges import Known
from services.tracking.inbound.model import Inbound
from services.tracking.outbound import sending
from services.tracking.outbound.protocol import NEVER_TWICE, SMS_PROVIDERS, Sms
from shared.identity.phones import national
from shared.messaging.handing import Rejected, Uncertain
from shared.observability import log_failure, logger

LENT: Final = timedelta(minutes=2)
"""How long a reply may take to be handed over before another delivery tries."""


class HandingOver(RuntimeError):
    """Another delivery of the same message is handing its reply over just now."""


def reply_once(message: Inbound, text: str, now: datetime) -> None:
    """Send the reply unless it was sent, or may have been with nobody to tell.

    Raises:
        HandingOver: another delivery is about it.
        NotHanded: not this time; the next delivery tries again.
    """
    known = exchanges.recall(message, now)
    if _is_done(known, now):
        return
    turn = _Turn(message, known)
    if not turn.note(lent_until=now + LENT):
        raise HandingOver
    try:
        _send(message, text, turn)
    except Uncertain as error:
        turn.note(lent_until=None, asked=error.provider)
        if error.provider not in NEVER_TWICE:
            raise
        log_failure("Reply may have been sent", error, provider=error.provider)
    except Exception:
        turn.note(lent_until=None, asked=known.asked)
        raise
    else:
        turn.note(lent_until=None, handed=True)


def _is_done(known: Known, now: datetime) -> bool:
    """Whether nothing is left to send. Raises `HandingOver`."""
    if known.handed:
        return True
    if known.lent_until is not None and known.lent_until > now:
        raise HandingOver
    return known.asked in NEVER_TWICE


class _Turn:
    """A delivery's turn at handing a reply over, and what we know meanwhile."""

    def __init__(self, message: Inbound, known: Known) -> None:
        self.message = message
        self.known = known

    def note(self, **changes: Any) -> bool:
        """Write down how far it is; false if the turn has passed to another delivery."""
        into = replace(self.known, **changes)
        written = exchanges.change(self.message, self.known, into)
        self.known = into
        return written


def _send(message: Inbound, text: str, turn: _Turn) -> None:
    """Hand the reply to a provider; one that no provider will ever take is given up."""
    sms = Sms(reference=exchanges.reference(message), phone=national(message.sender), text=text)
    asked = turn.known.asked
    skip = SMS_PROVIDERS - {asked} if asked else frozenset()
    try:
        handed = sending.send_sms(sms, skip, lambda name: _about_to(turn, name))
    except Rejected as error:
        log_failure("Reply rejected", error)
    else:
        logger.info("Reply handed over", provider=handed.provider)


def _about_to(turn: _Turn, provider: str) -> None:
    """Remember who is being asked, should we not live to hear the answer."""
    turn.note(asked=provider)
