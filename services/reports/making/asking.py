"""What may be asked for: a request held against the catalogue and the calendar. Pure.

Every wrong field is named at once, each by its place in the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final

from msgspec import Meta, Struct, field

from services.reports import periods, units
from services.reports.asked import Asked, FormName, Scope
from services.reports.periods import Cutoff, NoSuchPeriod, Period
from shared.reference.agencies import AgencyTree
from shared.reference.index import IndexEntry
from shared.reference.model import Channel
from shared.reference.model import Field as FieldOfWork
from shared.web.problems import FieldError, wrong_field

MOST_YEARS: Final = 5
LEVELS: Final = (2, 3, 4)
LEAP_DAY: Final = (2, 29)
_ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _one_of(*values: Any) -> Any:
    """A text that is documented as a choice, and checked with everything else."""
    return Meta(extra_json_schema={"enum": [*values]}, max_length=100)


def _day() -> Any:
    return Meta(extra_json_schema={"format": "date"}, max_length=100)


class AskBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A report of a ``period`` by its name, or ``from`` one local date ``to`` another.

    Periods: ``2026-11-24``, ``2026-11``, ``2026-Q4``, ``2026-H1``, ``2026``. ``cutoff`` says
    whether months begin on the 1st or, as the statutory ones, on the 15th. A period that still
    runs is reported up to today, provisionally.
    """

    form: Annotated[str, _one_of(*FormName)]
    agency: Annotated[str, Meta(max_length=100)]
    subtree: bool = True
    period: Annotated[str, Meta(max_length=100)] | None = None
    from_: Annotated[str, _day()] | None = field(name="from", default=None)
    to: Annotated[str, _day()] | None = None
    cutoff: Annotated[str, _one_of(*Cutoff)] = Cutoff.CALENDAR.value
    field_code: Annotated[str, Meta(max_length=100)] = field(name="field", default="")
    procedure: Annotated[str, Meta(max_length=100)] = ""
    level: Annotated[int, Meta(extra_json_schema={"enum": [*LEVELS]})] | None = None
    channel: Annotated[str, _one_of("", *Channel)] = ""


class Catalogue(Struct, frozen=True, kw_only=True):
    """What requests are held against."""

    agencies: AgencyTree
    fields: tuple[FieldOfWork, ...]
    procedures: tuple[IndexEntry, ...]


def read(body: AskBody, catalogue: Catalogue, today: date) -> Asked | tuple[FieldError, ...]:
    """The report that is asked for, or everything that is wrong with the request."""
    period = _period(body, today)
    wrong = (
        *_choices(body),
        *_filters(body, catalogue),
        *(period if isinstance(period, tuple) else ()),
        *agency_faults(
            body.agency, catalogue.agencies, None if isinstance(period, tuple) else period
        ),
    )
    if wrong or isinstance(period, tuple):
        return wrong
    scope = Scope(
        agency_code=body.agency,
        subtree=body.subtree,
        field_code=body.field_code,
        procedure_code=body.procedure,
        level=body.level,
        channel=body.channel,
    )
    return Asked(form=FormName(body.form), scope=scope, period=period)


def _choices(body: AskBody) -> Iterator[FieldError]:
    """What is none of the choices there are."""
    choices: tuple[tuple[str, object, tuple[Any, ...]], ...] = (
        ("/form", body.form, tuple(FormName)),
        ("/cutoff", body.cutoff, tuple(Cutoff)),
        ("/level", body.level, (None, *LEVELS)),
        ("/channel", body.channel, ("", *Channel)),
    )
    for place, value, allowed in choices:
        if value not in allowed:
            said = ", ".join(str(each) for each in allowed if each)
            yield wrong_field(
                place,
                "enum",
                f"Giá trị phải là một trong: {said}.",
                f"The value must be one of: {said}.",
            )


def _filters(body: AskBody, catalogue: Catalogue) -> Iterator[FieldError]:
    """Fields and procedures that there never were, or that do not go together."""
    code, wanted = body.field_code, body.procedure
    if code and code not in {each.code for each in catalogue.fields}:
        yield wrong_field("/field", "unknown", f"Không có lĩnh vực {code}.", f"No field {code}.")
    fields = {each.field for each in catalogue.procedures if each.code == wanted}
    if wanted and not fields:
        yield wrong_field(
            "/procedure", "unknown", f"Không có thủ tục {wanted}.", f"No procedure {wanted}."
        )
    if code and fields and code not in fields:
        yield wrong_field(
            "/procedure",
            "unknown",
            f"Thủ tục {wanted} không thuộc lĩnh vực {code}.",
            f"Procedure {wanted} is not of field {code}.",
        )


def agency_faults(code: str, tree: AgencyTree, period: Period | None) -> Iterator[FieldError]:
    """An agency that there never was, or not in the period."""
    if not tree.spans(code):
        yield wrong_field("/agency", "unknown", f"Không có cơ quan {code}.", f"No agency {code}.")
        return
    try:
        if period is not None:
            units.day_of(code, tree, period)
    except units.NotThen as error:
        yield _not_then(code, error.successors)


def _not_then(code: str, successors: tuple[str, ...]) -> FieldError:
    heirs = ", ".join(successors)
    vi = f"Cơ quan {code} không có trong kỳ này."
    en = f"There was no agency {code} in this period."
    if successors:
        vi, en = f"{vi} Cơ quan kế thừa: {heirs}.", f"{en} Its successors: {heirs}."
    return wrong_field("/agency", "not-then", vi, en)


def _period(body: AskBody, today: date) -> Period | tuple[FieldError, ...]:
    """The period, or what is wrong with it."""
    if body.period is not None and body.from_ is None and body.to is None:
        return _named(body.period, body.cutoff, today)
    if body.period is None and body.from_ is not None and body.to is not None:
        return _chosen(body.from_, body.to, today)
    return (
        wrong_field(
            "/period",
            "required",
            "Cần tên kỳ (period), hoặc cả hai ngày from và to.",
            "Either a period or both dates, from and to, are needed.",
        ),
    )


def _named(name: str, cutoff: str, today: date) -> Period | tuple[FieldError, ...]:
    try:
        known = Cutoff(cutoff) if cutoff in tuple(Cutoff) else Cutoff.CALENDAR
        found = periods.named(name, known)
    except NoSuchPeriod:
        wanted = "2026-11-24, 2026-11, 2026-Q4, 2026-H1, 2026"
        return (
            wrong_field(
                "/period",
                "format",
                f"Không đúng tên kỳ; ví dụ đúng: {wanted}.",
                f"This names no period; such do: {wanted}.",
            ),
        )
    chosen = ".." in name
    return tuple(_bounds(found, "/period", "/period" if chosen else "", today)) or found


def _chosen(first: str, last: str, today: date) -> Period | tuple[FieldError, ...]:
    days = {"/from": _date(first), "/to": _date(last)}
    wrong = tuple(_no_date(place) for place, day in days.items() if day is None)
    begin, end = days["/from"], days["/to"]
    if begin is None or end is None:
        return wrong
    if end < begin:
        vi = "Ngày cuối phải từ ngày đầu trở đi."
        return (wrong_field("/to", "minimum", vi, "The last date must not be before the first."),)
    found = periods.between(begin, end)
    return tuple(_bounds(found, "/from", "/to", today)) or found


def _bounds(period: Period, first: str, last: str, today: date) -> Iterator[FieldError]:
    """What lies in the future or is too long; ``last`` is empty where a period may still run."""
    begins = [first] if period.first > today else []
    ends = [last] if last and period.last > today else []
    yield from map(_to_come, dict.fromkeys([*begins, *ends]))
    if period.last >= _years_after(period.first):
        yield wrong_field(
            last or first,
            "maximum",
            f"Một kỳ báo cáo dài nhất {MOST_YEARS} năm.",
            f"A period is at most {MOST_YEARS} years long.",
        )


def _years_after(day: date) -> date:
    """The first day that is too late for a period that begins on this one."""
    year = day.year + MOST_YEARS
    return day.replace(year=year) if (day.month, day.day) != LEAP_DAY else date(year, 3, 1)


def _to_come(place: str) -> FieldError:
    return wrong_field(place, "maximum", "Ngày này chưa đến.", "This day is still to come.")


def _no_date(place: str) -> FieldError:
    return wrong_field(place, "format", "Không đúng định dạng date.", "This is not a valid date.")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None
