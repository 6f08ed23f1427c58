"""Rebuilds as answers."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from services.reports.rebuilding.model import (
    Comparison,
    Lane,
    Progress,
    Rebuild,
    State,
    Walk,
    progress,
    together,
)


class RebuildView(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rebuild: how far it is and, once it is complete, how the two versions compare.

    ``uncountable`` names the first of the events that no version counts. ``removed`` says that the
    version which was given up is gone.
    """

    rebuild_id: str
    version: int
    state: State
    asked_at: datetime
    progress: Progress
    uncountable: tuple[str, ...] = ()
    comparison: Comparison | None = None
    decided_at: datetime | None = None
    removed: bool = False


def rebuild_view(rebuild: Rebuild, lanes: list[Lane]) -> RebuildView:
    """What its administrator sees."""
    counted = together([lane.tally for lane in lanes if lane.walk is Walk.COUNT])
    return RebuildView(
        rebuild_id=rebuild.rebuild_id,
        version=rebuild.version,
        state=rebuild.state,
        asked_at=rebuild.asked_at,
        progress=progress(rebuild, lanes),
        uncountable=counted.uncountable,
        comparison=rebuild.comparison,
        decided_at=rebuild.decided_at,
        removed=rebuild.removed,
    )
