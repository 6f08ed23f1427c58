"""Counting events once and only once, in any order, many in one transaction.

The mark of a dossier's events and the cells they change stand or fall together. Write units: two
for each item, so at most six for an event alone (a mark and two cells) and fewer in a batch, where
events share cells.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from services.reports.counting import table, versions
from services.reports.counting.effects import Cell, Effect, effects
from shared.dossier.events import PublicEvent
from shared.observability import log_failure

TRIES: Final = 6
PAUSE_SECONDS: Final = 0.05
MOST_ITEMS_OF_EVENT: Final = 4
"""A mark and the cells that one event can change."""
Place = tuple[date, Cell]
Counted = dict[int, tuple[Effect, ...]]
"""Positions of events in what was given, with what they add."""


class Busy(RuntimeError):
    """Others kept writing the same counters; the events are to be tried again."""


def apply(events: Sequence[PublicEvent]) -> list[int]:
    """Count events into every version there is; returns the positions of those that failed."""
    failed: set[int] = set()
    for version in versions.current().counted:
        failed |= set(apply_to(version, events))
    return sorted(failed)


def apply_to(version: int, events: Sequence[PublicEvent]) -> list[int]:
    """Count events into one version; returns the positions of those that failed.

    One that cannot be counted fails alone and holds up no other.
    """
    countable, failed = _readable(events)
    for lot in _lots(countable, events):
        failed += _write(version, lot, events)
    return sorted(failed)


def forget() -> None:
    """Drop what is cached, for tests."""
    _known_earliest.cache_clear()


def _readable(events: Sequence[PublicEvent]) -> tuple[Counted, list[int]]:
    """What each event adds, and which events say too little to be counted."""
    countable: Counted = {}
    failed: list[int] = []
    for n, event in enumerate(events):
        try:
            countable[n] = effects(event)
        except ValueError as error:
            log_failure("Event not countable", error, **_named(event))
            failed.append(n)
    return countable, failed


def _lots(countable: Counted, events: Sequence[PublicEvent]) -> Iterator[Counted]:
    """Events by the lot, each small enough for one transaction; a dossier's events together."""
    in_order = sorted(countable, key=lambda n: (events[n].dossier_id, events[n].number))
    lot: Counted = {}
    for n in in_order:
        if _items(lot, events) + MOST_ITEMS_OF_EVENT > table.MOST_IN_TRANSACTION:
            yield lot
            lot = {}
        lot[n] = countable[n]
    if lot:
        yield lot


def _items(lot: Counted, events: Sequence[PublicEvent]) -> int:
    """How many items a lot writes."""
    places = {(e.day, e.cell) for found in lot.values() for e in found}
    return len({events[n].dossier_id for n in lot}) + len(places)


def _write(version: int, lot: Counted, events: Sequence[PublicEvent]) -> list[int]:
    """Write a lot; if it does not go in as a whole, one event at a time."""
    try:
        _commit(version, lot, events)
        return []
    except (table.Refused, Busy) as error:
        if len(lot) == 1:
            (n,) = lot
            log_failure("Event not counted", error, **_named(events[n]))
            return [n]
    return [n for one in lot for n in _write(version, {one: lot[one]}, events)]


def _commit(version: int, lot: Counted, events: Sequence[PublicEvent]) -> None:
    """One transaction, tried again without what turned out to be counted before.

    Raises:
        Refused: DynamoDB refuses it for another reason.
        Busy: others kept writing the same items.
    """
    left = _without_repeats(lot, events)
    for nth in range(TRIES):
        if not left:
            return
        reasons = table.transact(_writes(version, left, events))
        if not reasons:
            return
        if table.CONDITION in reasons:
            left = _uncounted(version, left, events)
        time.sleep(random.uniform(0, PAUSE_SECONDS * nth))  # noqa: S311
    raise Busy


def _without_repeats(lot: Counted, events: Sequence[PublicEvent]) -> Counted:
    """Each event once, however often the lot holds it."""
    first = {(events[n].dossier_id, events[n].number): n for n in reversed(lot)}
    return {n: lot[n] for n in sorted(first.values())}


def _uncounted(version: int, lot: Counted, events: Sequence[PublicEvent]) -> Counted:
    """What is left of a lot once those that were counted before are taken out."""
    known = {code: table.marked(version, code) for code in {events[n].dossier_id for n in lot}}
    return {n: e for n, e in lot.items() if events[n].number not in known[events[n].dossier_id]}


def _writes(version: int, lot: Counted, events: Sequence[PublicEvent]) -> list[dict[str, Any]]:
    """The lot as writes: a mark for each dossier, an addition for each cell."""
    numbers: dict[str, list[int]] = {}
    cells: dict[Place, dict[str, int]] = {}
    for n, found in lot.items():
        numbers.setdefault(events[n].dossier_id, []).append(events[n].number)
        for effect in found:
            changes = cells.setdefault((effect.day, effect.cell), {})
            changes[effect.measure] = changes.get(effect.measure, 0) + effect.amount
    if cells:
        _make_room(version, min(day for day, _ in cells))
    marks = [table.mark(version, code, found) for code, found in numbers.items()]
    additions = [table.add(version, *place, changes) for place, changes in cells.items()]
    return marks + additions


def _make_room(version: int, day: date) -> None:
    """Have it known that the version holds something of a day, before it does."""
    if day < _known_earliest(table.name(), version):
        table.move_earliest(version, day)
        _known_earliest.cache_clear()


@cache
def _known_earliest(_table: str, version: int) -> date:
    return table.earliest(version) or date.max


def _named(event: PublicEvent) -> dict[str, Any]:
    return {"dossier_id": event.dossier_id, "number": event.number}
