"""Office hours by half-day, and the policy a province sets for its clocks."""

import datetime as dt
from typing import Literal

from msgspec import Struct

from shared.clock.zone import ClockError

ZERO = dt.timedelta(0)


class OfficeHours(Struct, frozen=True, kw_only=True):
    """The two working windows of a day (buổi sáng, buổi chiều); both ends belong to the window.

    Raises ClockError unless the four times are in order.
    """

    morning_start: dt.time = dt.time(7, 30)
    morning_end: dt.time = dt.time(11, 30)
    afternoon_start: dt.time = dt.time(13, 30)
    afternoon_end: dt.time = dt.time(17, 30)

    def __post_init__(self) -> None:
        morning = self.morning_start < self.morning_end
        afternoon = self.afternoon_start < self.afternoon_end
        if not (morning and afternoon and self.morning_end <= self.afternoon_start):
            raise ClockError("office hours out of order: morning, lunch, afternoon expected")

    @property
    def morning(self) -> dt.timedelta:
        """Length of the morning half-day."""
        return since_midnight(self.morning_end) - since_midnight(self.morning_start)

    @property
    def afternoon(self) -> dt.timedelta:
        """Length of the afternoon half-day."""
        return since_midnight(self.afternoon_end) - since_midnight(self.afternoon_start)

    @property
    def day(self) -> dt.timedelta:
        """Working time of one working day."""
        return self.morning + self.afternoon

    def elapsed(self, time: dt.time) -> dt.timedelta:
        """Return the working time that has passed on a working day at this time of day."""
        now = since_midnight(time)
        morning = min(max(now - since_midnight(self.morning_start), ZERO), self.morning)
        afternoon = min(max(now - since_midnight(self.afternoon_start), ZERO), self.afternoon)
        return morning + afternoon

    def time_after(self, elapsed: dt.timedelta) -> dt.timedelta:
        """Return the time since midnight at which so much working time has just passed.

        The end of a window stands for the moment it shares with the start of the next one.
        """
        if elapsed <= self.morning:
            return since_midnight(self.morning_start) + elapsed
        return since_midnight(self.afternoon_start) + elapsed - self.morning

    def time_from(self, elapsed: dt.timedelta) -> dt.timedelta:
        """Return the latest time since midnight at which no more working time has passed.

        The moment two windows share is the start of the later one.
        """
        if elapsed < self.morning:
            return since_midnight(self.morning_start) + elapsed
        return since_midnight(self.afternoon_start) + elapsed - self.morning


class ClockPolicy(Struct, frozen=True, kw_only=True):
    """What a province or a decree may set differently.

    A dossier to be answered "ngay trong ngày" but received after `same_day_cutoff` is answered
    on the next working day (Nghị định 61/2018, Điều 18). `due_time` is the time of day printed
    for terms in days: the time of reception, or the end of the office day. All `*_hours` are
    working hours; `supplement_days` are calendar days. `reception_hours` and
    `late_reception_hours` follow Nghị định 118/2025, Điều 17 and 18.
    """

    same_day_cutoff: dt.time = dt.time(15, 0)
    due_time: Literal["keep", "end_of_day"] = "keep"
    reception_hours: int = 8
    late_reception_hours: int = 8
    supplement_days: int = 30
    warn_before_hours: int = 8


def since_midnight(time: dt.time) -> dt.timedelta:
    """Return a time of day as a duration."""
    return dt.timedelta(
        hours=time.hour,
        minutes=time.minute,
        seconds=time.second,
        microseconds=time.microsecond,
    )
