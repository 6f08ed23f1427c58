"""The reports' table as counting reads and writes it. DynamoDB's own notation stays in here.

| ``about`` / ``item`` | holds |
|---|---|
| ``<v>#DAY#<date>`` / ``<agency>#<field>#<procedure>#<level>#<channel>`` | a cell: its measures |
| ``<v>#MARK#<dossier_id>`` / ``MARK`` | ``applied``: the numbers of the events that were counted |
| ``<v>#EARLIEST`` / ``EARLIEST`` | ``day``: before it version ``v`` holds nothing |
| ``COUNTERS`` / ``COUNTERS`` | which version is ``active`` and which one is ``building`` |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from services.reports.counting.effects import Cell
from shared import aws
from shared.settings import need

MOST_IN_TRANSACTION: Final = 100
"""Items that DynamoDB writes in one transaction."""
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


def day_cells(version: int, day: date) -> Iterator[tuple[Cell, dict[str, int]]]:
    """Every cell of a day with its amounts."""
    wanted: Row = {
        "TableName": name(),
        "KeyConditionExpression": "about = :about",
        "ExpressionAttributeValues": {":about": {"S": day_key(version, day)}},
    }
    while True:
        found = client().query(**wanted)
        for row in found["Items"]:
            yield read_cell(row["item"]["S"]), amounts(row)
        if "LastEvaluatedKey" not in found:
            return
        wanted["ExclusiveStartKey"] = found["LastEvaluatedKey"]


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
