"""The register of each agency: tracking's own table, kept from events alone. No personal data.

A row is found under its responsible agency and the local month of its submission, whoever holds
the dossier now.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct
from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from shared.clock import TermUnit
from shared.table import LazyName, Table


class RegisterRow(Table):
    """One dossier. ``state`` is JSON of what event ``last_event`` says; the two instants are said
    once in a dossier's life, so whichever event brings them writes them.
    """

    class Meta:
        table_name = LazyName("register_table")

    agency_month = UnicodeAttribute(hash_key=True)
    dossier_id = UnicodeAttribute(range_key=True)
    last_event = NumberAttribute()
    status = NumberAttribute()
    state = UnicodeAttribute()
    submitted_at = UnicodeAttribute(null=True)
    accepted_at = UnicodeAttribute(null=True)


class State(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A dossier as its last event left it; every event says all of it, needing none before."""

    status: int
    held_by: str
    procedure_code: str
    field_code: str
    level: int
    channel: str
    applicant_type: str
    term_unit: TermUnit | None = None
    reception_due_at: datetime | None = None
    due_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None


def agency_month(agency_code: str, month: date) -> str:
    """Partition key of an agency's dossiers of one month: ``H24.X001#2026-11``."""
    return f"{agency_code}#{month:%Y-%m}"
