"""The reports' table as counting reads and writes it. DynamoDB's own notation stays in here.

| ``about`` / ``item`` | holds |
|---|---|
| ``<v>#DAY#<date>`` / ``<agency>#<field>#<procedure>#<level>#<channel>`` | a cell: its measures |
| ``<v>#MARK#<dossier_id>`` / ``MARK`` | ``applied``: the numbers of the events that were counted |
| ``<v>#EARLIEST`` / ``EARLIEST`` | ``day``: before it version ``v`` holds nothing |
| ``COUNTERS`` / ``COUNTERS`` | which version is ``active``, ``building`` and ``folded`` |

Sums of days that are over are in ``sums``.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from services.reports.counting.effects import Cell
from shared import aws
from shared.settings import need

MOST_IN_TRANSACTION: Final = 100
"""Items that DynamoDB writes in one transaction."""
MOST_READ: Final = 100
MOST_PUT: Final = 25
"""Items that DynamoDB takes in one batch."""
PAUSE_SECONDS: Final = 0.1
"""Before what a batch left over is sent again."""
CONDITION: Final = "ConditionalCheckFailed"
PASSING: Final = ("TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded")
"""Why a transaction can be cancelled and yet be written a moment later."""
Row = dict[str, Any]


class Refused(RuntimeError):
    """DynamoDB takes no such transaction; the message is its reason."""


def client() -> Any:
    """The client; PynamoDB's, so that there is one HTTP pool."""
    return aws.dynamodb()


def name() -> str:
    """The table's name."""
    return need("reports_table")


def key(about: str, item: str) -> Row:
    """A row's key."""
    return {"about": {"S": about}, "item": {"S": item}}


def day_key(version: int, day: date) -> str:
    """What a day's cells are about."""
    return f"{version}#DAY#{day}"


def cell_key(cell: Cell) -> str:
    """A cell's place in its day."""
    parts = (cell.agency_code, cell.field_code, cell.procedure_code, cell.level, cell.channel)
    return "#".join(map(str, parts))


def read_cell(item: str) -> Cell:
    """The cell of a place."""
    agency, field, procedure, level, channel = item.split("#")
    return Cell(agency, field, procedure, int(level), channel)


def get(about: str, item: str) -> Row | None:
    """A row as the last write left it."""
    found: Row = client().get_item(TableName=name(), Key=key(about, item), ConsistentRead=True)
    return found.get("Item")


def get_many(keys: Iterable[Row]) -> Iterator[Row]:
    """The rows there are of these keys, in any order, as the last writes left them."""
    wanted = list(keys)
    while wanted:
        lot, wanted = wanted[:MOST_READ], wanted[MOST_READ:]
        found = client().batch_get_item(
            RequestItems={name(): {"Keys": lot, "ConsistentRead": True}}
        )
        yield from found["Responses"][name()]
        wanted += _left_over(found["UnprocessedKeys"].get(name(), {}).get("Keys", []))


def put_many(rows: Iterable[Row]) -> None:
    """Put rows, whatever was there before; they are not written at once."""
    write_many({"PutRequest": {"Item": row}} for row in rows)


def write_many(requests: Iterable[Row]) -> None:
    """Put or delete rows, some at a time."""
    wanted = list(requests)
    while wanted:
        lot, wanted = wanted[:MOST_PUT], wanted[MOST_PUT:]
        done = client().batch_write_item(RequestItems={name(): lot})
        wanted += _left_over(done["UnprocessedItems"].get(name(), []))


def query(about: str, prefix: str = "") -> Iterator[Row]:
    """The rows about one thing whose sort keys begin alike, as the last writes left them."""
    wanted: Row = {
        "TableName": name(),
        "ConsistentRead": True,
        "KeyConditionExpression": "about = :about",
        "ExpressionAttributeValues": {":about": {"S": about}},
    }
    if prefix:
        wanted["KeyConditionExpression"] += " AND begins_with(#item, :prefix)"
        wanted["ExpressionAttributeNames"] = {"#item": "item"}
        wanted["ExpressionAttributeValues"][":prefix"] = {"S": prefix}
    while True:
        found = client().query(**wanted)
        yield from found["Items"]
        if "LastEvaluatedKey" not in found:
            return
        wanted["ExclusiveStartKey"] = found["LastEvaluatedKey"]


def day_cells(version: int, day: date, prefix: str = "") -> Iterator[tuple[Cell, dict[str, int]]]:
    """A day's cells whose places begin alike, with their amounts."""
    for row in query(day_key(version, day), prefix):
        yield read_cell(row["item"]["S"]), amounts(row)


def amounts(row: Row) -> dict[str, int]:
    """A cell's measures."""
    return {measure: int(value["N"]) for measure, value in row.items() if "N" in value}


def add(version: int, day: date, cell: Cell, changes: Mapping[str, int]) -> Row:
    """The write that adds to a cell's measures."""
    names = {f"#m{n}": measure for n, measure in enumerate(changes)}
    values = {f":m{n}": {"N": str(amount)} for n, amount in enumerate(changes.values())}
    adding = ", ".join(f"#m{n} :m{n}" for n in range(len(changes)))
    return {
        "Update": {
            "TableName": name(),
            "Key": key(day_key(version, day), cell_key(cell)),
            "UpdateExpression": f"ADD {adding}",
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": values,
        }
    }


def mark(version: int, dossier_id: str, numbers: Iterable[int]) -> Row:
    """The write that marks a dossier's events as counted, if none of them is yet."""
    wanted = sorted(numbers)
    values: Row = {f":n{n}": {"N": str(number)} for n, number in enumerate(wanted)}
    unmarked = " AND ".join(f"NOT contains(applied, :n{n})" for n in range(len(wanted)))
    return {
        "Update": {
            "TableName": name(),
            "Key": key(_mark_key(version, dossier_id), "MARK"),
            "UpdateExpression": "ADD applied :all",
            "ConditionExpression": unmarked,
            "ExpressionAttributeValues": {**values, ":all": {"NS": [str(n) for n in wanted]}},
        }
    }


def marked(version: int, dossier_id: str) -> frozenset[int]:
    """The numbers of a dossier's events that were counted."""
    row = get(_mark_key(version, dossier_id), "MARK") or {}
    return frozenset(int(number) for number in row.get("applied", {"NS": []})["NS"])


def earliest(version: int) -> date | None:
    """The earliest day that a version may hold anything of."""
    row = get(f"{version}#EARLIEST", "EARLIEST")
    return None if row is None else date.fromisoformat(row["day"]["S"])


def move_earliest(version: int, day: date) -> None:
    """Record that a version is about to hold something of a day."""
    table_client = client()
    try:
        table_client.put_item(
            TableName=name(),
            Item={**key(f"{version}#EARLIEST", "EARLIEST"), "day": {"S": str(day)}},
            ConditionExpression="attribute_not_exists(#day) OR #day > :day",
            ExpressionAttributeNames={"#day": "day"},
            ExpressionAttributeValues={":day": {"S": str(day)}},
        )
    except table_client.exceptions.ConditionalCheckFailedException:
        return


def transact(writes: list[Row]) -> frozenset[str]:
    """Write everything or nothing; why it was cancelled for now, empty if it was written.

    Raises:
        Refused: it would be refused again.
    """
    table_client = client()
    try:
        table_client.transact_write_items(TransactItems=writes)
    except table_client.exceptions.TransactionCanceledException as error:
        found = {reason.get("Code") for reason in error.response.get("CancellationReasons", ())}
        reasons = frozenset(found - {None, "None"})
        if not reasons or not reasons <= {CONDITION, *PASSING}:
            raise Refused(", ".join(sorted(reasons))) from error
        return reasons
    except table_client.exceptions.ClientError as error:
        raise Refused(error.response["Error"]["Code"]) from error
    return frozenset()


def _mark_key(version: int, dossier_id: str) -> str:
    return f"{version}#MARK#{dossier_id}"


def _left_over(rows: list[Row]) -> list[Row]:
    """What a batch did not take, after a while."""
    if rows:
        time.sleep(PAUSE_SECONDS)
    return rows
