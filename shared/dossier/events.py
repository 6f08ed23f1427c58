"""Everything that happens to a dossier, as immutable events.

An event is at once a line of the citizen's timeline, of the officer's control slip (phiếu kiểm
soát), of the audit trail, the outbox entry and a statistic's input. It carries all a consumer needs
to count without looking back; ``PublicEvent`` is the part that travels on the bus and holds no
personal data.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec
from msgspec import Struct

from shared.clock import TermUnit
from shared.dossier.status import Party


class EventType(StrEnum):
    """Past-tense names of what happened; the bus's ``detail-type``."""

    SUBMITTED = "DossierSubmitted"
    ACCEPTED = "DossierAccepted"
    REFUSED = "DossierRefused"
    ASSIGNED = "DossierAssigned"
    SUPPLEMENT_REQUESTED = "SupplementRequested"
    SUPPLEMENT_RECEIVED = "SupplementReceived"
    SUPPLEMENT_EXPIRED = "SupplementExpired"
    FINANCIAL_DUTY_REQUESTED = "FinancialDutyRequested"
    FINANCIAL_DUTY_CONFIRMED = "FinancialDutyConfirmed"
    FORWARDED = "DossierForwarded"
    RECEIVED_BACK = "DossierReceivedBack"
    EXTENDED = "DueDateExtended"
    STOPPED = "DossierStopped"
    RESUMED = "DossierResumed"
    WITHDRAWN = "DossierWithdrawn"
    RESOLVED = "DossierResolved"
    RETURNED = "ResultReturned"
    CORRECTED = "DossierCorrected"
    FEE_PAID = "FeePaid"
    FEE_REFUNDED = "FeeRefunded"
    RATED = "ServiceRated"


class Actor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who did it: an opaque subject, the party they acted as and their agency.

    ``name`` is set for public officials only; an applicant's name is never in an event.
    """

    subject: str
    party: Party
    agency_code: str = ""
    name: str = ""


class EventData(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Facts particular to a type of event; each type uses the fields its schema names.

    No field may hold personal data: these travel on the bus. Amounts are whole VND: ``fee_amount``
    is the phí in what was paid, ``charge_amount`` the lệ phí, ``fee_total`` both. ``paid_by`` is
    the gateway (``national``, ``vnpay``) or the way of paying at the counter (``cash``, ``card``,
    ``transfer``), left out where it is not known; ``late_reason`` is a ``LateReason``. ``refund``
    is the number of a refund among its order's, ``fee_total`` then what was given back. The three
    ratings are each a ``Grade``.
    """

    supplement_deadline: datetime | None = None
    supplements_used: int | None = None
    resume_to: int | None = None
    to_agency: str | None = None
    from_agency: str | None = None
    in_time: bool | None = None
    outcome: str | None = None
    return_method: str | None = None
    document_count: int | None = None
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    resolved_at: datetime | None = None
    reception_due_at: datetime | None = None
    fee_total: int | None = None
    fee_amount: int | None = None
    charge_amount: int | None = None
    pay_before: str | None = None
    payment: str | None = None
    paid_by: str | None = None
    late_reason: str | None = None
    refund: int | None = None
    rating_overall: str | None = None
    rating_convenience: str | None = None
    rating_attitude: str | None = None


class EventFacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every event says, whatever its type. Instants are UTC, ``business_date`` is local.

    ``term_unit`` says how the due date binds: to the minute, or until its day is over. A field
    added later needs a default: what has its default is left out, so that old hashes still hold.
    """

    dossier_id: str
    number: int
    type: EventType
    at: datetime
    business_date: date
    agency_code: str
    held_by: str
    procedure_code: str
    field_code: str
    level: int
    channel: str
    applicant_type: str
    status_before: int | None
    status_after: int
    due_before: datetime | None
    due_after: datetime | None
    term_unit: TermUnit | None = None
    data: EventData


class Event(EventFacts, frozen=True, kw_only=True):
    """One event as stored, chained to the one before it.

    ``note`` is free text for the timeline (a reason, an apology); it may name people and never
    leaves the dossier. ``hash`` covers everything else, and ``previous_hash`` the whole past.
    """

    actor: Actor
    note: str = ""
    previous_hash: str = ""
    hash: str = ""


class PublicActor(Struct, frozen=True, kw_only=True):
    """An actor without identity."""

    party: Party
    agency_code: str


class PublicEvent(EventFacts, frozen=True, kw_only=True):
    """What goes on the bus: the event less note, names and hashes."""

    actor: PublicActor


def public(event: Event) -> PublicEvent:
    """The part of an event that other services may see."""
    facts = {name: getattr(event, name) for name in EventFacts.__struct_fields__}
    actor = PublicActor(party=event.actor.party, agency_code=event.actor.agency_code)
    return PublicEvent(**facts, actor=actor)


def encode_public(event: Event) -> str:
    """The bus entry's detail, as JSON."""
    return msgspec.json.encode(public(event)).decode()


def decode_public(detail: bytes | str | dict[str, object]) -> PublicEvent:
    """A bus entry's detail.

    Raises:
        msgspec.ValidationError: it is no event of ours.
    """
    if isinstance(detail, dict):
        return msgspec.convert(detail, PublicEvent)
    return msgspec.json.decode(detail, type=PublicEvent)
