"""A message to a citizen and how it fares: its states, and what each attempt makes of it. Pure.

Handing over fails in three ways. *Unreachable*: nothing was sent, so it is tried again with longer
pauses. *Uncertain*: it may have been sent; a provider that tells repeats is asked again under the
same reference, alone for `ALONE` attempts, then others may be used and the notice says that it may
have come twice; a provider that knows no reference of ours is never asked again, and the notice
says that it may not have come. *Rejected*: it will never be taken.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.tracking.outbound import quiet
from services.tracking.outbound.kinds import Kind
from services.tracking.outbound.protocol import NEVER_TWICE, SMS_PROVIDERS, TELLS_REPEATS
from shared.identity.people import Language
from shared.messaging.handing import Handed, Refusal, Rejected, Uncertain
from shared.reference.messaging import Messaging

LEASE: Final = timedelta(minutes=5)
"""How long an attempt has the notice to itself: longer than any function that tells may run."""
MINUTES: Final = (1, 5, 15, 30, 60) + (60,) * 10
"""Pauses after the first attempts; with the last one twelve hours have passed."""
ALONE: Final = 3
"""Attempts for which only the provider that may have sent it is asked."""


class Channel(StrEnum):
    """By what a citizen is told."""

    SMS = "sms"
    EMAIL = "email"


class State(StrEnum):
    """How far a notice has come; ``FAILED`` was never taken, ``UNDELIVERED`` did not arrive."""

    WAITING = "waiting"
    HANDED = "handed"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"


class Reason(StrEnum):
    """Why the last attempt, or the delivery, did not succeed."""

    UNREACHABLE = "unreachable"
    UNCERTAIN = "uncertain"
    PHONE_BLOCKED = Refusal.PHONE_BLOCKED
    PHONE_INVALID = Refusal.PHONE_INVALID
    TEXT_REFUSED = Refusal.TEXT_REFUSED
    ADDRESS_REFUSED = Refusal.ADDRESS_REFUSED
    NO_ADDRESS = "no_address"
    NOT_DELIVERED = "not_delivered"
    FAULT = "fault"


LISTED: Final = frozenset({State.FAILED, State.UNDELIVERED})
"""What an officer has to see."""


class Notice(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message. It holds no address: that is opened anew for each attempt.

    ``at`` is when that happened of which it tells. ``doubted`` names the provider that may have
    sent it, ``doubts`` counts the attempts since; ``trying`` names one that must not be asked
    twice while it is being asked. ``settled_at`` is when it came to its end.
    """

    dossier_id: str
    agency_code: str
    key: str
    channel: Channel
    kind: Kind
    language: Language
    at: datetime
    written_at: datetime
    text: str
    subject: str = ""
    state: State = State.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    trying: str = ""
    doubted: str = ""
    doubts: int = 0
    provider: str = ""
    provider_id: str = ""
    maybe_twice: bool = False
    maybe_lost: bool = False
    handed_at: datetime | None = None
    settled_at: datetime | None = None
    reason: Reason | None = None

    @property
    def item(self) -> str:
        """Its sort key under the dossier's code: what makes it one."""
        return f"NOTICE#{self.key}#{self.channel}"

    @property
    def reference(self) -> str:
        """What it is called towards providers, the same in every attempt."""
        named = f"{self.dossier_id}#{self.item}".encode()
        return f"n-{hashlib.sha256(named).hexdigest()[:32]}"

    @property
    def skips(self) -> frozenset[str]:
        """The providers that must not be asked now: all but the one that may have sent it."""
        alone = bool(self.doubted) and self.doubts < ALONE
        return SMS_PROVIDERS - {self.doubted} if alone else frozenset()

    @property
    def may_double(self) -> bool:
        """Whether it was in doubt for so long that it had better come twice than never."""
        return self.doubts >= ALONE


def is_due(notice: Notice, now: datetime) -> bool:
    """Whether an attempt may begin."""
    waits = notice.next_at if notice.state is State.WAITING else None
    return waits is not None and waits <= now


def begun(notice: Notice, now: datetime) -> Notice:
    """With one more attempt under way.

    If the one before broke off while a provider was asked that must not be asked twice, there is
    no other: that provider may have it.
    """
    if notice.trying:
        return _perhaps_handed(notice, notice.trying, now)
    return replace(notice, attempts=notice.attempts + 1, next_at=now + LEASE)


def trying(notice: Notice, provider: str) -> Notice:
    """With this provider about to be asked."""
    return replace(notice, trying=provider) if provider in NEVER_TWICE else notice


def handed(notice: Notice, by: Handed, now: datetime) -> Notice:
    """Taken by a provider; what a receipt told meanwhile stands."""
    is_sure = by.provider == notice.doubted and by.provider in TELLS_REPEATS
    taken = replace(
        notice,
        provider=by.provider,
        provider_id=by.provider_id,
        trying="",
        maybe_twice=bool(notice.doubted) and not is_sure,
        handed_at=now,
    )
    if notice.state is not State.WAITING:
        return taken
    return replace(taken, state=State.HANDED, next_at=None, reason=None)


def put_off(notice: Notice, reason: Reason, now: datetime, policy: Messaging) -> Notice:
    """Nothing was sent this time: the next attempt is later, or there is none any more."""
    if notice.state is not State.WAITING:
        return notice
    doubts = notice.doubts + bool(notice.doubted)
    later = replace(notice, trying="", doubts=doubts, reason=reason)
    if notice.attempts > len(MINUTES):
        return given_up(later, reason, now)
    wanted = now + timedelta(minutes=MINUTES[max(0, notice.attempts - 1)])
    return replace(later, next_at=quiet.earliest(notice, wanted, policy))


def doubtful(notice: Notice, error: Uncertain, now: datetime, policy: Messaging) -> Notice:
    """It may have been sent this time."""
    if error.provider in NEVER_TWICE:
        return _perhaps_handed(notice, error.provider, now)
    doubted = replace(notice, doubted=error.provider)
    return put_off(doubted, Reason.UNCERTAIN, now, policy)


def rejected(notice: Notice, error: Rejected, now: datetime) -> Notice:
    """No provider will ever take it."""
    return given_up(notice, Reason(str(error)), now)


def given_up(notice: Notice, reason: Reason, now: datetime) -> Notice:
    """At its end without being taken, as far as we know; what a receipt told stands."""
    if notice.state is not State.WAITING:
        return notice
    return replace(
        notice, state=State.FAILED, trying="", next_at=None, settled_at=now, reason=reason
    )


def reported(notice: Notice, provider: str, delivered: bool, now: datetime) -> Notice | None:
    """After a provider's receipt; nothing if that changes nothing.

    What was delivered stays so, whatever is said later. That it was not is believed of the
    provider that took it, or that is the only one to have been asked so far.
    """
    if notice.state is State.DELIVERED:
        return None
    if delivered:
        return _settled(notice, State.DELIVERED, None, now)
    if notice.state in LISTED or notice.provider not in ("", provider):
        return None
    return _settled(notice, State.UNDELIVERED, Reason.NOT_DELIVERED, now)


def _settled(notice: Notice, state: State, reason: Reason | None, now: datetime) -> Notice:
    return replace(notice, state=state, next_at=None, settled_at=now, reason=reason)


def _perhaps_handed(notice: Notice, provider: str, now: datetime) -> Notice:
    taken = handed(notice, Handed(provider=provider, provider_id=""), now)
    return replace(taken, maybe_lost=True, reason=Reason.UNCERTAIN)
