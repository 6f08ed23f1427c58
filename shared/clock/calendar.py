"""The working calendar (lịch làm việc): which days and hours count.

Working time is treated as one line: the number of working days before a date is found by
arithmetic on weekdays corrected by the exceptional days, so that a term of years costs no more
than a term of days.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Self, TypeVar

from msgspec import Struct, field

from shared.clock.hours import ZERO, ClockPolicy, OfficeHours, since_midnight
from shared.clock.zone import ICT, ClockError, local

MINUTE = dt.timedelta(minutes=1)
SATURDAY = 5
Number = TypeVar("Number", int, Decimal, int | Decimal)


class DayKind(StrEnum):
    """What the calendar says about a day that is not left to its weekday."""

    OFF = "off"
    WORK = "work"
    UNDECIDED = "undecided"


class CalendarDay(Struct, frozen=True, kw_only=True):
    """One exceptional day: a day off, a make-up working day (làm bù), or a day not yet decided.

    An undecided day counts by its weekday, and every explanation that passes it says so.
    `source` names the decision that made the day what it is.
    """

    date: dt.date
    kind: DayKind
    name: str
    name_en: str = ""
    source: str = ""


class Reason(Struct, frozen=True):
    """Why a day is off, in Vietnamese and in English."""

    vi: str
    en: str


WEEKEND = Reason("thứ Bảy, Chủ nhật", "Saturdays and Sundays")


class WorkingCalendar(Struct, frozen=True, kw_only=True, dict=True):
    """Exceptional days over the ordinary Monday-to-Friday week, with office hours and policy.

    `covers` is the first and the last year for which the exceptional days are known. Outside
    them only weekdays decide, and explanations call the result provisional. Every datetime
    must be aware, otherwise ClockError; every datetime returned is in Asia/Ho_Chi_Minh.
    """

    days: dict[dt.date, CalendarDay] = field(default_factory=dict)
    hours: OfficeHours = OfficeHours()
    policy: ClockPolicy = ClockPolicy()
    covers: tuple[int, int] = (2020, 2027)

    @classmethod
    def of(
        cls,
        days: Iterable[CalendarDay],
        *,
        hours: OfficeHours | None = None,
        policy: ClockPolicy | None = None,
        covers: tuple[int, int] = (2020, 2027),
    ) -> Self:
        """Build a calendar from a list of days; of two entries for one date the later one wins."""
        return cls(
            days={day.date: day for day in days},
            hours=hours or OfficeHours(),
            policy=policy or ClockPolicy(),
            covers=covers,
        )

    def is_working_day(self, day: dt.date) -> bool:
        """Tell whether offices are open on this day."""
        mark = self.days.get(day)
        if mark is None or mark.kind is DayKind.UNDECIDED:
            return day.weekday() < SATURDAY
        return mark.kind is DayKind.WORK

    def why_off(self, day: dt.date) -> Reason | None:
        """Return why the offices are closed on this day, or None when they are open."""
        if self.is_working_day(day):
            return None
        mark = self.days.get(day)
        if mark is None or mark.kind is not DayKind.OFF:
            return WEEKEND
        return Reason(mark.name, mark.name_en or mark.name)

    def is_provisional(self, day: dt.date) -> bool:
        """Tell whether the day lies in a year whose days off are not known."""
        return not self.covers[0] <= day.year <= self.covers[1]

    def marked_between(self, first: dt.date, last: dt.date) -> list[CalendarDay]:
        """Return the exceptional days from the first to the last date, both included."""
        begin = bisect_left(self._marked, first)
        end = bisect_left(self._marked, last + dt.timedelta(days=1))
        return [self.days[day] for day in self._marked[begin:end]]

    def first_working_day(self, day: dt.date) -> dt.date:
        """Return the day itself when it is a working day, otherwise the next one."""
        return self._working_day(self._working_days_before(day), day)

    def next_working_day(self, day: dt.date) -> dt.date:
        """Return the first working day after this day."""
        return self.first_working_day(day + dt.timedelta(days=1))

    def clamp(self, moment: dt.datetime) -> dt.datetime:
        """Return the moment itself within office hours, otherwise when the office next opens."""
        here = local(moment)
        if not self.is_working_day(here.date()):
            return self.opening(self.first_working_day(here.date()))
        time = here.time()
        if time < self.hours.morning_start:
            return self.opening(here.date())
        if self.hours.morning_end < time < self.hours.afternoon_start:
            return _at(here.date(), since_midnight(self.hours.afternoon_start))
        if time > self.hours.afternoon_end:
            return self.opening(self.next_working_day(here.date()))
        return here

    def settle(self, moment: dt.datetime) -> dt.datetime:
        """Move a moment off days off, keeping its time of day, and into office hours.

        A term whose last day is a day off ends on the next working day (Bộ luật Dân sự 2015,
        Điều 148.5).
        """
        here = local(moment)
        return self.clamp(
            _at(self.first_working_day(here.date()), since_midnight(here.time())),
        )

    def opening(self, day: dt.date) -> dt.datetime:
        """Return the beginning of the office day on this date."""
        return _at(day, since_midnight(self.hours.morning_start))

    def closing(self, day: dt.date) -> dt.datetime:
        """Return the end of the office day on this date."""
        return _at(day, since_midnight(self.hours.afternoon_end))

    def add_working_days(self, start: dt.datetime, days: int) -> dt.datetime:
        """Return the same office time so many working days later, the first day not counted."""
        begin = self.clamp(start)
        index = self._working_days_before(begin.date()) + _not_negative(days)
        return _at(self._working_day(index, begin.date()), since_midnight(begin.time()))

    def add_days(self, start: dt.datetime, days: int) -> dt.datetime:
        """Return the same office time so many calendar days later, moved off days off.

        The first day is not counted (Bộ luật Dân sự 2015, Điều 147.2 and 148.5).
        """
        return self.settle(self.clamp(start) + dt.timedelta(days=_not_negative(days)))

    def add_hours(
        self, start: dt.datetime, hours: int | Decimal = 0, *, minutes: int = 0
    ) -> dt.datetime:
        """Return the moment at which so many working hours and minutes have passed."""
        seconds = Decimal(_not_negative(hours)) * 3600 + _not_negative(minutes) * 60
        return self.advance(start, dt.timedelta(microseconds=int(seconds * 1_000_000)))

    def advance(self, start: dt.datetime, working: dt.timedelta) -> dt.datetime:
        """Return the earliest moment at which so much working time has passed."""
        begin = self.clamp(start)
        if working == ZERO:
            return begin
        days, rest = divmod(self.hours.elapsed(begin.time()) + working, self.hours.day)
        if rest == ZERO:
            days, rest = days - 1, self.hours.day
        index = self._working_days_before(begin.date()) + days
        return _at(self._working_day(index, begin.date()), self.hours.time_after(rest))

    def postpone(self, due: dt.datetime, working: dt.timedelta) -> dt.datetime:
        """Return the due date after so much lost working time; whole days keep its time of day."""
        days, rest = divmod(working, self.hours.day)
        return self.advance(self.add_working_days(due, days), rest)

    def working_day_before(self, day: dt.date, days: int) -> dt.date:
        """Return the working day so many working days before this one.

        For a day off the count begins at the working day that follows it.
        """
        return self._earlier_day(self._working_days_before(day) - _not_negative(days), day)

    def retreat(self, end: dt.datetime, working: dt.timedelta) -> dt.datetime:
        """Return the latest moment from which so much working time is left until the end."""
        index, elapsed = divmod(self._position(end) - working, self.hours.day)
        day = self._earlier_day(index, local(end).date())
        return min(_at(day, self.hours.time_from(elapsed)), local(end))

    def working_time_between(self, earlier: dt.datetime, later: dt.datetime) -> dt.timedelta:
        """Return the office time from one moment to another; zero when they are reversed."""
        return max(self._position(later) - self._position(earlier), ZERO)

    def working_minutes_between(self, earlier: dt.datetime, later: dt.datetime) -> int:
        """Return the whole office minutes from one moment to another; zero when reversed."""
        return self.working_time_between(earlier, later) // MINUTE

    def _position(self, moment: dt.datetime) -> dt.timedelta:
        here = local(moment)
        whole = self.hours.day * self._working_days_before(here.date())
        if not self.is_working_day(here.date()):
            return whole
        return whole + self.hours.elapsed(here.time())

    def _working_days_before(self, day: dt.date) -> int:
        weeks, rest = divmod(day.toordinal() - 1, 7)
        ordinary = weeks * SATURDAY + min(rest, SATURDAY)
        return ordinary + self._corrections[bisect_left(self._marked, day)]

    def _working_day(self, index: int, since: dt.date) -> dt.date:
        """Return the working day that has `index` working days before it, not before `since`."""
        ahead = index - self._working_days_before(since) + len(self.days)
        span = range(since.toordinal(), since.toordinal() + 2 * ahead + 7)
        return dt.date.fromordinal(span[bisect_left(span, index + 1, key=self._worked_by)])

    def _earlier_day(self, index: int, day: dt.date) -> dt.date:
        """Return the working day with that index, which may lie before `day`."""
        back = self._working_days_before(day) - index
        return self._working_day(index, day - dt.timedelta(days=2 * back + len(self.days) + 7))

    def _worked_by(self, ordinal: int) -> int:
        return self._working_days_before(dt.date.fromordinal(ordinal + 1))

    @cached_property
    def _marked(self) -> list[dt.date]:
        return sorted(self.days)

    @cached_property
    def _corrections(self) -> list[int]:
        """Working days gained or lost by the exceptional days before each of them."""
        changes = (self.is_working_day(day) - (day.weekday() < SATURDAY) for day in self._marked)
        return list(accumulate(changes, initial=0))


def _at(day: dt.date, since_start: dt.timedelta) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(0), ICT) + since_start


def _not_negative(amount: Number) -> Number:
    if amount < 0:
        raise ClockError(f"a term cannot be negative: {amount}")
    return amount
