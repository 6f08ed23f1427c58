"""What administrators send and are answered: imports, single days, versions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from shared.clock import CalendarDay, DayKind
from shared.reference.model import Text

Note = Annotated[str, Meta(max_length=500)]
Rows = tuple[dict[str, Any], ...]


class ImportBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """New content of the catalogue; what is absent stays as it is.

    The rows are records of ``shared.reference.model``: fields, agencies (one row per span of
    validity), procedures (one row per edition), calendar; messaging is one record of
    ``shared.reference.messaging``. ``merge`` replaces all rows of the codes and dates it names, and
    messaging whole; ``replace`` replaces every section it names.
    """

    fields: Rows | None = None
    agencies: Rows | None = None
    procedures: Rows | None = None
    calendar: dict[str, Any] | None = None
    messaging: dict[str, Any] | None = None
    mode: Literal["merge", "replace"] = "merge"
    dry_run: bool = False
    note: Note = ""


class Diff(Struct, frozen=True, kw_only=True):
    """Codes (dates of the calendar, fields of messaging) that came, changed and went."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class Changes(Struct, frozen=True, kw_only=True):
    """What one version does to the one before it."""

    fields: Diff
    agencies: Diff
    procedures: Diff
    calendar: Diff
    messaging: Diff = Diff()

    def __bool__(self) -> bool:
        return any(getattr(self, kind) != Diff() for kind in self.__struct_fields__)


class Published(Struct, frozen=True, kw_only=True):
    """The version in force after the request; without changes it is the one from before."""

    version: int
    dry_run: bool = False
    changes: Changes


class DayDecision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of one day, and by which decision (``source``)."""

    kind: DayKind
    name: Text
    name_en: Annotated[str, Meta(max_length=500)] = ""
    source: Text


class DayPublished(Struct, frozen=True, kw_only=True):
    """The day as it now stands, and the version that says so."""

    version: int
    day: CalendarDay
    changes: Changes


class Release(Struct, frozen=True, kw_only=True):
    """One published version: when, by whom (their opaque subject), why, and what it changed."""

    version: int
    published_at: datetime
    published_by: str
    note: str
    changes: Changes
