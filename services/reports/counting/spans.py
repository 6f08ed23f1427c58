"""Spans of days that are folded into sums: a day, a half-month, a calendar year. Pure.

Months are cut after the 14th, so that calendar and statutory periods both begin and end with a
half. Days are local.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

from shared.dossier.numbering import local_day

ONE_DAY: Final = timedelta(days=1)
LAST_OF_FIRST_HALF: Final = 14
WAIT: Final = timedelta(minutes=15)
"""How long a span rests before it is folded: longer than any function lives that still takes it
for one that is not over."""


class Span(Struct, frozen=True, order=True):
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year."""
        return self.first.month != self.last.month

    @property
    def name(self) -> str:
        """How keys write it: ``D2026-11-24``, ``H2026-11-A``, ``Y2026``."""
        if self.is_day:
            return f"D{self.first}"
        if self.is_year:
            return f"Y{self.first:%Y}"
        return f"H{self.first:%Y-%m}-{'A' if self.first.day == 1 else 'B'}"

    def days(self) -> Iterator[date]:
        """Its days in order."""
        return days(self.first, self.last)


def days(first: date, last: date) -> Iterator[date]:
    """The days from one to another, both included; none if they are reversed."""
    return (first + n * ONE_DAY for n in range((last - first).days + 1))


def day(of: date) -> Span:
    """A day."""
    return Span(of, of)


def half(of: date) -> Span:
    """The half-month of a day: the 1st to the 14th, or the 15th to the month's end."""
    if of.day <= LAST_OF_FIRST_HALF:
        return Span(of.replace(day=1), of.replace(day=LAST_OF_FIRST_HALF))
    end = monthrange(of.year, of.month)[1]
    return Span(of.replace(day=LAST_OF_FIRST_HALF + 1), of.replace(day=end))


def year(of: date) -> Span:
    """The calendar year of a day."""
    return Span(date(of.year, 1, 1), date(of.year, 12, 31))


def around(of: date) -> tuple[Span, Span, Span]:
    """Every span that a day belongs to, the shortest first."""
    return day(of), half(of), year(of)


def halves(of: Span) -> tuple[Span, ...]:
    """The halves of a year, in order."""
    return tuple(half(one) for one in of.days() if one.day in (1, LAST_OF_FIRST_HALF + 1))


def cut(first: date, last: date, folded_to: date) -> Iterator[Span]:
    """A range as few spans: days, and whole halves and years that may be folded by now."""
    at = first
    while at <= last:
        whole = [s for s in around(at)[1:] if s.first == at and s.last <= min(last, folded_to)]
        span = whole[-1] if whole else day(at)
        yield span
        at = span.last + ONE_DAY


def folded_to(now: datetime) -> date:
    """The last day that may be folded: one is, from a quarter past midnight after it."""
    return local_day(now - WAIT) - ONE_DAY


def over(of: date, today: date) -> tuple[Span, ...]:
    """Every span of a day that is over today."""
    return tuple(span for span in around(of) if span.last < today)
