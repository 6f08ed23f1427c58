"""The public look-up's side of the dossier table: one read shows the dossier and how often a client
missed within the hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

from shared.dossier import items
from shared.dossier.dossier import Dossier
from shared.dossier.tables import HEAD, RATE, Head, Item, RateItem

HOUR: Final = timedelta(hours=1)


class Sight(Struct, frozen=True, kw_only=True):
    """What one look shows: the dossier, if any of the codes is one, and the misses so far."""

    dossier: Dossier | None
    misses: int


def look_up(codes: Sequence[str], client: str, at: datetime) -> Sight:
    """The first of the codes that is a dossier, as its last write left it; one read call.

    ``client`` is a keyed hash, never an address. At most ninety-nine codes.
    """
    rate = _rate_key(client, at)
    keys = [*((code, HEAD) for code in codes), (rate, RATE)]
    found = {item.dossier_id: item for item in Item.batch_get(keys, consistent_read=True)}
    heads = (found.get(code) for code in codes)
    dossiers = (items.to_dossier(head) for head in heads if isinstance(head, Head))
    misses = found.get(rate)
    return Sight(
        dossier=next(dossiers, None),
        misses=int(misses.misses) if isinstance(misses, RateItem) else 0,
    )


def heads(codes: Sequence[str]) -> dict[str, Dossier]:
    """Those of the codes that are dossiers, as their last writes left them; one read call.

    At most a hundred codes, none twice.
    """
    found = Item.batch_get([(code, HEAD) for code in codes], consistent_read=True)
    return {h.dossier_id: items.to_dossier(h) for h in found if isinstance(h, Head)}


def count_miss(client: str, at: datetime) -> None:
    """Count a code that was none against its client; forgotten an hour after the hour ends."""
    ends = int((next_hour(at) + HOUR).timestamp())
    RateItem(_rate_key(client, at), RATE).update(
        actions=[
            RateItem.misses.add(1),
            RateItem.expires.set(ends),
            RateItem.kind.set(RateItem),
        ]
    )


def next_hour(at: datetime) -> datetime:
    """When a client's misses are counted anew."""
    return at.replace(minute=0, second=0, microsecond=0) + HOUR


def _rate_key(client: str, at: datetime) -> str:
    return f"RATE#{client}#{at.astimezone(UTC):%Y%m%d%H}"
