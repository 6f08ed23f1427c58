"""A rating as its owner, the agency and the public see it."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from services.processing.app import app as desk
from services.tracking.inbound.status_text import status_text
from shared.dossier.dossier import Dossier
from shared.identity.people import Language
from shared.reference import store
from tests.component.tracking import lives
from tests.component.tracking.lives import get, look_up
from tests.component.tracking.test_lookup_page import page
from tests.support.calling import call
from tests.support.people import WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud")
RATED = {
    "overall": "very_satisfied",
    "convenience": "satisfied",
    "attitude": "dissatisfied",
}


@pytest.fixture
def resolved(cloud: None) -> Dossier:
    """Lan's dossier, with its result."""
    return lives.resolved(lives.processing(lives.accepted()))


def last_entry(timeline: Any) -> Any:
    return timeline.json["items"][-1]


def test_the_owner_may_rate_once_there_is_a_result(resolved: Dossier) -> None:
    found = get(resolved.dossier_id).json
    assert (found["legal_moves"], found["rating"]) == (["rate"], None)


def test_the_owner_sees_what_they_said_and_may_not_say_it_again(resolved: Dossier) -> None:
    lives.rated(resolved)
    found = get(resolved.dossier_id).json
    assert (found["legal_moves"], found["rating"]) == ([], RATED)


def test_owner_and_officer_read_the_comment_in_the_timeline(resolved: Dossier) -> None:
    lives.rated(resolved)
    theirs = get(resolved.dossier_id, "/timeline")
    path = {"dossier_id": resolved.dossier_id}
    route = "/processing/dossiers/{dossier_id}/timeline"
    officers = call(desk, "GET", route, path=path, who=WARD_OFFICER)
    for timeline in (theirs, officers):
        entry = last_entry(timeline)
        assert entry["text_en"] == "The applicant rated the service."
        assert entry["note"] == lives.COMMENT
        assert (entry["actor"]["party"], entry["actor"]["name"]) == ("owner", "")


def test_the_public_look_up_is_the_same_before_and_after_a_rating(resolved: Dossier) -> None:
    before = look_up(resolved.dossier_id).json
    lives.rated(resolved)
    assert look_up(resolved.dossier_id).json == before


def test_the_public_page_says_nothing_of_a_rating(resolved: Dossier) -> None:
    before = page(resolved.dossier_id).text
    lives.rated(resolved)
    assert page(resolved.dossier_id).text == before


def test_an_sms_says_nothing_of_a_rating(resolved: Dossier) -> None:
    policy, now = store.messaging(), lives.now()
    after = lives.rated(resolved)
    for language in get_args(Language):
        said = [status_text(d, language, policy, now) for d in (resolved, after)]
        assert said[0] == said[1]
