"""Reading an agency's register: one month of dossiers, closed ones included."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

import msgspec

from services.tracking.table import RegisterRow, State, agency_month
from services.tracking.views import RegisterLine
from shared.clock import TermUnit
from shared.dossier.clock_view import standing_of
from shared.dossier.errors import MalformedCursor
from shared.dossier.numbering import local_day, parse
from shared.dossier.queries import Cursor, Page, continues
from shared.dossier.status import Status
from shared.reference import store
from shared.web.showing import agency_words, same, shown, standing_words, status_words

_KEYS: Final = {"agency_month", "dossier_id"}
_states: Final = msgspec.json.Decoder(State)
ROWS_A_READ: Final = 1000


def page(
    agency_code: str,
    month: date,
    *,
    status: int | None,
    limit: int,
    cursor: Cursor | None,
) -> Page[RegisterRow]:
    """Some of an agency's dossiers of a month, latest code first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    key = agency_month(agency_code, month)
    if cursor is not None and not continues(cursor, _KEYS, "agency_month", key):
        raise MalformedCursor()
    found = RegisterRow.query(
        key,
        filter_condition=None if status is None else RegisterRow.status == status,
        scan_index_forward=False,
        page_size=limit if status is None else ROWS_A_READ,
        limit=limit,
        last_evaluated_key=cursor,
    )
    rows = tuple(found)
    return Page(rows, found.last_evaluated_key)


def line(agency_code: str, row: RegisterRow, now: datetime) -> RegisterLine:
    """A row in words, with where the dossier stands now."""
    known = _states.decode(row.state)
    waiting = known.status == Status.REGISTERED
    due = known.reception_due_at if waiting else known.due_at
    stands = standing_of(
        known.status,
        due,
        now,
        store.calendar(),
        finished_at=known.resolved_at or known.closed_at,
        unit=TermUnit.HOURS if waiting else known.term_unit or TermUnit.WORKING_DAYS,
    )
    return RegisterLine(
        **same(known, RegisterLine)
        | status_words(known.status)
        | agency_words(agency_code)
        | standing_words(stands)
        | {
            "dossier_id": row.dossier_id,
            "procedure_name": _procedure_name(row.dossier_id, known.procedure_code),
            "submitted_at": _instant(row.submitted_at),
            "accepted_at": _instant(row.accepted_at),
            "due_at": shown(due),
        }
    )


def first_of(month: str | None, now: datetime) -> date:
    """The first day of a month ``2026-11``, of the present local one if none."""
    return date.fromisoformat(f"{month}-01") if month else local_day(now).replace(day=1)


def _procedure_name(dossier_id: str, code: str) -> str:
    """The name of the edition under which the dossier was submitted."""
    found = store.procedure(code, parse(dossier_id).day)
    return code if found is None else found.name


def _instant(stored: str | None) -> datetime | None:
    at: datetime | None = shown(datetime.fromisoformat(stored)) if stored else None
    return at
