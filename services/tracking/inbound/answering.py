"""Answering an SMS (trả lời tra cứu): the one handler behind every door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from services.tracking.inbound import entitlement, exchanges, rates, reading
from services.tracking.inbound.model import Inbound, Reply, Verdict
from services.tracking.inbound.reading import Missing
from services.tracking.inbound.status_text import status_text
from services.tracking.inbound.typed_codes import Candidate
from services.tracking.inbound.wording import write
from shared.clock import local
from shared.dossier import lookups
from shared.dossier.dossier import Dossier
from shared.dossier.numbering import DossierCode, local_day
from shared.identity.keys import phone_key
from shared.identity.people import Language
from shared.observability import logger
from shared.reference import store
from shared.reference.messaging import Messaging

EXAMPLE_TAIL: Final = "1234"
EXAMPLE_UNIT: Final = "A01"


def answer(message: Inbound, now: datetime) -> Reply:
    """What a message is answered; the exchange is recorded.

    One read of the dossier table, whatever is asked. A message that was brought before has the
    answer it had.
    """
    known, is_new = exchanges.meet(message, now)
    if known.reply is not None:
        logger.info("SMS came again", door=message.door, verdict=known.reply.verdict)
        return known.reply
    reply = exchanges.settle(message, known, _reply(message, now, is_new=is_new))
    logger.info("SMS answered", door=message.door, verdict=reply.verdict, charge=reply.charge)
    return reply


def failed(text: str) -> str:
    """What is answered to a text when we could not work out an answer."""
    return write("failed", reading.language(text), Messaging(), {})


def _reply(message: Inbound, now: datetime, *, is_new: bool) -> Reply:
    policy = store.messaging()
    sender_key = phone_key(message.sender)
    verdict = _limit(sender_key, policy, now, is_new=is_new)
    if verdict is not None:
        return _refusal(message, verdict, policy, now)
    asked = reading.read(message.text, policy)
    if isinstance(asked, Missing):
        return _refusal(message, Verdict(asked.value), policy, now)
    return _about_dossier(message, asked, sender_key, policy, now, is_new=is_new)


def _limit(sender_key: str, policy: Messaging, now: datetime, *, is_new: bool) -> Verdict | None:
    """Whether too many messages came; who sends too many is not counted against everybody."""
    if is_new:
        excess = rates.count_sender(sender_key, now) - policy.sms_per_hour
        if excess > 0:
            return Verdict.LIMITED if excess == 1 else Verdict.SILENCED
    return Verdict.BUSY if rates.count_all(now) > policy.sms_per_minute else None


def _about_dossier(
    message: Inbound,
    asked: Sequence[Candidate],
    sender_key: str,
    policy: Messaging,
    now: datetime,
    *,
    is_new: bool,
) -> Reply:
    found = lookups.heads([candidate.code for candidate in asked])
    dossiers = [(found[c.code], c.secret) for c in asked if c.code in found]
    if not dossiers:
        return _refusal(message, Verdict.UNKNOWN, policy, now, code=asked[0].code)
    verdict, dossier = _judge(dossiers, sender_key, now, is_new=is_new)
    language = _language(dossier, message)
    if verdict is Verdict.ANSWERED:
        text = status_text(dossier, language, policy, now)
        return Reply(text=text, verdict=verdict, charge=True, dossier_id=dossier.dossier_id)
    code = dossier.dossier_id
    return _refusal(message, verdict, policy, now, code=code, language=language)


def _judge(
    dossiers: Sequence[tuple[Dossier, str]], sender_key: str, now: datetime, *, is_new: bool
) -> tuple[Verdict, Dossier]:
    """The first dossier that the sender may see, or why not the likeliest."""
    for dossier, _ in dossiers:
        if entitlement.is_registered(dossier, sender_key):
            return Verdict.ANSWERED, dossier
    tried = []
    for dossier, secret in dossiers:
        tried.append((entitlement.try_secret(dossier, secret, now, is_new=is_new), dossier))
        if tried[-1][0] is Verdict.ANSWERED:
            return tried[-1]
    return tried[0]


def _language(dossier: Dossier, message: Inbound) -> Language:
    return dossier.contact.language if dossier.contact else reading.language(message.text)


def _refusal(
    message: Inbound,
    verdict: Verdict,
    policy: Messaging,
    now: datetime,
    *,
    code: str = "",
    language: Language | None = None,
) -> Reply:
    """What is wrong, with an example."""
    spoken = language or reading.language(message.text)
    name = Verdict.LIMITED if verdict is Verdict.SILENCED else verdict
    values = _values(message, policy, now, spoken) | {
        "code": code,
        "question": f"{policy.keyword} {code} {EXAMPLE_TAIL}",
    }
    return Reply(text=write(name, spoken, policy, values), verdict=verdict)


def _values(
    message: Inbound, policy: Messaging, now: datetime, language: Language
) -> dict[str, str]:
    number = policy.short_code or message.service_number
    example = DossierCode(f"{policy.unit_prefix or EXAMPLE_UNIT}.15", local_day(now), 1)
    return {
        "keyword": policy.keyword,
        "to": f"{'to' if language == 'en' else 'gui'} {number}" if number else "",
        "example": f"{policy.keyword} {example} {EXAMPLE_TAIL}",
        "limit": str(policy.sms_per_hour),
        "time": f"{local(rates.next_hour(now)):%H:%M}",
    }
