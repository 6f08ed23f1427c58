"""Rebuilds as they stand in the table, and the versions they change.

| ``about`` / ``item`` | holds |
|---|---|
| ``REBUILD#<id>`` / ``REBUILD`` | the rebuild; ``state`` guards its next change |
| ``REBUILD#<id>`` / ``LANE#<walk>#<n>`` | where a lane is; ``moves`` guards its next page |

Which versions there are stands in the counters' own item. It is changed in one transaction with the
rebuild, so that there is one rebuild at a time and a version becomes active whole or not at all.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from services.reports import rows
from services.reports.counting import table, versions
from services.reports.counting.table import Row
from services.reports.counting.versions import COUNTERS
from services.reports.rebuilding.model import (
    UNDECIDED,
    Lane,
    Rebuild,
    State,
    Walk,
    first_lanes,
)
from shared.dossier.errors import InFlight

REBUILD: Final = "REBUILD"
_rebuilds: Final = msgspec.json.Decoder(Rebuild)
_UNCHANGED: Final = "#state = :before"
_lanes: Final = msgspec.json.Decoder(Lane)


class RebuildRuns(Exception):
    """There is a rebuild that nobody has decided about; the message is its id."""


class NotNow(Exception):
    """The rebuild is in a state that does not allow this; the message is the state."""


def name_of(caller: str, key: str) -> str:
    """The id of the rebuild that a request asks for: the same for its repeats."""
    return hashlib.sha256(f"{caller}\n{key}".encode()).hexdigest()[:32]


def find(rebuild_id: str) -> Rebuild | None:
    """A rebuild as the last write left it."""
    row = table.get(_about(rebuild_id), REBUILD)
    return None if row is None else _rebuilds.decode(row["body"]["S"])


def start(rebuild_id: str, *, by: str, at: datetime) -> Rebuild:
    """Set a new version beside the active one; a repeat finds the rebuild as it is by now.

    Raises:
        RebuildRuns: another one is not decided yet.
        InFlight: another request changes the versions just now.
    """
    if (known := find(rebuild_id)) is not None:
        return known
    versions.current()
    counters = table.get(COUNTERS, COUNTERS) or {}
    if "building_id" in counters:
        raise RebuildRuns(counters["building_id"]["S"])
    active = int(counters["active"]["N"])
    newest = int((counters.get("newest") or counters["active"])["N"])
    rebuild = Rebuild(
        rebuild_id=rebuild_id, version=newest + 1, active=active, asked_by=by, asked_at=at
    )
    _transact(rows.put_of(_row(rebuild), rows.FREE), _set_beside(rebuild))
    return rebuild


def switch(rebuild: Rebuild, at: datetime) -> Rebuild:
    """Make the new version the active one; a repeat changes nothing.

    Raises:
        NotNow: it is not complete.
        InFlight: another request changes the versions just now.
    """
    if rebuild.state is State.SWITCHED:
        return rebuild
    if rebuild.state is not State.COMPLETE:
        raise NotNow(rebuild.state.value)
    return _decide(
        rebuild, State.SWITCHED, at, "SET active = :version REMOVE building, building_id"
    )


def abandon(rebuild: Rebuild, at: datetime) -> Rebuild:
    """Give the new version up; a repeat changes nothing.

    Raises:
        NotNow: it is the active one already.
        InFlight: another request changes the versions just now.
    """
    if rebuild.state is State.ABANDONED:
        return rebuild
    if rebuild.state not in UNDECIDED:
        raise NotNow(rebuild.state.value)
    return _decide(rebuild, State.ABANDONED, at, "REMOVE building, building_id")


def advance(before: Rebuild, after: Rebuild) -> bool:
    """Record that a rebuild went on, unless somebody was faster."""
    return rows.put(_row(after), _UNCHANGED, before=before.state.value)


def lanes(rebuild_id: str, walk: Walk) -> list[Lane]:
    """Every lane of a walk; those that have not begun stand at their beginning."""
    found = table.query(_about(rebuild_id), f"LANE#{walk}#")
    begun = {lane.number: lane for lane in (_lanes.decode(row["body"]["S"]) for row in found)}
    return [begun.get(lane.number, lane) for lane in first_lanes(walk)]


def move(rebuild_id: str, lane: Lane) -> bool:
    """Record a lane's next page, unless another step was there before."""
    place, body = f"LANE#{lane.walk}#{lane.number}", msgspec.json.encode(lane).decode()
    row = rows.row(_about(rebuild_id), place, moves=lane.moves, body=body)
    free = f"{rows.FREE} OR moves = :before"
    return rows.put(row, free, before=lane.moves - 1)


def _decide(rebuild: Rebuild, state: State, at: datetime, change: str) -> Rebuild:
    decided = replace(rebuild, state=state, decided_at=at)
    put = rows.put_of(_row(decided), _UNCHANGED, before=rebuild.state.value)
    _transact(put, _counters(rebuild, change, "building = :version"))
    return decided


def _set_beside(rebuild: Rebuild) -> Row:
    """The new version beside the active one; numbers are never used again."""
    return _counters(
        rebuild,
        "SET building = :version, newest = :version, building_id = :id",
        "attribute_not_exists(building) AND active = :active"
        " AND (attribute_not_exists(newest) OR newest < :version)",
        id=rebuild.rebuild_id,
        active=rebuild.active,
    )


def _counters(rebuild: Rebuild, change: str, condition: str, **values: str | int) -> Row:
    given = {"version": rebuild.version, **values}
    return {
        "Update": {
            "TableName": table.name(),
            "Key": table.key(COUNTERS, COUNTERS),
            "UpdateExpression": change,
            "ConditionExpression": condition,
            "ExpressionAttributeValues": {f":{n}": rows.attribute(v) for n, v in given.items()},
        }
    }


def _row(rebuild: Rebuild) -> Row:
    body = msgspec.json.encode(rebuild).decode()
    return rows.row(_about(rebuild.rebuild_id), REBUILD, state=rebuild.state.value, body=body)


def _transact(*wanted: Row) -> None:
    if not rows.transact(*wanted):
        raise InFlight("rebuild")


def _about(rebuild_id: str) -> str:
    return f"REBUILD#{rebuild_id}"
