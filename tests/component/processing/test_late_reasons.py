"""Why a result is late, as officers name it with the extension or with the result."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shared.dossier import ledger, queries
from shared.dossier.dossier import Dossier
from shared.dossier.events import EventData
from shared.dossier.status import LateReason
from tests.component.processing.desk import REASON, accepted, ago, everything, move, result
from tests.support.people import LEADER

pytestmark = pytest.mark.usefixtures("cloud")


def overdue() -> Dossier:
    """A dossier that was due weeks ago."""
    return accepted(ago(days=60))


def last(dossier: Dossier) -> EventData:
    """What the dossier's last event says."""
    return queries.history(dossier.dossier_id)[-1].data


@pytest.mark.parametrize("named", list(LateReason))
def test_a_late_resolution_carries_the_reason_named_with_it(named: LateReason) -> None:
    dossier = overdue()
    assert move(dossier, "resolution", result(late_reason=named)).status == 200
    assert (last(dossier).in_time, last(dossier).late_reason) == (False, named)


def test_a_resolution_needs_no_reason() -> None:
    dossier = overdue()
    assert move(dossier, "resolution", result()).status == 200
    assert (last(dossier).in_time, last(dossier).late_reason) == (False, None)


def test_a_reason_named_with_a_result_in_time_is_not_counted() -> None:
    dossier = accepted()
    move(dossier, "resolution", result(late_reason="staff"))
    assert (last(dossier).in_time, last(dossier).late_reason) == (True, None)


def test_the_extension_keeps_its_reason_in_the_dossier() -> None:
    dossier = accepted()
    assert dossier.due_at is not None
    body = {
        "new_due": (dossier.due_at + timedelta(days=7)).isoformat(),
        "apology": "Xin lỗi",
        "late_reason": "coordination",
    }
    assert move(dossier, "extension", body).status == 200
    assert ledger.load(dossier.dossier_id).late_reason is LateReason.COORDINATION


def test_a_correction_carries_what_the_resolution_carried() -> None:
    dossier = overdue()
    move(dossier, "resolution", result(late_reason="technical"))
    move(dossier, "correction", {"reason": REASON}, LEADER)
    assert last(dossier).late_reason == "technical"


@pytest.mark.parametrize("move_name", ["extension", "resolution"])
def test_a_reason_that_is_none_of_the_list_is_named_and_nothing_is_written(move_name: str) -> None:
    dossier = overdue()
    extension = {"new_due": ago(days=-7).isoformat(), "apology": "Xin lỗi"}
    body = extension if move_name == "extension" else result()
    before = everything()
    answer = move(dossier, move_name, body | {"late_reason": "weather"})
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "/late_reason")
    assert everything() == before
