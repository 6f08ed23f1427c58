"""Reconciling a gateway's settlement file of one local date with what we know (đối soát). Pure.

The file is CSV with exactly `COLUMNS`. A row whose status is `rejected` moved no money.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.payments.model import GatewayName
from services.payments.money import Kind, Money
from shared.dossier.numbering import local_day

COLUMNS: Final = ("reference", "gateway_transaction", "amount", "paid_at", "kind", "status")
KINDS: Final[dict[str, Kind]] = {"pay": "pay", "refund": "refund"}
STATUSES: Final = frozenset({"settled", "processing", "rejected"})
LONGEST_AMOUNT: Final = 12
LONGEST_TEXT: Final = 255


class Result(StrEnum):
    """How a line compares."""

    MATCHED = "matched"
    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT_DIFFERS = "amount_differs"


class Fault(Struct, frozen=True):
    """What is wrong with a row; ``line`` counts from 1, the header."""

    line: int
    column: str


class WrongRows(Exception):
    """The file is not what it should be; every wrong row is named."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} wrong rows")
        self.faults = faults


class Row(Struct, frozen=True, kw_only=True):
    """One row of the file."""

    reference: str
    transaction: str
    amount: int
    kind: Kind
    status: str


class Line(Struct, frozen=True, kw_only=True):
    """One line of the comparison; ``ours`` or ``theirs`` is None where it is missing."""

    line_id: str
    result: Result
    kind: Kind
    reference: str
    transaction: str
    ours: int | None
    theirs: int | None
    order_id: str = ""
    status: str = ""


def read(text: str, day: date) -> tuple[Row, ...]:
    """The rows of a settlement file of one local date.

    Raises:
        WrongRows: the header, or any row, is wrong.
    """
    table = _table(text)
    if not table or tuple(table[0]) != COLUMNS:
        raise WrongRows((Fault(1, "header"),))
    faults, rows, seen = [], [], set[tuple[str, ...]]()
    for line, cells in enumerate(table[1:], start=2):
        if not cells:
            continue
        wrong = "columns" if len(cells) != len(COLUMNS) else _wrong(cells, day)
        name = (cells[0], *cells[1:2], *cells[4:5])
        if wrong or name in seen:
            faults.append(Fault(line, wrong or "gateway_transaction"))
        else:
            rows.append(_row(cells))
        seen.add(name)
    if faults:
        raise WrongRows(tuple(faults))
    return tuple(rows)


def compare(
    gateway: GatewayName, day: date, rows: Iterable[Row], moves: Iterable[Money]
) -> tuple[Line, ...]:
    """Every row and every move of ours, each on one line."""
    waiting = _Waiting(moves)
    lines = []
    for row in _moved(rows):
        ours = waiting.take(row)
        if ours is None:
            result = Result.MISSING_HERE
        else:
            same = ours.amount == row.amount
            result = Result.MATCHED if same else Result.AMOUNT_DIFFERS
        lines.append(_line(gateway, day, result, row, ours))
    rest = (_line(gateway, day, Result.MISSING_THERE, None, ours) for ours in waiting.left())
    return (*lines, *rest)


class _Waiting:
    """Our moves that no row has taken yet, found by transaction or, without one, by reference."""

    def __init__(self, moves: Iterable[Money]) -> None:
        self._moves: dict[tuple[str, str, str], list[Money]] = {}
        for move in moves:
            name = (move.kind, move.reference, move.transaction)
            self._moves.setdefault(name, []).append(move)

    def take(self, row: Row) -> Money | None:
        """The row's move: of its transaction, or of an unknown one and the same amount."""
        found = self._moves.get((row.kind, row.reference, row.transaction))
        if found:
            return found.pop()
        unknown = self._moves.get((row.kind, row.reference, ""), [])
        same = next((n for n, move in enumerate(unknown) if move.amount == row.amount), None)
        return None if same is None else unknown.pop(same)

    def left(self) -> Iterator[Money]:
        return (move for moves in self._moves.values() for move in moves)


def _table(text: str) -> list[list[str]]:
    """The cells; none where the text is no CSV."""
    try:
        return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=True))
    except csv.Error:
        return []


def _moved(rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row.status != "rejected")


def table(lines: Iterable[Line]) -> str:
    """The lines as CSV; no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(Line.__struct_fields__)
    for line in lines:
        cells = (getattr(line, name) for name in Line.__struct_fields__)
        writer.writerow("" if cell is None else _plain(str(cell)) for cell in cells)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell


def _line(
    gateway: GatewayName, day: date, result: Result, row: Row | None, ours: Money | None
) -> Line:
    known = row or ours
    assert known is not None
    amounts = (ours.amount if ours else None, row.amount if row else None)
    facts = (result, known.kind, known.reference, known.transaction, ours and ours.key, *amounts)
    name = "|".join(map(str, facts))
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    return Line(
        line_id=f"{gateway}-{day:%Y%m%d}-{digest}",
        result=result,
        kind=known.kind,
        reference=known.reference,
        transaction=known.transaction,
        ours=amounts[0],
        theirs=amounts[1],
        order_id=ours.order_id if ours else "",
        status=row.status if row else "",
    )


def _wrong(cells: list[str], day: date) -> str:
    """The first column that is wrong; empty if the row is right."""
    reference, transaction, amount, paid_at, kind, status = cells
    checks = {
        "reference": 0 < len(reference) <= LONGEST_TEXT,
        "gateway_transaction": 0 < len(transaction) <= LONGEST_TEXT,
        "amount": _is_amount(amount),
        "paid_at": _is_of(paid_at, day),
        "kind": kind in KINDS,
        "status": status in STATUSES,
    }
    return next((column for column, right in checks.items() if not right), "")


def _is_amount(text: str) -> bool:
    digits = text.isascii() and text.isdecimal() and len(text) <= LONGEST_AMOUNT
    return digits and int(text) > 0


def _is_of(text: str, day: date) -> bool:
    """Whether an instant with its offset lies on the local date."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return False
    return at.tzinfo is not None and local_day(at) == day


def _row(cells: list[str]) -> Row:
    reference, transaction, amount, _, kind, status = cells
    return Row(
        reference=reference,
        transaction=transaction,
        amount=int(amount),
        kind=KINDS[kind],
        status=status,
    )
