"""What the sandbox took, in memory: SMS and e-mails sent by the system, SMS sent to it.

Optionally kept in a JSON file, so that a restart forgets nothing but the last second.
"""

import asyncio
import json
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from infra.sandbox.messages.alphabet import septets

NEWEST = 2_000
"""How many of each kind are kept."""
EVERY = 1.0
"""Seconds between two writings of the file."""
NO_RECEIPT, WAITING, TAKEN, GIVEN_UP = "none", "waiting", "taken", "given_up"


@dataclass(slots=True)
class Sms:
    """An SMS an aggregator took, at `at` (epoch seconds). `phone` is `09…`, `reference` the
    sender's own name for it.

    `delivered` says what became of it; `receipt` how far the telling of that is, and `answers` what
    the system said to each attempt.
    """

    provider: str
    id: str
    phone: str
    text: str
    reference: str = ""
    at: float = field(default_factory=time.time)
    delivered: bool = True
    receipt: str = NO_RECEIPT
    answers: list[str] = field(default_factory=list)

    def shown(self) -> dict[str, Any]:
        return {**asdict(self), "septets": septets(self.text)}


@dataclass(slots=True)
class Mail:
    """An e-mail the mail sink took; `reference` is its Message-ID."""

    sender: str
    to: list[str]
    subject: str
    text: str
    reference: str = ""
    at: float = field(default_factory=time.time)

    def shown(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class Exchange:
    """An SMS that somebody sent to the system, and its answer.

    `charged` is whether the sender pays, None where nothing says so; `fault` why there is no reply.
    """

    way: str
    sender: str
    text: str
    request_id: str
    at: float = field(default_factory=time.time)
    reply: str = ""
    charged: bool | None = None
    raw: str = ""
    fault: str = ""

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Ledger:
    """The newest messages of each kind, in the order they came."""

    def __init__(self, file: Path | None = None) -> None:
        self.sms: deque[Sms] = deque(maxlen=NEWEST)
        self.mails: deque[Mail] = deque(maxlen=NEWEST)
        self.exchanges: deque[Exchange] = deque(maxlen=NEWEST)
        self._file = file
        self._changed = False
        if file is not None and file.exists():
            self._load(json.loads(file.read_text(encoding="utf-8")))

    def add(self, taken: Sms | Mail | Exchange) -> None:
        match taken:
            case Sms():
                self.sms.append(taken)
            case Mail():
                self.mails.append(taken)
            case Exchange():
                self.exchanges.append(taken)
        self.changed()

    def changed(self) -> None:
        """Something is to be written soon."""
        self._changed = True

    def clear(self) -> None:
        for kept in (self.sms, self.mails, self.exchanges):
            kept.clear()
        self.changed()

    def knows(self, provider: str, reference: str) -> bool:
        """Whether a provider took a message under this name of its sender's."""
        return any((sms.provider, sms.reference) == (provider, reference) for sms in self.sms)

    async def keep(self) -> None:
        """Write what changed, again and again, so that a busy moment is written once."""
        while True:
            await asyncio.sleep(EVERY)
            self.save()

    def save(self) -> None:
        if self._file is not None and self._changed:
            self._changed = False
            partial = self._file.with_suffix(".partial")
            partial.write_text(json.dumps(self._kept(), ensure_ascii=False), encoding="utf-8")
            partial.replace(self._file)

    def _kept(self) -> dict[str, list[dict[str, Any]]]:
        return {
            "sms": [asdict(sms) for sms in self.sms],
            "mails": [asdict(mail) for mail in self.mails],
            "exchanges": [asdict(exchange) for exchange in self.exchanges],
        }

    def _load(self, kept: dict[str, list[dict[str, Any]]]) -> None:
        """Read the file; receipts that were still to be sent are not sent any more."""
        for sms in kept["sms"]:
            waited = sms["receipt"] == WAITING
            self.sms.append(Sms(**{**sms, "receipt": GIVEN_UP if waited else sms["receipt"]}))
        self.mails.extend(Mail(**mail) for mail in kept["mails"])
        self.exchanges.extend(Exchange(**exchange) for exchange in kept["exchanges"])
