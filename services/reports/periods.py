"""Reporting periods (kỳ báo cáo). Pure; dates are local and both ends belong to the period.

Statutory periods end on the 14th: a month runs from the 15th of the one before, the quarters, the
half-year and the year from 15 December (Nghị định 09/2019/NĐ-CP, Điều 12). So a statutory quarter
is no calendar quarter, and both exist.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

ONE_DAY: Final = timedelta(days=1)
MONTHS: Final = 12
FIRST_STATUTORY_DAY: Final = 15
LAST_STATUTORY_DAY: Final = 14


class Cutoff(StrEnum):
    """Where periods are cut (cách chốt số liệu)."""

    CALENDAR = "calendar"  # the 1st to the month's last day
    STATUTORY = "statutory"  # the 15th to the 14th


class NoSuchPeriod(ValueError):
    """The text names no period."""


class Period(Struct, frozen=True, kw_only=True):
    """From one local date to another. ``name`` is how it is written: ``2026-11``, ``2026-Q4``…

    A freely chosen one is named by its dates, ``2026-01-05..2026-02-03``.
    """

    first: date
    last: date
    name: str
    cutoff: Cutoff = Cutoff.CALENDAR

    @property
    def key(self) -> str:
        """One word for it in keys and file names."""
        mark = "-s" if self.cutoff is Cutoff.STATUTORY else ""
        return f"{self.name.replace('..', '_')}{mark}"

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.last < today

    def year_to_date(self) -> Period:
        """From the beginning of the year its last day belongs to, up to that day (lũy kế)."""
        year = self.last.year
        first = date(year, 1, 1)
        if self.cutoff is Cutoff.STATUTORY:
            ended = (self.last.month, self.last.day) > (MONTHS, LAST_STATUTORY_DAY)
            first = date(year if ended else year - 1, MONTHS, FIRST_STATUTORY_DAY)
        return between(min(first, self.first), self.last)


def between(first: date, last: date) -> Period:
    """Any dates.

    Raises:
        NoSuchPeriod: they are reversed.
    """
    if last < first:
        raise NoSuchPeriod(f"{first}..{last}")
    name = f"{first}" if first == last else f"{first}..{last}"
    return Period(first=first, last=last, name=name)


def named(name: str, cutoff: Cutoff = Cutoff.CALENDAR) -> Period:
    """The period a name stands for: a day, a month, a quarter, a half-year, a year, or two dates.

    ``2026-11-24``, ``2026-11``, ``2026-Q4``, ``2026-H1``, ``2026``, ``2026-01-05..2026-02-03``.

    Raises:
        NoSuchPeriod: it stands for none.
    """
    try:
        if ".." in name:
            first, last = (date.fromisoformat(part) for part in name.split(".."))
            return between(first, last)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", name):
            day = date.fromisoformat(name)
            return between(day, day)
        return _months(name, cutoff)
    except ValueError as error:
        raise NoSuchPeriod(name) from error


_SPANS: Final = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2})|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?", re.ASCII
)


def _months(name: str, cutoff: Cutoff) -> Period:
    found = _SPANS.fullmatch(name)
    if found is None:
        raise NoSuchPeriod(name)
    year, count, begin = int(found["year"]), MONTHS, 1
    for part, length in (("month", 1), ("quarter", 3), ("half", 6)):
        if found[part]:
            count, begin = length, (int(found[part]) - 1) * length + 1
    end = begin + count - 1
    if end > MONTHS or begin < 1:
        raise NoSuchPeriod(name)
    if cutoff is Cutoff.STATUTORY:
        first = _month_before(year, begin).replace(day=FIRST_STATUTORY_DAY)
        last = date(year, end, LAST_STATUTORY_DAY)
    else:
        first, last = date(year, begin, 1), date(year, end, monthrange(year, end)[1])
    return Period(first=first, last=last, name=name, cutoff=cutoff)


def _month_before(year: int, month: int) -> date:
    return date(year, month, 1) - ONE_DAY


def months_before(day: date, count: int) -> tuple[Period, ...]:
    """The ``count`` calendar months that end with the day's own, oldest first."""
    found: list[Period] = []
    first = day.replace(day=1)
    for _ in range(count):
        found.append(named(f"{first:%Y-%m}"))
        first = (first - ONE_DAY).replace(day=1)
    return tuple(reversed(found))
