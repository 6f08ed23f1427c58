"""The hash chain that makes a dossier's history tamper-evident."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from shared.dossier.events import Event

GENESIS: Final = "0" * 64
_encoder: Final = msgspec.json.Encoder(order="deterministic")


class BrokenLink(Struct, frozen=True):
    """Where a chain does not hold: the event's number and what is wrong with it."""

    number: int
    fault: str


def seal(event: Event, previous_hash: str) -> Event:
    """The event linked to its predecessor's hash (``GENESIS`` for the first)."""
    linked = msgspec.structs.replace(event, previous_hash=previous_hash, hash="")
    return msgspec.structs.replace(linked, hash=digest(linked))


def digest(event: Event) -> str:
    """SHA-256 over the canonical JSON of the event with an empty ``hash``."""
    bare = event if not event.hash else msgspec.structs.replace(event, hash="")
    return hashlib.sha256(_encoder.encode(bare)).hexdigest()


def verify(events: Sequence[Event], *, last_hash: str | None = None) -> list[BrokenLink]:
    """Faults of a dossier's whole history in order; none if it is as it was written.

    ``last_hash`` is what the head remembers, so that a cut-off end is found too.
    """
    faults: list[BrokenLink] = []
    expected = GENESIS
    for position, event in enumerate(events, start=1):
        if event.number != position:
            faults.append(BrokenLink(position, f"expected event {position}, found {event.number}"))
        if event.previous_hash != expected:
            faults.append(BrokenLink(event.number, "does not continue the chain"))
        if digest(event) != event.hash:
            faults.append(BrokenLink(event.number, "content differs from its hash"))
        expected = event.hash
    if last_hash is not None and expected != last_hash:
        faults.append(BrokenLink(len(events), "the head remembers another last event"))
    return faults
