"""What holds for every clock."""

import datetime as dt

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.clock import ICT, ClockPolicy, Due, LegalClock, Term, TermUnit, WorkingCalendar, due
from tests.unit.clock.samples import CALENDAR, calendar_with, due_of

settings.register_profile("clock", max_examples=60, deadline=None)
SETTINGS = settings.get_profile("clock")

MOMENTS = st.datetimes(
    dt.datetime(2020, 1, 1), dt.datetime(2027, 6, 30), timezones=st.just(ICT)
).map(lambda moment: moment.replace(second=0, microsecond=0))
HOURS = st.integers(0, 400)
DAYS = st.integers(0, 200)
CALENDARS = st.sampled_from([CALENDAR, calendar_with(policy=ClockPolicy(due_time="end_of_day"))])
MINUTES = st.integers(0, 60 * 24 * 20)
COUNTED_UNITS = st.sampled_from([TermUnit.HOURS, TermUnit.WORKING_DAYS])
TERMS = st.builds(Term, st.integers(1, 60), st.sampled_from(list(TermUnit)[:3])) | st.just(
    Term(0, TermUnit.SAME_DAY)
)
GAPS = st.lists(st.tuples(MINUTES, MINUTES), max_size=4)


def with_pauses(clock: LegalClock, gaps: list[tuple[int, int]]) -> LegalClock:
    """Pause the clock again and again: after so many minutes, for so many minutes."""
    moment = clock.started_at
    for run, hold in gaps:
        stop = moment + dt.timedelta(minutes=run)
        moment = stop + dt.timedelta(minutes=hold)
        clock = clock.pause(stop, "5").resume(moment)
    return clock


CLOCKS = st.builds(with_pauses, st.builds(LegalClock, started_at=MOMENTS, term=TERMS), GAPS)


def in_office(moment: dt.datetime) -> bool:
    """Tell whether an office is open at this moment, closing moments included."""
    return CALENDAR.is_working_day(moment.date()) and CALENDAR.clamp(moment) == moment


@SETTINGS
@given(MOMENTS, DAYS)
def test_more_working_days_are_later(start: dt.datetime, days: int) -> None:
    assert CALENDAR.add_working_days(start, days) < CALENDAR.add_working_days(start, days + 1)


@SETTINGS
@given(MOMENTS, HOURS)
def test_more_hours_are_later(start: dt.datetime, hours: int) -> None:
    assert CALENDAR.add_hours(start, hours) < CALENDAR.add_hours(start, hours + 1)


@SETTINGS
@given(MOMENTS, DAYS)
def test_more_calendar_days_are_not_earlier(start: dt.datetime, days: int) -> None:
    assert CALENDAR.add_days(start, days) <= CALENDAR.add_days(start, days + 1)


@SETTINGS
@given(MOMENTS, MOMENTS, DAYS)
def test_later_reception_is_not_due_earlier(a: dt.datetime, b: dt.datetime, days: int) -> None:
    early, late = sorted([a, b])
    assert CALENDAR.add_working_days(early, days) <= CALENDAR.add_working_days(late, days)


@SETTINGS
@given(MOMENTS, HOURS, HOURS)
def test_hours_add_up(start: dt.datetime, x: int, y: int) -> None:
    step_by_step = CALENDAR.add_hours(CALENDAR.add_hours(start, x), y)
    assert step_by_step == CALENDAR.add_hours(start, x + y)


@SETTINGS
@given(MOMENTS, st.integers(1, 400))
def test_so_much_working_time_is_left_after_a_retreat(end: dt.datetime, hours: int) -> None:
    start = CALENDAR.retreat(end, dt.timedelta(hours=hours))
    assert CALENDAR.working_time_between(start, end) == dt.timedelta(hours=hours)
    later = start + dt.timedelta(minutes=1)
    assert CALENDAR.working_time_between(later, end) < dt.timedelta(hours=hours)


@SETTINGS
@given(MOMENTS, DAYS)
def test_working_days_back_and_forth_are_the_same(start: dt.datetime, days: int) -> None:
    begin = CALENDAR.clamp(start)
    later = CALENDAR.add_working_days(begin, days)
    assert CALENDAR.working_day_before(later.date(), days) == begin.date()


@SETTINGS
@given(MOMENTS, DAYS, DAYS)
def test_working_days_add_up(start: dt.datetime, x: int, y: int) -> None:
    step_by_step = CALENDAR.add_working_days(CALENDAR.add_working_days(start, x), y)
    assert step_by_step == CALENDAR.add_working_days(start, x + y)


@SETTINGS
@given(MOMENTS, DAYS)
def test_working_days_are_office_days_of_working_time(start: dt.datetime, days: int) -> None:
    end = CALENDAR.add_working_days(start, days)
    assert CALENDAR.working_minutes_between(start, end) == 480 * days


@SETTINGS
@given(MOMENTS, DAYS)
def test_counting_by_arithmetic_is_counting_day_by_day(start: dt.datetime, days: int) -> None:
    day = CALENDAR.clamp(start).date()
    for _ in range(days):
        day += dt.timedelta(days=1)
        while not CALENDAR.is_working_day(day):
            day += dt.timedelta(days=1)
    assert CALENDAR.add_working_days(start, days).date() == day


@SETTINGS
@given(MOMENTS)
def test_clamping_twice_is_clamping_once(moment: dt.datetime) -> None:
    assert CALENDAR.clamp(CALENDAR.clamp(moment)) == CALENDAR.clamp(moment) >= moment


@SETTINGS
@given(CLOCKS, CALENDARS)
def test_due_date_lies_in_office_hours(clock: LegalClock, calendar: WorkingCalendar) -> None:
    assert in_office(due_of(clock, calendar))


@SETTINGS
@given(MOMENTS, COUNTED_UNITS, st.integers(1, 60), GAPS)
def test_working_time_outside_pauses_is_the_term(
    start: dt.datetime, unit: TermUnit, amount: int, gaps: list[tuple[int, int]]
) -> None:
    clock = with_pauses(LegalClock(started_at=start, term=Term(amount, unit)), gaps)
    end = due_of(clock)
    lost = sum(
        CALENDAR.working_minutes_between(pause.from_, min(pause.until or end, end))
        for pause in clock.pauses
        if pause.from_ < end
    )
    minutes = amount * (60 if unit is TermUnit.HOURS else 480)
    assert CALENDAR.working_minutes_between(start, end) - lost == minutes


@SETTINGS
@given(CLOCKS, CALENDARS, MINUTES)
def test_pause_of_zero_length_is_no_pause(
    clock: LegalClock, calendar: WorkingCalendar, run: int
) -> None:
    last = clock.pauses[-1].until if clock.pauses else clock.started_at
    assert last is not None
    moment = last + dt.timedelta(minutes=run)
    again = clock.pause(moment, "6").resume(moment)
    assert due_of(again, calendar) == due_of(clock, calendar)


@SETTINGS
@given(MOMENTS, COUNTED_UNITS, st.integers(1, 60), MINUTES)
def test_pause_outside_working_time_is_no_pause(
    start: dt.datetime, unit: TermUnit, amount: int, run: int
) -> None:
    clock = LegalClock(started_at=start, term=Term(amount, unit))
    evening = CALENDAR.closing((start + dt.timedelta(minutes=run)).date() + dt.timedelta(days=1))
    morning = CALENDAR.clamp(evening + dt.timedelta(minutes=1))
    assert due_of(clock.pause(evening, "5").resume(morning)) == due_of(clock)


@SETTINGS
@given(CLOCKS, CALENDARS, MINUTES, MINUTES)
def test_dossier_in_time_at_a_pause_is_in_time_after_it(
    clock: LegalClock, calendar: WorkingCalendar, run: int, hold: int
) -> None:
    last = clock.pauses[-1].until if clock.pauses else clock.started_at
    assert last is not None
    stop = last + dt.timedelta(minutes=run)
    resumed = stop + dt.timedelta(minutes=hold)
    before = due_of(clock, calendar)
    after = due_of(clock.pause(stop, "5").resume(resumed), calendar)
    assert after == before if stop >= before else after >= max(before, resumed)


@SETTINGS
@given(CLOCKS)
def test_zone_of_the_input_does_not_matter(clock: LegalClock) -> None:
    utc = with_pauses(
        LegalClock(started_at=clock.started_at.astimezone(dt.UTC), term=clock.term), []
    )
    for pause in clock.pauses:
        assert pause.until is not None
        utc = utc.pause(pause.from_.astimezone(dt.UTC), pause.reason)
        utc = utc.resume(pause.until.astimezone(dt.UTC))
    assert due(utc, CALENDAR) == due(clock, CALENDAR)


@SETTINGS
@given(CLOCKS)
def test_clocks_and_due_dates_survive_json(clock: LegalClock) -> None:
    found = due(clock, CALENDAR)
    assert msgspec.json.decode(msgspec.json.encode(clock), type=LegalClock) == clock
    assert msgspec.json.decode(msgspec.json.encode(found), type=Due) == found
