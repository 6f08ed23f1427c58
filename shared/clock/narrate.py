"""The steps of an explanation, each made where a calculation takes it."""

import datetime as dt
from collections.abc import Iterator

from shared.clock.calendar import WEEKEND, CalendarDay, DayKind, Reason, WorkingCalendar
from shared.clock.explain import SKIPPED_EN, SKIPPED_VI, Step
from shared.clock.legal import Extension, Pause, Term
from shared.clock.wording import (
    PAUSES_EN,
    PAUSES_VI,
    dates_en,
    dates_vi,
    day_off_vi,
    moment_en,
    moment_vi,
    term_en,
    term_vi,
)
from shared.clock.zone import local

ONE_DAY = dt.timedelta(days=1)


def start(received: dt.datetime, counted_from: dt.datetime) -> Step:
    """Say when the dossier was received and, if that differs, from when the term counts."""
    vi, en = f"nhận lúc {moment_vi(received)}", f"received at {moment_en(received)}"
    if counted_from != received:
        vi += f", tính từ {moment_vi(counted_from)}"
        en += f", counted from {moment_en(counted_from)}"
    return Step(kind="start", on=counted_from.date(), vi=vi, en=en)


def counted(term: Term, since: dt.date) -> Step:
    """Say how long the term is."""
    return Step(
        kind="counted",
        from_=since,
        vi=f"thời hạn {term_vi(term)}",
        en=f"term: {term_en(term)}",
    )


def after_cutoff(cutoff: dt.time, answered_on: dt.date) -> Step:
    """Say that a dossier received too late in the day is answered on the next working day."""
    return Step(
        kind="counted",
        on=answered_on,
        vi=f"nhận sau {cutoff:%H:%M} nên trả trong ngày làm việc tiếp theo",
        en=f"received after {cutoff:%H:%M}, answered on the next working day",
    )


def paused(pause: Pause) -> Step:
    """Say when and why the clock stopped."""
    at = local(pause.from_)
    return Step(
        kind="pause",
        on=at.date(),
        vi=f"tạm dừng từ {moment_vi(at)} ({PAUSES_VI.get(pause.reason, pause.reason)})",
        en=f"paused from {moment_en(at)} ({PAUSES_EN.get(pause.reason, pause.reason)})",
    )


def resumed(until: dt.datetime) -> Step:
    """Say when the clock ran on."""
    at = local(until)
    return Step(
        kind="resume",
        on=at.date(),
        vi=f"tính tiếp từ {moment_vi(at)}",
        en=f"resumed at {moment_en(at)}",
    )


def extended(extension: Extension, old_due: dt.datetime, new_due: dt.datetime) -> Step:
    """Say which due date the extension replaced, and by which."""
    at = local(extension.at)
    return Step(
        kind="extension",
        on=at.date(),
        from_=old_due.date(),
        until=new_due.date(),
        vi=f"ngày {at:%d/%m/%Y} gia hạn từ {moment_vi(old_due)} đến {moment_vi(new_due)}",
        en=f"extended from {moment_en(old_due)} to {moment_en(new_due)}",
    )


def due(at: dt.datetime) -> Step:
    """Say when the result is promised."""
    return Step(
        kind="due",
        on=at.date(),
        vi=f"hẹn trả {moment_vi(at)}",
        en=f"due at {moment_en(at)}",
    )


def passed(calendar: WorkingCalendar, first: dt.date, last: dt.date) -> Iterator[Step]:
    """Say which days between two dates, both included, were not counted, made up, or unsure."""
    marked = calendar.marked_between(first, last)
    for run_first, run_last, reason in _days_off(calendar, marked):
        yield _skipped(run_first, run_last, reason, year=run_last.year != first.year)
    if _has_weekend(calendar, first, last):
        yield _weekends(first, last)
    for day in marked:
        if day.kind is DayKind.WORK:
            yield _made_up(day)
        elif day.kind is DayKind.UNDECIDED:
            yield _undecided(day)
    for year in range(first.year, last.year + 1):
        if calendar.is_provisional(dt.date(year, 1, 1)):
            yield _provisional(year)


def _days_off(
    calendar: WorkingCalendar, marked: list[CalendarDay]
) -> Iterator[tuple[dt.date, dt.date, Reason]]:
    """Group days off of one reason, across the weekends inside them."""
    run: tuple[dt.date, dt.date, Reason] | None = None
    for day in marked:
        if day.kind is not DayKind.OFF:
            continue
        reason = Reason(day.name, day.name_en or day.name)
        if run and run[2] == reason and calendar.next_working_day(run[1]) > day.date:
            run = (run[0], day.date, reason)
            continue
        if run:
            yield run
        run = (day.date, day.date, reason)
    if run:
        yield run


def _has_weekend(calendar: WorkingCalendar, first: dt.date, last: dt.date) -> bool:
    days = (first + ONE_DAY * n for n in range((last - first).days + 1))
    return any(calendar.why_off(day) is WEEKEND for day in days)


def _skipped(first: dt.date, last: dt.date, reason: Reason, *, year: bool) -> Step:
    return Step(
        kind="skipped",
        from_=first,
        until=last,
        vi=f"{SKIPPED_VI}{dates_vi(first, last, year=year)} ({day_off_vi(reason.vi)})",
        en=f"{SKIPPED_EN}{dates_en(first, last, year=year)} ({reason.en})",
    )


def _weekends(first: dt.date, last: dt.date) -> Step:
    return Step(
        kind="skipped",
        from_=first,
        until=last,
        vi=f"{SKIPPED_VI}{WEEKEND.vi}",
        en=f"{SKIPPED_EN}{WEEKEND.en}",
    )


def _made_up(day: CalendarDay) -> Step:
    return Step(
        kind="counted",
        on=day.date,
        vi=f"có tính {dates_vi(day.date, day.date, year=True)} ({day.name})",
        en=f"counted: {dates_en(day.date, day.date, year=True)} ({day.name_en or day.name})",
    )


def _undecided(day: CalendarDay) -> Step:
    date_vi = dates_vi(day.date, day.date, year=True)
    date_en = dates_en(day.date, day.date, year=True)
    return Step(
        kind="undecided",
        on=day.date,
        vi=f"{date_vi} ({day.name}) chưa có quyết định nghỉ, tạm tính như ngày thường",
        en=f"{date_en} ({day.name_en or day.name}) not yet decided, taken as an ordinary day",
    )


def _provisional(year: int) -> Step:
    return Step(
        kind="provisional",
        from_=dt.date(year, 1, 1),
        until=dt.date(year, 12, 31),
        vi=f"chưa có lịch nghỉ năm {year}, tạm tính theo thứ trong tuần",
        en=f"days off of {year} not known, counted by weekday alone",
    )
