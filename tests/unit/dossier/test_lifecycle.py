"""Every move the lifecycle has, and every one it has not, against a table written by hand."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import pytest

from shared.clock import LegalClock
from shared.dossier import lifecycle
from shared.dossier.dossier import Change
from shared.dossier.errors import IllegalMove, NotEntitled
from shared.dossier.events import EventType
from shared.dossier.status import CLOSED, Action, Party, Status
from tests.unit.dossier.moving import (
    CALENDAR,
    FRIDAY,
    MONDAY,
    by,
    forwarded,
    in_status,
    make,
    waiting,
)

# From the national statuses and the one-stop rules, not from the code:
# status, the status a supplement resumes to, {what can be done: (new status, by whom)}
STAFF, PUBLIC = "officer leader", "owner officer"
TRANSITIONS: dict[tuple[int, int | None], dict[str, tuple[int, str]]] = {
    (1, None): {
        "accept": (2, "officer"),
        "refuse": (3, "officer"),
        "ask_supplement": (5, "officer"),
        "withdraw": (7, PUBLIC),
    },
    (2, None): {
        "assign": (4, STAFF),
        "ask_supplement": (5, "officer"),
        "ask_financial_duty": (6, "officer"),
        "forward": (4, "officer"),
        "extend": (2, STAFF),
        "stop": (8, STAFF),
        "withdraw": (7, PUBLIC),
        "resolve": (9, STAFF),
    },
    (3, None): {},
    (4, None): {
        "assign": (4, STAFF),
        "ask_supplement": (5, "officer"),
        "ask_financial_duty": (6, "officer"),
        "forward": (4, "officer"),
        "extend": (4, STAFF),
        "stop": (8, STAFF),
        "withdraw": (7, PUBLIC),
        "resolve": (9, STAFF),
    },
    (5, 1): {
        "supplement": (1, PUBLIC),
        "refuse": (3, "officer"),
        "expire_supplement": (3, "officer system"),
        "withdraw": (7, PUBLIC),
    },
    (5, 2): {
        "supplement": (2, PUBLIC),
        "expire_supplement": (8, "officer system"),
        "withdraw": (7, PUBLIC),
    },
    (5, 4): {
        "supplement": (4, PUBLIC),
        "expire_supplement": (8, "officer system"),
        "withdraw": (7, PUBLIC),
    },
    (6, None): {
        "confirm_financial_duty": (4, "officer"),
        "stop": (8, STAFF),
        "withdraw": (7, PUBLIC),
    },
    (7, None): {},
    (8, None): {"resume": (4, STAFF), "resolve": (9, STAFF), "withdraw": (7, PUBLIC)},
    (9, None): {
        "return_result": (10, "officer"),
        "correct": (4, "leader"),
        "rate": (9, "owner"),
    },
    (10, None): {"rate": (10, "owner")},
}
FORWARDED = {
    "receive_back": (4, "officer holder"),
    "extend": (4, STAFF),
    "withdraw": (7, PUBLIC),
}
EVENTS = {
    "accept": "DossierAccepted",
    "refuse": "DossierRefused",
    "assign": "DossierAssigned",
    "ask_supplement": "SupplementRequested",
    "supplement": "SupplementReceived",
    "expire_supplement": "SupplementExpired",
    "ask_financial_duty": "FinancialDutyRequested",
    "confirm_financial_duty": "FinancialDutyConfirmed",
    "forward": "DossierForwarded",
    "receive_back": "DossierReceivedBack",
    "extend": "DueDateExtended",
    "stop": "DossierStopped",
    "resume": "DossierResumed",
    "withdraw": "DossierWithdrawn",
    "resolve": "DossierResolved",
    "return_result": "ResultReturned",
    "correct": "DossierCorrected",
    "rate": "ServiceRated",
}


class Legal(NamedTuple):
    """One legal move of the table above."""

    status: Status
    resume_to: Status | None
    action: Action
    target: int
    who: list[str]

    def make(self, party: Party | None = None) -> Change:
        who = None if party is None else by(party)
        return make(self.action, in_status(self.status, self.resume_to), who, moment(self.action))


PLACES = [(Status(s), None if r is None else Status(r)) for s, r in TRANSITIONS]
LEGAL = [
    Legal(status, resume_to, Action(action), target, who.split())
    for status, resume_to in PLACES
    for action, (target, who) in TRANSITIONS[(status, resume_to)].items()
]
ACTIONS = [action for action in Action if action is not Action.SUBMIT]
LONG_AFTER = FRIDAY.replace(month=6)


def moment(action: Action) -> datetime:
    return LONG_AFTER if action is Action.EXPIRE_SUPPLEMENT else MONDAY


def legal_for(party: Party, status: Status, resume_to: Status | None) -> set[str]:
    moves = TRANSITIONS[(status, resume_to)].items()
    return {action for action, (_, who) in moves if party in who.split()}


@pytest.mark.parametrize("legal", LEGAL)
def test_a_legal_move_leads_where_the_law_says(legal: Legal) -> None:
    assert legal.make().after.status == legal.target


@pytest.mark.parametrize("legal", LEGAL)
def test_a_legal_move_is_recorded_as_its_event(legal: Legal) -> None:
    (event,) = legal.make().events
    assert event.type == EVENTS[legal.action]
    assert (event.status_before, event.status_after) == (legal.status, legal.target)


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize("legal", LEGAL)
def test_a_legal_move_is_for_its_parties_only(legal: Legal, party: Party) -> None:
    if party in legal.who:
        assert legal.make(party).events[0].actor.party is party
    else:
        with pytest.raises(NotEntitled):
            legal.make(party)


ABSENT = [
    (status, resume_to, action)
    for status, resume_to in PLACES
    for action in ACTIONS
    if action not in TRANSITIONS[(status, resume_to)]
]


@pytest.mark.parametrize(("status", "resume_to", "action"), ABSENT)
def test_a_move_the_law_does_not_know_is_illegal_for_everybody(
    status: Status, resume_to: Status | None, action: Action
) -> None:
    for party in Party:
        with pytest.raises(IllegalMove):
            make(action, in_status(status, resume_to), by(party), moment(action))


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize(("status", "resume_to"), PLACES)
def test_an_illegal_move_carries_the_moves_that_are_legal_for_the_caller(
    status: Status, resume_to: Status | None, party: Party
) -> None:
    expected = legal_for(party, status, resume_to)
    with pytest.raises(IllegalMove) as caught:
        make(Action.RECEIVE_BACK, in_status(status, resume_to), by(party))
    assert set(caught.value.legal) == expected
    assert (caught.value.action, caught.value.status) == ("receive_back", status)


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize(("status", "resume_to"), PLACES)
def test_what_is_shown_as_legal_is_what_the_law_allows(
    status: Status, resume_to: Status | None, party: Party
) -> None:
    expected = legal_for(party, status, resume_to)
    found = lifecycle.legal_actions(in_status(status, resume_to), frozenset({party}))
    assert set(found) == expected
    assert len(found) == len(set(found))


@pytest.mark.parametrize("action", ACTIONS)
def test_a_forwarded_dossier_can_only_come_back_be_extended_or_be_withdrawn(action: Action) -> None:
    if action in FORWARDED:
        assert make(action, forwarded()).after.status == FORWARDED[action][0]
    else:
        with pytest.raises(IllegalMove) as caught:
            make(action, forwarded())
        assert set(caught.value.legal) == set(FORWARDED)


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize("action", [Action(a) for a in FORWARDED])
def test_a_forwarded_dossier_is_moved_by_its_parties_only(action: Action, party: Party) -> None:
    if party in FORWARDED[action][1].split():
        assert make(action, forwarded(), by(party)).events[0].type == EVENTS[action]
    else:
        with pytest.raises(NotEntitled):
            make(action, forwarded(), by(party))


def test_the_agency_that_holds_a_forwarded_dossier_can_only_give_it_back() -> None:
    found = lifecycle.legal_actions(forwarded(), frozenset({Party.HOLDER}))
    assert found == (Action.RECEIVE_BACK,)


def test_no_row_leads_out_of_a_closed_status() -> None:
    assert not [r for r in lifecycle.MOVES if r.source in CLOSED and r.target is not r.source]


def test_every_event_type_but_the_submission_has_a_move() -> None:
    recorded = {row.event for row in (*lifecycle.MOVES, *lifecycle.PAYMENTS)}
    assert set(EventType) - recorded == {EventType.SUBMITTED}


def test_no_row_is_written_twice() -> None:
    keys = [(row.action, row.source, row.target) for row in lifecycle.MOVES]
    assert len(keys) == len(set(keys))


def test_an_owner_acts_without_name_and_agency_even_as_an_official_elsewhere() -> None:
    change = make(Action.WITHDRAW, waiting(), by(Party.OWNER, Party.LEADER))
    actor = change.events[0].actor
    assert (actor.party, actor.name, actor.agency_code) == (Party.OWNER, "", "")


def test_a_clock_that_lags_between_two_machines_never_breaks_a_move() -> None:
    clock = LegalClock(started_at=FRIDAY, term=None)
    paused = lifecycle.advance_clock(clock, Status.PROCESSING, Status.STOPPED, MONDAY)
    assert paused is not None and paused.pauses[0].from_ == FRIDAY
    running = lifecycle.advance_clock(paused, Status.STOPPED, Status.PROCESSING, MONDAY)
    assert running is not None and running.pauses[0].until == FRIDAY
    assert lifecycle.due_at(running, CALENDAR) is None
