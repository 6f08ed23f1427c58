"""What the routes of messages answer. No address stands in any of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from services.tracking.outbound.notice import Notice
from services.tracking.outbound.wording import CHANNELS, KINDS, REASONS, STATES
from shared.web.showing import same


class MessageLine(Struct, frozen=True, kw_only=True):
    """One message to a citizen and how it fared.

    ``at`` is when that happened of which it tells. While it waits, ``next_at`` is its next
    attempt. ``maybe_twice`` and ``maybe_lost`` say that a provider's silence left a doubt.
    """

    dossier_id: str
    agency_code: str
    kind: str
    kind_name: str
    kind_name_en: str
    channel: str
    channel_name: str
    channel_name_en: str
    language: str
    subject: str
    text: str
    state: str
    state_name: str
    state_name_en: str
    attempts: int
    reason: str | None
    reason_name: str
    reason_name_en: str
    maybe_twice: bool
    maybe_lost: bool
    at: datetime
    written_at: datetime
    next_at: datetime | None
    handed_at: datetime | None
    settled_at: datetime | None


def message_line(notice: Notice) -> MessageLine:
    """A notice in words."""
    reason = REASONS[notice.reason] if notice.reason is not None else ("", "")
    return MessageLine(
        **same(notice, MessageLine)
        | _named("kind", KINDS[notice.kind])
        | _named("channel", CHANNELS[notice.channel])
        | _named("state", STATES[notice.state])
        | _named("reason", reason)
    )


def _named(field: str, words: tuple[str, str]) -> dict[str, Any]:
    return {f"{field}_name": words[0], f"{field}_name_en": words[1]}
