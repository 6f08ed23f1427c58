"""Events around a year's end, and their figures read from the events themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from services.reports.asked import Scope
from services.reports.counting import applying, reading, table, versions
from services.reports.counting.effects import Effect, effects
from services.reports.counting.reading import By
from services.reports.counting.sums import Codes
from shared.dossier.events import PublicEvent
from tests.component.reports.rebuilding.samples import JUSTICE, LONGEST, WARD, life

NOW = datetime(2027, 1, 20, 3, tzinfo=UTC)
"""The year 2026 and a half-month are over, and some days."""
BEFORE = NOW - timedelta(hours=1)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
ODD = (date(2026, 12, 29), date(2027, 1, 9))
TODAY = (date(2027, 1, 20), date(2027, 1, 20))
BOTH: Final[list[By]] = ["agencies", "procedures"]
ALL: Final = Scope(agency_code="H24")
Figures = dict[tuple[str, str, str, int, str], tuple[dict[str, int], dict[str, int]]]


def later(event: PublicEvent, days: int) -> PublicEvent:
    """The same event some days later."""
    by = timedelta(days=days)
    return replace(
        event,
        at=event.at + by,
        business_date=event.business_date + by,
        due_before=event.due_before and event.due_before + by,
        due_after=event.due_after and event.due_after + by,
    )


def around_new_year(count: int = 12) -> list[PublicEvent]:
    """Lives of every length that begin from 18 December 2026 to 8 January 2027."""
    return [
        later(event, 45 + 6 * (n % 4))
        for n in range(1, count + 1)
        for event in life(n, 1 + n % LONGEST, WARD if n % 3 else JUSTICE)
    ]


EVENTS: Final = around_new_year()


def late(number: int = 500) -> list[PublicEvent]:
    """A dossier of December that nobody has heard of before the end of January."""
    return [later(event, 40) for event in life(number)]


def counted(events: Iterable[PublicEvent]) -> None:
    """Count them today."""
    assert applying.apply(list(events), now=NOW) == []


def folds() -> None:
    """Have the version in use folded from now on."""
    versions.may_fold(versions.current().active, BEFORE)


def read(
    first: date, last: date, *, codes: Codes = None, by: By = "agencies", scope: Scope = ALL
) -> Figures:
    """What the counters say."""
    return {
        (line.agency_code, line.field_code, line.procedure_code, line.level, line.channel): (
            _without_nothing(line.opening),
            _without_nothing(line.flow),
        )
        for line in reading.lines(codes, first, last, by=by, scope=scope, now=NOW)
        if _without_nothing(line.opening) or _without_nothing(line.flow)
    }


def expected(
    events: Iterable[PublicEvent],
    first: date,
    last: date,
    *,
    codes: Codes = None,
    by: By = "agencies",
    scope: Scope = ALL,
) -> Figures:
    """What the events say."""
    found: Figures = {}
    for effect in (effect for event in events for effect in effects(event)):
        if effect.day > last or not _is_wanted(effect, codes, scope):
            continue
        cell = effect.cell
        what = ("", "") if by == "agencies" else (cell.field_code, cell.procedure_code)
        place = (cell.agency_code if by == "agencies" else "", *what, cell.level, cell.channel)
        amounts = found.setdefault(place, ({}, {}))[effect.day >= first]
        amounts[effect.measure] = amounts.get(effect.measure, 0) + effect.amount
    cleaned = {p: (_without_nothing(o), _without_nothing(f)) for p, (o, f) in found.items()}
    return {place: figures for place, figures in cleaned.items() if any(figures)}


def _is_wanted(effect: Effect, codes: Codes, scope: Scope) -> bool:
    cell = effect.cell
    return (
        (codes is None or cell.agency_code in codes)
        and scope.field_code in ("", cell.field_code)
        and scope.procedure_code in ("", cell.procedure_code)
        and scope.level in (None, cell.level)
        and scope.channel in ("", cell.channel)
    )


def _without_nothing(tally: object) -> dict[str, int]:
    assert isinstance(tally, dict)
    return {str(measure): amount for measure, amount in tally.items() if amount}


def use(version: int) -> None:
    """Make a version the active one, as the switch after a rebuild does."""
    table.client().update_item(
        TableName=table.name(),
        Key=table.key(versions.COUNTERS, versions.COUNTERS),
        UpdateExpression="SET active = :version",
        ExpressionAttributeValues={":version": {"N": str(version)}},
    )
    versions.forget()


def nobody(_: int, __: int) -> None:
    """Nobody watches."""
