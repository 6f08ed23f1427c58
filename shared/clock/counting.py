"""The due date (ngày hẹn trả) of a legal clock.

A pause costs working hours, working days and "ngay trong ngày" the office time it took, and
calendar days as many days as lie between its two dates. A due date that has passed before a
pause stays where it is: late stays late. One that has not is never before the resumption.
"""

import datetime as dt

from msgspec import Struct

from shared.clock import narrate
from shared.clock.calendar import MINUTE, WorkingCalendar
from shared.clock.explain import Explanation, Step
from shared.clock.hours import ZERO
from shared.clock.legal import Extension, LegalClock, Pause, Term, TermUnit
from shared.clock.zone import ClockError, local


class Due(Struct, frozen=True, kw_only=True):
    """When the result is promised; while paused, the promise as it stood when the pause began.

    `remaining_minutes` is set while paused: what is left of the term, in office minutes, or in
    wall-clock minutes for a term of calendar days; 0 when the due date had passed already.
    """

    at: dt.datetime
    running: bool
    explanation: Explanation
    remaining_minutes: int | None = None


def due(clock: LegalClock, calendar: WorkingCalendar, now: dt.datetime | None = None) -> Due | None:
    """Return the due date, or None for a clock without a term.

    The first day is not counted (Bộ luật Dân sự 2015, Điều 147.2). With `now` the answer is the
    one that was true then: later pauses, resumptions and extensions are not looked at.
    """
    if clock.term is None:
        return None
    seen = clock if now is None else clock.as_of(now)
    course = _Course(clock.started_at, clock.term, calendar)
    for move in _moves(seen):
        course.follow(move)
    return course.end()


def extend(
    clock: LegalClock, calendar: WorkingCalendar, *, at: dt.datetime, new_due: dt.datetime
) -> LegalClock:
    """Replace the due date by a later one, moved into office hours, at most once.

    Re-appointment is allowed once (Nghị định 61/2018, Điều 19). Raises ClockError when the
    clock has been extended, is paused or has no due date, and when the new date is not later.
    """
    if clock.extended:
        raise ClockError("already extended")
    if clock.paused:
        raise ClockError("paused: resume before extending")
    current = due(clock, calendar)
    promised = calendar.clamp(new_due)
    if current is None or promised <= max(current.at, local(at)):
        raise ClockError("an extension needs a later due date")
    return LegalClock(
        started_at=clock.started_at,
        term=clock.term,
        pauses=clock.pauses,
        extensions=(Extension(at, promised),),
    )


def _moves(clock: LegalClock) -> list[Pause | Extension]:
    """Return pauses and effective extensions in order; an extension precedes a pause it meets."""
    extensions = [e for e in clock.extensions if e.at >= clock.started_at]
    return sorted([*extensions, *clock.pauses], key=_moment)


def _moment(move: Pause | Extension) -> dt.datetime:
    return move.at if isinstance(move, Extension) else move.from_


class _Course:
    """The run of one clock from its start, move after move.

    The due date is `base` postponed by `lost`: lost time is added up before it is applied, so
    that many short pauses cost what one long pause would.
    """

    def __init__(self, started_at: dt.datetime, term: Term, calendar: WorkingCalendar) -> None:
        self.term, self.calendar = term, calendar
        self.in_calendar_days = term.unit is TermUnit.DAYS
        self.lost = ZERO
        self.paused_at: dt.datetime | None = None
        received = local(started_at)
        begin = calendar.clamp(received)
        self.running_since: dt.date | None = begin.date()
        self.steps = [narrate.start(received, begin), narrate.counted(term, begin.date())]
        self.base = self._first_due(begin)
        self.counted_to = self.base
        self.earliest = begin

    @property
    def promised(self) -> dt.datetime:
        """The due date as it is printed."""
        at = max(self.calendar.settle(self.counted_to), self.earliest)
        whole_day = self.calendar.policy.due_time == "end_of_day"
        if whole_day and self.term.unit is not TermUnit.HOURS:
            return self.calendar.closing(at.date())
        return at

    def follow(self, move: Pause | Extension) -> None:
        """Take the next pause or extension into account."""
        if isinstance(move, Extension):
            self._extend(move)
            return
        self._explain_run(until=min(local(move.from_), self.promised))
        self.steps.append(narrate.paused(move))
        if move.until is None:
            self.paused_at = move.from_
            return
        if move.from_ < self.promised:
            self._postpone(move.from_, move.until)
        self.running_since = self._resumption(move.until)
        self.steps.append(narrate.resumed(move.until))

    def end(self) -> Due:
        """Return what the moves amount to."""
        promised = self.promised
        if self.paused_at is None:
            self._explain_run(until=promised)
        steps: list[Step] = [*self.steps, narrate.due(promised)]
        return Due(
            at=promised,
            running=self.paused_at is None,
            remaining_minutes=self._remaining_minutes(),
            explanation=Explanation(tuple(steps)),
        )

    def _first_due(self, begin: dt.datetime) -> dt.datetime:
        match self.term.unit:
            case TermUnit.HOURS:
                return self.calendar.add_hours(begin, self.term.amount)
            case TermUnit.WORKING_DAYS:
                return self.calendar.add_working_days(begin, self.term.amount)
            case TermUnit.DAYS:
                return begin + dt.timedelta(days=self.term.amount)
            case TermUnit.SAME_DAY:
                return self.calendar.closing(self._same_day(begin))

    def _same_day(self, begin: dt.datetime) -> dt.date:
        cutoff = self.calendar.policy.same_day_cutoff
        if begin.time() <= cutoff:
            return begin.date()
        day = self.calendar.next_working_day(begin.date())
        self.steps.append(narrate.after_cutoff(cutoff, day))
        return day

    def _extend(self, extension: Extension) -> None:
        old = self.promised
        self._explain_run(until=old)
        self.base = self.counted_to = local(extension.new_due)
        self.lost = ZERO
        self.running_since = None
        self.steps.append(narrate.extended(extension, old, self.promised))

    def _postpone(self, paused: dt.datetime, resumed: dt.datetime) -> None:
        """Shift the due date; a pause after the counted moment counts from the printed one."""
        if paused > self.counted_to:
            self.base, self.lost = self.promised, ZERO
        self.earliest = self.calendar.clamp(resumed)
        if self.in_calendar_days:
            self.lost += local(resumed).date() - local(paused).date()
            self.counted_to = self.base + self.lost
            return
        self.lost += self.calendar.working_time_between(paused, resumed)
        self.counted_to = self.calendar.postpone(self.base, self.lost)

    def _resumption(self, resumed: dt.datetime) -> dt.date | None:
        if self.running_since is None:
            return None
        return self.calendar.clamp(resumed).date()

    def _explain_run(self, until: dt.datetime) -> None:
        """Name the days off since the clock last ran on, or after the last calendar day."""
        if self.running_since is None:
            return
        first = self.counted_to.date() if self.in_calendar_days else self.running_since
        if first <= until.date():
            self.steps += narrate.passed(self.calendar, first, until.date())

    def _remaining_minutes(self) -> int | None:
        if self.paused_at is None:
            return None
        if self.in_calendar_days:
            return max(self.promised - self.paused_at, ZERO) // MINUTE
        return self.calendar.working_minutes_between(self.paused_at, self.promised)
