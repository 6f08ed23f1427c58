"""A register (sổ theo dõi hồ sơ) and its lines, as values. Pure."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from shared.clock import TermUnit

MOST_DAYS: Final = 92
MOST_ROWS: Final = 2000
"""What one register may hold; a longer one is asked for in shorter periods."""


class State(StrEnum):
    """Where a register stands. What failed is tried again and may still become ready."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"
    TOO_LONG = "too_long"


class Asked(Struct, frozen=True, kw_only=True):
    """Whose register of which local dates (both included), and who asked for it."""

    register_id: str
    agency_code: str
    first: date
    last: date
    asked_by: str
    asked_at: datetime

    @property
    def storage_key(self) -> str:
        """Where its file is."""
        return f"papers/registers/{self.register_id}.pdf"


class Job(Struct, frozen=True, kw_only=True):
    """A register and how far it is: ``done`` of ``total`` rows, None before they were counted."""

    asked: Asked
    state: State
    done: int = 0
    total: int | None = None


class Line(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the register says of a dossier without naming anybody. Instants are UTC."""

    dossier_id: str
    status: int
    procedure_name: str
    accepted_at: datetime
    term_unit: TermUnit
    due_at: datetime | None = None
    resolved_at: datetime | None = None
    closed_at: datetime | None = None
    return_method: str | None = None


class Row(Struct, frozen=True, kw_only=True):
    """A line and when the dossier went to a linked agency first and came back last."""

    line: Line
    forwarded_at: datetime | None
    received_back_at: datetime | None
