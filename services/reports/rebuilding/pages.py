"""The reports' table as rebuilding walks it: pages of a scan, and the removal of what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from services.reports.counting import table
from services.reports.counting.table import Row
from services.reports.rebuilding.model import SEGMENTS, Key


class Page(Struct, frozen=True):
    """Some rows of a segment, and where it goes on; None at its end."""

    rows: list[Row]
    position: Key | None


def delete_many(keys: Iterable[Key]) -> None:
    """Delete rows, whether they are there or not."""
    table.write_many({"DeleteRequest": {"Key": key}} for key in keys)


def scan(segment: int, position: Key | None, prefixes: list[str], *, limit: int) -> Page:
    """The next rows of a segment that are about what begins with one of the prefixes."""
    names = [f":p{n}" for n in range(len(prefixes))]
    begin = {"ExclusiveStartKey": position} if position is not None else {}
    found = table.client().scan(
        TableName=table.name(),
        Segment=segment,
        TotalSegments=SEGMENTS,
        Limit=limit,
        FilterExpression=" OR ".join(f"begins_with(about, {name})" for name in names),
        ExpressionAttributeValues={n: {"S": p} for n, p in zip(names, prefixes, strict=True)},
        ConsistentRead=True,
        **begin,
    )
    return Page(found["Items"], found.get("LastEvaluatedKey"))
