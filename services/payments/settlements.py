"""Reconciliations carried out and kept, and the money that nobody has explained yet.

A run is written once: its lines in parts, then the run itself, which alone makes them count. Lines
that did not match wait in a list until somebody explains them or a later file of the same date has
no such difference any more.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from pynamodb.exceptions import DoesNotExist

from services.payments import money_book, reconciliation, refunding
from services.payments.model import GatewayName
from services.payments.reconciliation import Line, Result
from services.payments.tables import LinesItem, PaymentItem, RunItem, UnmatchedItem
from shared.dossier.errors import InFlight, MalformedCursor
from shared.dossier.items import sortable
from shared.dossier.ledger import Receipt, Transaction, keep_receipt
from shared.dossier.queries import Cursor, Page, continues

PER_PART: Final = 500
"""Lines of a part; at most some 350 KB."""
MOST_UNMATCHED: Final = 1000
"""A file that differs more than that is another gateway's, or another day's."""
_KEYS: Final = {"listed", "since", "order_id", "item"}
_RUN_KEYS: Final = {"order_id", "item"}


class TooDifferent(Exception):
    """Nearly nothing matches: this is no file of this gateway and date."""


class Run(Struct, frozen=True, kw_only=True):
    """One reconciliation. Counts and sums (VND) are by result; ``file_hash`` is the SHA-256."""

    gateway: GatewayName
    day: date
    number: int
    token: str
    at: datetime
    by: str
    file_hash: str
    parts: int
    counts: dict[Result, int]
    ours: dict[Result, int]
    theirs: dict[Result, int]


class Unmatched(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line that did not match; no longer listed once explained or ``gone`` from a later run."""

    gateway: GatewayName
    day: date
    line: Line
    found_at: datetime
    explanation: str = ""
    explained_by: str = ""
    explained_at: datetime | None = None
    gone: bool = False

    @property
    def is_open(self) -> bool:
        return not self.gone and self.explained_at is None


_runs: Final = msgspec.json.Decoder(Run)
_lines: Final = msgspec.json.Decoder(tuple[Line, ...])
_unmatched: Final = msgspec.json.Decoder(Unmatched)
Keep = Callable[[Run], Receipt]


def reconcile(
    gateway: GatewayName, day: date, text: str, *, by: str, at: datetime, keep: Keep
) -> Run:
    """Compare a settlement file with what we know, and keep the result.

    Refunds under way that the file shows as settled are done with that.

    Raises:
        WrongRows: the file is not what it should be.
        TooDifferent: it is no file of this gateway and date.
        InFlight: another run of this date, or another write to an order, came first.
    """
    rows = reconciliation.read(text, day)
    lines = reconciliation.compare(gateway, day, rows, money_book.of_day(gateway, day))
    open_lines = [line for line in lines if line.result is not Result.MATCHED]
    if len(open_lines) > MOST_UNMATCHED:
        raise TooDifferent(f"{len(open_lines)} of {len(lines)} lines")
    before = latest(gateway, day)
    token = secrets.token_hex(8)
    run = Run(
        gateway=gateway,
        day=day,
        number=before.number + 1 if before else 1,
        token=token,
        at=at,
        by=by,
        file_hash=hashlib.sha256(text.encode()).hexdigest(),
        parts=_keep_parts(gateway, day, token, lines),
        **_totals(lines),
    )
    known = {found.line.line_id: found for found in _of_day(gateway, day)}
    for line in lines:
        if _is_refund_made(line):
            refunding.settled(line.order_id, line.reference, line.transaction, line.theirs or 0)
    _list(run, open_lines, known)
    _drop(known.values(), {line.line_id for line in open_lines})
    _keep_run(run, keep(run))
    return run


def latest(gateway: GatewayName, day: date) -> Run | None:
    """The last reconciliation of a date."""
    span = RunItem.item.startswith(f"{day:%Y%m%d}#")
    found = RunItem.query(
        _runs_of(gateway), span, consistent_read=True, scan_index_forward=False, limit=1
    )
    return next((_runs.decode(item.body) for item in found), None)


def runs(
    gateway: GatewayName, first: date, last: date, *, limit: int, cursor: Cursor | None
) -> Page[Run]:
    """Every reconciliation of some dates, in order.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    partition = _runs_of(gateway)
    if cursor is not None and not continues(cursor, _RUN_KEYS, "order_id", partition):
        raise MalformedCursor()
    span = RunItem.item.between(f"{first:%Y%m%d}#", f"{last:%Y%m%d}#~")
    found = RunItem.query(partition, span, page_size=limit, limit=limit, last_evaluated_key=cursor)
    return Page(tuple(_runs.decode(item.body) for item in found), found.last_evaluated_key)


def lines_of(run: Run, part: int) -> tuple[Line, ...]:
    """One part of a run's lines, the first is 1; empty beyond the last."""
    try:
        item = LinesItem.get(_lines_in(run.gateway, run.day, run.token), f"PART#{part:04d}")
    except DoesNotExist:
        return ()
    return _lines.decode(item.body)


def unexplained(gateway: GatewayName, *, limit: int, cursor: Cursor | None) -> Page[Unmatched]:
    """What did not match and nobody explained, oldest first.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    key = _list_of(gateway)
    if cursor is not None and not continues(cursor, _KEYS, "listed", key):
        raise MalformedCursor()
    found = PaymentItem.by_list.query(key, page_size=limit, limit=limit, last_evaluated_key=cursor)
    listed = tuple(_unmatched.decode(item.body) for item in found)
    return Page(listed, found.last_evaluated_key)


def unmatched(gateway: GatewayName, day: date, line_id: str) -> Unmatched | None:
    """One line that did not match."""
    try:
        item = UnmatchedItem.get(_unmatched_of(gateway, day), line_id, consistent_read=True)
    except DoesNotExist:
        return None
    return _unmatched.decode(item.body or "")


def explain(found: Unmatched, receipt: Receipt) -> None:
    """Keep an explained line.

    Raises:
        InFlight: somebody else explained it, or a run took it off the list, first.
    """
    writes = Transaction()
    is_listed = UnmatchedItem.listed.exists()
    writes.put(_item(found), lambda _: InFlight(found.line.line_id), condition=is_listed)
    keep_receipt(writes, receipt)
    writes.commit()


def _is_refund_made(line: Line) -> bool:
    made = line.kind == "refund" and line.status == "settled"
    return made and line.result is Result.MATCHED


def _totals(lines: Iterable[Line]) -> dict[str, dict[Result, int]]:
    totals: dict[str, Counter[Result]] = {name: Counter() for name in ("counts", "ours", "theirs")}
    for line in lines:
        totals["counts"][line.result] += 1
        totals["ours"][line.result] += line.ours or 0
        totals["theirs"][line.result] += line.theirs or 0
    return {name: {r: found[r] for r in Result} for name, found in totals.items()}


def _keep_parts(gateway: GatewayName, day: date, token: str, lines: tuple[Line, ...]) -> int:
    starts = range(0, len(lines), PER_PART)
    for number, start in enumerate(starts, start=1):
        body = msgspec.json.encode(lines[start : start + PER_PART]).decode()
        LinesItem(_lines_in(gateway, day, token), f"PART#{number:04d}", body=body).save()
    return len(starts)


def _keep_run(run: Run, receipt: Receipt) -> None:
    item = RunItem(
        _runs_of(run.gateway),
        f"{run.day:%Y%m%d}#{run.number:06d}",
        body=msgspec.json.encode(run).decode(),
    )
    writes = Transaction()
    writes.put(item, lambda _: InFlight("reconciliation"), unique=True)
    keep_receipt(writes, receipt)
    writes.commit()


def _of_day(gateway: GatewayName, day: date) -> Iterator[Unmatched]:
    found = UnmatchedItem.query(_unmatched_of(gateway, day), consistent_read=True)
    return (_unmatched.decode(item.body or "") for item in found)


def _list(run: Run, lines: Iterable[Line], known: dict[str, Unmatched]) -> None:
    """List what did not match, unless it is listed or explained already."""
    for line in lines:
        before = known.get(line.line_id)
        if before is None or before.gone:
            _item(Unmatched(gateway=run.gateway, day=run.day, line=line, found_at=run.at)).save()


def _drop(known: Iterable[Unmatched], remaining: set[str]) -> None:
    """Take off the list what differs no more."""
    for found in known:
        if found.is_open and found.line.line_id not in remaining:
            _item(replace(found, gone=True)).save()


def _item(found: Unmatched) -> UnmatchedItem:
    return UnmatchedItem(
        _unmatched_of(found.gateway, found.day),
        found.line.line_id,
        body=msgspec.json.encode(found).decode(),
        listed=_list_of(found.gateway) if found.is_open else None,
        since=sortable(found.found_at) if found.is_open else None,
    )


def _runs_of(gateway: GatewayName) -> str:
    return f"RUNS#{gateway}"


def _lines_in(gateway: GatewayName, day: date, token: str) -> str:
    return f"LINES#{gateway}#{day:%Y%m%d}#{token}"


def _unmatched_of(gateway: GatewayName, day: date) -> str:
    return f"UNMATCHED#{gateway}#{day:%Y%m%d}"


def _list_of(gateway: GatewayName) -> str:
    return f"unmatched#{gateway}"
