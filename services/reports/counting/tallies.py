"""Counts of cells added up, and packed for keeping. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec import Struct

from services.reports.counting.effects import Cell
from services.reports.counting.figures import add

Counts = dict[Cell, dict[str, int]]
"""Amounts by cell; what is summed over is empty in the cell."""


class _Row(Struct, frozen=True, array_like=True):
    field_code: str
    procedure_code: str
    level: int
    channel: str
    amounts: dict[str, int]


_rows: Final = msgspec.json.Decoder(list[_Row])


def pack(counts: Counts) -> bytes:
    """Counts of one agency, or of all together, as few bytes; equal counts give equal bytes."""
    rows = [
        _Row(cell.field_code, cell.procedure_code, cell.level, cell.channel, amounts)
        for cell, found in sorted(counts.items())
        if (amounts := {measure: n for measure, n in sorted(found.items()) if n})
    ]
    return zlib.compress(msgspec.json.encode(rows))


def unpack(packed: bytes) -> Counts:
    """The counts; their cells have no agency."""
    return {
        Cell("", row.field_code, row.procedure_code, row.level, row.channel): row.amounts
        for row in _rows.decode(zlib.decompress(packed))
    }


def put_in(into: Counts, counts: Counts) -> Counts:
    """Add counts into others, and return the latter."""
    for cell, amounts in counts.items():
        add(into.setdefault(cell, {}), amounts)
    return into


def together(every: Iterable[Counts]) -> Counts:
    """Counts added up."""
    into: Counts = {}
    for counts in every:
        put_in(into, counts)
    return into


def by_level_and_channel(counts: Counts) -> Counts:
    """Counts summed over fields and procedures."""
    into: Counts = {}
    for cell, amounts in counts.items():
        add(into.setdefault(Cell("", "", "", cell.level, cell.channel), {}), amounts)
    return into
