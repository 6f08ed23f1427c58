"""Spans of days: how a range is cut, and when a span is over and may be folded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports import periods
from services.reports.counting import spans
from services.reports.counting.spans import ONE_DAY, Span
from shared.dossier.numbering import local_day

DATES = st.dates(date(2015, 1, 1), date(2030, 12, 31))
FOREVER = date(9999, 12, 31)


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (spans.day(date(2026, 11, 24)), "D2026-11-24"),
        (spans.half(date(2026, 11, 14)), "H2026-11-A"),
        (spans.half(date(2026, 11, 15)), "H2026-11-B"),
        (spans.year(date(2026, 11, 24)), "Y2026"),
    ],
)
def test_a_span_has_a_name(span: Span, name: str) -> None:
    assert span.name == name


@given(of=DATES)
def test_a_day_is_in_every_span_around_it(of: date) -> None:
    assert all(span.first <= of <= span.last for span in spans.around(of))


@given(of=DATES)
def test_different_spans_have_different_names(of: date) -> None:
    found = {*spans.halves(spans.year(of)), *map(spans.day, spans.year(of).days()), spans.year(of)}
    assert len({span.name for span in found}) == len(found)


@given(of=DATES)
def test_the_halves_of_a_year_are_the_year(of: date) -> None:
    year = spans.year(of)
    assert [day for half in spans.halves(year) for day in half.days()] == list(year.days())
    assert len(spans.halves(year)) == 24


@given(first=DATES, length=st.integers(0, 2000), folded_to=DATES)
def test_a_range_is_cut_without_a_gap_and_without_overlap(
    first: date, length: int, folded_to: date
) -> None:
    last = first + timedelta(days=length)
    found = list(spans.cut(first, last, folded_to))
    assert (found[0].first, found[-1].last) == (first, last)
    assert all(one.last + ONE_DAY == following.first for one, following in pairwise(found))


@given(first=DATES, length=st.integers(0, 2000), folded_to=DATES)
def test_only_days_are_cut_out_of_what_may_not_be_folded_yet(
    first: date, length: int, folded_to: date
) -> None:
    found = spans.cut(first, first + timedelta(days=length), folded_to)
    assert all(span.is_day or span.last <= folded_to for span in found)


@given(first=DATES, years=st.integers(0, 10), more=st.integers(0, 365))
def test_a_range_is_few_spans(first: date, years: int, more: int) -> None:
    found = list(spans.cut(first, first + timedelta(days=365 * years + more), FOREVER))
    assert len(found) <= years + 2 * (23 + 16)


def test_a_reversed_range_is_nothing() -> None:
    assert list(spans.cut(date(2026, 11, 2), date(2026, 11, 1), FOREVER)) == []


@pytest.mark.parametrize("cutoff", list(periods.Cutoff))
@pytest.mark.parametrize("name", ["2026-11", "2026-02", "2026-Q1", "2026-Q3", "2026-H1"])
def test_periods_of_either_cutoff_are_whole_halves(name: str, cutoff: periods.Cutoff) -> None:
    period = periods.named(name, cutoff)
    found = list(spans.cut(period.first, period.last, FOREVER))
    assert not any(span.is_day for span in found)


def test_a_calendar_year_is_one_span() -> None:
    year = periods.named("2026")
    assert list(spans.cut(year.first, year.last, FOREVER)) == [spans.year(date(2026, 1, 1))]


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (datetime(2026, 11, 24, 17, 14, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 24, 17, 15, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 25, 16, 59, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_a_day_is_folded_from_a_quarter_past_local_midnight(now: datetime, last: date) -> None:
    assert spans.folded_to(now) == last


@given(of=DATES, seconds=st.integers(0, 800 * 24 * 3600))
def test_what_is_folded_was_over_for_everyone_who_began_up_to_a_quarter_before(
    of: date, seconds: int
) -> None:
    now = datetime(of.year, of.month, of.day, tzinfo=UTC) + timedelta(seconds=seconds)
    foldable = [span for span in spans.around(of) if span.last <= spans.folded_to(now)]
    assert foldable == list(spans.over(of, local_day(now - timedelta(minutes=15))))


def test_a_day_is_not_over_on_itself() -> None:
    assert spans.over(date(2026, 11, 24), date(2026, 11, 24)) == ()


def test_a_day_is_over_before_its_half_and_its_year() -> None:
    of = date(2026, 11, 14)
    assert spans.over(of, date(2026, 11, 15)) == (spans.day(of), spans.half(of))
    assert spans.over(of, date(2027, 1, 1)) == spans.around(of)
