"""Citizens who text, for the tests of SMS look-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import Any

import msgspec

from services.tracking.inbound import answering
from services.tracking.inbound.model import Door, Inbound, Reply, Verdict
from services.tracking.message_table import ExchangeItem, MessageItem
from shared import aws
from shared.clock import ICT
from shared.dossier.dossier import Dossier
from shared.identity.keys import phone_key
from shared.reference import store
from shared.reference.messaging import Messaging
from shared.reference.store import CURRENT, MANIFEST, ReferenceItem, pack
from shared.settings import settings
from tests.component.intake.filings import ANSWERS
from tests.component.tracking import lives
from tests.support.people import LAN, LAN_ID, MINH, MINH_ID, person

OWN_PHONE, STRANGE_PHONE = "0912345678", "0987654321"
OWN_TAIL, WRONG_TAIL = "5678", "0000"
ACCOUNT = {"user": "aggregator", "password": "inbound-pass"}
AGREEMENTS: Mapping[str, Any] = {"callback": ACCOUNT}
PERSONAL = (
    LAN.name,
    "Nguyen Thi Lan",
    LAN_ID,
    MINH.name,
    "Tran Van Minh",
    MINH_ID,
    OWN_PHONE,
    OWN_PHONE[1:],
    STRANGE_PHONE[1:],
    str(person(LAN)["address"]),
    str(ANSWERS["child_name"]),
    lives.OFFICER_NAME,
)


class StandingStill:
    """A clock that stands still."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        """The one moment."""
        return datetime(2026, 11, 20, 10, 30, tzinfo=ICT).astimezone(zone)


def sms(text: str, sender: str = STRANGE_PHONE, id: str = "", door: Door = "http") -> Inbound:
    """An SMS that came in."""
    return Inbound(sender=sender, text=text, service_number="8085", door=door, id=id)


def ask(text: str, sender: str = STRANGE_PHONE, id: str = "", at: datetime | None = None) -> Reply:
    """Ask by SMS."""
    return answering.answer(sms(text, sender, id), at or lives.now())


def ask_about(dossier: Dossier, secret: str = OWN_TAIL, sender: str = STRANGE_PHONE) -> Verdict:
    """Ask about a dossier; what became of it."""
    return ask(f"TTHS {dossier.dossier_id} {secret}", sender).verdict


def publish_policy(**changes: Any) -> Messaging:
    """The demo province's policy with changes."""
    policy = msgspec.structs.replace(store.messaging(), **changes)
    ReferenceItem("messaging", "changed", body=pack(policy)).save()
    manifest = msgspec.structs.replace(store.manifest(), messaging="changed")
    ReferenceItem(MANIFEST, CURRENT, body=pack(manifest), number=manifest.version).save()
    store.forget()
    return policy


def agree(agreements: Any = AGREEMENTS) -> None:
    """Put the agreements into the secret."""
    text = agreements if isinstance(agreements, str) else msgspec.json.encode(agreements).decode()
    aws.secrets().put_secret_value(SecretId=settings().messaging_secret, SecretString=text)


def exchanges(sender: str = STRANGE_PHONE) -> list[dict[str, Any]]:
    """What is recorded of a sender's messages, oldest first."""
    items = ExchangeItem.query(f"SMS#{phone_key(sender)}")
    return [msgspec.json.decode(i.body or "") for i in items if not i.item.startswith("ID#")]


def stored_text() -> str:
    """Everything in the messages table, as text."""
    return str([item.serialize() for item in MessageItem.scan()])
