"""Random lives: whatever order heads are heard of in and runs come in, each stage is acted on once.

After a run that knows the newest head, everything its plan calls for has been done; nothing was
done that no plan called for; every warning was mailed exactly once while the mail server worked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from services.tracking.watch import keeper, run
from services.tracking.watch.plan import Stage, StageKind
from services.tracking.watch.run import WatchIncomplete
from shared.clock import Term, TermUnit
from shared.dossier import ledger, moves, queries
from shared.dossier.dossier import Change, Dossier
from shared.dossier.errors import IllegalMove, MoveRefused
from shared.dossier.events import EventType
from shared.dossier.status import Status
from shared.messaging.handing import Unreachable
from shared.reference import store
from tests.component.tracking.watch import watched
from tests.component.tracking.watch.watched import LONG, Far
from tests.support.people import JUSTICE
from tests.unit.dossier.moving import DOCUMENT, EVERYBODY, RESULT, at, with_rules

Moves = dict[str, Callable[[Dossier, datetime], Change]]
STARTS = ("2026-03-02 08:00", "2026-02-12 16:45", "2026-12-30 09:10", "2027-02-02 10:05")
"""An ordinary Monday, before Tết, before the year's end, before the next Tết."""
TERMS = st.sampled_from(
    [
        Term(0, TermUnit.SAME_DAY),
        Term(5, TermUnit.WORKING_DAYS),
        Term(12, TermUnit.DAYS),
        Term(24, TermUnit.HOURS),
    ]
)
STEPS = st.sampled_from([5, 60, 4 * 60, 24 * 60, 3 * 24 * 60, 12 * 24 * 60])
MOVES: Moves = {
    "accept": lambda d, t: moves.accept(d, EVERYBODY, t, store.calendar()),
    "assign": lambda d, t: moves.assign(
        d, EVERYBODY, t, store.calendar(), assignee="o", assignee_name="O"
    ),
    "ask": lambda d, t: moves.ask_supplement(d, EVERYBODY, t, store.calendar(), reason="thiếu"),
    "supplement": lambda d, t: moves.supplement(d, EVERYBODY, t, store.calendar()),
    "forward": lambda d, t: moves.forward(d, EVERYBODY, t, store.calendar(), to_agency=JUSTICE),
    "receive_back": lambda d, t: moves.receive_back(d, EVERYBODY, t, store.calendar()),
    "extend": lambda d, t: moves.extend(
        d,
        EVERYBODY,
        t,
        store.calendar(),
        new_due=max(d.due_at or t, t) + timedelta(days=7),
        apology="xin lỗi",
    ),
    "stop": lambda d, t: moves.stop(d, EVERYBODY, t, store.calendar(), notice="chờ"),
    "resume": lambda d, t: moves.resume(d, EVERYBODY, t, store.calendar()),
    "resolve": lambda d, t: moves.resolve(
        d, EVERYBODY, t, store.calendar(), result=RESULT, documents=(DOCUMENT,)
    ),
    "correct": lambda d, t: moves.correct(d, EVERYBODY, t, store.calendar(), reason="nhầm"),
    "withdraw": lambda d, t: moves.withdraw(d, EVERYBODY, t, store.calendar()),
}
numbers = count(1)


class Life(RuleBasedStateMachine):
    """One dossier, everything that is heard of it, and every run over it."""

    far: ClassVar[Far]

    @initialize(start=st.sampled_from(STARTS), term=TERMS)
    def begin(self, start: str, term: Term) -> None:
        """Submit; the watch may not have heard of it yet."""
        self.now = at(start)
        rules = with_rules(term=term, max_supplements=3)
        first = watched.new(start, next(numbers), rules=rules)
        self.heads = [ledger.append(first)]
        self.heard = 0
        self.given: set[str] = set()

    @property
    def dossier(self) -> Dossier:
        """The newest head that a move made."""
        return self.heads[-1]

    @rule(minutes=STEPS)
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.now += timedelta(minutes=minutes)

    @rule(name=st.sampled_from([*MOVES, "accept", "assign", "ask"]))
    def move(self, name: str) -> None:
        """Make a move, if it is legal now."""
        self.now += timedelta(minutes=1)
        try:
            change = MOVES[name](self.dossier, self.now)
        except (IllegalMove, MoveRefused):
            return
        self.heads.append(ledger.append(change))

    @rule(which=st.integers(0, 30))
    def hear(self, which: int) -> None:
        """The event of any version arrives, with the head its consumer had read by then."""
        head = self.heads[which % len(self.heads)]
        keeper.keep(head, self.now)
        self.heard = max(self.heard, head.version)

    @rule()
    def hear_the_newest(self) -> None:
        """The event of the newest version arrives."""
        self.hear(len(self.heads) - 1)

    @rule(mail_works=st.sampled_from([True, True, False]))
    def look(self, mail_works: bool) -> None:
        """A run."""
        self.now += timedelta(minutes=1)
        called = [s for s in keeper.stages(self.dossier) if s.is_called_for(self.now)]
        informed = self.heard == self.dossier.version
        self._run(mail_works)
        self._check_that_nothing_else_was_given(called)
        if informed:
            for stage in called:
                assert self._was_acted_on(stage), stage
        if mail_works:
            self._check_that_each_was_mailed_once()
        self._learn_what_the_run_did()

    def _run(self, mail_works: bool) -> None:
        self.far.fails_with = None if mail_works else Unreachable("down")
        try:
            run.look(self.now, lambda: LONG)
        except WatchIncomplete as error:
            assert not mail_works and str(error).startswith("0 dossiers"), error

    def _check_that_nothing_else_was_given(self, called: list[Stage]) -> None:
        keys = {watched.key_of(stage.kind, stage.deadline) for stage in called}
        rows = watched.warning_keys(self.dossier)
        new = {key.removesuffix(f"#{JUSTICE}") for key in rows - self.given}
        assert new <= keys
        self.given = rows

    def _was_acted_on(self, stage: Stage) -> bool:
        if stage.kind is StageKind.SUPPLEMENT_OVER:
            return ledger.load(self.dossier.dossier_id).status is not Status.SUPPLEMENT
        if stage.kind is StageKind.SUPPLEMENT_CLOSING:
            notices = [code for code, _ in self.far.notices]
            return self.dossier.dossier_id in notices
        return watched.key_of(stage.kind, stage.deadline) in self.given

    def _check_that_each_was_mailed_once(self) -> None:
        line = f"- {self.dossier.dossier_id} "
        assert sum(mail.text.count(line) for mail in self.far.mails) == len(self.given)

    def _learn_what_the_run_did(self) -> None:
        """A run may have ended a supplement: that is a version the watch knows."""
        head = ledger.load(self.dossier.dossier_id)
        if head.version > self.dossier.version:
            self.heads.append(head)
            self.heard = head.version

    def teardown(self) -> None:
        """One more run, informed; then the dossier is taken out of everybody's sight."""
        if not hasattr(self, "heads"):
            return
        self.hear_the_newest()
        self.look(mail_works=True)
        self._check_that_supplements_ended_once()
        watched.row(self.dossier).delete()

    def _check_that_supplements_ended_once(self) -> None:
        types = [event.type for event in queries.history(self.dossier.dossier_id)]
        ended = types.count(EventType.SUPPLEMENT_EXPIRED)
        assert ended <= types.count(EventType.SUPPLEMENT_REQUESTED)


def test_each_stage_is_acted_on_once_and_never_missed(far: Far) -> None:
    Life.far = far
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
