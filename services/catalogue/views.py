"""What the catalogue's routes take and answer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct, field

from shared.clock import CalendarDay, ClockPolicy, Instant, OfficeHours, Step, TermUnit
from shared.reference.fees import FeeLine
from shared.reference.model import (
    Agency,
    AgencyCode,
    ApplicantType,
    Channel,
    Field,
    FieldCode,
    Key,
    Procedure,
    ProcedureCode,
    Tier,
)
from shared.web.paging import Paging

SearchText = Annotated[str, Meta(max_length=200)]
Level = Annotated[int, Meta(ge=2, le=4)]
Count = Annotated[int, Meta(ge=1, le=10_000)]
Codes = Annotated[str, Meta(pattern=r"^([a-z][a-z0-9_]{0,63}(,[a-z][a-z0-9_]{0,63}){0,9})?$")]
Year = Annotated[int, Meta(ge=2000, le=2100)]


class OnDate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As of which local date; today without it."""

    on: date | None = None


class ProcedureQuery(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which procedures; ``q`` needs no diacritics, ``agency`` must be competent on the date."""

    q: SearchText = ""
    field: FieldCode | None = None
    agency: AgencyCode | None = None
    level: Level | None = None
    tier: Tier | None = None
    on: date | None = None


class AgencyQuery(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which agencies in force on the date; ``parent`` gives the agencies directly below it."""

    q: SearchText = ""
    tier: Tier | None = None
    parent: AgencyCode | None = None
    on: date | None = None


class FeeQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The filing to price. ``exemptions`` are codes with commas between them."""

    channel: Channel
    applicant_type: ApplicantType | None = None
    on: date | None = None
    case: Key | None = None
    object: Key | None = None
    copies: Count = 1
    pages: Count = 1
    exemptions: Codes = ""


class CalendarQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which year; this one without it."""

    year: Year | None = None


class DueQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From when (now without it), and either ``procedure`` and ``channel`` or a term."""

    start: Instant | None = field(name="from", default=None)
    procedure: ProcedureCode | None = None
    channel: Channel | None = None
    amount: Annotated[int, Meta(ge=0, le=1_000)] | None = None
    unit: TermUnit | None = None


class Span(Struct, frozen=True, kw_only=True):
    """When an edition holds: from a day on, until the day before another."""

    valid_from: date
    valid_to: date | None = None


class ProcedureSummary(Struct, frozen=True, kw_only=True):
    """A procedure as one line of a list; ``level_name`` as of the date asked for."""

    code: str
    name: str
    name_en: str
    field: str
    field_name: str
    field_name_en: str
    level: int
    level_name: str
    level_name_en: str
    channels: tuple[Channel, ...]
    competent_tiers: tuple[Tier, ...]
    competent_agencies: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    demo: bool


class TermView(Struct, frozen=True, kw_only=True):
    """A processing time in words; no amount where the law sets none."""

    amount: int | None = None
    unit: TermUnit | None = None
    name: str
    name_en: str


class ProcedureView(Struct, frozen=True, kw_only=True):
    """A procedure as it was on a date: the whole edition, and what it takes to show it."""

    on: date
    level_name: str
    level_name_en: str
    field: Field
    terms: dict[Channel, TermView]
    edition: Procedure
    editions: tuple[Span, ...]


class FeePreview(Struct, frozen=True, kw_only=True):
    """The bill of a filing in VND; fees (phí) and charges (lệ phí) have their own receipts."""

    procedure_code: str
    filed_on: date
    lines: tuple[FeeLine, ...]
    total: int
    total_fees: int
    total_charges: int
    pay_before: str


class AgencyName(Struct, frozen=True, kw_only=True):
    """An agency by its latest name."""

    code: str
    name: str
    name_en: str


class AgencyHistory(Struct, frozen=True, kw_only=True):
    """An agency through time: every span of validity, and who took over."""

    code: str
    spans: tuple[Agency, ...]
    successors: tuple[AgencyName, ...]


class CalendarView(Struct, frozen=True, kw_only=True):
    """The working calendar of one year; all other days follow their weekday."""

    year: int
    days_off: tuple[CalendarDay, ...]
    make_up_days: tuple[CalendarDay, ...]
    undecided: tuple[CalendarDay, ...]
    hours: OfficeHours
    policy: ClockPolicy
    first_year: int
    last_year: int


class DueView(Struct, frozen=True, kw_only=True):
    """When a result would be due, and why; ``due_at`` is null where the law sets no term."""

    starts_at: datetime
    term: TermView
    due_at: datetime | None = None
    explanation: str = ""
    explanation_en: str = ""
    steps: tuple[Step, ...] = ()
