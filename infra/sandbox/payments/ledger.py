"""What the sandbox knows: the payments opened with it and what it settled, in memory.

Optionally kept in a JSON file, so that a restart forgets nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from secrets import token_urlsafe

from infra.sandbox.payments.settings import now

FIRST_TRANSACTION = 14_000_001


@dataclass(frozen=True, slots=True)
class Entry:
    """Money that moved: a payment or a refund, as the settlement file shows it."""

    kind: str
    transaction: str
    amount: int
    at: str
    status: str

    @property
    def when(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(slots=True)
class Payment:
    """One payment opened at one gateway; `code` is the gateway's, empty while it is open.

    `created` is the merchant's own time of it, a stamp.
    """

    gateway: str
    reference: str
    amount: int
    subject: str
    return_url: str = ""
    created: str = ""
    expires_at: str = ""
    token: str = field(default_factory=lambda: token_urlsafe(12))
    code: str = ""
    entries: list[Entry] = field(default_factory=list)

    @property
    def paid(self) -> Entry | None:
        """The first time it was paid."""
        return next((entry for entry in self.entries if entry.kind == "pay"), None)

    @property
    def refunded(self) -> int:
        return sum(e.amount for e in self.entries if e.kind == "refund" and e.status != "rejected")

    @property
    def has_expired(self) -> bool:
        return bool(self.expires_at) and datetime.fromisoformat(self.expires_at) < now()


class Ledger:
    """Every payment, by gateway and reference."""

    def __init__(self, file: Path | None = None) -> None:
        self.payments: dict[tuple[str, str], Payment] = {}
        self._file = file
        if file is not None and file.exists():
            self._load(file)

    def find(self, gateway: str, reference: str) -> Payment | None:
        return self.payments.get((gateway, reference))

    def by_token(self, token: str) -> Payment | None:
        return next((p for p in self.payments.values() if p.token == token), None)

    def open(self, payment: Payment) -> Payment:
        """Open a payment, or give the one that is open already under its reference."""
        kept = self.payments.setdefault((payment.gateway, payment.reference), payment)
        self.save()
        return kept

    def pay(self, payment: Payment) -> Entry:
        """Take the payer's money."""
        payment.code = "00"
        return self._record(payment, "pay", payment.amount, "settled")

    def fail(self, payment: Payment, code: str) -> None:
        payment.code = code
        self.save()

    def refund(self, payment: Payment, amount: int, status: str) -> Entry:
        """Give money back; a `rejected` refund is kept on record all the same."""
        return self._record(payment, "refund", amount, status)

    def settled_on(self, day: date) -> Iterator[tuple[Payment, Entry]]:
        """Everything that moved on one day, in order of time."""
        moved = ((p, e) for p in self.payments.values() for e in p.entries)
        found = ((p, e) for p, e in moved if e.when.date() == day)
        yield from sorted(found, key=lambda pair: (pair[1].at, pair[1].transaction))

    def save(self) -> None:
        if self._file is not None:
            kept = [asdict(payment) for payment in self.payments.values()]
            partial = self._file.with_suffix(".partial")
            partial.write_text(json.dumps(kept, ensure_ascii=False, indent=2), encoding="utf-8")
            partial.replace(self._file)

    def _record(self, payment: Payment, kind: str, amount: int, status: str) -> Entry:
        count = sum(len(known.entries) for known in self.payments.values())
        number = str(FIRST_TRANSACTION + count)
        entry = Entry(kind, number, amount, now().isoformat(), status)
        payment.entries.append(entry)
        self.save()
        return entry

    def _load(self, file: Path) -> None:
        for kept in json.loads(file.read_text(encoding="utf-8")):
            entries = [Entry(**entry) for entry in kept.pop("entries")]
            payment = Payment(**kept, entries=entries)
            self.payments[payment.gateway, payment.reference] = payment
