"""Judging a whole import before any of it is written: all faults of all rows at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from services.catalogue import (
    agency_rules,
    contents,
    drafts,
    messaging_rules,
    procedure_rules,
    reference_rules,
)
from services.catalogue.contents import Plan
from services.catalogue.drafts import Draft, Incoming, Present
from services.catalogue.faults import fault
from services.catalogue.publication import ImportBody
from services.catalogue.rows import Row, read, read_one
from services.catalogue.spans import span_faults
from shared.reference.messaging import Messaging
from shared.reference.model import Agency, CalendarData, Field, Procedure
from shared.web.problems import FieldError, invalid

T = TypeVar("T")
MAX_FAULTS: Final = 5_000
"""An answer of a Lambda function holds 6 MB; more faults than these are only counted."""


def plan(present: Present, body: ImportBody) -> Plan:
    """The publication an import asks for.

    Raises:
        Problem: 422 with every fault of every row.
    """
    incoming, malformed = sections(body)
    draft = drafts.draft(present, incoming, body.mode)
    _refuse([*malformed, *_draft_faults(incoming, draft)])
    return finished(present, draft)


def finished(present: Present, draft: Draft) -> Plan:
    """The publication of a draft that obeys the rules.

    Raises:
        Problem: 422 if a body is too large to be stored.
    """
    found = contents.plan(present, draft)
    _refuse(contents.size_faults(found.bodies))
    return found


def _refuse(faults: Iterable[FieldError]) -> None:
    found = list(faults)
    if len(found) > MAX_FAULTS:
        found[MAX_FAULTS:] = [fault("/", "too_many", x=len(found) - MAX_FAULTS)]
    if found:
        raise invalid(*found)


def sections(body: ImportBody) -> tuple[Incoming, list[FieldError]]:
    """The sections of an import as rows, and every fault of the malformed ones."""
    fields, wrong_fields = _section("fields", Field, body.fields)
    agencies, wrong_agencies = _section("agencies", Agency, body.agencies)
    procedures, wrong_procedures = _section("procedures", Procedure, body.procedures)
    calendar, wrong_calendar = _single("calendar", CalendarData, body.calendar)
    messaging, wrong_messaging = _single("messaging", Messaging, body.messaging)
    incoming = Incoming(
        fields=fields,
        agencies=agencies,
        procedures=procedures,
        calendar=calendar,
        messaging=messaging,
    )
    malformed = [*wrong_fields, *wrong_agencies, *wrong_procedures]
    return incoming, [*malformed, *wrong_calendar, *wrong_messaging]


def _section(
    name: str, kind: type[T], values: Sequence[dict[str, Any]] | None
) -> tuple[Sequence[Row[T]] | None, list[FieldError]]:
    return (None, []) if values is None else read(name, kind, values)


def _single(
    name: str, kind: type[T], value: dict[str, Any] | None
) -> tuple[Row[T] | None, list[FieldError]]:
    return (None, []) if value is None else read_one(name, kind, value)


def _draft_faults(incoming: Incoming, draft: Draft) -> Iterator[FieldError]:
    known = reference_rules.Known(draft, incoming)
    yield from _duplicate_fields(incoming.fields or ())
    yield from agency_rules.agency_faults(incoming.agencies or (), draft.agencies, known.agencies)
    yield from _procedure_faults(incoming.procedures or ())
    yield from reference_rules.row_faults(incoming.procedures or (), known)
    yield from reference_rules.untouched_faults(draft, known)
    yield from _calendar_faults(incoming.calendar, draft)
    yield from messaging_rules.mailbox_faults(incoming.messaging, draft.messaging, known.agencies)


def _duplicate_fields(rows: Sequence[Row[Field]]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for row in rows:
        if row.code in seen:
            yield fault(f"{row.place}/code", "duplicate", x=row.code)
        seen.add(row.code)


def _procedure_faults(rows: Sequence[Row[Procedure]]) -> Iterator[FieldError]:
    yield from span_faults(rows)
    for row in rows:
        if row.record is not None:
            yield from procedure_rules.edition_faults(row, row.record)


def _calendar_faults(row: Row[CalendarData] | None, draft: Draft) -> Iterator[FieldError]:
    if row is None and draft.calendar is None:
        yield fault("/calendar", "calendar_missing")
    if row is None or row.record is None:
        return
    calendar = row.record
    if calendar.last_year < calendar.first_year:
        yield fault("/calendar/last_year", "year_order")
    yield from _day_faults(calendar)


def _day_faults(calendar: CalendarData) -> Iterator[FieldError]:
    first, last = calendar.first_year, calendar.last_year
    seen: set[date] = set()
    for n, day in enumerate(calendar.days):
        place = f"/calendar/days/{n}/date"
        if day.date in seen:
            yield fault(place, "duplicate", x=day.date)
        if not first <= day.date.year <= last:
            yield fault(place, "outside_years", of=day.date.isoformat(), x=first, y=last)
        seen.add(day.date)
