"""What is done when a stage has come. Each act is done once, however often it is called for:
a warning exists or not, a notice has its key, and a request for supplement is open or over.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from services.tracking.outbound import notices
from services.tracking.outbound.kinds import Kind, Occasion
from services.tracking.watch import apology, book
from services.tracking.watch.apology import Draft
from services.tracking.watch.plan import Stage, StageKind
from services.tracking.watch.warned import Warned
from shared.dossier import ledger, moves
from shared.dossier.dossier import By, Dossier
from shared.dossier.errors import InFlight, StaleVersion
from shared.dossier.events import Actor
from shared.dossier.items import sortable
from shared.dossier.status import Party, Status
from shared.reference import store

Act = Callable[[Dossier, Stage, datetime], Dossier]
TRIES: Final = 6
PAUSE_SECONDS: Final = 0.05
WATCH: Final = By(
    actor=Actor(subject="watch", party=Party.SYSTEM), parties=frozenset({Party.SYSTEM})
)


def act(dossier: Dossier, stage: Stage, now: datetime) -> Dossier:
    """Do what the stage calls for; the dossier as it stands afterwards."""
    return _ACTS[stage.kind](dossier, stage, now)


def _warn(dossier: Dossier, stage: Stage, now: datetime) -> Dossier:
    book.give(_warned(dossier, stage, now))
    return dossier


def _warn_of_due_date(dossier: Dossier, stage: Stage, now: datetime) -> Dossier:
    """The responsible agency, and the linked one that holds the dossier (liên thông)."""
    _warn(dossier, stage, now)
    if dossier.is_forwarded:
        warned = _warned(dossier, stage, now)
        book.give(replace(warned, agency_code=dossier.held_by), to_holder=True)
    return dossier


def _draft_apology(dossier: Dossier, stage: Stage, now: datetime) -> Dossier:
    days = store.messaging().extension_days
    draft = apology.draft(dossier, store.calendar(), days, now)
    book.give(_warned(dossier, stage, now, draft))
    return dossier


def _warned(dossier: Dossier, stage: Stage, now: datetime, draft: Draft | None = None) -> Warned:
    return Warned(
        kind=stage.kind,
        dossier_id=dossier.dossier_id,
        agency_code=dossier.agency_code,
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        deadline=stage.deadline,
        warned_at=now,
        draft=draft,
    )


def _remind_citizen(dossier: Dossier, stage: Stage, now: datetime) -> Dossier:
    occasion = Occasion(
        kind=Kind.SUPPLEMENT_CLOSING,
        key=f"CLOSING#{sortable(stage.deadline)}",
        at=now,
        deadline=stage.deadline,
    )
    notices.tell(dossier, occasion, now)
    return dossier


def _end_supplement(dossier: Dossier, _: Stage, now: datetime) -> Dossier:
    """Close the unanswered request; the event it writes tells the citizen.

    Raises:
        InFlight: other moves of the dossier kept coming first.
    """
    for nth in range(TRIES):
        if not _is_over(dossier, now):
            return dossier
        try:
            return ledger.append(moves.expire_supplement(dossier, WATCH, now, store.calendar()))
        except (StaleVersion, InFlight):
            time.sleep(PAUSE_SECONDS * nth)
            dossier = ledger.load(dossier.dossier_id)
    raise InFlight(dossier.dossier_id)


def _is_over(dossier: Dossier, now: datetime) -> bool:
    asked = dossier.supplement
    return dossier.status is Status.SUPPLEMENT and asked is not None and now > asked.deadline


_ACTS: Final[dict[StageKind, Act]] = {
    StageKind.RECEPTION_SOON: _warn,
    StageKind.RECEPTION_MISSED: _warn,
    StageKind.APOLOGY_DRAFT: _draft_apology,
    StageKind.DUE_SOON: _warn_of_due_date,
    StageKind.DUE_MISSED: _warn,
    StageKind.SUPPLEMENT_CLOSING: _remind_citizen,
    StageKind.SUPPLEMENT_OVER: _end_supplement,
}
