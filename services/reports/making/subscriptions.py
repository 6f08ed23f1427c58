"""Who gets which scheduled reports by e-mail, and what they got already.

| ``about`` / ``item`` | holds |
|---|---|
| ``SUBSCRIPTIONS`` / ``<id>`` | a subscription; there are some hundred in a province |
| ``REPORT#<id>`` / ``SENT#<edition>#<subscription>`` | that an edition went out |
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from services.reports import rows
from services.reports.asked import Asked, FormName, Scope
from services.reports.counting import table
from services.reports.making.model import Edition, Kind

SUBSCRIPTIONS: Final = "SUBSCRIPTIONS"


class Subscription(Struct, frozen=True, kw_only=True):
    """An e-mail address that gets a form of an agency and all below it, on some schedules."""

    subscription_id: str
    owner: str
    address: str
    form: FormName
    agency_code: str
    kinds: tuple[Kind, ...]

    def wants(self, asked: Asked, kind: Kind) -> bool:
        """Whether a report that a schedule made is to be sent to it."""
        whole = Scope(agency_code=self.agency_code)
        return kind in self.kinds and asked.form is self.form and asked.scope == whole


_read: Final = msgspec.json.Decoder(Subscription)


def find(subscription_id: str) -> Subscription | None:
    """A subscription as the last write left it."""
    row = table.get(SUBSCRIPTIONS, subscription_id)
    return None if row is None else _read.decode(rows.text(row, "body"))


def every() -> tuple[Subscription, ...]:
    """All of them, by their ids."""
    return tuple(_read.decode(rows.text(row, "body")) for row in table.query(SUBSCRIPTIONS))


def keep(subscription: Subscription, instead_of: Subscription | None) -> bool:
    """Set a subscription up, or change it; False if it is another one by now."""
    body = msgspec.json.encode(subscription).decode()
    row = rows.row(
        SUBSCRIPTIONS, subscription.subscription_id, body=body, owned_by=subscription.owner
    )
    if instead_of is None:
        return rows.put(row, rows.FREE)
    return rows.put(row, "owned_by = :owner", owner=instead_of.owner)


def end(subscription_id: str) -> None:
    """Send nothing more to it."""
    rows.delete(SUBSCRIPTIONS, subscription_id)


def has_got(edition: Edition, subscription: Subscription) -> bool:
    """Whether an edition went out to a subscriber."""
    return table.get(_about(edition), _mark(edition, subscription)) is not None


def note_sent(edition: Edition, subscription: Subscription) -> None:
    """Remember that an edition went out to a subscriber."""
    rows.put(rows.row(_about(edition), _mark(edition, subscription)))


def _about(edition: Edition) -> str:
    return f"REPORT#{edition.report_id}"


def _mark(edition: Edition, subscription: Subscription) -> str:
    return f"SENT#{edition.number:06d}#{subscription.subscription_id}"
