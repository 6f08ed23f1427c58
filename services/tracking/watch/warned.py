"""A warning as it was given. A pure value."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from services.tracking.watch.apology import Draft
from services.tracking.watch.plan import StageKind


class Warned(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an agency was warned of, as it stood then. ``agency_code`` is the one warned."""

    kind: StageKind
    dossier_id: str
    agency_code: str
    procedure_code: str
    procedure_name: str
    deadline: datetime
    warned_at: datetime
    draft: Draft | None = None
