"""What the officer's side answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from shared import access
from shared.clock import DayKind, Standing
from shared.documents.uploads import DocumentView
from shared.dossier import lifecycle
from shared.dossier.clock_view import ClockView, clock_view
from shared.dossier.dossier import Dossier, Result, Supplement
from shared.dossier.status import Action, FeeState
from shared.identity.people import Person
from shared.reference import store
from shared.web.principal import Principal
from shared.web.showing import agency_names, same, status_words


class DossierView(Struct, frozen=True, kw_only=True):
    """A dossier as it stands, without personal data; ``legal_moves`` are the caller's.

    ``held_by`` differs from ``agency_code`` while a linked agency has the dossier.
    """

    dossier_id: str
    version: int
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    agency_name: str
    held_by: str
    held_by_name: str
    procedure_code: str
    procedure_name: str
    channel: str
    level: int
    submitted_at: datetime
    accepted_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    assigned_to: str | None
    assignee_name: str
    supplements_used: int
    fee_total: int
    fee_state: FeeState
    clock: ClockView
    legal_moves: tuple[Action, ...]


class DossierFile(DossierView, frozen=True, kw_only=True):
    """The whole dossier for those who work on it, personal part included."""

    applicant_type: str
    applicant: Person
    representative: Person | None
    answers: dict[str, Any]
    documents: tuple[DocumentView, ...]
    supplement: Supplement | None
    result: Result | None
    return_method: str | None


class DocumentLink(Struct, frozen=True, kw_only=True):
    """Where to fetch a file; the link lives ``expires_in`` seconds."""

    document_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    url: str
    expires_in: int


class WorklistLine(Struct, frozen=True, kw_only=True):
    """One dossier of a worklist; ``due_at`` is the reception deadline until it is accepted."""

    dossier_id: str
    version: int
    status: int
    status_name: str
    status_name_en: str
    agency_code: str
    held_by: str
    procedure_code: str
    procedure_name: str
    channel: str
    level: int
    applicant_name: str
    submitted_at: datetime
    due_at: datetime | None
    assigned_to: str | None
    assignee_name: str
    standing: Standing
    standing_name: str
    standing_name_en: str


class CalendarEffect(Struct, frozen=True, kw_only=True):
    """A dossier whose due date would be another if the calendar's day changed."""

    dossier_id: str
    status: int
    procedure_code: str
    procedure_name: str
    date: date
    kind: DayKind
    due_at: datetime
    due_at_then: datetime


def facts(dossier: Dossier, caller: Principal, now: datetime) -> dict[str, Any]:
    """The fields of a ``DossierView``."""
    parties = access.parties(caller, dossier, store.agencies())
    return (
        same(dossier, DossierView)
        | status_words(dossier.status)
        | {
            "agency_name": agency_names(dossier.agency_code)[0],
            "held_by_name": agency_names(dossier.held_by)[0],
            "clock": clock_view(dossier, store.calendar(), now),
            "legal_moves": lifecycle.legal_actions(dossier, parties),
        }
    )


def view(dossier: Dossier, caller: Principal, now: datetime) -> DossierView:
    """The dossier for the answer to a move."""
    return DossierView(**facts(dossier, caller, now))
