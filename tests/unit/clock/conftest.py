"""Fixtures of the clock's tests."""

import pytest

from shared.clock import LegalClock, WorkingCalendar
from tests.unit.clock.samples import CALENDAR, started


@pytest.fixture
def calendar() -> WorkingCalendar:
    """The statutory calendar of 2020-2027 with the swap of January 2026."""
    return CALENDAR


@pytest.fixture
def clock() -> LegalClock:
    """Five working days from Monday 7 December 2020: due on Monday 14 at 10:05."""
    return started("2020-12-07 10:05", 5)
