"""The reports' table as rebuilding walks and writes it: pages, batches, guarded puts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from services.reports.counting import table
from services.reports.counting.table import Row
from services.reports.rebuilding.model import SEGMENTS, Key

AT_ONCE: Final = {"read": 100, "write": 25}
"""What DynamoDB takes in one batch."""


class Page(Struct, frozen=True):
    """Some rows of a segment, and where it goes on; None at its end."""

    rows: list[Row]
    position: Key | None


def query(about: str, prefix: str) -> Iterator[Row]:
    """The rows about one thing whose sort keys begin alike."""
    found = table.client().query(
        TableName=table.name(),
        KeyConditionExpression="about = :about AND begins_with(#item, :prefix)",
        ExpressionAttributeNames={"#item": "item"},
        ExpressionAttributeValues={":about": {"S": about}, ":prefix": {"S": prefix}},
        ConsistentRead=True,
    )
    yield from found["Items"]


def get_many(keys: Iterable[Key]) -> Iterator[Row]:
    """The rows there are of these keys, in any order."""
    wanted = list(keys)
    while wanted:
        lot, wanted = wanted[: AT_ONCE["read"]], wanted[AT_ONCE["read"] :]
        found = table.client().batch_get_item(
            RequestItems={table.name(): {"Keys": lot, "ConsistentRead": True}}
        )
        yield from found["Responses"][table.name()]
        wanted += found["UnprocessedKeys"].get(table.name(), {}).get("Keys", [])


def delete_many(keys: Iterable[Key]) -> None:
    """Delete rows, whether they are there or not."""
    wanted = [{"DeleteRequest": {"Key": key}} for key in keys]
    while wanted:
        lot, wanted = wanted[: AT_ONCE["write"]], wanted[AT_ONCE["write"] :]
        done = table.client().batch_write_item(RequestItems={table.name(): lot})
        wanted += done["UnprocessedItems"].get(table.name(), [])


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


def put(row: Row, condition: str, **values: str | int) -> Row:
    """A conditional put; ``:name`` stands for a value, ``#name`` for a reserved attribute name."""
    wanted: Row = {"TableName": table.name(), "Item": row, "ConditionExpression": condition}
    if values:
        given = {f":{name}": attribute(value) for name, value in values.items()}
        wanted["ExpressionAttributeValues"] = given
    if reserved := re.findall(r"#(\w+)", condition):
        wanted["ExpressionAttributeNames"] = {f"#{name}": name for name in reserved}
    return wanted


def attribute(value: str | int) -> Row:
    """A value as DynamoDB writes it."""
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def write(wanted: Row) -> bool:
    """Put a row; False if its condition does not hold."""
    client = table.client()
    try:
        client.put_item(**wanted)
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def transact(*wanted: Row) -> bool:
    """Write everything or nothing; False if a condition does not hold or somebody else writes."""
    client = table.client()
    try:
        client.transact_write_items(TransactItems=list(wanted))
    except client.exceptions.TransactionCanceledException:
        return False
    return True
