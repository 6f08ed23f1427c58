"""The legal clock (đồng hồ pháp lý): working calendar, terms, due dates and their explanation.

Pure: no input or output, no current time. Every moment comes in as an aware datetime and goes
out in Asia/Ho_Chi_Minh.
"""

from shared.clock.calendar import CalendarDay, DayKind, Reason, WorkingCalendar
from shared.clock.counting import Due, due, extend
from shared.clock.deadlines import (
    Standing,
    late_reception_after,
    reception_deadline,
    standing,
    supplement_deadline,
)
from shared.clock.explain import Explanation, Step
from shared.clock.hours import ClockPolicy, OfficeHours
from shared.clock.legal import Extension, LegalClock, Pause, Term, TermUnit
from shared.clock.zone import ICT, ClockError, Instant, local

__all__ = [
    "ICT",
    "CalendarDay",
    "ClockError",
    "ClockPolicy",
    "DayKind",
    "Due",
    "Explanation",
    "Extension",
    "Instant",
    "LegalClock",
    "OfficeHours",
    "Pause",
    "Reason",
    "Standing",
    "Step",
    "Term",
    "TermUnit",
    "WorkingCalendar",
    "due",
    "extend",
    "late_reception_after",
    "local",
    "reception_deadline",
    "standing",
    "supplement_deadline",
]
