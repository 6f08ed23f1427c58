"""The working calendar as the public reads it, and previews of due dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from services.catalogue.procedures import edition, term_view
from services.catalogue.views import CalendarView, DueQuery, DueView
from shared.clock import CalendarDay, ClockError, DayKind, LegalClock, Term, due, local
from shared.reference import store
from shared.web.problems import invalid, wrong_field
from shared.web.validation import field_error

YEARS: Final = range(2000, 2101)


def show(year: int) -> CalendarView:
    """The exceptional days of a year.

    Raises:
        Problem: 422 for a year the calendar does not know.
    """
    data = store.calendar_data()
    covered(year, "query.year", data.first_year, data.last_year)
    days = sorted((d for d in data.days if d.date.year == year), key=lambda d: d.date)
    return CalendarView(
        year=year,
        days_off=_of_kind(days, DayKind.OFF),
        make_up_days=_of_kind(days, DayKind.WORK),
        undecided=_of_kind(days, DayKind.UNDECIDED),
        hours=data.hours,
        policy=data.policy,
        first_year=data.first_year,
        last_year=data.last_year,
    )


def _of_kind(days: list[CalendarDay], kind: DayKind) -> tuple[CalendarDay, ...]:
    return tuple(day for day in days if day.kind is kind)


def covered(year: int, field: str, first: int, last: int) -> None:
    """Hold a year to those the calendar knows.

    Raises:
        Problem: 422 at the field.
    """
    if year < first:
        raise invalid(field_error(field, "minimum", str(first)))
    if year > last:
        raise invalid(field_error(field, "maximum", str(last)))


def preview(query: DueQuery, now: datetime) -> DueView:
    """When a result would be due for a dossier received at a moment, and why.

    Raises:
        Problem: 404 without such a procedure; 422 for a wrong or incomplete question.
    """
    start = local(query.start or now)
    covered(start.year, "query.from", YEARS[0], YEARS[-1])
    term = _term(query, start.date())
    promised = due(LegalClock(started_at=start, term=term), store.calendar())
    if promised is None:
        return DueView(starts_at=start, term=term_view(None))
    return DueView(
        starts_at=start,
        term=term_view(term),
        due_at=promised.at,
        explanation=promised.explanation.vi,
        explanation_en=promised.explanation.en,
        steps=promised.explanation.steps,
    )


def _term(query: DueQuery, on: date) -> Term | None:
    """The term asked for: a procedure's, or one given by amount and unit."""
    if query.procedure is not None:
        return _term_of_procedure(query, on)
    if query.unit is None:
        raise invalid(
            field_error("query.procedure", "required", ""),
            field_error("query.unit", "required", ""),
        )
    try:
        return Term(query.amount or 0, query.unit)
    except ClockError as error:
        vi = "Thời hạn phải lớn hơn 0; riêng same_day thì bằng 0."
        raise invalid(wrong_field("query.amount", "term", vi, str(error))) from error


def _term_of_procedure(query: DueQuery, on: date) -> Term | None:
    assert query.procedure is not None
    shown = edition(query.procedure, on)
    if query.channel is None:
        raise invalid(field_error("query.channel", "required", ""))
    if query.channel not in shown.channels:
        raise invalid(field_error("query.channel", "enum", ", ".join(shown.channels)))
    return shown.term_for(query.channel)
