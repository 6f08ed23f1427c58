"""A draft as it will be stored: bodies named by their content, a manifest, changes. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Struct

from services.catalogue.drafts import Draft, Present
from services.catalogue.faults import fault
from services.catalogue.publication import Changes, Diff
from shared.reference.index import IndexEntry
from shared.reference.messaging import Messaging
from shared.reference.model import CalendarData
from shared.reference.store import INDEX, Manifest, pack
from shared.web.problems import FieldError

MAX_BODY_BYTES: Final = 390_000
"""DynamoDB takes items of 400 KB (409,600 bytes), names included."""
INDEX_PART: Final = 2_000


class Body(Struct, frozen=True, kw_only=True):
    """One immutable body: its name, the version its content gives it, and the packed content."""

    name: str
    version: str
    packed: bytes


class Plan(Struct, frozen=True, kw_only=True):
    """A publication worked out: nothing is written yet."""

    before: Manifest
    manifest: Manifest
    bodies: tuple[Body, ...]
    changes: Changes


def plan(present: Present, draft: Draft) -> Plan:
    """What publishing the draft would write; without changes, nothing."""
    shared_parts = {
        "fields": _body("fields", draft.fields),
        "agencies": _body("agencies", draft.agencies),
        "calendar": _body("calendar", draft.calendar),
    }
    if draft.messaging is not None:
        shared_parts["messaging"] = _body("messaging", draft.messaging)
    index = [_body(INDEX, part) for part in _parts(draft.index)]
    procedures = {
        code: _body(f"procedure/{code}", editions) for code, editions in draft.procedures.items()
    }
    contents = {code: body.version for code, body in procedures.items()}
    changes = _changes(present, draft, {**draft.kept, **contents})
    manifest = Manifest(
        version=present.manifest.version + bool(changes),
        procedures=dict(sorted({**draft.kept, **contents}.items())),
        procedures_index=tuple(body.version for body in index),
        **{name: body.version for name, body in shared_parts.items()},
    )
    bodies = tuple((*shared_parts.values(), *index, *procedures.values()))
    return Plan(before=present.manifest, manifest=manifest, bodies=bodies, changes=changes)


def _parts(index: tuple[IndexEntry, ...]) -> Iterator[tuple[IndexEntry, ...]]:
    """The index in parts that fit into items; about 90 bytes an entry when packed."""
    for start in range(0, len(index), INDEX_PART):
        yield index[start : start + INDEX_PART]


def size_faults(bodies: tuple[Body, ...]) -> Iterator[FieldError]:
    """Bodies that no DynamoDB item could hold."""
    for body in bodies:
        if len(body.packed) > MAX_BODY_BYTES:
            section, _, code = body.name.replace("procedure/", "procedures/").partition("/")
            size = len(body.packed)
            yield fault(f"/{section}", "too_large", of=code, x=body.name, y=size)


def _body(name: str, value: object) -> Body:
    version = hashlib.sha256(msgspec.json.encode(value)).hexdigest()[:32]
    return Body(name=name, version=version, packed=pack(value))


def _changes(present: Present, draft: Draft, contents: Mapping[str, str]) -> Changes:
    return Changes(
        fields=_diff(_by_code(present.fields), _by_code(draft.fields)),
        agencies=_diff(_by_code(present.agencies), _by_code(draft.agencies)),
        procedures=_diff(present.manifest.procedures, contents),
        calendar=_diff(_by_date(present.calendar), _by_date(draft.calendar)),
        messaging=_diff(_by_field(present.messaging), _by_field(draft.messaging)),
    )


def _by_code(records: tuple[Any, ...]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for record in records:
        found.setdefault(record.code, []).append(record)
    return found


def _by_date(calendar: CalendarData | None) -> dict[str, Any]:
    if calendar is None:
        return {}
    days: dict[str, Any] = {day.date.isoformat(): day for day in calendar.days}
    years = (calendar.first_year, calendar.last_year)
    return days | {"hours": calendar.hours, "policy": calendar.policy, "years": years}


def _by_field(policy: Messaging | None) -> dict[str, Any]:
    return {} if policy is None else msgspec.structs.asdict(policy)


def _diff(before: Mapping[str, object], after: Mapping[str, object]) -> Diff:
    both = before.keys() & after.keys()
    return Diff(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(code for code in both if before[code] != after[code])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )
