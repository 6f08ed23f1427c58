"""From dossiers and events to what citizens see of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.tracking.next_steps import next_step
from services.tracking.views import (
    OwnDossier,
    OwnLine,
    PublicStatus,
)
from shared.dossier import lifecycle
from shared.dossier.clock_view import clock_view
from shared.dossier.dossier import Document, Dossier
from shared.dossier.items import Listing
from shared.dossier.status import Party
from shared.identity.keys import lookup_code
from shared.identity.people import Personal
from shared.reference import store
from shared.web.showing import agency_words, deadline_words, same, status_words


def public_status(dossier: Dossier, now: datetime) -> PublicStatus:
    """The dossier for anybody."""
    return PublicStatus(**_facts(dossier, PublicStatus, now))


def own_dossier(dossier: Dossier, personal: Personal, now: datetime) -> OwnDossier:
    """The dossier for its owner, whole."""
    fields = _facts(dossier, OwnDossier, now) | {
        "lookup_code": lookup_code(dossier.dossier_id),
        "applicant": personal.applicant,
        "representative": personal.representative,
        "answers": personal.answers,
        "legal_moves": lifecycle.legal_actions(dossier, frozenset({Party.OWNER})),
    }
    return OwnDossier(**fields)


def _facts(dossier: Dossier, kind: type[Any], now: datetime) -> dict[str, Any]:
    """The fields of a ``PublicStatus`` and whatever else of ``kind`` the dossier has."""
    step, step_en = next_step(dossier)
    return (
        same(dossier, kind)
        | status_words(dossier.status)
        | agency_words(dossier.agency_code)
        | {
            "clock": clock_view(dossier, store.calendar(), now),
            "next_step": step,
            "next_step_en": step_en,
        }
    )


def own_line(found: Listing, now: datetime) -> OwnLine:
    """One of the caller's dossiers, with where it stands against the deadline that binds now."""
    return OwnLine(
        **same(found, OwnLine)
        | status_words(found.status)
        | agency_words(found.agency_code)
        | deadline_words(found, now)
    )


def visible(dossier: Dossier, document: Document) -> bool:
    """Whether the owner may see the file: their own papers, and the result that stands.

    A result that was taken back (``CORRECT``) is no longer among the result's documents.
    """
    if document.purpose != "result":
        return True
    return dossier.result is not None and document.document_id in dossier.result.documents
