"""What the owner says of the service through intake: once, after the result."""

from __future__ import annotations

from typing import Any

import pytest

from services.intake.app import app
from shared.dossier import ledger, queries
from shared.dossier.dossier import Dossier, Rating
from shared.dossier.status import Grade
from tests.component.tracking import lives
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN, MINH, WARD_OFFICER, person

pytestmark = pytest.mark.usefixtures("cloud")
SAID = {"overall": "very_satisfied", "convenience": "satisfied", "attitude": "dissatisfied"}


def rate(
    dossier: Dossier, body: dict[str, Any] | None = None, who: Who = LAN, **more: Any
) -> Answer:
    return call(
        app,
        "POST",
        "/intake/dossiers/{dossier_id}/rating",
        path={"dossier_id": dossier.dossier_id},
        body=SAID if body is None else body,
        who=who,
        **more,
    )


@pytest.fixture
def resolved(cloud: None) -> Dossier:
    """Lan's dossier, with its result."""
    return lives.resolved(lives.processing(lives.accepted()))


def test_the_owner_rates_the_service(resolved: Dossier) -> None:
    answer = rate(resolved, {**SAID, "comment": "Cán bộ nhiệt tình"})
    after = ledger.load(resolved.dossier_id)
    assert (answer.status, answer.json["status"], after.version) == (200, 9, resolved.version + 1)
    assert after.rating == Rating(
        overall=Grade.VERY_SATISFIED,
        convenience=Grade.SATISFIED,
        attitude=Grade.DISSATISFIED,
    )
    _, events = queries.with_history(resolved.dossier_id)
    assert list(events)[-1].note == "Cán bộ nhiệt tình"


def test_the_representative_rates_in_the_applicants_place() -> None:
    taken = lives.accepted(LAN, applicant=person(MINH), representative=person(LAN))
    assert rate(lives.resolved(lives.processing(taken)), who=LAN).status == 200


def test_what_was_returned_can_still_be_rated(resolved: Dossier) -> None:
    assert rate(lives.returned(resolved)).json["status"] == 10


def test_nothing_is_rated_before_its_result() -> None:
    answer = rate(lives.processing(lives.accepted()))
    assert (answer.status, answer.json["type"]) == (409, "urn:motcua:problem:illegal-move")
    assert answer.json["legal_moves"] == ["withdraw"]


def test_who_rated_already_is_told_so(resolved: Dossier) -> None:
    rate(resolved)
    answer = rate(resolved, {**SAID, "overall": "dissatisfied"})
    assert (answer.status, answer.json["rule"]) == (409, "already_rated")
    assert answer.json["detail_en"] == "This dossier has been rated already; each is rated once."
    rating = ledger.load(resolved.dossier_id).rating
    assert rating is not None and rating.overall is Grade.VERY_SATISFIED


def test_repeating_a_rating_with_its_key_gives_the_first_answer(resolved: Dossier) -> None:
    first = rate(resolved, key="rate-once")
    again = rate(resolved, key="rate-once")
    assert (again.status, again.json) == (first.status, first.json)
    assert ledger.load(resolved.dossier_id).version == resolved.version + 1


def test_another_rating_under_the_same_key_is_refused(resolved: Dossier) -> None:
    rate(resolved, key="rate-once")
    answer = rate(resolved, {**SAID, "overall": "satisfied"}, key="rate-once")
    assert (answer.status, answer.json["type"]) == (409, "urn:motcua:problem:key-reused")


@pytest.mark.parametrize("who", [MINH, WARD_OFFICER])
def test_nobody_else_rates_and_nothing_is_written(resolved: Dossier, who: Who) -> None:
    assert rate(resolved, who=who).status == 403
    assert ledger.load(resolved.dossier_id).version == resolved.version


def test_a_stranger_does_not_learn_whether_it_was_rated(resolved: Dossier) -> None:
    rate(resolved)
    answer = rate(resolved, who=MINH)
    assert (answer.status, answer.json["type"]) == (403, "urn:motcua:problem:not-entitled")


def test_a_stale_screen_is_told_to_reload(resolved: Dossier) -> None:
    answer = rate(resolved, headers={"If-Match": '"1"'})
    assert (answer.status, answer.json["type"]) == (412, "urn:motcua:problem:stale-version")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"overall": "splendid"}, "/overall"),
        ({"convenience": None}, "/convenience"),
        ({"comment": "x" * 2001}, "/comment"),
        ({"stars": 5}, "/stars"),
    ],
)
def test_a_wrong_field_is_named(resolved: Dossier, wrong: dict[str, Any], field: str) -> None:
    answer = rate(resolved, SAID | wrong)
    assert answer.status == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


@pytest.mark.parametrize("question", list(SAID))
def test_each_question_is_answered(resolved: Dossier, question: str) -> None:
    answered = {name: grade for name, grade in SAID.items() if name != question}
    answer = rate(resolved, answered)
    assert answer.status == 422
    assert [error["field"] for error in answer.json["errors"]] == [f"/{question}"]
