"""The hours in which a phone is left alone (giờ yên tĩnh), by the province's policy. Pure."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, Protocol

from services.tracking.outbound.kinds import Kind
from shared.clock import local
from shared.reference.messaging import Messaging

URGENT: Final = frozenset({Kind.SUBMITTED, Kind.PAID, Kind.SUPPLEMENT_RECEIVED, Kind.WITHDRAWN})
"""What the person has just done: they are awake, and wait to hear that it was received."""
WAITS: Final = timedelta(hours=1)
"""How long they do; after that it is night for them too."""


class Told(Protocol):
    """What of a message the quiet hours depend on."""

    @property
    def kind(self) -> Kind: ...

    @property
    def channel(self) -> str: ...

    @property
    def at(self) -> datetime: ...


def earliest(told: Told, moment: datetime, policy: Messaging) -> datetime:
    """The first moment from this one on at which the message may be sent.

    E-mail rings nowhere, so it knows no quiet hours.
    """
    is_urgent = told.kind in URGENT and moment - told.at <= WAITS
    if told.channel == "email" or is_urgent:
        return moment
    return until(moment, policy)


def until(moment: datetime, policy: Messaging) -> datetime:
    """The end of the quiet hours that the moment falls into, else the moment itself.

    They are local and may pass over midnight; ending when they begin, they never begin.
    """
    wall = local(moment)
    if not _is_quiet(wall.time(), policy.quiet_from, policy.quiet_until):
        return moment
    end = wall.replace(
        hour=policy.quiet_until.hour,
        minute=policy.quiet_until.minute,
        second=policy.quiet_until.second,
        microsecond=0,
    )
    return (end if end > wall else end + timedelta(days=1)).astimezone(moment.tzinfo)


def _is_quiet(clock: time, begin: time, end: time) -> bool:
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end
