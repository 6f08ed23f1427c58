"""The register of each agency (sổ theo dõi hồ sơ), kept from events; no personal data in it.

A dossier is entered when it is accepted, under its responsible agency and the local month of its
acceptance. Its line follows the head, which is newer than any event; only hand-overs to and from
linked agencies are taken from the events, into a set.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

import msgspec
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from services.papers.register_model import Line, Row
from services.papers.tables import RowItem
from shared.clock import ICT
from shared.dossier.dossier import Dossier
from shared.dossier.events import EventFacts, EventType
from shared.dossier.items import sortable
from shared.dossier.numbering import local_day

_STALE: Final = "ConditionalCheckFailedException"
_WAYS: Final = {EventType.FORWARDED: "out", EventType.RECEIVED_BACK: "back"}


_lines: Final = msgspec.json.Decoder(Line)


def keep(dossier: Dossier, event: EventFacts) -> None:
    """Bring the dossier's line up to its head, and enter the event's hand-over if it is one."""
    if dossier.accepted_at is None:
        return
    row = RowItem(
        _month(dossier.agency_code, local_day(dossier.accepted_at)),
        f"{sortable(dossier.accepted_at)}#{dossier.dossier_id}",
    )
    if event.type in _WAYS:
        moved = f"{_WAYS[event.type]} {sortable(event.at)}"
        row.update(actions=[RowItem.handovers.add({moved}), RowItem.kind.set(RowItem)])
    _bring_up(row, _line(dossier, dossier.accepted_at), dossier.version)


def rows(agency_code: str, first: date, last: date) -> Iterator[Row]:
    """An agency's dossiers accepted on these local dates, both included, in order."""
    begin = datetime.combine(first, time(), ICT)
    end = datetime.combine(last + timedelta(days=1), time(), ICT)
    span = RowItem.item.between(sortable(begin), sortable(end))
    for month in _months(first, last):
        for item in RowItem.query(_month(agency_code, month), span, consistent_read=True):
            if item.body:
                yield _row(item)


def _bring_up(row: RowItem, line: Line, version: int) -> None:
    newer = RowItem.version.does_not_exist() | (RowItem.version < version)
    actions: list[Action] = [
        RowItem.version.set(version),
        RowItem.body.set(msgspec.json.encode(line).decode()),
        RowItem.kind.set(RowItem),
    ]
    try:
        row.update(actions=actions, condition=newer)
    except UpdateError as error:
        if error.cause_response_code != _STALE:
            raise


def _line(dossier: Dossier, accepted_at: datetime) -> Line:
    return Line(
        dossier_id=dossier.dossier_id,
        status=int(dossier.status),
        procedure_name=dossier.procedure_name,
        accepted_at=accepted_at,
        term_unit=dossier.attention_unit,
        due_at=dossier.due_at,
        resolved_at=dossier.resolved_at,
        closed_at=dossier.closed_at,
        return_method=dossier.return_method,
    )


def _row(item: RowItem) -> Row:
    moved = sorted(item.handovers or ())
    out = [datetime.fromisoformat(m.split()[1]) for m in moved if m.startswith("out ")]
    back = [datetime.fromisoformat(m.split()[1]) for m in moved if m.startswith("back ")]
    return Row(
        line=_lines.decode(item.body),
        forwarded_at=out[0] if out else None,
        received_back_at=back[-1] if back else None,
    )


def _months(first: date, last: date) -> Iterator[date]:
    """The first day of each month that has a date of the span."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _month(agency_code: str, month: date) -> str:
    return f"BOOK#{agency_code}#{month:%Y-%m}"
