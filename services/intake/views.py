"""What intake takes in and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from shared.clock import Instant, WorkingCalendar
from shared.documents.uploads import Declaration, Uploaded
from shared.dossier.clock_view import ClockView, clock_view
from shared.dossier.dossier import Dossier
from shared.dossier.status import STATUS_NAMES, FeeState, Grade
from shared.identity.keys import lookup_code
from shared.identity.people import Notify, Person
from shared.reference.fees import FeeLine
from shared.reference.model import AgencyCode, ApplicantType, ProcedureCode

Files = Annotated[tuple[Uploaded, ...], Meta(max_length=40)]
Reason = Annotated[str, Meta(max_length=2000)]


class Filing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A submission (nộp hồ sơ). ``answers`` follows the procedure's own form."""

    procedure_code: ProcedureCode
    agency_code: AgencyCode
    applicant_type: ApplicantType = ApplicantType.CITIZEN
    applicant: Person
    representative: Person | None = None
    answers: dict[str, Any] = {}
    documents: Files = ()
    notify: Notify = Notify()


class CounterFiling(Filing, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dossier an officer takes in for a citizen, at the counter or from the post.

    ``posted_at`` is when a postal dossier was handed to the post; it is received when the one-stop
    unit gets it.
    """

    channel: Literal["counter", "postal"] = "counter"
    posted_at: Instant | None = None


class Upload(Declaration, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file to come; naming the component applies the procedure's own limits at once."""

    procedure_code: ProcedureCode | None = None
    component: Annotated[str, Meta(max_length=64)] = ""


class Supplementing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the applicant adds (bổ sung)."""

    documents: Files = ()
    note: Reason = ""


class Withdrawal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wish to withdraw (rút hồ sơ)."""

    reason: Reason = ""


class ServiceRating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How content the applicant is (đánh giá sự hài lòng): overall, with handing in, with people.

    The agency reads the comment in the dossier's timeline.
    """

    overall: Grade
    convenience: Grade
    attitude: Grade
    comment: Reason = ""


class Receipt(Struct, frozen=True, kw_only=True):
    """What the applicant gets back: the code, the status and when to expect what.

    With ``lookup_code`` any phone may ask about the dossier by SMS.
    """

    dossier_id: str
    lookup_code: str
    version: int
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    procedure_code: str
    procedure_name: str
    channel: str
    submitted_at: datetime
    accepted_at: datetime | None
    fees: tuple[FeeLine, ...]
    fee_total: int
    fee_state: FeeState
    clock: ClockView


def receipt(dossier: Dossier, calendar: WorkingCalendar, now: datetime) -> Receipt:
    """The receipt of a dossier as it stands."""
    name, name_en = STATUS_NAMES[dossier.status]
    return Receipt(
        dossier_id=dossier.dossier_id,
        lookup_code=lookup_code(dossier.dossier_id),
        version=dossier.version,
        status=int(dossier.status),
        status_name=name,
        status_name_en=name_en,
        agency_code=dossier.agency_code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        channel=dossier.channel,
        submitted_at=dossier.submitted_at,
        accepted_at=dossier.accepted_at,
        fees=dossier.fees,
        fee_total=dossier.fee_total,
        fee_state=dossier.fee_state,
        clock=clock_view(dossier, calendar, now),
    )
