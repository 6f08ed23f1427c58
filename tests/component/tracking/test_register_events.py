"""The register against its queue: events repeated, reordered, interrupted; poison put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import count
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.tracking import register
from services.tracking.table import RegisterRow, State, agency_month
from shared import aws
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.dossier.errors import DossierError
from shared.dossier.events import Event, EventType, public
from shared.dossier.status import Action, Status
from tests.support.calling import Context
from tests.support.queueing import batch, bodies_in, deliver_once, failed, message
from tests.unit.dossier.moving import DRAFT, MONDAY, OWNER, history, make, story, submitted

pytestmark = pytest.mark.usefixtures("cloud")
A = Action
ACTIONS = [action for action in Action if action is not Action.SUBMIT]
NUMBERS = count(1)
Life = tuple[Dossier, list[Event]]


class Crash(RuntimeError):
    """The function's sudden end."""


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A dossier that lived through up to ten legal moves, and all its events."""
    code = f"H24.X001-260302-{next(NUMBERS):04d}"
    first = moves.submit(msgspec.structs.replace(DRAFT, dossier_id=code), OWNER.actor, ())
    dossier, events, now = first.after, list(first.events), MONDAY
    for _ in range(draw(st.integers(0, 10))):
        now += timedelta(hours=draw(st.integers(0, 24 * 45)))
        possible = [action for action in ACTIONS if succeeds(action, dossier, now)]
        if not possible:
            break
        change = make(draw(st.sampled_from(possible)), dossier, when=now)
        dossier, events = change.after, [*events, *change.events]
    return dossier, events


def succeeds(action: Action, dossier: Dossier, now: Any) -> bool:
    try:
        make(action, dossier, when=now)
    except DossierError:
        return False
    return True


def row_of(dossier_id: str) -> RegisterRow:
    return RegisterRow.get("H24.X001#2026-03", dossier_id, consistent_read=True)


def instant(at: Any) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"


def as_the_head_says(dossier: Dossier) -> dict[str, Any]:
    """What the row must hold in the end, told from the dossier itself."""
    term, waiting = dossier.rules.term, dossier.status is Status.REGISTERED
    known: dict[str, Any] = {n: getattr(dossier, n, None) for n in State.__struct_fields__}
    state = State(
        **known
        | {
            "status": int(dossier.status),
            "term_unit": term.unit if term else None,
            "reception_due_at": dossier.reception_due_at if waiting else None,
        }
    )
    return {
        "agency_month": "H24.X001#2026-03",
        "dossier_id": dossier.dossier_id,
        "status": int(dossier.status),
        "state": msgspec.json.encode(state).decode(),
        "submitted_at": instant(dossier.submitted_at),
        "accepted_at": instant(dossier.accepted_at),
    }


def content(row: RegisterRow) -> dict[str, Any]:
    names = ("agency_month", "dossier_id", "status", "state")
    return {name: getattr(row, name) for name in (*names, "submitted_at", "accepted_at")}


def fold(events: Sequence[Event]) -> dict[str, Any]:
    """The row as plain reading of the events in order makes it, without any table."""
    row: dict[str, Any] = {"submitted_at": None, "accepted_at": None}
    for event in events:
        if event.type is EventType.RATED:
            continue
        row |= {
            "agency_month": agency_month(event.agency_code, MONDAY.date()),
            "dossier_id": event.dossier_id,
            "status": event.status_after,
            "state": msgspec.json.encode(register.state(public(event))).decode(),
        }
        if event.type is EventType.SUBMITTED:
            row["submitted_at"] = instant(event.at)
        if event.type is EventType.ACCEPTED:
            row["accepted_at"] = instant(event.at)
    return row


class Faults:
    """Ends the function before or after some of its writes, as drawn; then never again."""

    def __init__(self, drawn: Sequence[str]) -> None:
        self.drawn = iter(drawn)
        self.update = RegisterRow.update

    def updating(self) -> Callable[..., Any]:
        """``RegisterRow.update`` with these faults."""

        def update(row: RegisterRow, *args: Any, **kwargs: Any) -> Any:
            fault = next(self.drawn, "none")
            if fault == "before":
                raise Crash
            answer = self.update(row, *args, **kwargs)
            if fault == "after":
                raise Crash
            return answer

        return update


def deliver(bodies: list[str], sizes: Iterator[int], kept: Iterator[bool]) -> None:
    """A queue that gives batches until everything was deleted; ``kept`` ones come again, as after
    a crash between the last write and the answer.
    """
    waiting = list(bodies)
    while waiting:
        size = next(sizes, 10)
        taken, waiting = waiting[:size], waiting[size:]
        again = failed(register.register(batch(taken), Context()))  # type: ignore[arg-type]
        if next(kept, False):
            again = {str(n) for n in range(len(taken))}
        waiting += [taken[int(name)] for name in sorted(again)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=lives(), data=st.data())
def test_the_register_is_the_fold_of_the_events_however_they_come(
    life: Life, data: st.DataObject
) -> None:
    dossier, events = life
    copies = [event for event in events for _ in range(data.draw(st.integers(1, 3)))]
    order = data.draw(st.permutations(copies))
    faults = Faults(data.draw(st.lists(st.sampled_from(["none", "before", "after"]), max_size=12)))
    sizes = iter(data.draw(st.lists(st.integers(1, 5), max_size=12)))
    kept = iter(data.draw(st.lists(st.booleans(), max_size=6)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RegisterRow, "update", faults.updating())
        deliver([message(event) for event in order], sizes, kept)
    found = content(row_of(dossier.dossier_id))
    assert found == fold(events)
    assert found == as_the_head_says(dossier)


@pytest.mark.parametrize(
    "actions",
    [
        (A.ACCEPT, A.ASSIGN, A.RESOLVE, A.CORRECT, A.RESOLVE, A.RETURN_RESULT),
        (A.ACCEPT, A.ASSIGN, A.RESOLVE, A.RATE, A.RETURN_RESULT),
        (A.ACCEPT, A.ASSIGN, A.RESOLVE, A.RETURN_RESULT, A.RATE),
        (A.ASK_SUPPLEMENT, A.SUPPLEMENT, A.ASK_SUPPLEMENT, A.REFUSE),
        (A.ACCEPT, A.FORWARD, A.RECEIVE_BACK, A.EXTEND, A.STOP, A.RESUME, A.WITHDRAW),
    ],
)
def test_after_every_move_the_row_is_what_the_dossier_is(actions: tuple[Action, ...]) -> None:
    dossier, first = DRAFT, moves.submit(DRAFT, OWNER.actor, ())
    events = list(first.events)
    for number, action in enumerate(actions, start=1):
        change = make(action, dossier if number > 1 else first.after)
        dossier, events = change.after, [*events, *change.events]
        for event in reversed(events):
            register.apply(public(event))
        assert content(row_of(DRAFT.dossier_id)) == as_the_head_says(dossier)


def test_an_acceptance_that_comes_last_is_not_lost() -> None:
    dossier, changes = story(submitted(), Action.ACCEPT, Action.ASSIGN)
    accepted, assigned = history(changes)
    register.apply(public(assigned))
    register.apply(public(accepted))
    row = row_of(dossier.dossier_id)
    assert (row.last_event, row.status) == (3, 4)
    assert row.accepted_at == instant(dossier.accepted_at)


def test_a_repeat_costs_no_more_than_its_writes_and_changes_nothing() -> None:
    dossier, changes = story(submitted(), Action.ACCEPT)
    (event,) = history(changes)
    register.apply(public(event))
    before = content(row_of(dossier.dossier_id))
    register.apply(public(event))
    assert content(row_of(dossier.dossier_id)) == before


def test_the_tables_failure_is_not_taken_for_an_old_event(monkeypatch: pytest.MonkeyPatch) -> None:
    _, changes = story(submitted(), Action.ACCEPT)
    monkeypatch.setattr(RegisterRow.Meta, "table_name", "no-such-table")
    RegisterRow._connection = None
    answer = register.register(batch([message(e) for e in history(changes)]), Context())  # type: ignore[arg-type]
    assert failed(answer) == {"0"}


def test_poison_ends_in_the_dead_letter_queue_and_holds_nobody_up(cloud: dict[str, str]) -> None:
    dossier, changes = story(submitted(), Action.ACCEPT, Action.ASSIGN)
    queue, dead = cloud["RegisterEvents"], cloud["RegisterFailures"]
    for body in ["poison", *(message(event) for event in history(changes))]:
        aws.sqs().send_message(QueueUrl=queue, MessageBody=body)
    assert deliver_once(queue, register.register) == 3
    assert row_of(dossier.dossier_id).last_event == dossier.version
    tries = 1
    while deliver_once(queue, register.register):
        tries += 1
    assert tries == 5
    assert bodies_in(dead) == ["poison"]
