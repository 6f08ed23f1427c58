"""The moves of money in the payment book; ``book`` writes each with the step that makes it."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from services.payments.model import GatewayName
from services.payments.money import Money
from services.payments.tables import MoneyItem

_moves: Final = msgspec.json.Decoder(Money)


def of_day(gateway: GatewayName, day: date) -> tuple[Money, ...]:
    """Everything we know to have moved at a gateway on a local date."""
    found = MoneyItem.query(_partition(gateway, day), consistent_read=True)
    moves = (_moves.decode(item.body) for item in found)
    return tuple(move for move in moves if move.amount)


def to_item(moved: Money) -> MoneyItem:
    """How a move is kept."""
    body = msgspec.json.encode(moved).decode()
    return MoneyItem(_partition(moved.gateway, moved.day), moved.key, body=body)


def _partition(gateway: GatewayName, day: date) -> str:
    return f"MONEY#{gateway}#{day:%Y%m%d}"
