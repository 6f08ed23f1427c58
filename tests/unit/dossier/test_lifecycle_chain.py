"""The hash chain: a history that was touched anywhere shows it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.dossier import moves
from shared.dossier.chain import GENESIS, BrokenLink, digest, seal, verify
from shared.dossier.events import Event
from shared.dossier.status import Action
from tests.unit.dossier.moving import DRAFT, FRIDAY, OWNER, history, story

FIRST = moves.submit(DRAFT, OWNER.actor, ())
LIFE = (Action.ACCEPT, Action.ASSIGN, Action.STOP, Action.RESUME, Action.RESOLVE)
LAST, CHANGES = story(FIRST.after, *LIFE)
EVENTS = history([FIRST, *CHANGES])


def touched(number: int, **different: object) -> list[Event]:
    """The history with one event changed."""
    events = list(EVENTS)
    events[number - 1] = msgspec.structs.replace(events[number - 1], **different)
    return events


def faults(events: list[Event]) -> list[BrokenLink]:
    return verify(events, last_hash=LAST.last_hash)


def test_an_untouched_history_holds() -> None:
    assert faults(EVENTS) == []


def test_the_first_event_hangs_on_nothing() -> None:
    assert EVENTS[0].previous_hash == GENESIS


def test_the_head_remembers_the_last_event() -> None:
    assert LAST.last_hash == EVENTS[-1].hash


def test_a_history_read_back_from_storage_holds() -> None:
    stored = [msgspec.json.encode(event) for event in EVENTS]
    assert faults([msgspec.json.decode(body, type=Event) for body in stored]) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("note", "khác"),
        ("at", FRIDAY),
        ("status_after", 10),
        ("due_after", FRIDAY),
        ("agency_code", "H24.X002"),
        ("actor", msgspec.structs.replace(EVENTS[0].actor, subject="somebody-else")),
        ("data", msgspec.structs.replace(EVENTS[0].data, in_time=True)),
    ],
)
@pytest.mark.parametrize("number", range(1, len(EVENTS) + 1))
def test_a_changed_event_is_found(number: int, field: str, value: object) -> None:
    changed = touched(number, **{field: value})
    assert BrokenLink(number, "content differs from its hash") in faults(changed)


@pytest.mark.parametrize("number", range(1, len(EVENTS) + 1))
def test_a_changed_event_with_a_new_hash_breaks_the_chain_after_it(number: int) -> None:
    forged = seal(
        msgspec.structs.replace(EVENTS[number - 1], note="khác"), EVENTS[number - 1].previous_hash
    )
    events = [*EVENTS[: number - 1], forged, *EVENTS[number:]]
    assert faults(events)


@pytest.mark.parametrize("number", range(1, len(EVENTS) + 1))
def test_a_missing_event_is_found_also_at_the_end(number: int) -> None:
    assert faults([event for event in EVENTS if event.number != number])


@given(st.permutations(EVENTS))
def test_a_reordered_history_is_found(events: list[Event]) -> None:
    assert bool(faults(events)) is (events != EVENTS)


def test_an_event_told_twice_is_found() -> None:
    assert faults([*EVENTS, EVENTS[-1]])


def test_a_history_that_is_gone_altogether_is_found() -> None:
    assert faults([])


def test_an_event_of_another_dossier_is_found() -> None:
    other = msgspec.structs.replace(DRAFT, dossier_id="H24.X001-260302-0002")
    stranger = moves.submit(other, OWNER.actor, ()).events[0]
    assert faults([stranger, *EVENTS[1:]])


@given(st.text())
def test_the_hash_covers_the_note_whatever_it_says(note: str) -> None:
    event = msgspec.structs.replace(EVENTS[0], note=note)
    assert (digest(event) == EVENTS[0].hash) is (note == EVENTS[0].note)


def test_a_repaired_end_is_found_by_what_the_head_remembers() -> None:
    cut = EVENTS[:-1]
    assert verify(cut) == []
    assert faults(cut) == [BrokenLink(len(cut), "the head remembers another last event")]
