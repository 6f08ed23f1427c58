"""The next version as it would be: what is in force, with an import laid over it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from services.catalogue.rows import Row, records
from services.catalogue.search import entry_of, keywords
from shared.clock import CalendarDay
from shared.reference.index import IndexEntry
from shared.reference.messaging import Messaging
from shared.reference.model import Agency, CalendarData, Field, Procedure
from shared.reference.store import Manifest

T = TypeVar("T")
Mode = Literal["merge", "replace"]


class Present(Struct, frozen=True, kw_only=True):
    """The version in force; version 0, with nothing in it, before the first publication."""

    manifest: Manifest = Manifest(version=0)
    fields: tuple[Field, ...] = ()
    agencies: tuple[Agency, ...] = ()
    calendar: CalendarData | None = None
    messaging: Messaging | None = None
    index: tuple[IndexEntry, ...] = ()


class Incoming(Struct, frozen=True, kw_only=True):
    """An import's sections as rows; ``None`` for a section it does not have."""

    fields: Sequence[Row[Field]] | None = None
    agencies: Sequence[Row[Agency]] | None = None
    procedures: Sequence[Row[Procedure]] | None = None
    calendar: Row[CalendarData] | None = None
    messaging: Row[Messaging] | None = None


class Draft(Struct, frozen=True, kw_only=True):
    """The next version. ``kept`` are the content versions of procedures nobody touches."""

    fields: tuple[Field, ...]
    agencies: tuple[Agency, ...]
    calendar: CalendarData | None
    messaging: Messaging | None
    procedures: Mapping[str, tuple[Procedure, ...]]
    kept: Mapping[str, str]
    index: tuple[IndexEntry, ...]


def draft(present: Present, incoming: Incoming, mode: Mode) -> Draft:
    """The present version with the import laid over it."""
    replacing = mode == "replace"
    fields = _laid_over(present.fields, incoming.fields, replacing, attrgetter("code"))
    agencies = _laid_over(
        present.agencies, incoming.agencies, replacing, attrgetter("code", "valid_from")
    )
    procedures = _editions(records(incoming.procedures))
    all_new = replacing and incoming.procedures is not None
    kept = {} if all_new else _without(present.manifest.procedures, procedures)
    untouched = [entry for entry in present.index if entry.code in kept]
    return Draft(
        fields=fields,
        agencies=agencies,
        calendar=_calendar(present.calendar, incoming.calendar, replacing),
        messaging=_messaging(present.messaging, incoming.messaging),
        procedures=procedures,
        kept=kept,
        index=_index(untouched, procedures, fields),
    )


def with_day(present: Present, day: CalendarDay) -> Draft:
    """The present version with one day of its calendar decided otherwise."""
    assert present.calendar is not None
    calendar = replace(present.calendar, days=(day,))
    row = Row(place="/calendar", code="", record=calendar)
    return draft(present, Incoming(calendar=row), "merge")


def _laid_over(
    present: tuple[T, ...],
    rows: Sequence[Row[T]] | None,
    replacing: bool,
    order: Callable[[T], Any],
) -> tuple[T, ...]:
    if rows is None:
        return present
    new = records(rows)
    codes = {row.code for row in rows}
    code_of: Callable[[T], Hashable] = attrgetter("code")
    stays = [] if replacing else [old for old in present if code_of(old) not in codes]
    return tuple(sorted([*stays, *new], key=order))


def _editions(procedures: Iterable[Procedure]) -> dict[str, tuple[Procedure, ...]]:
    found: dict[str, tuple[Procedure, ...]] = {}
    for edition in sorted(procedures, key=attrgetter("code", "valid_from")):
        found[edition.code] = (*found.get(edition.code, ()), edition)
    return found


def _without(kept: Mapping[str, str], codes: Iterable[str]) -> dict[str, str]:
    gone = set(codes)
    return {code: version for code, version in kept.items() if code not in gone}


def _calendar(
    present: CalendarData | None, row: Row[CalendarData] | None, replacing: bool
) -> CalendarData | None:
    if row is None or row.record is None:
        return present
    if replacing or present is None:
        days = {day.date: day for day in row.record.days}
    else:
        days = {day.date: day for day in (*present.days, *row.record.days)}
    return replace(row.record, days=tuple(days[date] for date in sorted(days)))


def _messaging(present: Messaging | None, row: Row[Messaging] | None) -> Messaging | None:
    """One record: whatever the mode, a new one takes the place of the old."""
    return present if row is None or row.record is None else row.record


def _index(
    untouched: Iterable[IndexEntry],
    procedures: Mapping[str, tuple[Procedure, ...]],
    fields: Iterable[Field],
) -> tuple[IndexEntry, ...]:
    names = {field.code: field.name for field in fields}
    entries = [
        replace(e, keywords=keywords(e.code, names.get(e.field, ""), e.name_en)) for e in untouched
    ]
    for editions in procedures.values():
        entries += [entry_of(edition, names.get(edition.field, "")) for edition in editions]
    return tuple(sorted(entries, key=attrgetter("code", "valid_from")))
