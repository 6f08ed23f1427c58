"""Values as answers show them: local instants, names beside codes, words in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shared.clock import Standing, local
from shared.dossier.clock_view import STANDING_NAMES, standing_of
from shared.dossier.items import Listing
from shared.dossier.status import STATUS_NAMES, Status
from shared.reference import store


def shown(value: Any) -> Any:
    """The value itself; instants on the Vietnamese wall clock."""
    return local(value) if isinstance(value, datetime) else value


def same(source: object, kind: type[Any]) -> dict[str, Any]:
    """What a value and a kind of answer call by the same name."""
    names = kind.__struct_fields__
    return {name: shown(getattr(source, name)) for name in names if hasattr(source, name)}


def status_words(status: int) -> dict[str, Any]:
    """A status with its names."""
    name, name_en = STATUS_NAMES[Status(status)]
    return {"status": int(status), "status_name": name, "status_name_en": name_en}


def standing_words(standing: Standing) -> dict[str, Any]:
    """Where a dossier stands, with its names."""
    name, name_en = STANDING_NAMES[standing]
    return {"standing": standing, "standing_name": name, "standing_name_en": name_en}


def agency_names(code: str) -> tuple[str, str]:
    """An agency's name in Vietnamese and in English, also after it ceased."""
    found = store.agencies().latest(code)
    return (code, code) if found is None else (found.name, found.name_en or found.name)


def agency_words(code: str) -> dict[str, Any]:
    """An agency with its names; none for no agency."""
    name, name_en = agency_names(code) if code else ("", "")
    return {"agency_code": code, "agency_name": name, "agency_name_en": name_en}


def deadline_words(found: Listing, now: datetime) -> dict[str, Any]:
    """Where a listed dossier stands against the deadline that binds now, and that deadline."""
    due = found.reception_due_at if found.status == Status.REGISTERED else found.due_at
    stands = standing_of(
        found.status,
        due,
        now,
        store.calendar(),
        finished_at=found.resolved_at or found.closed_at,
        unit=found.attention_unit,
    )
    return {"due_at": shown(due), **standing_words(stands)}
