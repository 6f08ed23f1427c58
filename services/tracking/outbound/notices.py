"""Telling citizens: exactly one message for each occasion and channel they chose.

A notice is written under the condition that it is new, and whoever writes it sends it at once; a
repeated or concurrent event finds it there and sends nothing. What has to wait for the morning, for
a provider, or for somebody to notice that its sender ended half-way, `retrying` sends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from msgspec.structs import replace

from services.tracking.outbound import book, handing, quiet, rendering
from services.tracking.outbound.book import Kept
from services.tracking.outbound.kinds import Occasion, occasion_of, with_fee
from services.tracking.outbound.notice import Channel, Notice, begun
from services.tracking.outbound.rendering import About
from shared.dossier.dossier import Contact, Dossier
from shared.dossier.events import PublicEvent
from shared.dossier.numbering import local_day
from shared.identity.people import Language, Reach
from shared.observability import log_failure
from shared.reference import store
from shared.settings import settings
from shared.web.showing import agency_names

FRESH: Final = timedelta(hours=72)
"""An older event is not told any more: a replay of the past must not flood people."""


def hear(event: PublicEvent, dossier: Dossier, now: datetime) -> None:
    """Tell the dossier's citizen of an event, if it concerns them and is fresh.

    ``dossier`` is the head, at least as new as the event.
    """
    occasion = occasion_of(event)
    if occasion is not None and now - event.at <= FRESH:
        tell(dossier, with_fee(occasion, dossier), now)


def tell(dossier: Dossier, occasion: Occasion, now: datetime) -> None:
    """Write the occasion's notices that are new, then send those that need not wait.

    A failure to send is no failure to tell: the notice waits for its next attempt.
    """
    contact = dossier.contact or Contact()
    written = [
        kept
        for channel in _wanted(contact)
        if (kept := book.create(_notice(dossier, contact.language, occasion, channel, now)))
    ]
    reach = cache(lambda: handing.reach_of(dossier))
    for kept in written:
        if kept.notice.attempts:
            _send(kept, reach, now)


def _send(kept: Kept, reach: Callable[[], Reach], now: datetime) -> None:
    try:
        handing.attempt(kept, reach, now)
    except Exception as error:
        log_failure("Notice not sent", error, dossier_id=kept.notice.dossier_id)


def _wanted(contact: Contact) -> list[Channel]:
    chosen = {Channel.SMS: contact.sms, Channel.EMAIL: contact.email}
    return [channel for channel, wanted in chosen.items() if wanted and contact.sealed]


def _notice(
    dossier: Dossier, language: Language, occasion: Occasion, channel: Channel, now: datetime
) -> Notice:
    """The notice, its first attempt begun unless it has to wait."""
    policy, about = store.messaging(), _about(dossier, language)
    subject, text = "", ""
    if channel is Channel.SMS:
        text = rendering.sms(occasion, about, language, policy)
    else:
        subject, text = rendering.email(occasion, about, language, policy)
    notice = Notice(
        dossier_id=dossier.dossier_id,
        agency_code=dossier.agency_code,
        key=occasion.key,
        channel=channel,
        kind=occasion.kind,
        language=language,
        at=occasion.at,
        written_at=now,
        subject=subject,
        text=text,
    )
    earliest = quiet.earliest(notice, now, policy)
    return begun(notice, now) if earliest <= now else replace(notice, next_at=earliest)


def _about(dossier: Dossier, language: Language) -> About:
    code = dossier.dossier_id
    return About(
        code=code,
        agency=agency_names(dossier.agency_code)[language == "en"],
        procedure=_procedure(dossier, language),
        link=f"{settings().public_url}/api/tracking/lookup/{code}/page",
    )


def _procedure(dossier: Dossier, language: Language) -> str:
    """The procedure's name as the dossier has it, or in English where it was published so."""
    if language == "vi":
        return dossier.procedure_name
    found = store.procedure(dossier.procedure_code, local_day(dossier.submitted_at))
    return (found.name_en if found is not None else "") or dossier.procedure_name
