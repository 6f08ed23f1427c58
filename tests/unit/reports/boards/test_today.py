"""Where a listed dossier stands today, counted for an agency and for each person."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.reports.boards.today import Counts, day_of, next_working_days
from shared.clock import CalendarDay, DayKind, TermUnit, WorkingCalendar
from shared.dossier.items import Listing
from shared.dossier.status import PAUSING, Status
from tests.unit.dossier.moving import CALENDAR, at

NOW = at("2026-03-06 10:00")
"""A Friday."""
OWN, OTHER = "H24.X001", "H24.D02"


def listing(**different: Any) -> Listing:
    usual = {
        "dossier_id": "H24.X001-260302-0001",
        "status": int(Status.PROCESSING),
        "version": 1,
        "agency_code": OWN,
        "held_by": OWN,
        "procedure_code": "1.001193",
        "procedure_name": "Đăng ký khai sinh",
        "channel": "online",
        "level": 4,
        "applicant_name": "",
        "submitted_at": at("2026-03-02 08:00"),
        "due_at": at("2026-04-30 17:00"),
        "assigned_to": "a",
        "assignee_name": "An",
    }
    return Listing(**{**usual, **different})


def total(*listed: Listing) -> dict[str, int]:
    """What is not zero."""
    found = day_of(OWN, listed, NOW, CALENDAR).total
    counts = {name: getattr(found, name) for name in Counts.__struct_fields__}
    return {name: count for name, count in counts.items() if count}


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        ("2026-03-05 17:00", {"overdue": 1}),
        ("2026-03-06 08:00", {"due_today": 1}),
        ("2026-03-06 17:00", {"due_today": 1}),
        ("2026-03-07 08:00", {"due_soon": 1}),
        ("2026-03-09 17:00", {"due_soon": 1}),
        ("2026-03-11 17:00", {"due_soon": 1}),
        ("2026-03-12 08:00", {}),
    ],
)
def test_a_running_dossier_counts_by_its_due_date(due: str, wanted: dict[str, int]) -> None:
    assert total(listing(due_at=at(due))) == wanted


def test_a_term_in_hours_is_overdue_from_that_minute() -> None:
    due = {"due_at": at("2026-03-06 09:59"), "attention_unit": TermUnit.HOURS}
    assert total(listing(**due)) == {"overdue": 1}


def test_without_a_due_date_nothing_is_due() -> None:
    assert total(listing(due_at=None)) == {}


@pytest.mark.parametrize("status", sorted(PAUSING))
def test_what_stands_still_is_never_overdue(status: Status) -> None:
    found = total(listing(status=int(status), due_at=at("2026-03-01 08:00")))
    assert found == ({"stopped": 1} if status is Status.STOPPED else {"waiting": 1})


@pytest.mark.parametrize(
    ("deadline", "wanted"),
    [
        ("2026-03-06 10:01", {"unreceived": 1}),
        ("2026-03-06 09:59", {"unreceived": 1, "reception_overdue": 1}),
    ],
)
def test_what_nobody_received_counts_by_its_reception_deadline(
    deadline: str, wanted: dict[str, int]
) -> None:
    waiting = {"status": int(Status.REGISTERED), "reception_due_at": at(deadline)}
    assert total(listing(**waiting, due_at=None)) == wanted


def test_a_result_that_waits_to_be_fetched_is_no_work() -> None:
    resolved = {"status": int(Status.RESOLVED), "resolved_at": NOW}
    assert total(listing(**resolved, due_at=at("2026-03-01 08:00"))) == {}


def test_what_is_held_for_another_agency_is_counted_apart() -> None:
    late = listing(agency_code=OTHER, due_at=at("2026-03-01 08:00"))
    found = day_of(OWN, [late], NOW, CALENDAR)
    assert (found.held_for_others, found.total, found.people) == (1, Counts(), ())


def test_two_people_of_one_name_are_two_people() -> None:
    late = {"due_at": at("2026-03-01 08:00"), "assignee_name": "An"}
    found = day_of(OWN, [listing(**late), listing(**{**late, "assigned_to": "b"})], NOW, CALENDAR)
    assert [(person.name, person.overdue) for person in found.people] == [("An", 1), ("An", 1)]


def test_the_next_working_days_leave_out_weekends_and_holidays() -> None:
    day = CalendarDay(date=date(2026, 3, 10), kind=DayKind.OFF, name="nghỉ", source="test")
    calendar = WorkingCalendar.of((day,), covers=(2026, 2026))
    found = [str(each) for each in next_working_days(date(2026, 3, 6), calendar)]
    assert found == ["2026-03-09", "2026-03-11", "2026-03-12"]


def test_the_whole_is_the_sum_of_its_people() -> None:
    listed = [
        listing(due_at=at("2026-03-01 08:00")),
        listing(due_at=at("2026-03-06 17:00"), assigned_to="b", assignee_name="Bình"),
        listing(status=int(Status.SUPPLEMENT), assigned_to=None, assignee_name=""),
    ]
    found = day_of(OWN, listed, NOW, CALENDAR)
    for name in Counts.__struct_fields__:
        assert getattr(found.total, name) == sum(getattr(p, name) for p in found.people)
