"""Dates, terms and reasons in words."""

import datetime as dt
from typing import Final

from shared.clock.legal import Term, TermUnit

WEEKDAYS_VI: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)
WEEKDAYS_EN: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
UNITS_VI: Final = {
    TermUnit.HOURS: "giờ làm việc",
    TermUnit.WORKING_DAYS: "ngày làm việc",
    TermUnit.DAYS: "ngày",
}
UNITS_EN: Final = {
    TermUnit.HOURS: "working hour",
    TermUnit.WORKING_DAYS: "working day",
    TermUnit.DAYS: "calendar day",
}
PAUSES_VI: Final = {
    "5": "chờ bổ sung giấy tờ",
    "6": "chờ thực hiện nghĩa vụ tài chính",
    "8": "dừng xử lý",
}
PAUSES_EN: Final = {
    "5": "waiting for supplements",
    "6": "waiting for a financial obligation",
    "8": "processing stopped",
}


def moment_vi(moment: dt.datetime) -> str:
    """Write a local moment: "10:05 thứ Hai 20/01/2020"."""
    return f"{moment:%H:%M} {WEEKDAYS_VI[moment.weekday()]} {moment:%d/%m/%Y}"


def moment_en(moment: dt.datetime) -> str:
    """Write a local moment: "10:05 on Monday 20 January 2020"."""
    return f"{moment:%H:%M} on {WEEKDAYS_EN[moment.weekday()]} {_date_en(moment, True)}"


def dates_vi(first: dt.date, last: dt.date, *, year: bool) -> str:
    """Write a run of days: "23–29/01", "30/04–01/05", "24/11"."""
    end = f"{last:%d/%m/%Y}" if year else f"{last:%d/%m}"
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first:%d}–{end}" if same_month else f"{first:%d/%m}–{end}"


def dates_en(first: dt.date, last: dt.date, *, year: bool) -> str:
    """Write a run of days: "23–29 January", "30 April–1 May", "24 November"."""
    end = _date_en(last, year)
    if first == last:
        return end
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}–{end}" if same_month else f"{_date_en(first, False)}–{end}"


def term_vi(term: Term) -> str:
    """Write a term: "5 ngày làm việc", "ngay trong ngày"."""
    if term.unit is TermUnit.SAME_DAY:
        return "ngay trong ngày"
    return f"{term.amount} {UNITS_VI[term.unit]}"


def term_en(term: Term) -> str:
    """Write a term: "5 working days", "the same day"."""
    if term.unit is TermUnit.SAME_DAY:
        return "the same day"
    return f"{term.amount} {UNITS_EN[term.unit]}{'' if term.amount == 1 else 's'}"


def day_off_vi(name: str) -> str:
    """Write why a day is off: "nghỉ Tết Nguyên đán"."""
    if name.lower().startswith(("nghỉ", "ngày nghỉ")):
        return name[:1].lower() + name[1:]
    return f"nghỉ {name}"


def _date_en(day: dt.date, year: bool) -> str:
    return f"{day.day} {MONTHS_EN[day.month - 1]}" + (f" {day.year}" if year else "")
