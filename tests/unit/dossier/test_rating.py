"""What the applicant says of the service, after the result."""

from __future__ import annotations

import pytest

from shared.dossier import lifecycle
from shared.dossier.dossier import By
from shared.dossier.errors import MoveRefused, NotEntitled
from shared.dossier.events import encode_public
from shared.dossier.status import Action, Status
from tests.unit.dossier.moving import (
    HOLDER,
    LEADER,
    OFFICER,
    OWNER,
    RATING,
    SECRET_NAME,
    SYSTEM,
    in_status,
    make,
)


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.RETURNED])
def test_a_rating_is_kept_and_moves_nothing(status: Status) -> None:
    before = in_status(status)
    after = make(Action.RATE, before, OWNER).after
    assert (after.rating, after.status) == (RATING, status)
    assert (after.clock, after.due_at, after.closed_at) == (
        before.clock,
        before.due_at,
        before.closed_at,
    )


def test_its_event_carries_the_three_grades() -> None:
    data = make(Action.RATE, in_status(Status.RETURNED), OWNER).events[0].data
    assert (data.rating_overall, data.rating_convenience, data.rating_attitude) == (
        "very_satisfied",
        "satisfied",
        "dissatisfied",
    )


def test_the_comment_stays_in_the_dossier() -> None:
    event = make(Action.RATE, in_status(Status.RETURNED), OWNER).events[0]
    assert SECRET_NAME in event.note
    assert SECRET_NAME not in encode_public(event)


def test_one_rates_once() -> None:
    rated = make(Action.RATE, in_status(Status.RESOLVED), OWNER).after
    with pytest.raises(MoveRefused, match="already_rated"):
        make(Action.RATE, rated, OWNER)
    assert Action.RATE not in lifecycle.legal_actions(rated, OWNER.parties)


@pytest.mark.parametrize("who", [OFFICER, HOLDER, LEADER, SYSTEM])
def test_nobody_rates_in_the_applicants_place(who: By) -> None:
    with pytest.raises(NotEntitled):
        make(Action.RATE, in_status(Status.RETURNED), who)
