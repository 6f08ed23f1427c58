"""Of what a citizen is told: from a dossier's event to the occasion of a message. Pure.

One event is one message for each channel: a payment that is asked for with it stands in its text.
What only moves a dossier about within the offices tells nobody.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from shared.dossier.dossier import Dossier
from shared.dossier.events import EventType, PublicEvent
from shared.dossier.status import FeeState, Status


class Kind(StrEnum):
    """What a message is about; each has its texts in ``texts/notices.toml``."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPPLEMENT_ASKED = "supplement_asked"
    SUPPLEMENT_CLOSING = "supplement_closing"
    SUPPLEMENT_RECEIVED = "supplement_received"
    EXPIRED_REFUSED = "expired_refused"
    EXPIRED_STOPPED = "expired_stopped"
    DUTY_ASKED = "duty_asked"
    DUTY_MET = "duty_met"
    PAID = "paid"
    REFUNDED = "refunded"
    EXTENDED = "extended"
    STOPPED = "stopped"
    RESUMED = "resumed"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    DENIED = "denied"
    TAKEN_BACK = "taken_back"
    RETURNED = "returned"
    RETURNED_BY_POST = "returned_by_post"
    RETURNED_ONLINE = "returned_online"


class Occasion(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing to tell. ``key`` makes it one message of its dossier, however often it is told.

    ``due_at`` is the due date that now holds and ``old_due`` the one before; ``deadline`` ends the
    time for a supplement; ``amount`` is the fee to pay in VND, or what was paid or
    given back.
    """

    kind: Kind
    key: str
    at: datetime
    due_at: datetime | None = None
    old_due: datetime | None = None
    reception_due_at: datetime | None = None
    deadline: datetime | None = None
    amount: int | None = None


E, K = EventType, Kind
TOLD: Final[dict[tuple[EventType, str], Kind]] = {
    (E.SUBMITTED, "online"): K.SUBMITTED,
    (E.ACCEPTED, ""): K.ACCEPTED,
    (E.REFUSED, ""): K.REFUSED,
    (E.SUPPLEMENT_REQUESTED, ""): K.SUPPLEMENT_ASKED,
    (E.SUPPLEMENT_RECEIVED, ""): K.SUPPLEMENT_RECEIVED,
    (E.SUPPLEMENT_EXPIRED, "refused"): K.EXPIRED_REFUSED,
    (E.SUPPLEMENT_EXPIRED, "stopped"): K.EXPIRED_STOPPED,
    (E.FINANCIAL_DUTY_REQUESTED, ""): K.DUTY_ASKED,
    (E.FINANCIAL_DUTY_CONFIRMED, ""): K.DUTY_MET,
    (E.FEE_PAID, ""): K.PAID,
    (E.FEE_REFUNDED, ""): K.REFUNDED,
    (E.EXTENDED, ""): K.EXTENDED,
    (E.STOPPED, ""): K.STOPPED,
    (E.RESUMED, ""): K.RESUMED,
    (E.WITHDRAWN, ""): K.WITHDRAWN,
    (E.RESOLVED, "granted"): K.GRANTED,
    (E.RESOLVED, "denied"): K.DENIED,
    (E.CORRECTED, ""): K.TAKEN_BACK,
    (E.RETURNED, "counter"): K.RETURNED,
    (E.RETURNED, "post"): K.RETURNED_BY_POST,
    (E.RETURNED, "online"): K.RETURNED_ONLINE,
}
"""By type and variant. At the counter and by post the submission is received at once, so there the
acceptance alone is told."""
UNTOLD: Final = frozenset({E.ASSIGNED, E.FORWARDED, E.RECEIVED_BACK, E.RATED})
RUNNING: Final = frozenset({Status.ACCEPTED, Status.PROCESSING})
RESULTS: Final = frozenset({K.GRANTED, K.DENIED})


def occasion_of(event: PublicEvent) -> Occasion | None:
    """What the dossier's citizen is told of an event; nothing for what concerns offices alone."""
    kind = TOLD.get((event.type, _variant(event)))
    if kind is None:
        return None
    return Occasion(
        kind=kind,
        key=f"{event.number:06d}",
        at=event.at,
        due_at=event.due_after if event.status_after in RUNNING else None,
        old_due=event.due_before if kind is Kind.EXTENDED else None,
        reception_due_at=_reception(event),
        deadline=event.data.supplement_deadline,
        amount=_amount(event),
    )


def with_fee(occasion: Occasion, dossier: Dossier) -> Occasion:
    """The occasion, asking for the fee only if the dossier as it stands now still owes it.

    A result that is ready asks for what is owed, whatever its event says.
    """
    owes = dossier.fee_state is FeeState.DUE
    if occasion.kind in RESULTS:
        return replace(occasion, amount=dossier.fee_total if owes else None)
    if occasion.kind in (Kind.PAID, Kind.REFUNDED) or owes:
        return occasion
    return replace(occasion, amount=None)


def _variant(event: PublicEvent) -> str:
    if event.type is EventType.SUBMITTED:
        return event.channel
    if event.type is EventType.SUPPLEMENT_EXPIRED:
        return "refused" if event.status_after == Status.REFUSED else "stopped"
    if event.type is EventType.RESOLVED:
        return event.data.outcome or ""
    return event.data.return_method or ""


def _amount(event: PublicEvent) -> int | None:
    """What was paid or given back, or it is time to pay: before reception if the rules say so."""
    if event.type is EventType.SUBMITTED and event.data.pay_before != "reception":
        return None
    return event.data.fee_total


def _reception(event: PublicEvent) -> datetime | None:
    """The reception deadline; one that counts from a payment to come is not known yet."""
    waits_for_fee = event.type is EventType.SUBMITTED and _amount(event) is not None
    if event.status_after != Status.REGISTERED or waits_for_fee:
        return None
    return event.data.reception_due_at
