"""Which reports fall due when (lịch báo cáo). Pure; days are local.

Daily: yesterday's balance of the province. Monthly, for the People's Committee: the calendar month
that ended. Statutory (Nghị định 09/2019/NĐ-CP, Điều 12): on the 15th the month that ended the day
before, and with the last month of a quarter, half-year or year that as well. What subscribers want
of a schedule is made along with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from services.reports.asked import Asked, FormName, Scope
from services.reports.making.model import Kind
from services.reports.periods import (
    FIRST_STATUTORY_DAY,
    MONTHS,
    ONE_DAY,
    Cutoff,
    Period,
    between,
    named,
)

PROVINCE_FORMS: Final[dict[Kind, tuple[FormName, ...]]] = {
    Kind.DAILY: (FormName.BALANCE,),
    Kind.MONTHLY: (
        FormName.ONLINE,
        FormName.BY_AGENCY,
        FormName.RANKING,
        FormName.PAYMENT,
        FormName.MONEY,
    ),
    Kind.STATUTORY: (FormName.BY_PROCEDURE, FormName.BY_AGENCY, FormName.LATE_REASONS),
}
"""What is made of the whole province."""
Wanted = tuple[FormName, str]
"""A form of an agency with everything below it, as somebody subscribed to it."""


def planned(
    kind: Kind,
    on: date,
    *,
    root: str,
    reporting: Mapping[Period, Iterable[str]],
    wanted: Iterable[Wanted] = (),
) -> tuple[Asked, ...]:
    """The reports that a schedule makes on a day, each once.

    ``root`` is the province; ``reporting`` has the agencies with figures in each period of a
    statutory schedule, which report each for itself (II.06a).
    """
    found: list[Asked] = []
    for period in periods(kind, on):
        whole = [(form, root) for form in PROVINCE_FORMS[kind]]
        found += [_asked(form, code, period) for form, code in [*whole, *sorted(set(wanted))]]
        if kind is Kind.STATUTORY:
            own = (Scope(agency_code=code, subtree=False) for code in reporting.get(period, ()))
            found += [Asked(form=FormName.BY_FIELD, scope=scope, period=period) for scope in own]
    return tuple(dict.fromkeys(found))


def periods(kind: Kind, on: date) -> tuple[Period, ...]:
    """The periods that had just ended on a day, the shortest first."""
    yesterday = on - ONE_DAY
    if kind is Kind.DAILY:
        return (between(yesterday, yesterday),)
    if kind is Kind.MONTHLY:
        month = on.replace(day=1) - ONE_DAY
        return (named(f"{month:%Y-%m}"),)
    return tuple(named(name, Cutoff.STATUTORY) for name in _statutory(on))


def _statutory(on: date) -> list[str]:
    """The month whose 14th passed last, and every longer period that ended with it."""
    end = on if on.day >= FIRST_STATUTORY_DAY else on.replace(day=1) - ONE_DAY
    year, month = end.year, end.month
    found = [f"{year}-{month:02d}"]
    if month % 3 == 0:
        found.append(f"{year}-Q{month // 3}")
    if month == MONTHS // 2:
        found.append(f"{year}-H1")
    if month == MONTHS:
        found.append(f"{year}")
    return found


def _asked(form: FormName, agency_code: str, period: Period) -> Asked:
    return Asked(form=form, scope=Scope(agency_code=agency_code), period=period)
