"""A dossier's state (hồ sơ): what its head holds after the last event. Pure values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from shared.clock import LegalClock, Term, TermUnit
from shared.dossier.events import Actor, Event
from shared.dossier.status import CLOSED, FeeState, Grade, LateReason, Status
from shared.identity.people import Language
from shared.reference.fees import FeeLine


class Rules(Struct, frozen=True, kw_only=True):
    """The procedure's rules on the day of submission; they follow the dossier to its end."""

    term: Term | None
    max_supplements: int
    supplement_days: int
    linked_agencies: tuple[str, ...] = ()
    pay_before: Literal["none", "reception", "processing", "return"] = "none"


class Result(Struct, frozen=True, kw_only=True):
    """What the agency decided (kết quả giải quyết): a document granted, or a reasoned refusal.

    ``documents`` are the ids of the files that count; those of a corrected result do not.
    """

    outcome: Literal["granted", "denied"]
    number: str
    signed_by: str
    signed_on: date
    documents: tuple[str, ...] = ()


class Rating(Struct, frozen=True, kw_only=True):
    """What the applicant says of the service (đánh giá sự hài lòng), once, after the result.

    ``convenience`` is of handing in, ``attitude`` of the people who served (Nghị định 61/2018,
    Điều 30-34; the portal's questions).
    """

    overall: Grade
    convenience: Grade
    attitude: Grade


class Supplement(Struct, frozen=True, kw_only=True):
    """An open request for supplement (bổ sung)."""

    asked_at: datetime
    deadline: datetime
    items: tuple[str, ...] = ()


class Contact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How the person who handed in is told, and by what their SMS are recognised.

    ``sealed`` holds a ``shared.identity.people.Reach``; ``sms`` and ``email`` say whether they want
    to be told by it and gave an address. ``phone_keys`` are keyed hashes of the registered phones,
    ``tail_keys`` of their last four digits.
    """

    language: Language = "vi"
    sms: bool = False
    email: bool = False
    sealed: tuple[bytes, ...] = ()
    phone_keys: tuple[str, ...] = ()
    tail_keys: tuple[str, ...] = ()


class Dossier(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One application for one procedure. Instants are UTC; ``version`` is the last event's number.

    ``agency_code`` is responsible and counted; ``held_by`` differs from it only while the dossier
    is forwarded to a linked agency. ``sealed`` is the encrypted personal part (see
    ``shared.identity.vault``); ``applicant_name`` is outside it because worklists show it.
    ``late_reason`` is the last that an officer named; ``result_late_reason`` is what the result's
    event said, None if the result was in time. ``refunds`` are the numbers of those recorded.
    """

    dossier_id: str
    version: int
    status: Status
    agency_code: str
    held_by: str
    procedure_code: str
    procedure_name: str
    field_code: str
    level: int
    channel: str
    catalogue_version: int
    applicant_type: str
    applicant_key: str
    applicant_name: str
    representative_key: str | None = None
    sealed: tuple[bytes, ...] = ()
    contact: Contact | None = None
    rules: Rules
    submitted_at: datetime
    posted_at: datetime | None = None
    accepted_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    reception_due_at: datetime | None = None
    due_at: datetime | None = None
    clock: LegalClock | None = None
    supplement: Supplement | None = None
    supplements_used: int = 0
    resume_to: Status | None = None
    assigned_to: str | None = None
    assignee_name: str = ""
    late_reason: LateReason | None = None
    result: Result | None = None
    result_late_reason: LateReason | None = None
    return_method: str | None = None
    fees: tuple[FeeLine, ...] = ()
    fee_state: FeeState = FeeState.NONE
    refunds: tuple[int, ...] = ()
    rating: Rating | None = None
    last_hash: str = ""

    @property
    def is_open(self) -> bool:
        """Whether any move can still lead out of its status."""
        return self.status not in CLOSED

    @property
    def is_forwarded(self) -> bool:
        """Whether a linked agency holds it now (liên thông)."""
        return self.held_by != self.agency_code

    @property
    def fee_total(self) -> int:
        """What the applicant has to pay in all, in VND, by the law of the day of filing."""
        return sum(line.amount for line in self.fees)

    @property
    def attention_at(self) -> datetime | None:
        """What worklists sort by: the reception deadline before acceptance, then the due date."""
        return self.reception_due_at if self.status is Status.REGISTERED else self.due_at

    @property
    def attention_unit(self) -> TermUnit:
        """How ``attention_at`` binds: reception to the minute, then as the term is counted."""
        if self.status is Status.REGISTERED:
            return TermUnit.HOURS
        return self.rules.term.unit if self.rules.term is not None else TermUnit.WORKING_DAYS


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of a dossier (giấy tờ), stored under an immutable key.

    ``purpose`` tells applicant's papers from results; ``component`` is the code of the required
    document it answers. ``sha256`` is hexadecimal, ``size`` in bytes.
    """

    document_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    storage_key: str
    added_at: datetime
    component: str = ""
    purpose: Literal["application", "supplement", "result"] = "application"


class Change(Struct, frozen=True, kw_only=True):
    """A legal move, worked out but not yet written: ``before`` → ``after`` through ``events``."""

    before: Dossier | None
    after: Dossier
    events: tuple[Event, ...]
    documents: tuple[Document, ...] = ()


class By(Struct, frozen=True, kw_only=True):
    """Who makes a move and every party they are to this dossier."""

    actor: Actor
    parties: frozenset[str]
