"""The routes of a rebuild: start one, see how far it is, and decide about it.

The counters are the whole province's, so administrators of its root agency alone rebuild them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from services.reports.rebuilding import book, steps
from services.reports.rebuilding.model import Rebuild, Walk
from services.reports.rebuilding.views import RebuildView, rebuild_view
from shared.reference import store
from shared.web.api import Api
from shared.web.principal import Role
from shared.web.problems import Problem
from shared.web.request import Request

REBUILDS: Final = "/reports/rebuilds"
REBUILD: Final = REBUILDS + "/{rebuild_id}"


def declare(api: Api) -> None:
    """Give the service its rebuilds' routes."""
    who = [Role.ADMINISTRATOR]
    api.post(REBUILDS, allow=who, status=202)(start_rebuild)
    api.get(REBUILD, allow=who)(read_rebuild)
    api.post(REBUILD + "/switch", allow=who)(switch_rebuild)
    api.post(REBUILD + "/abandon", allow=who)(abandon_rebuild)


def start_rebuild(request: Request) -> RebuildView:
    """Count every event anew beside the counters in use, and compare (tính lại số liệu).

    One rebuild at a time: until somebody switches or abandons it, another is refused.
    """
    _admit(request)
    caller, now = request.principal.subject, datetime.now(UTC)
    rebuild_id = book.name_of(caller, request.key or "")
    try:
        rebuild = book.start(rebuild_id, by=caller, at=now)
    except book.RebuildRuns as running:
        raise _another(str(running)) from running
    steps.begin(rebuild)
    return _view(rebuild)


def read_rebuild(request: Request) -> RebuildView:
    """How far a rebuild is and, once it is complete, how the two versions compare."""
    _admit(request)
    return _view(_find(request))


def switch_rebuild(request: Request) -> RebuildView:
    """Make the version built anew the one that reports read; the old one is removed later."""
    _admit(request)
    try:
        switched = book.switch(_find(request), datetime.now(UTC))
    except book.NotNow as refused:
        raise _not_now(str(refused)) from refused
    steps.begin(switched)
    return _view(switched)


def abandon_rebuild(request: Request) -> RebuildView:
    """Give the version built anew up; reports go on reading the one in use."""
    _admit(request)
    try:
        abandoned = book.abandon(_find(request), datetime.now(UTC))
    except book.NotNow as refused:
        raise _not_now(str(refused)) from refused
    steps.begin(abandoned)
    return _view(abandoned)


def _admit(request: Request) -> None:
    """Let an administrator of the root agency in.

    Raises:
        Problem: 403 for one of an agency below it.
    """
    agency = store.agencies().latest(request.principal.agency_code)
    if agency is None or agency.parent is not None:
        raise Problem("agency-not-yours")


def _find(request: Request) -> Rebuild:
    rebuild = book.find(request.path["rebuild_id"])
    if rebuild is None:
        raise Problem("not-found", "Không có lần tính lại này.", "There is no such rebuild.")
    return rebuild


def _view(rebuild: Rebuild) -> RebuildView:
    walks = (Walk.COUNT, Walk.COMPARE)
    lanes = [lane for walk in walks for lane in book.lanes(rebuild.rebuild_id, walk)]
    return rebuild_view(rebuild, lanes)


def _another(rebuild_id: str) -> Problem:
    return Problem(
        "illegal-move",
        f"Lần tính lại {rebuild_id} chưa kết thúc: hãy chuyển sang số liệu mới hoặc hủy bỏ trước.",
        f"Rebuild {rebuild_id} is not decided yet: switch to it or abandon it first.",
    )


def _not_now(state: str) -> Problem:
    return Problem(
        "illegal-move",
        f"Lần tính lại đang ở trạng thái {state}; thao tác này không áp dụng được.",
        f"The rebuild is in state {state}; this does not apply.",
    )
