"""The calendar and the moments in which the clock's tests are written."""

import datetime as dt
from dataclasses import dataclass

import holidays

from shared.clock import (
    ICT,
    CalendarDay,
    ClockPolicy,
    DayKind,
    Due,
    LegalClock,
    OfficeHours,
    Term,
    TermUnit,
    WorkingCalendar,
    due,
    extend,
)

YEARS = range(2020, 2028)
CULTURE_DAY = dt.date(2026, 11, 24)
TET_VI, TET_EN = "Tết Nguyên đán", "Lunar New Year"


def at(text: str) -> dt.datetime:
    """Read a Vietnamese wall-clock moment: "2020-01-20 10:05"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ICT)


def day(text: str) -> dt.date:
    """Read a date."""
    return dt.date.fromisoformat(text)


def statutory_days() -> list[CalendarDay]:
    """Return the statutory days off and make-up days of 2020-2027."""
    vietnamese = holidays.country_holidays("VN", years=YEARS, language="vi")
    english = holidays.country_holidays("VN", years=YEARS, language="en_US")
    off = [_day_off(date, name, english[date]) for date, name in vietnamese.items()]
    make_up = [_make_up(date) for date in vietnamese.weekend_workdays]
    return [*off, *make_up, *OVERRIDES]


def culture_day(kind: DayKind) -> CalendarDay:
    """Return 24/11/2026 as the province has entered it."""
    return CalendarDay(
        date=CULTURE_DAY,
        kind=kind,
        name="Ngày Văn hóa Việt Nam",
        name_en="Vietnam Culture Day",
        source="Nghị quyết 80-NQ/TW",
    )


def calendar_with(
    *days: CalendarDay,
    hours: OfficeHours | None = None,
    policy: ClockPolicy | None = None,
) -> WorkingCalendar:
    """Return the statutory calendar with further days, hours or policy."""
    return WorkingCalendar.of([*STATUTORY, *days], hours=hours, policy=policy)


def _day_off(date: dt.date, name: str, name_en: str) -> CalendarDay:
    tet = "Tết" in name and "Dương lịch" not in name
    return CalendarDay(
        date=date,
        kind=DayKind.OFF,
        name=TET_VI if tet else name,
        name_en=TET_EN if tet else name_en,
        source="Bộ luật Lao động 2019, Điều 112",
    )


def _make_up(date: dt.date) -> CalendarDay:
    return CalendarDay(date=date, kind=DayKind.WORK, name="làm bù", name_en="make-up working day")


SWAP = "12729/VPCP-KGVX"
OVERRIDES = (
    CalendarDay(
        date=day("2026-01-02"),
        kind=DayKind.OFF,
        name="Nghỉ hoán đổi",
        name_en="swapped day off",
        source=SWAP,
    ),
    CalendarDay(
        date=day("2026-01-10"),
        kind=DayKind.WORK,
        name="làm bù",
        name_en="make-up working day",
        source=SWAP,
    ),
)
STATUTORY = statutory_days()
CALENDAR = calendar_with()


@dataclass(frozen=True)
class Case:
    """A dossier's clock together with the calendar that counts it."""

    clock: LegalClock
    calendar: WorkingCalendar = CALENDAR

    @property
    def due(self) -> Due:
        """The due date of a clock that has one."""
        found = due(self.clock, self.calendar)
        assert found is not None
        return found


def started(moment: str, amount: int, unit: TermUnit = TermUnit.WORKING_DAYS) -> LegalClock:
    """Return a running clock."""
    return LegalClock(started_at=at(moment), term=Term(amount, unit))


def due_of(clock: LegalClock, calendar: WorkingCalendar = CALENDAR) -> dt.datetime:
    """Return the due date of a clock that has one."""
    return Case(clock, calendar).due.at


def interrupted(clock: LegalClock, *pauses: tuple[str, str]) -> LegalClock:
    """Pause and resume the clock at these moments."""
    for stop, go in pauses:
        clock = clock.pause(at(stop), "5").resume(at(go))
    return clock


def extended(clock: LegalClock, moment: str, new_due: str) -> LegalClock:
    """Extend the clock on the statutory calendar."""
    return extend(clock, CALENDAR, at=at(moment), new_due=at(new_due))
