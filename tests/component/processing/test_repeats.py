"""Repeats, races and what a move costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.dossier import ledger, queries
from shared.dossier.dossier import Change, Dossier
from shared.dossier.ledger import Receipt
from tests.component.processing.desk import (
    LINKED,
    REASON,
    accepted,
    calls,
    everything,
    forwarded,
    move,
    result,
    submitted,
)
from tests.support.calling import Answer
from tests.support.people import WARD_OFFICER_2

pytestmark = pytest.mark.usefixtures("cloud")
KEY = "the-officer-clicked-once"
ASSIGNMENT = {"assignee": "officer-ward-2", "assignee_name": "Đỗ Quốc Việt"}


def test_the_same_request_again_gets_the_first_answer_again() -> None:
    dossier = submitted()
    first = move(dossier, "acceptance", key=KEY)
    after = everything()
    again = move(dossier, "acceptance", key=KEY)
    assert (again.status, again.text) == (first.status, first.text)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert everything() == after


def test_a_move_that_is_legal_twice_is_still_made_once() -> None:
    dossier = accepted()
    first = move(dossier, "assignment", ASSIGNMENT, key=KEY)
    again = move(dossier, "assignment", ASSIGNMENT, key=KEY)
    assert (again.status, again.text) == (200, first.text)
    assert ledger.load(dossier.dossier_id).version == 3


def test_a_repeat_is_answered_even_from_the_screen_it_was_sent_from() -> None:
    dossier = submitted()
    first = move(dossier, "acceptance", key=KEY, headers={"If-Match": '"1"'})
    again = move(dossier, "acceptance", key=KEY, headers={"If-Match": '"1"'})
    assert (again.status, again.text) == (200, first.text)


def test_a_repeated_resolution_does_not_ask_for_its_files_again() -> None:
    dossier, body = accepted(), result()
    first = move(dossier, "resolution", body, key=KEY)
    with calls() as made:
        again = move(dossier, "resolution", body, key=KEY)
    assert (again.status, again.text) == (200, first.text)
    assert not {"HeadObject", "CopyObject"} & set(made)


def test_the_same_key_for_another_request_is_refused() -> None:
    dossier = accepted()
    move(dossier, "assignment", ASSIGNMENT, key=KEY)
    after = everything()
    for name, body in (("assignment", {**ASSIGNMENT, "assignee": "x"}), ("stop", {"notice": "X"})):
        answer = move(dossier, name, body, key=KEY)
        assert (answer.status, answer.json["type"]) == (409, "urn:motcua:problem:key-reused")
    assert everything() == after


def test_two_officers_may_use_the_same_key() -> None:
    move(submitted(), "acceptance", key=KEY)
    assert move(submitted(), "acceptance", key=KEY, who=WARD_OFFICER_2).status == 200


@pytest.mark.parametrize("headers", [{}, {"If-Match": '"1"'}])
def test_of_two_officers_who_accept_at_once_one_wins(
    monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    dossier = submitted()
    answers: list[Answer] = []
    race(monkeypatch, lambda: answers.append(move(dossier, "acceptance", who=WARD_OFFICER_2)))
    slower = move(dossier, "acceptance", headers=headers)
    assert [answer.status for answer in answers] == [200]
    assert (slower.status, slower.json["type"]) == (412, "urn:motcua:problem:stale-version")
    events = queries.history(dossier.dossier_id)
    assert [event.actor.subject for event in events[1:]] == [WARD_OFFICER_2.subject]


def race(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], Any]) -> None:
    """Let something else happen between the next move's reading and its writing, once."""
    append = ledger.append

    def slow(change: Change, receipt: Receipt | None = None) -> Dossier:
        monkeypatch.setattr(ledger, "append", append)
        meanwhile()
        return append(change, receipt)

    monkeypatch.setattr(ledger, "append", slow)


def test_who_comes_after_sees_that_the_move_is_made() -> None:
    dossier = submitted()
    move(dossier, "acceptance")
    answer = move(dossier, "acceptance", who=WARD_OFFICER_2)
    assert (answer.status, answer.json["type"]) == (409, "urn:motcua:problem:illegal-move")


MOVES: list[tuple[Callable[[], Dossier], str, Any]] = [
    (submitted, "acceptance", {}),
    (submitted, "refusal", {"reason": REASON}),
    (accepted, "assignment", ASSIGNMENT),
    (accepted, "forwarding", {"to_agency": LINKED}),
    (forwarded, "receiving-back", {}),
    (accepted, "stop", {"notice": REASON}),
]


@pytest.mark.parametrize(("start", "name", "body"), MOVES)
def test_a_move_costs_one_read_and_one_transaction(
    start: Callable[[], Dossier], name: str, body: Any
) -> None:
    move(submitted(), "acceptance")
    dossier = start()
    with calls() as made:
        assert move(dossier, name, body).status == 200
    assert made == ["GetItem", "TransactWriteItems"]


def test_a_resolution_adds_only_the_verification_of_its_files() -> None:
    move(submitted(), "acceptance")
    dossier, body = accepted(), result()
    with calls() as made:
        assert move(dossier, "resolution", body).status == 200
    assert made == ["GetItem", "HeadObject", "CopyObject", "TransactWriteItems"]
