"""The day of units from their counters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.reports.boards.unit_days import UnitDay, together, unit_days
from services.reports.counting.figures import Line
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, AgencyKind, Tier

TODAY = date(2026, 11, 25)
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=3)
MERGED = date(2025, 7, 1)


def agency(code: str, **different: Any) -> Agency:
    usual = {
        "name": f"Đơn vị {code}",
        "kind": AgencyKind.DEPARTMENT,
        "tier": Tier.PROVINCE,
        "parent": "H24",
        "valid_from": date(2020, 1, 1),
        "source": "test",
    }
    return Agency(code=code, **{**usual, **different})


TREE = AgencyTree(
    [
        agency("H24.A1", valid_to=MERGED, successors=("H24.B1",)),
        agency("H24.B1"),
        agency("H24.C1", valid_to=MERGED, successors=("H24.B1", "H24.D1")),
        agency("H24.D1"),
    ]
)


def line(code: str, **opening: int) -> Line:
    return Line(agency_code=code, level=4, channel="online", opening=opening, flow={})


def days(lines: list[Line], becoming: dict[date, dict[str, int]]) -> dict[str, UnitDay]:
    return {day.agency_code: day for day in unit_days(lines, becoming, TREE, TODAY)}


def test_stocks_are_what_stands_at_the_end_of_today() -> None:
    stocks = {"overdue": 4, "supplement": 2, "duty": 1, "stopped": 3, "submitted": 9}
    found = days([line("H24.B1", **stocks, received=5, refused=1, abandoned=1)], {})["H24.B1"]
    assert (found.overdue, found.waiting, found.stopped, found.unreceived) == (4, 3, 3, 2)


def test_what_becomes_overdue_tomorrow_is_due_today_and_the_rest_soon() -> None:
    becoming = {TOMORROW: {"H24.B1": 2}, LATER: {"H24.B1": 5, "H24.D1": 7}}
    found = days([line("H24.B1"), line("H24.D1")], becoming)
    assert (found["H24.B1"].due_today, found["H24.B1"].due_soon) == (2, 5)
    assert (found["H24.D1"].due_today, found["H24.D1"].due_soon) == (0, 7)


def test_a_merged_agencys_dossiers_are_its_successors() -> None:
    becoming = {TOMORROW: {"H24.A1": 1, "H24.B1": 2}}
    found = days([line("H24.A1", overdue=1), line("H24.B1", overdue=2)], becoming)
    assert list(found) == ["H24.B1"]
    assert (found["H24.B1"].overdue, found["H24.B1"].due_today) == (3, 3)


def test_one_that_was_cut_up_stands_under_its_own_name_with_its_end() -> None:
    found = days([line("H24.C1", overdue=1)], {})["H24.C1"]
    assert (found.agency_name, found.ended_on) == ("Đơn vị H24.C1", MERGED)


def test_who_has_nothing_to_look_at_is_left_out() -> None:
    assert days([line("H24.B1", received=5, on_time=5, submitted=5)], {}) == {}


def test_the_whole_is_the_sum_of_the_units() -> None:
    found = days([line("H24.B1", overdue=1), line("H24.D1", overdue=2, stopped=1)], {})
    whole = together(found.values())
    assert (whole.overdue, whole.stopped, whole.due_today) == (3, 1, 0)
