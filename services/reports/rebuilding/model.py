"""A rebuild of the counters: every event counted anew into a version beside the one in use. Pure.

It walks tables by segments of a scan. A few lanes share the segments out and go on independently;
where a lane is stands in the table and not in its message, so that a step may be repeated, crash,
or run twice at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

SEGMENTS: Final = 32
LANES: Final = 4
MOST_SHOWN: Final = 50
"""Differences, and events that nobody can count, that are kept to be looked at."""

Key = dict[str, dict[str, str]]
"""A key of a table as DynamoDB writes it."""


class State(StrEnum):
    """Where a rebuild stands."""

    COUNTING = "counting"  # every event is being counted into the new version
    COMPARING = "comparing"  # the new version's cells against the active one's
    CONFIRMING = "confirming"  # what differed is looked at once more
    COMPLETE = "complete"  # waits for somebody to switch or to abandon
    SWITCHED = "switched"  # the new version is the active one
    ABANDONED = "abandoned"  # the new version was given up


UNDECIDED: Final = (State.COUNTING, State.COMPARING, State.CONFIRMING, State.COMPLETE)
"""A rebuild that holds the place of the building version."""


class Walk(StrEnum):
    """What a step does."""

    COUNT = "count"
    COMPARE = "compare"
    CONFIRM = "confirm"
    REMOVE = "remove"


class Figure(Struct, frozen=True, kw_only=True):
    """One measure of both versions; money in VND."""

    measure: str
    active: int
    rebuilt: int


class Difference(Struct, frozen=True, kw_only=True):
    """A cell whose figures differ, and only those figures."""

    day: date
    agency_code: str
    field_code: str
    procedure_code: str
    level: int
    channel: str
    figures: tuple[Figure, ...]


class Tally(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a walk found so far.

    ``uncountable`` names events that lack what their type must say: they are in no version.
    ``excess`` is by how much the rebuilt figures are above the active ones, summed over the cells
    that differ; what is not in it is equal.
    """

    events: int = 0
    uncounted: int = 0
    uncountable: tuple[str, ...] = ()
    cells: int = 0
    differing: int = 0
    differences: tuple[Difference, ...] = ()
    active: dict[str, int] = {}
    excess: dict[str, int] = {}
    removed: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together; no more examples are kept than are shown."""
        return Tally(
            events=self.events + other.events,
            uncounted=self.uncounted + other.uncounted,
            uncountable=(*self.uncountable, *other.uncountable)[:MOST_SHOWN],
            cells=self.cells + other.cells,
            differing=self.differing + other.differing,
            differences=(*self.differences, *other.differences)[:MOST_SHOWN],
            active=_sum(self.active, other.active),
            excess=_sum(self.excess, other.excess),
            removed=self.removed + other.removed,
        )


def together(tallies: list[Tally]) -> Tally:
    """All of them added up."""
    found = Tally()
    for tally in tallies:
        found = found.plus(tally)
    return found


class Lane(Struct, frozen=True, kw_only=True):
    """One of the walkers through a table, with every ``LANES``-th segment for its own.

    ``position`` is where it goes on in ``segment``, None at its beginning. ``moves`` counts its
    pages, so that of two steps from the same place only one is recorded.
    """

    walk: Walk
    number: int
    segment: int
    position: Key | None = None
    moves: int = 0
    tally: Tally = Tally()

    @property
    def is_finished(self) -> bool:
        """Whether it has walked all of its segments."""
        return self.segment >= SEGMENTS

    @property
    def segments_done(self) -> int:
        """How many it has walked."""
        return (self.segment - self.number) // LANES

    def moved(self, position: Key | None, found: Tally) -> Lane:
        """After one more page, which the table continues at ``position``."""
        return replace(
            self,
            segment=self.segment if position is not None else self.segment + LANES,
            position=position,
            moves=self.moves + 1,
            tally=self.tally.plus(found),
        )


def first_lanes(walk: Walk) -> list[Lane]:
    """Every lane at its beginning."""
    return [Lane(walk=walk, number=number, segment=number) for number in range(LANES)]


class Comparison(Struct, frozen=True, kw_only=True):
    """How the new version's cells stand to the active one's.

    ``differing`` counts all cells that differ, ``differences`` shows the first of them. ``totals``
    has every measure summed over all days and cells.
    """

    cells: int
    differing: int
    differences: tuple[Difference, ...]
    totals: tuple[Figure, ...]
    compared_at: datetime


def comparison(tally: Tally, at: datetime) -> Comparison:
    """The outcome of a walk over all cells; differences in order of their days."""
    return Comparison(
        cells=tally.cells,
        differing=tally.differing,
        differences=tuple(sorted(tally.differences, key=_place)),
        totals=tuple(_totals(tally)),
        compared_at=at,
    )


def _totals(tally: Tally) -> Iterator[Figure]:
    rebuilt = _sum(tally.active, tally.excess)
    for measure in sorted(tally.active.keys() | rebuilt.keys()):
        active, anew = tally.active.get(measure, 0), rebuilt.get(measure, 0)
        if active or anew:
            yield Figure(measure=measure, active=active, rebuilt=anew)


class Rebuild(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A rebuild and where it stands; ``version`` is built beside ``active``.

    ``removed`` says that the version which was given up is gone from the table. Instants are UTC.
    """

    rebuild_id: str
    version: int
    active: int
    asked_by: str
    asked_at: datetime
    state: State = State.COUNTING
    comparison: Comparison | None = None
    decided_at: datetime | None = None
    removed: bool = False

    @property
    def given_up(self) -> int | None:
        """The version to remove: the old one after a switch, the new one when abandoned."""
        return {State.SWITCHED: self.active, State.ABANDONED: self.version}.get(self.state)

    @property
    def walk(self) -> Walk | None:
        """What has to be done now; None when there is nothing to do."""
        return None if self.removed else _WALKS.get(self.state)


_WALKS: Final = {
    State.COUNTING: Walk.COUNT,
    State.COMPARING: Walk.COMPARE,
    State.CONFIRMING: Walk.CONFIRM,
    State.SWITCHED: Walk.REMOVE,
    State.ABANDONED: Walk.REMOVE,
}


class Progress(Struct, frozen=True, kw_only=True):
    """How far a rebuild is: events counted, segments walked of those to walk, about how much."""

    events: int
    uncounted: int
    segments_done: int
    segments: int
    percent: int


def progress(rebuild: Rebuild, lanes: list[Lane]) -> Progress:
    """Both walks, counting and comparing, weigh the same."""
    done = sum(lane.segments_done for lane in lanes if lane.walk in (Walk.COUNT, Walk.COMPARE))
    tally = together([lane.tally for lane in lanes if lane.walk is Walk.COUNT])
    ready = rebuild.comparison is not None
    return Progress(
        events=tally.events,
        uncounted=tally.uncounted,
        segments_done=done,
        segments=2 * SEGMENTS,
        percent=100 if ready else min(99, 100 * done // (2 * SEGMENTS)),
    )


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    """Amounts by measure added up; what comes to nothing is left out."""
    amounts = {name: one.get(name, 0) + other.get(name, 0) for name in one.keys() | other.keys()}
    return {name: amounts[name] for name in sorted(amounts) if amounts[name]}


def _place(found: Difference) -> tuple[date, str, str, str, int, str]:
    return (
        found.day,
        found.agency_code,
        found.field_code,
        found.procedure_code,
        found.level,
        found.channel,
    )
