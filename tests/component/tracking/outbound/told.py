"""Citizens who are told: their dossiers, the world they are told through, and what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final

import httpx
import msgspec
from msgspec.structs import replace

from infra.sandbox.messages.settings import Settings
from services.tracking.message_table import MessageItem
from services.tracking.outbound import book, notices, retrying
from services.tracking.outbound.notice import Notice
from shared import aws
from shared.dossier import ledger, moves
from shared.dossier.dossier import Change, Contact, Dossier
from shared.dossier.events import PublicEvent, public
from shared.dossier.status import FeeState
from shared.identity import vault
from shared.identity.people import CONTACT, Reach
from shared.reference import store
from shared.settings import settings
from tests.unit.dossier.moving import DRAFT, FEES, OFFICER, OWNER, at

PHONE, MAILBOX = "0912345678", "lan.nguyen@example.vn"
TOKEN: Final = "receipts-token"
NOON: Final = at("2026-03-02 12:00")
NIGHT: Final = at("2026-03-02 22:00")
LONG: Final = 300_000
"""Milliseconds that are more than enough for a run."""
_numbers: Final = count(1)


@dataclass(frozen=True)
class World:
    """Both SMS providers and the mail server, seen from outside."""

    settings: Settings

    def control(self, what: str, **asked: Any) -> None:
        """Ask for a fault."""
        url = f"{self.settings.base_url}/control/{what}"
        assert httpx.post(url, json=asked, trust_env=False).status_code == 204

    def sent(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that was taken, oldest first."""
        url = f"{self.settings.base_url}/control/messages"
        found: dict[str, list[dict[str, Any]]] = httpx.get(url, trust_env=False).json()
        return found

    @property
    def sms(self) -> list[dict[str, Any]]:
        """The SMS that were taken."""
        return self.sent()["sms"]

    @property
    def mails(self) -> list[dict[str, Any]]:
        """The e-mails that were taken."""
        return self.sent()["mails"]

    def providers(self) -> list[str]:
        """Which provider took each SMS."""
        return [sms["provider"] for sms in self.sms]

    def agreements(self, *order: str) -> dict[str, Any]:
        """The agreements with this world; ``order`` is that of the SMS providers."""
        ours = self.settings
        known = {
            "esms": {
                "kind": "esms",
                "url": f"{ours.base_url}/esms",
                "api_key": ours.api_key,
                "secret_key": ours.secret_key,
                "brandname": ours.brandname,
            },
            "speedsms": {
                "kind": "speedsms",
                "url": f"{ours.base_url}/speedsms",
                "token": ours.speedsms_token,
                "sender": ours.speedsms_sender,
            },
        }
        mail = {
            "host": "127.0.0.1",
            "port": ours.mail_port,
            "sender": "mot-cua@example.vn",
            "security": "none",
        }
        providers = [known[name] for name in order or ("esms", "speedsms")]
        return {"receipts_token": TOKEN, "providers": providers, "mail": mail}


def agree(agreements: dict[str, Any]) -> None:
    """Put the agreements into the secret."""
    aws.secrets().put_secret_value(
        SecretId=settings().messaging_secret, SecretString=msgspec.json.encode(agreements).decode()
    )


def contact(code: str, **different: Any) -> Contact:
    """A citizen who wants SMS and e-mail, in Vietnamese unless told else."""
    sealed = vault.seal(code, Reach(phone=PHONE, email=MAILBOX), CONTACT)
    return Contact(**{"sms": True, "email": True, "sealed": sealed, **different})


def only_sms() -> dict[str, Any]:
    """A contact that wants SMS alone."""
    return {"email": False}


def handed_in(moment: datetime = NOON, wants: Any = None, **different: Any) -> Change:
    """A dossier handed in online, not written yet; ``wants`` changes its contact, False is none."""
    code = f"H24.X001-260302-{next(_numbers):04d}"
    reached = None if wants is False else contact(code, **(wants or {}))
    changed = {"dossier_id": code, "submitted_at": moment, "contact": reached, **different}
    return moves.submit(replace(DRAFT, **changed), OWNER.actor, ())


def written(change: Change) -> Dossier:
    """The dossier after the change."""
    return ledger.append(change)


def accepted(moment: datetime = NOON, wants: Any = None, **different: Any) -> Change:
    """A written dossier that was received at a moment: the move itself."""
    dossier = written(handed_in(moment, wants, **different))
    change = moves.accept(dossier, OFFICER, moment, store.calendar())
    written(change)
    return change


def owing(**different: Any) -> dict[str, Any]:
    """A fee that is due."""
    return {"fees": FEES, "fee_state": FeeState.DUE, **different}


def event_of(change: Change) -> PublicEvent:
    """The event of a move as it comes from the bus."""
    return public(change.events[-1])


def hear(change: Change, now: datetime | None = None) -> None:
    """The event of a move arrives."""
    event = event_of(change)
    notices.hear(event, ledger.load(event.dossier_id), now or event.at)


def run(now: datetime, left: int = LONG) -> int:
    """A run of the schedule; how many notices it attempted."""
    return retrying.sweep(now, lambda: left)["attempted"]


def after(**span: float) -> datetime:
    """So long after noon."""
    return NOON + timedelta(**span)


def notices_of(change: Change) -> dict[str, Notice]:
    """A dossier's notices by channel; the last event's where there are several."""
    found = book.of_dossier(change.after.dossier_id)
    return {notice.channel: notice for notice in sorted(found, key=lambda n: n.key)}


def sms_of(change: Change) -> Notice:
    """The SMS about a dossier."""
    return notices_of(change)["sms"]


def stored_text() -> str:
    """Everything in the messages table, as text."""
    return str([item.serialize() for item in MessageItem.scan()])
