"""The record of every SMS that came in: what was asked of us by whom, and what was answered.

People are keyed hashes; neither the phone nor what was typed is kept. A message that the operator
brings again, which its id tells, has the same answer, counts once and is answered once.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.expressions.condition import Condition

from services.tracking.inbound.model import Door, Inbound, Reply, Verdict
from services.tracking.message_table import ExchangeItem
from shared.dossier.items import sortable
from shared.identity.keys import keyed_hash, phone_key

KEPT: Final = timedelta(days=400)
REMEMBERED: Final = timedelta(days=15)
"""A day longer than a queue keeps a message."""
_TAKEN: Final = "ConditionalCheckFailedException"


class Exchange(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One SMS and what it was answered."""

    at: datetime
    door: Door
    service_number: str
    verdict: Verdict
    charge: bool = False
    dossier_id: str = ""


class Known(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message we have seen: when first, its answer if there is one, and how far the reply is.

    Until ``lent_until`` a delivery of the message is handing its reply over; ``asked`` names a
    provider that may have sent it.
    """

    at: datetime
    reply: Reply | None = None
    lent_until: datetime | None = None
    asked: str = ""
    handed: bool = False


_known: Final = msgspec.json.Decoder(Known)


def meet(message: Inbound, now: datetime) -> tuple[Known, bool]:
    """What we know of a message, and whether it is new; one write for a new one."""
    fresh = Known(at=now)
    if not message.id or _put(message, fresh, ExchangeItem.about.does_not_exist()):
        return fresh, True
    return _read(message, now), False


def settle(message: Inbound, known: Known, reply: Reply) -> Reply:
    """Record the exchange; the answer that stands, which is an earlier one's if there is one."""
    _log(message, known.at, reply)
    if not message.id or reply.verdict is Verdict.BUSY:
        return reply
    if change(message, known, replace(known, reply=reply)):
        return reply
    return _read(message, known.at).reply or reply


def recall(message: Inbound, now: datetime) -> Known:
    """What we know of a message that was met, as of the last write."""
    return _read(message, now)


def change(message: Inbound, known: Known, into: Known) -> bool:
    """Write what we know now; false if somebody else changed it since."""
    return _put(message, into, ExchangeItem.body == _encode(known))


def reference(message: Inbound) -> str:
    """What a reply is called towards the provider: the same for every delivery of the message."""
    return f"in-{_name(message)[:32]}"


def _log(message: Inbound, at: datetime, reply: Reply) -> None:
    exchange = Exchange(
        at=at,
        door=message.door,
        service_number=message.service_number[:20],
        verdict=reply.verdict,
        charge=reply.charge,
        dossier_id=reply.dossier_id,
    )
    name = _name(message) if message.id else secrets.token_urlsafe(8)
    ExchangeItem(
        _about(message),
        f"{sortable(at)}#{name}",
        body=msgspec.json.encode(exchange).decode(),
        expires=int((at + KEPT).timestamp()),
    ).save()


def _put(message: Inbound, known: Known, condition: Condition) -> bool:
    """Whether what we know could be written: nobody else had changed it."""
    item = ExchangeItem(
        *_key(message),
        body=_encode(known),
        expires=int((known.at + REMEMBERED).timestamp()),
    )
    try:
        item.save(condition=condition)
    except PutError as error:
        if error.cause_response_code != _TAKEN:
            raise
        return False
    return True


def _read(message: Inbound, now: datetime) -> Known:
    try:
        item = ExchangeItem.get(*_key(message), consistent_read=True)
    except DoesNotExist:
        return Known(at=now)
    return _known.decode(item.body or "")


def _key(message: Inbound) -> tuple[str, str]:
    return _about(message), f"ID#{_name(message)}"


def _about(message: Inbound) -> str:
    return f"SMS#{phone_key(message.sender)}"


def _name(message: Inbound) -> str:
    """The operator's id, bound to the text: with another text it is another message."""
    return keyed_hash("message", f"{message.door}:{message.id}:{message.text}")


def _encode(known: Known) -> str:
    return msgspec.json.encode(known).decode()
