"""Figures of a period, from the counters: by agency, by procedure, and within a scope."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.reports.asked import Scope
from services.reports.counting import applying, reading
from services.reports.counting.figures import Sums, total
from tests.component.reports.rebuilding.samples import JUSTICE, WARD, lives

pytestmark = pytest.mark.usefixtures("stores")
FIRST, LAST = date(2026, 11, 4), date(2026, 11, 8)
ALL = Scope(agency_code="H24")
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
EVENTS = lives(35)


@pytest.fixture(autouse=True)
def counted(stores: dict[str, str]) -> None:
    applying.apply(EVENTS)


def of(codes: frozenset[str] | None, first: date, last: date, scope: Scope = ALL) -> Sums:
    return total(reading.lines(codes, first, last, by="agencies", scope=scope, now=NOW))


def test_what_is_open_at_the_end_is_what_the_next_period_begins_with() -> None:
    this, following = of(None, FIRST, LAST), of(None, LAST + timedelta(days=1), LAST)
    assert this.open > 0
    assert following.carried_over == this.open


def test_received_and_carried_over_are_resolved_withdrawn_or_open() -> None:
    found = of(None, FIRST, LAST)
    assert found.received + found.carried_over == found.resolved + found.open
    assert found.open == found.open_in_term + found.open_overdue


def test_agencies_add_up_to_the_whole() -> None:
    parts = [of(frozenset({code}), FIRST, LAST).received for code in (WARD, JUSTICE)]
    assert sum(parts) == of(None, FIRST, LAST).received


def test_procedures_add_up_to_the_whole() -> None:
    lines = reading.lines(None, FIRST, LAST, by="procedures", scope=ALL, now=NOW)
    assert {line.agency_code for line in lines} == {""}
    assert len({line.procedure_code for line in lines}) > 1
    assert total(lines).received == of(None, FIRST, LAST).received


@pytest.mark.parametrize("level", [3, 4])
def test_a_scope_of_one_level_leaves_the_others_out(level: int) -> None:
    scope = Scope(agency_code="H24", level=level)
    found = reading.lines(None, FIRST, LAST, by="agencies", scope=scope, now=NOW)
    assert {line.level for line in found} == {level}


def test_a_period_before_anything_happened_is_empty() -> None:
    first, last = date(2020, 1, 1), date(2020, 12, 31)
    assert reading.lines(None, first, last, by="agencies", scope=ALL, now=NOW) == ()


def test_what_will_become_overdue_is_known_by_day_and_agency() -> None:
    found = reading.becoming_overdue(None, date(2026, 11, 1), date(2026, 12, 31))
    assert sum(sum(agencies.values()) for agencies in found.values()) == sum(
        1 for event in EVENTS if event.status_after in (2, 4) and _is_last(event.dossier_id, event)
    )


def _is_last(code: str, event: object) -> bool:
    return [e for e in EVENTS if e.dossier_id == code][-1] is event
