"""An SMS that came in, and what it is answered."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

Door = Literal["http", "topic"]


class Verdict(StrEnum):
    """What became of a message; every one but the last two is also the name of its text."""

    HELP = "help"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_KEYWORD = "no_keyword"
    NO_CODE = "no_code"
    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    UNPROVEN = "unproven"
    PROOF_UNREADABLE = "proof_unreadable"
    PROOF_WRONG = "proof_wrong"
    LOCKED = "locked"
    LIMITED = "limited"
    BUSY = "busy"  # no answer: the same message is tried anew when it comes again
    SILENCED = "silenced"  # told before that there were too many
    ANSWERED = "answered"


class Inbound(Struct, frozen=True, kw_only=True):
    """One SMS. ``id`` is the operator's, the same whenever it brings the message again, if any."""

    sender: str
    text: str
    service_number: str
    door: Door
    id: str = ""


class Reply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One SMS of GSM-7 characters back; it names nobody.

    ``charge`` tells the operator that the sender pays; ``dossier_id`` is there only for those who
    may see the dossier.
    """

    text: str
    verdict: Verdict
    charge: bool = False
    dossier_id: str = ""
