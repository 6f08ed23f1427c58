"""Who may see a dossier by SMS: its registered phones, and who knows a secret of it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from services.tracking.inbound import rates
from services.tracking.inbound.model import Verdict
from services.tracking.inbound.typed_codes import CODE, SECRET_LENGTHS, TAIL
from shared.dossier.dossier import Contact, Dossier
from shared.identity.keys import lookup_code, phone_key, phone_tail_key


def is_registered(dossier: Dossier, sender_key: str) -> bool:
    """Whether a message comes from a phone that was registered with the dossier."""
    return _among(sender_key, _contact(dossier).phone_keys)


def try_secret(dossier: Dossier, secret: str, at: datetime, *, is_new: bool) -> Verdict:
    """What a secret (four digits, a whole phone, or the look-up code) opens; wrong ones count.

    They do not count again when a message is not new.
    """
    if not secret:
        return Verdict.UNPROVEN
    if len(secret) not in SECRET_LENGTHS:
        return Verdict.PROOF_UNREADABLE
    count = 1 if is_new else 0
    if rates.count_attempts(dossier.dossier_id, at, count) > rates.WRONG_SECRETS:
        return Verdict.LOCKED
    if not _is_right(dossier, secret):
        return Verdict.PROOF_WRONG
    if count:
        rates.count_attempts(dossier.dossier_id, at, -count)
    return Verdict.ANSWERED


def _is_right(dossier: Dossier, secret: str) -> bool:
    if len(secret) == CODE:
        return _among(secret, [lookup_code(dossier.dossier_id)])
    if len(secret) == TAIL:
        return _among(phone_tail_key(dossier.dossier_id, secret), _contact(dossier).tail_keys)
    return _among(phone_key(secret), _contact(dossier).phone_keys)


def _contact(dossier: Dossier) -> Contact:
    return dossier.contact or Contact()


def _among(given: str, known: Iterable[str]) -> bool:
    """Whether a value is one of those known, in a time that tells nothing of them."""
    return any([hmac.compare_digest(given.encode(), value.encode()) for value in known])
