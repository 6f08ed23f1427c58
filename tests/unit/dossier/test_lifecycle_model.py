"""Random lives of a dossier, legal and illegal moves mixed, beside a small model of the law."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shared.dossier import moves
from shared.dossier.chain import verify
from shared.dossier.dossier import By, Change, Dossier
from shared.dossier.errors import DossierError, IllegalMove, MoveRefused, NotEntitled
from shared.dossier.events import Event
from shared.dossier.status import Action, Party
from tests.unit.dossier.moving import DRAFT, MONDAY, OWN, OWNER, by, make

# Written from the one-stop rules, not from the code: where one may go from each status.
SUCCESSORS: Final = {
    1: {2, 3, 5, 7},
    2: {2, 4, 5, 6, 7, 8, 9},
    3: set(),
    4: {4, 5, 6, 7, 8, 9},
    5: {1, 2, 3, 4, 7, 8},
    6: {4, 7, 8},
    7: set(),
    8: {4, 7, 9},
    9: {4, 9, 10},
    10: {10},
}
WAITING, CLOSED = {5, 6, 8}, {3, 7, 10}
ACTIONS = [action for action in Action if action is not Action.SUBMIT]
PARTIES = st.sets(st.sampled_from(list(Party)), min_size=1).map(lambda p: by(*sorted(p)))


class LifeOfADossier(RuleBasedStateMachine):
    """Anybody tries anything at any time; only the law's moves happen."""

    def __init__(self) -> None:
        super().__init__()
        first = moves.submit(DRAFT, OWNER.actor, ())
        self.dossier: Dossier = first.after
        self.events: list[Event] = list(first.events)
        self.now = MONDAY
        self.extensions = 0
        self.asked_after_acceptance = 0

    @rule(hours=st.integers(1, 24 * 45))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(action=st.sampled_from(ACTIONS), who=PARTIES)
    def somebody_tries(self, action: Action, who: By) -> None:
        try:
            change = make(action, self.dossier, who, self.now)
        except IllegalMove as refusal:
            assert action.value not in refusal.legal
        except (NotEntitled, MoveRefused):
            pass
        else:
            self.moved(action, change)

    @precondition(lambda self: self.dossier.is_open)
    @rule(data=st.data())
    def somebody_who_may_makes_a_legal_move(self, data: st.DataObject) -> None:
        action = data.draw(st.sampled_from(self.possible()))
        self.moved(action, make(action, self.dossier, when=self.now))

    def possible(self) -> list[Action]:
        """What succeeds now for somebody who is every party."""
        return [action for action in ACTIONS if self.succeeds(action)]

    def succeeds(self, action: Action) -> bool:
        try:
            make(action, self.dossier, when=self.now)
        except DossierError:
            return False
        return True

    def moved(self, action: Action, change: Change) -> None:
        before, after = self.dossier, change.after
        assert int(after.status) in SUCCESSORS[int(before.status)]
        assert change.before is before
        self.check_due_date(action, before, after)
        self.extensions += action is Action.EXTEND
        counted = action is Action.ASK_SUPPLEMENT and before.status != 1
        self.asked_after_acceptance += counted
        self.events += change.events
        self.dossier = after

    def check_due_date(self, action: Action, before: Dossier, after: Dossier) -> None:
        """Only acceptance sets it; only a pause that ends and an extension move it, and later.

        A pause ends too where another follows it at once (6 → 8).
        """
        if before.due_at is None:
            assert (after.due_at is None) is (action is not Action.ACCEPT)
            return
        assert after.due_at is not None
        pause_ended = before.status in WAITING and after.status is not before.status
        if action is Action.EXTEND:
            assert after.due_at > before.due_at
        elif pause_ended:
            assert after.due_at >= before.due_at
        else:
            assert after.due_at == before.due_at

    @invariant()
    def the_version_is_the_number_of_events(self) -> None:
        assert self.dossier.version == len(self.events) == self.events[-1].number

    @invariant()
    def the_chain_holds(self) -> None:
        assert verify(self.events, last_hash=self.dossier.last_hash) == []

    @invariant()
    def the_clock_stands_still_exactly_while_the_dossier_waits(self) -> None:
        if self.dossier.clock is not None:
            assert self.dossier.clock.paused is (self.dossier.status in WAITING)

    @invariant()
    def one_agency_counts_it(self) -> None:
        assert {event.agency_code for event in self.events} == {self.dossier.agency_code} == {OWN}

    @invariant()
    def only_a_dossier_in_process_is_with_a_linked_agency(self) -> None:
        assert not self.dossier.is_forwarded or self.dossier.status == 4

    @invariant()
    def a_closed_dossier_never_moves_but_may_be_rated(self) -> None:
        closed = self.dossier.status in CLOSED
        assert closed is (self.dossier.closed_at is not None)
        if closed:
            assert set(self.possible()) <= {Action.RATE}

    @invariant()
    def limits_hold(self) -> None:
        assert self.extensions <= 1
        assert self.asked_after_acceptance == self.dossier.supplements_used
        assert self.dossier.supplements_used <= self.dossier.rules.max_supplements

    @invariant()
    def an_open_request_belongs_to_status_five(self) -> None:
        waits = self.dossier.status == 5
        assert (self.dossier.supplement is not None) is waits
        assert (self.dossier.resume_to is not None) is waits

    @invariant()
    def a_result_belongs_to_what_is_resolved(self) -> None:
        assert (self.dossier.result is not None) is (self.dossier.status in {9, 10})


LifeOfADossier.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestLifeOfADossier = LifeOfADossier.TestCase
