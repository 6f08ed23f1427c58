"""What tracking takes in and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from shared.clock import Standing
from shared.dossier.clock_view import ClockView
from shared.dossier.dossier import Rating, Result, Supplement
from shared.dossier.status import Action, FeeState
from shared.identity.people import Person
from shared.reference.fees import FeeLine
from shared.web.paging import Paging


class Mine(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of the caller's dossiers: their own, or those handed in for others."""

    as_: Literal["applicant", "representative"] = field(default="applicant", name="as")


class Received(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of an agency's register: the local month of submission, this one if none."""

    received: Annotated[str, Meta(pattern=r"^20\d{2}-(0[1-9]|1[0-2])$")] | None = None
    status: Annotated[int, Meta(ge=1, le=10)] | None = None


class PublicStatus(Struct, frozen=True, kw_only=True):
    """What anybody who has the code may know; no personal data."""

    dossier_id: str
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    procedure_code: str
    procedure_name: str
    submitted_at: datetime
    accepted_at: datetime | None
    clock: ClockView
    next_step: str
    next_step_en: str


class OwnLine(Struct, frozen=True, kw_only=True):
    """One of the caller's dossiers; ``due_at`` is the reception deadline until it is accepted."""

    dossier_id: str
    version: int
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    procedure_code: str
    procedure_name: str
    channel: str
    level: int
    applicant_name: str
    submitted_at: datetime
    accepted_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    standing: Standing
    standing_name: str
    standing_name_en: str


class OwnDossier(PublicStatus, frozen=True, kw_only=True):
    """The whole dossier for its owner, personal part included; ``legal_moves`` are the owner's.

    With ``lookup_code`` any phone may ask about it by SMS. ``rating`` is what the owner said of the
    service, ``None`` until then.
    """

    lookup_code: str
    version: int
    channel: str
    level: int
    posted_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    applicant_type: str
    applicant: Person
    representative: Person | None
    answers: dict[str, Any]
    supplement: Supplement | None
    result: Result | None
    return_method: str | None
    fees: tuple[FeeLine, ...]
    fee_total: int
    fee_state: FeeState
    rating: Rating | None
    legal_moves: tuple[Action, ...]


class DocumentLink(Struct, frozen=True, kw_only=True):
    """Where to fetch a file; the link lives ``expires_in`` seconds."""

    url: str
    expires_in: int


class RegisterLine(Struct, frozen=True, kw_only=True):
    """One dossier of an agency's register, a moment behind the dossier itself.

    ``agency_code`` is responsible; ``held_by`` differs from it while a linked agency has the
    dossier. ``due_at`` is the reception deadline until it is accepted.
    """

    dossier_id: str
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    held_by: str
    procedure_code: str
    procedure_name: str
    field_code: str
    level: int
    channel: str
    applicant_type: str
    submitted_at: datetime | None
    accepted_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    standing: Standing
    standing_name: str
    standing_name_en: str
