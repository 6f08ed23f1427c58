"""What each schedule makes on a day, and of which periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reports.asked import Asked, FormName
from services.reports.making import plan
from services.reports.making.model import Kind
from services.reports.periods import Cutoff, Period

ROOT = "H24"
WARDS = ["H24.X1", "H24.X2"]


def planned(kind: Kind, on: date, wanted: list[tuple[FormName, str]] | None = None) -> list[Asked]:
    reporting = {period: WARDS for period in plan.periods(kind, on)}
    return [*plan.planned(kind, on, root=ROOT, reporting=reporting, wanted=wanted or [])]


def names(kind: Kind, on: date) -> list[str]:
    return [period.name for period in plan.periods(kind, on)]


def test_daily_is_yesterdays_balance_of_the_province() -> None:
    (asked,) = planned(Kind.DAILY, date(2026, 3, 1))
    assert (asked.form, asked.scope.agency_code, asked.scope.subtree) == (
        FormName.BALANCE,
        ROOT,
        True,
    )
    assert asked.period.first == asked.period.last == date(2026, 2, 28)


def test_monthly_is_the_calendar_month_that_ended_for_the_peoples_committee() -> None:
    found = planned(Kind.MONTHLY, date(2027, 1, 1))
    assert {asked.form for asked in found} == {
        FormName.ONLINE,
        FormName.BY_AGENCY,
        FormName.RANKING,
        FormName.PAYMENT,
        FormName.MONEY,
    }
    (period,) = {asked.period for asked in found}
    assert (period.first, period.last) == (date(2026, 12, 1), date(2026, 12, 31))


def test_statutory_is_the_month_that_ended_on_the_14th() -> None:
    (period,) = plan.periods(Kind.STATUTORY, date(2026, 11, 15))
    assert (period.first, period.last) == (date(2026, 10, 15), date(2026, 11, 14))


def test_statutory_reports_are_the_provinces_and_each_agencys_own() -> None:
    found = planned(Kind.STATUTORY, date(2026, 11, 15))
    assert [asked.form for asked in found if asked.scope.agency_code == ROOT] == [
        FormName.BY_PROCEDURE,
        FormName.BY_AGENCY,
        FormName.LATE_REASONS,
    ]
    own = [asked for asked in found if asked.form is FormName.BY_FIELD]
    assert [asked.scope.agency_code for asked in own] == WARDS
    assert {asked.scope.subtree for asked in own} == {False}


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2026, 1, 15), ["2026-01"]),
        (date(2026, 3, 15), ["2026-03", "2026-Q1"]),
        (date(2026, 6, 15), ["2026-06", "2026-Q2", "2026-H1"]),
        (date(2026, 9, 15), ["2026-09", "2026-Q3"]),
        (date(2026, 12, 15), ["2026-12", "2026-Q4", "2026"]),
        (date(2027, 1, 14), ["2026-12", "2026-Q4", "2026"]),
    ],
)
def test_longer_periods_are_reported_with_their_last_month(on: date, wanted: list[str]) -> None:
    assert names(Kind.STATUTORY, on) == wanted


def test_what_subscribers_want_is_made_along_with_it_once() -> None:
    usual = planned(Kind.DAILY, date(2026, 11, 15))
    wanted = [(FormName.RANKING, ROOT), (FormName.BALANCE, ROOT), (FormName.RANKING, ROOT)]
    more = planned(Kind.DAILY, date(2026, 11, 15), wanted)
    assert more[: len(usual)] == usual
    assert [asked.form for asked in more[len(usual) :]] == [FormName.RANKING]


@given(on=st.dates(date(2015, 1, 1), date(2040, 1, 1)), kind=st.sampled_from(list(Kind)))
def test_every_period_of_a_schedule_is_over_and_ended_together(on: date, kind: Kind) -> None:
    found = plan.periods(kind, on)
    assert {period.last for period in found} == {found[0].last}
    assert all(period.is_over(on) for period in found)
    assert on - found[0].last <= timedelta(days=31)


@given(on=st.dates(date(2015, 1, 1), date(2040, 1, 1)), kind=st.sampled_from(list(Kind)))
def test_no_report_is_planned_twice(on: date, kind: Kind) -> None:
    found = [asked.report_id for asked in planned(kind, on)]
    assert len(found) == len(set(found))


@given(st.integers(2015, 2040))
def test_a_years_statutory_months_follow_one_another_without_a_gap(year: int) -> None:
    runs = [date(year, month, 15) for month in range(1, 13)]
    months: list[Period] = [plan.periods(Kind.STATUTORY, on)[0] for on in runs]
    assert all(period.cutoff is Cutoff.STATUTORY for period in months)
    for earlier, later in pairwise(months):
        assert later.first == earlier.last + timedelta(days=1)
