"""The base of every PynamoDB model: one DynamoDB client per process for all tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pynamodb.connection.table import TableConnection
from pynamodb.models import Model

from shared import aws
from shared.settings import need

if TYPE_CHECKING:
    from pynamodb.connection._botocore_private import BotocoreBaseClientPrivate


class Table(Model):
    """A model that talks through the shared client; PynamoDB alone would make one per model."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        if table.connection._client is None:
            table.connection._client = cast("BotocoreBaseClientPrivate", aws.dynamodb())
        return table


class LazyName:
    """A table's name, read from the settings when a model first needs it."""

    def __init__(self, setting: str) -> None:
        self.setting = setting

    def __get__(self, instance: object, owner: type) -> str:
        return need(self.setting)
