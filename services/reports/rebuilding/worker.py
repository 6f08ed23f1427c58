"""The steps of a rebuild: each walks some pages of a lane, records where it is, sends the next.

A step that died anywhere is delivered again and goes on from where its lane was recorded; one that
is delivered twice finds the lane further on. What a message says only wakes a lane.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext
from msgspec.structs import replace

from services.reports.rebuilding import book, cells, steps
from services.reports.rebuilding.model import (
    Lane,
    Rebuild,
    State,
    Tally,
    Walk,
    comparison,
    together,
)
from services.reports.rebuilding.recounting import recount
from services.reports.rebuilding.steps import Step
from shared.messaging.consumer import take
from shared.observability import logger

PAGES: Final = 8
"""Pages that one step walks at most."""

_WALKS: Final[dict[Walk, Callable[[Rebuild, Lane], Lane]]] = {
    Walk.COUNT: recount,
    Walk.COMPARE: cells.compare_page,
    Walk.REMOVE: cells.remove_page,
}


def rebuild(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the steps' queue."""
    return take(event, context, _handle, what="Rebuild step")


def _handle(body: str) -> None:
    step = steps.read(body)
    found = book.find(step.rebuild_id)
    if found is None:
        logger.warning("Step of an unknown rebuild", rebuild_id=step.rebuild_id)
    elif found.walk is not step.walk:
        steps.begin(found)  # whoever ended the walk may have died before it sent the next
    elif step.walk is Walk.CONFIRM:
        _confirm(found)
    else:
        _walk(found, step)


def _walk(found: Rebuild, step: Step) -> None:
    """Some pages; once they are recorded, the next step, or with the last lane the next walk."""
    lane = book.lanes(step.rebuild_id, step.walk)[step.lane]
    for _ in range(PAGES):
        if lane.is_finished:
            break
        lane = _WALKS[step.walk](found, lane)
        if not book.move(found.rebuild_id, lane):
            return  # another step walks this lane at the same time, and goes on
    if not lane.is_finished:
        steps.go_on(step)
    elif all(lane.is_finished for lane in book.lanes(step.rebuild_id, step.walk)):
        _advance(found, _ENDS[step.walk](found))


def _advance(before: Rebuild, after: Rebuild) -> None:
    """Record the next state and begin what it calls for."""
    if book.advance(before, after):
        logger.info("Rebuild went on", rebuild_id=after.rebuild_id, state=after.state.value)
    steps.begin(after)


def _counted(found: Rebuild) -> Rebuild:
    return replace(found, state=State.COMPARING)


def _compared(found: Rebuild) -> Rebuild:
    """What differs is confirmed later: an event may have reached only one of the versions yet."""
    tally = _compared_cells(found)
    return replace(found, state=State.CONFIRMING) if tally.differing else _completed(found, tally)


def _confirm(found: Rebuild) -> None:
    _advance(found, _completed(found, cells.confirm_differences(found, _compared_cells(found))))


def _completed(found: Rebuild, tally: Tally) -> Rebuild:
    now = datetime.now(UTC)
    return replace(found, state=State.COMPLETE, comparison=comparison(tally, now))


def _removed(found: Rebuild) -> Rebuild:
    return replace(found, removed=True)


def _compared_cells(found: Rebuild) -> Tally:
    lanes = book.lanes(found.rebuild_id, Walk.COMPARE)
    return together([lane.tally for lane in lanes])


_ENDS: Final = {Walk.COUNT: _counted, Walk.COMPARE: _compared, Walk.REMOVE: _removed}
