"""Guarded rows of the reports' table: jobs, editions, subscriptions, boards, rebuilds.

DynamoDB's own notation stays in here and in ``counting.table``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from services.reports.counting import table

Row = dict[str, Any]
Values = Mapping[str, str | int]
Cursor = dict[str, dict[str, str]]
FREE: Final = "attribute_not_exists(about)"


def row(about: str, item: str, **values: str | int) -> Row:
    """A row of texts and numbers."""
    return {**table.key(about, item), **{name: attribute(v) for name, v in values.items()}}


def attribute(value: str | int) -> Row:
    """A value as DynamoDB writes it."""
    return {"N": str(value)} if isinstance(value, int) else {"S": value}


def put(content: Row, condition: str = "", **values: str | int) -> bool:
    """Write a row; False if its condition does not hold. ``:name`` stands for a value."""
    client, wanted = table.client(), put_of(content, condition, **values)
    try:
        client.put_item(**wanted["Put"])
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def put_of(content: Row, condition: str = "", **values: str | int) -> Row:
    """A row's write as part of a transaction; ``#name`` in the condition is a reserved name."""
    wanted: Row = {"TableName": table.name(), "Item": content}
    if condition:
        wanted["ConditionExpression"] = condition
    if values:
        given = {f":{name}": attribute(value) for name, value in values.items()}
        wanted["ExpressionAttributeValues"] = given
    if reserved := re.findall(r"#(\w+)", condition):
        wanted["ExpressionAttributeNames"] = {f"#{name}": name for name in reserved}
    return {"Put": wanted}


def transact(*writes: Row) -> bool:
    """Write everything or nothing; False if a condition does not hold or somebody else writes."""
    client = table.client()
    try:
        client.transact_write_items(TransactItems=list(writes))
    except client.exceptions.TransactionCanceledException:
        return False
    return True


def update(about: str, item: str, **values: str | int) -> bool:
    """Set some values of a row; False if there is no such row."""
    client = table.client()
    wanted = update_of(about, item, values, "attribute_exists(about)")
    try:
        client.update_item(**wanted["Update"])
    except client.exceptions.ConditionalCheckFailedException:
        return False
    return True


def update_of(about: str, item: str, values: Values, condition: str, **given: str | int) -> Row:
    """Setting some values of a row, as part of a transaction; see ``put`` for the condition."""
    written = {f":{name}": attribute(value) for name, value in {**values, **given}.items()}
    return {
        "Update": {
            "TableName": table.name(),
            "Key": table.key(about, item),
            "UpdateExpression": "SET " + ", ".join(f"#{name} = :{name}" for name in values),
            "ConditionExpression": condition,
            "ExpressionAttributeNames": {f"#{name}": name for name in values},
            "ExpressionAttributeValues": written,
        }
    }


def delete_of(about: str, item: str) -> Row:
    """Deleting a row, whether it is there or not, as part of a transaction."""
    return {"Delete": {"TableName": table.name(), "Key": table.key(about, item)}}


def delete(about: str, item: str) -> None:
    """Delete a row, whether it is there or not."""
    table.client().delete_item(TableName=table.name(), Key=table.key(about, item))


def page(
    about: str,
    prefix: str = "",
    *,
    limit: int = 1000,
    cursor: Cursor | None = None,
    newest_first: bool = False,
) -> tuple[list[Row], Cursor | None]:
    """Some of the rows about one thing, and where the rest begins."""
    wanted: Row = {
        "TableName": table.name(),
        "KeyConditionExpression": "about = :about",
        "ExpressionAttributeValues": {":about": {"S": about}},
        "ScanIndexForward": not newest_first,
        "ConsistentRead": True,
        "Limit": limit,
    }
    if prefix:
        wanted["KeyConditionExpression"] += " AND begins_with(#item, :prefix)"
        wanted["ExpressionAttributeNames"] = {"#item": "item"}
        wanted["ExpressionAttributeValues"][":prefix"] = {"S": prefix}
    if cursor is not None:
        wanted["ExclusiveStartKey"] = cursor
    found = table.client().query(**wanted)
    return found["Items"], found.get("LastEvaluatedKey")


def text(content: Row, name: str) -> str:
    """A text of a row."""
    return str(content[name]["S"])
