"""Notices for the tests."""

from __future__ import annotations

from typing import Any, Final

from msgspec.structs import replace

from services.tracking.outbound import notice
from services.tracking.outbound.kinds import Kind
from services.tracking.outbound.notice import Channel, Notice
from shared.reference.messaging import Messaging
from tests.unit.dossier.moving import at

NOON: Final = at("2026-03-02 12:00")
POLICY: Final = Messaging()
WAITING: Final = Notice(
    dossier_id="H24.X001-260302-0001",
    agency_code="H24.X001",
    key="000002",
    channel=Channel.SMS,
    kind=Kind.ACCEPTED,
    language="vi",
    at=NOON,
    written_at=NOON,
    text="Ho so",
)


def trying(**different: Any) -> Notice:
    """A notice whose first attempt has begun."""
    return notice.begun(replace(WAITING, **different), NOON)
