"""The public dashboard as it is kept: made at times from the counters, read as one item."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime
from typing import Final

import msgspec

from services.reports import rows
from services.reports.asked import Scope
from services.reports.boards.public import MONTHS, PublicBoard, board
from services.reports.counting import reading, table
from services.reports.counting.figures import Line
from services.reports.periods import Period, months_before
from shared.dossier.numbering import local_day
from shared.observability import logger
from shared.reference import store

PUBLIC: Final = "BOARD#PUBLIC"
EVERYTHING: Final = Scope(agency_code="")
"""No filter; whose dossiers count is said apart."""
_boards: Final = msgspec.json.Decoder(PublicBoard)


def current() -> PublicBoard:
    """The dashboard as it was made last; made now, if it never was, or of another shape."""
    row = table.get(PUBLIC, PUBLIC)
    kept = None if row is None else _kept(zlib.decompress(row["body"]["B"]))
    return kept or remake(datetime.now(UTC))


def _kept(body: bytes) -> PublicBoard | None:
    """The dashboard that was kept, unless an earlier version of the system made it otherwise."""
    try:
        return _boards.decode(body)
    except msgspec.ValidationError:
        return None


def remake(now: datetime) -> PublicBoard:
    """Make the dashboard from the counters as they are, and keep it."""
    today = local_day(now)
    periods = months_before(today, MONTHS)
    made = board(
        tuple((period, _by_agency(period, today, now)) for period in periods),
        _by_field(periods, today, now),
        store.agencies(),
        store.fields(),
        now,
        today,
    )
    body = {"body": {"B": zlib.compress(msgspec.json.encode(made))}}
    rows.put({**table.key(PUBLIC, PUBLIC), **body})
    logger.info("Public dashboard made", agencies=len(made.agencies), fields=len(made.fields))
    return made


def _by_agency(period: Period, today: date, now: datetime) -> tuple[Line, ...]:
    last = min(period.last, today)
    return reading.lines(None, period.first, last, by="agencies", scope=EVERYTHING, now=now)


def _by_field(periods: tuple[Period, ...], today: date, now: datetime) -> tuple[Line, ...]:
    first = periods[0].first
    return reading.lines(None, first, today, by="procedures", scope=EVERYTHING, now=now)
