"""What a gateway tells about one payment: how it ended, by which transaction, when."""

from dataclasses import dataclass, replace
from typing import Self

from infra.sandbox.payments.ledger import Entry, Payment
from infra.sandbox.payments.scenarios import PAID
from infra.sandbox.payments.settings import now, stamp


@dataclass(frozen=True, slots=True)
class Event:
    """`amount` is VND, `at` a stamp; a payment that failed has transaction 0."""

    code: str
    transaction: str
    amount: int
    at: str
    forged: bool = False

    @property
    def is_paid(self) -> bool:
        return self.code == PAID

    @classmethod
    def paid(cls, entry: Entry) -> Self:
        return cls(PAID, entry.transaction, entry.amount, stamp(entry.when))

    @classmethod
    def failed(cls, payment: Payment, code: str) -> Self:
        return cls(code, "0", payment.amount, stamp(now()))

    def misstated(self, amount_off: int) -> Self:
        """The same with another amount, for a fault."""
        return replace(self, amount=self.amount + amount_off)

    def forgery(self) -> Self:
        """The same claimed by somebody who does not know the secret."""
        return replace(self, code=PAID, forged=True)
