"""What the warnings' route takes and answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from services.tracking.watch.plan import StageKind
from services.tracking.watch.warned import Warned
from services.tracking.watch.wording import NAMES
from shared.clock import local
from shared.web.paging import Paging
from shared.web.showing import agency_words, same


class WarningKind(StrEnum):
    """The kinds of warnings that officials get."""

    RECEPTION_SOON = StageKind.RECEPTION_SOON.value
    RECEPTION_MISSED = StageKind.RECEPTION_MISSED.value
    APOLOGY_DRAFT = StageKind.APOLOGY_DRAFT.value
    DUE_SOON = StageKind.DUE_SOON.value
    DUE_MISSED = StageKind.DUE_MISSED.value


class WarningsWanted(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which of an agency's warnings; all kinds without ``kind``."""

    kind: WarningKind | None = None


class WarningLine(Struct, frozen=True, kw_only=True):
    """One warning as it was given; the dossier may have moved on since.

    The draft of an apology has a gap for the reason; with it and the proposed due date the
    dossier's extension is asked for.
    """

    kind: WarningKind
    kind_name: str
    kind_name_en: str
    dossier_id: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    procedure_code: str
    procedure_name: str
    deadline: datetime
    warned_at: datetime
    draft: str | None
    draft_en: str | None
    proposed_due_at: datetime | None


def warning_line(warned: Warned) -> WarningLine:
    """A warning in words."""
    name, name_en = NAMES[warned.kind]
    draft = warned.draft
    return WarningLine(
        **same(warned, WarningLine)
        | agency_words(warned.agency_code)
        | {
            "kind": WarningKind(warned.kind),
            "kind_name": name,
            "kind_name_en": name_en,
            "draft": draft.vi if draft else None,
            "draft_en": draft.en if draft else None,
            "proposed_due_at": local(draft.proposed_due_at) if draft else None,
        }
    )
