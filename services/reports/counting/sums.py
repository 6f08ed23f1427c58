"""Sums of spans as they are kept. DynamoDB's own notation stays in here and in ``table``.

| ``about`` / ``item`` | holds |
|---|---|
| ``<v>#SUM#<span>`` / ``<agency>`` | the agency's counts by level and channel |
| ``<v>#SUM#<span>`` / ``*`` | that the span was folded: an agency without a row has nothing |
| ``<v>#CELLS#<span>`` / ``<agency>`` | its counts by field and procedure too; not kept of days |
| ``<v>#CELLS#<span>`` / ``*`` | the same of all agencies together, kept of days as well |
| ``<v>#TOUCHED#<span>`` / ``<agency>`` | how often anything was counted after the span was over |

A sum holds everything that was counted while ``touched`` was ``built``; while it still is, the sum
is right. One that is too large for an item goes on in items ``<agency>#2``, ``<agency>#3``…
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.reports.counting import table
from services.reports.counting.spans import Span
from services.reports.counting.table import Row
from services.reports.counting.tallies import Counts, pack, unpack

ALL: Final = "*"
LARGEST: Final = 300_000
"""Bytes of counts in one item."""
FEW: Final = 25
"""Agencies up to which reading by key is cheaper than reading everybody's."""
TORN: Final = -1
"""What a sum was built at whose items are not of one making: nothing."""
Codes = frozenset[str] | None
"""The agencies that are wanted; ``None`` for every agency."""
Place = tuple[Span, str]


class Sheet(StrEnum):
    """How far a sum tells its counts apart."""

    SUM = "SUM"
    CELLS = "CELLS"


class Kept(Struct, frozen=True):
    """A sum as it is kept."""

    built: int
    counts: Counts


NOTHING: Final = Kept(0, {})


def folded(version: int, spans: Iterable[Span]) -> frozenset[Span]:
    """Those spans that were folded; what is read of them afterwards is complete."""
    by_key = {_about(version, Sheet.SUM, span): span for span in spans}
    rows = table.get_many(table.key(about, ALL) for about in by_key)
    return frozenset(by_key[row["about"]["S"]] for row in rows)


def set_folded(version: int, span: Span) -> None:
    """Record that every agency's sum of a span is kept."""
    table.put_many([table.key(_about(version, Sheet.SUM, span), ALL)])


def read(version: int, sheet: Sheet, spans: Sequence[Span], codes: Codes) -> dict[Place, Kept]:
    """The agencies' sums as they are kept; what is not in it was never made."""
    found: dict[Place, dict[str, Row]] = {}
    by_key = {_about(version, sheet, span): span for span in spans}
    for row in _rows(by_key, codes):
        who = row["item"]["S"].partition("#")[0]
        if who != ALL:
            found.setdefault((by_key[row["about"]["S"]], who), {})[row["item"]["S"]] = row
    return {place: _kept(parts, place[1]) for place, parts in found.items()}


def read_total(version: int, span: Span) -> Kept:
    """The sum of all agencies as it is kept."""
    parts = {row["item"]["S"]: row for row in table.query(_about(version, Sheet.CELLS, span), ALL)}
    return _kept(parts, ALL) if parts else NOTHING


def touched(version: int, spans: Sequence[Span], codes: Codes) -> dict[Place, int]:
    """How often the agencies' sums were touched; what is not in it was never."""
    by_key = {_touched(version, span): span for span in spans}
    return {
        (by_key[row["about"]["S"]], row["item"]["S"]): int(row["touched"]["N"])
        for row in _rows(by_key, codes)
    }


def touch(version: int, span: Span, agency_code: str) -> Row:
    """The write that makes an agency's sums of a span be made anew."""
    return {
        "Update": {
            "TableName": table.name(),
            "Key": table.key(_touched(version, span), agency_code),
            "UpdateExpression": "ADD touched :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }


def keep(version: int, sheet: Sheet, span: Span, sums: Mapping[str, Kept]) -> None:
    """Keep sums of a span by agency, or of ``ALL``."""
    about = _about(version, sheet, span)
    table.put_many([row for who, kept in sums.items() for row in _items(about, who, kept)])


def _rows(abouts: Iterable[str], codes: Codes) -> Iterator[Row]:
    """The rows of some agencies, or of all: by key, or everything about them."""
    if codes is None or len(codes) > FEW:
        for about in abouts:
            yield from (row for row in table.query(about) if _is_of(row, codes))
        return
    found = list(table.get_many(table.key(about, code) for about in abouts for code in codes))
    yield from found
    yield from table.get_many(_further(found))


def _is_of(row: Row, codes: Codes) -> bool:
    return codes is None or row["item"]["S"].partition("#")[0] in codes


def _further(rows: Iterable[Row]) -> Iterator[Row]:
    """Keys of the items that the sums go on in."""
    for row in rows:
        for n in range(2, int(row.get("parts", {"N": "1"})["N"]) + 1):
            yield table.key(row["about"]["S"], _item(row["item"]["S"], n))


def _kept(rows: Mapping[str, Row], who: str) -> Kept:
    """A sum from its items, unless they are not of one making or not all there."""
    count = int(rows[who]["parts"]["N"]) if who in rows else 0
    parts = [rows.get(_item(who, n)) for n in range(1, count + 1)]
    whole = [part for part in parts if part is not None]
    built = {int(part["built"]["N"]) for part in whole}
    if not count or len(whole) < count or len(built) > 1:
        return Kept(TORN, {})
    return Kept(built.pop(), unpack(b"".join(part["counts"]["B"] for part in whole)))


def _items(about: str, who: str, kept: Kept) -> Iterator[Row]:
    packed = pack(kept.counts)
    parts = [packed[begin : begin + LARGEST] for begin in range(0, len(packed), LARGEST)]
    for n, part in enumerate(parts, 1):
        yield {
            **table.key(about, _item(who, n)),
            "built": {"N": str(kept.built)},
            "parts": {"N": str(len(parts))},
            "counts": {"B": part},
        }


def _item(who: str, part: int) -> str:
    return who if part == 1 else f"{who}#{part}"


def _about(version: int, sheet: Sheet, span: Span) -> str:
    return f"{version}#{sheet}#{span.name}"


def _touched(version: int, span: Span) -> str:
    return f"{version}#TOUCHED#{span.name}"
