"""Counting events once and only once, in any order, many in one transaction.

The mark of a dossier's events and the cells they change stand or fall together. Write units: two
for each item, so at most six for an event alone (a mark and two cells) and fewer in a batch, where
events share cells. What is counted for a day that is over touches its sums, too (see ``folding``).
"""

from __future__ import annotations

import random
import time
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.reports.counting import spans, sums, table, versions
from services.reports.counting.effects import Cell, Effect, effects
from services.reports.counting.spans import Span
from shared.dossier.events import PublicEvent
from shared.dossier.numbering import local_day
from shared.observability import log_failure

TRIES: Final = 6
PAUSE_SECONDS: Final = 0.05
Place = tuple[date, Cell]
Counted = dict[int, tuple[Effect, ...]]
"""Positions of events in what was given, with what they add."""


class Batch(Struct, frozen=True, kw_only=True):
    """Events that are counted into a version together.

    ``today`` tells what is over and so may be folded; ``None`` while there are no sums to touch.
    """

    version: int
    events: Sequence[PublicEvent]
    today: date | None


class Busy(RuntimeError):
    """Others kept writing the same counters; the events are to be tried again."""


def apply(events: Sequence[PublicEvent], *, now: datetime | None = None) -> list[int]:
    """Count events into every version there is; returns the positions of those that failed.

    ``now`` is the present, which tells the days that are over.
    """
    failed: set[int] = set()
    for version in versions.current().counted:
        failed |= set(apply_to(version, events, now=now))
    return sorted(failed)


def apply_to(
    version: int, events: Sequence[PublicEvent], *, now: datetime | None = None
) -> list[int]:
    """Count events into one version; returns the positions of those that failed.

    One that cannot be counted fails alone and holds up no other.
    """
    countable, failed = _readable(events)
    today = local_day(now or datetime.now(UTC))
    is_folded = versions.current().folded == version
    batch = Batch(version=version, events=events, today=today if is_folded else None)
    for lot in _lots(countable, batch):
        failed += _write(lot, batch)
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


def _lots(countable: Counted, batch: Batch) -> Iterator[Counted]:
    """Events by the lot, each small enough for one transaction; a dossier's events together."""
    events = batch.events
    lot: Counted = {}
    held: set[Hashable] = set()
    for n in sorted(countable, key=lambda n: (events[n].dossier_id, events[n].number)):
        items = _items(n, countable[n], batch)
        if len(held | items) > table.MOST_IN_TRANSACTION:
            yield lot
            lot, held = {}, set()
        lot[n] = countable[n]
        held |= items
    if lot:
        yield lot


def _items(n: int, found: tuple[Effect, ...], batch: Batch) -> set[Hashable]:
    """What an event writes: the mark of its dossier, cells, and what it touches."""
    cells = {(effect.day, effect.cell) for effect in found}
    return {batch.events[n].dossier_id, *cells, *_touched(cells, batch)}


def _touched(cells: Iterable[Place], batch: Batch) -> list[tuple[Span, str]]:
    """The agencies' sums that may have been made before, each once."""
    if batch.today is None:
        return []
    touched = {
        (span, cell.agency_code) for day, cell in cells for span in spans.over(day, batch.today)
    }
    return sorted(touched)


def _write(lot: Counted, batch: Batch) -> list[int]:
    """Write a lot; if it does not go in as a whole, one event at a time."""
    try:
        _commit(lot, batch)
        return []
    except (table.Refused, Busy) as error:
        if len(lot) == 1:
            (n,) = lot
            log_failure("Event not counted", error, **_named(batch.events[n]))
            return [n]
    return [n for one in lot for n in _write({one: lot[one]}, batch)]


def _commit(lot: Counted, batch: Batch) -> None:
    """One transaction, tried again without what turned out to be counted before.

    Raises:
        Refused: DynamoDB refuses it for another reason.
        Busy: others kept writing the same items.
    """
    left = _without_repeats(lot, batch.events)
    for nth in range(TRIES):
        if not left:
            return
        reasons = table.transact(_writes(left, batch))
        if not reasons:
            return
        if table.CONDITION in reasons:
            left = _uncounted(left, batch)
        time.sleep(random.uniform(0, PAUSE_SECONDS * nth))  # noqa: S311
    raise Busy


def _without_repeats(lot: Counted, events: Sequence[PublicEvent]) -> Counted:
    """Each event once, however often the lot holds it."""
    first = {(events[n].dossier_id, events[n].number): n for n in reversed(lot)}
    return {n: lot[n] for n in sorted(first.values())}


def _uncounted(lot: Counted, batch: Batch) -> Counted:
    """What is left of a lot once those that were counted before are taken out."""
    events = batch.events
    dossiers = {events[n].dossier_id for n in lot}
    known = {code: table.marked(batch.version, code) for code in dossiers}
    return {n: e for n, e in lot.items() if events[n].number not in known[events[n].dossier_id]}


def _writes(lot: Counted, batch: Batch) -> list[dict[str, Any]]:
    """The lot as writes: a mark for each dossier, an addition for each cell and touched sum."""
    version = batch.version
    numbers: dict[str, list[int]] = {}
    cells: dict[Place, dict[str, int]] = {}
    for n, found in lot.items():
        numbers.setdefault(batch.events[n].dossier_id, []).append(batch.events[n].number)
        for effect in found:
            changes = cells.setdefault((effect.day, effect.cell), {})
            changes[effect.measure] = changes.get(effect.measure, 0) + effect.amount
    if cells:
        _make_room(version, min(day for day, _ in cells))
    marks = [table.mark(version, code, found) for code, found in numbers.items()]
    additions = [table.add(version, *place, changes) for place, changes in cells.items()]
    touches = [sums.touch(version, *touched) for touched in _touched(cells, batch)]
    return marks + additions + touches


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
