"""What the law counts: a term, its pauses, its one extension (thời hạn, tạm dừng, gia hạn).

Everything here is a value. A move returns a new clock; the due date is computed from the value
and a calendar by `shared.clock.due()`.
"""

import datetime as dt
from enum import StrEnum
from itertools import pairwise
from typing import Self

from msgspec import Struct, field
from msgspec.structs import replace

from shared.clock.zone import ClockError, aware


class TermUnit(StrEnum):
    """How a procedure's term is counted; hours are working hours, days are calendar days."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    SAME_DAY = "same_day"


class Term(Struct, frozen=True):
    """A procedure's term (thời hạn giải quyết); the amount is 0 for "ngay trong ngày" only."""

    amount: int
    unit: TermUnit

    def __post_init__(self) -> None:
        if (self.amount > 0) is (self.unit is TermUnit.SAME_DAY) or self.amount < 0:
            raise ClockError(f"no such term: {self.amount} {self.unit}")


class Pause(Struct, frozen=True):
    """A time during which the term does not run, open while `until` is None.

    `reason` is a short key: the national status that stopped the clock ("5", "6" or "8").
    """

    from_: dt.datetime = field(name="from")
    until: dt.datetime | None
    reason: str

    def __post_init__(self) -> None:
        if self.until is not None and aware(self.until) < aware(self.from_):
            raise ClockError("a pause cannot end before it begins")
        aware(self.from_)


class Extension(Struct, frozen=True):
    """A new due date promised with an apology (hẹn lại ngày trả kết quả)."""

    at: dt.datetime
    new_due: dt.datetime

    def __post_init__(self) -> None:
        aware(self.at)
        aware(self.new_due)


class LegalClock(Struct, frozen=True, kw_only=True):
    """The clock of one dossier, from its reception; without a term there is no due date.

    Raises ClockError for naive datetimes and for pauses that overlap or precede the start.
    """

    started_at: dt.datetime
    term: Term | None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __post_init__(self) -> None:
        if self.pauses and self.pauses[0].from_ < aware(self.started_at):
            raise ClockError("a pause cannot begin before the clock")
        for before, after in pairwise(self.pauses):
            if before.until is None or after.from_ < before.until:
                raise ClockError("pauses overlap")
        aware(self.started_at)

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return bool(self.pauses) and self.pauses[-1].until is None

    @property
    def extended(self) -> bool:
        """Whether the one re-appointment has been used."""
        return bool(self.extensions)

    def pause(self, at: dt.datetime, reason: str) -> Self:
        """Stop the clock; ClockError when it is stopped already."""
        if self.paused:
            raise ClockError("already paused")
        return replace(self, pauses=(*self.pauses, Pause(at, None, reason)))

    def resume(self, at: dt.datetime) -> Self:
        """Let the clock run on; ClockError when it is running or stopped only later."""
        if not self.paused:
            raise ClockError("not paused")
        *earlier, last = self.pauses
        return replace(self, pauses=(*earlier, replace(last, until=at)))

    def restart(self, at: dt.datetime) -> Self:
        """Count the whole term anew, as for a dossier returned and completed.

        Nghị định 61/2018, Điều 19. Pauses are forgotten; an extension loses its effect but
        remains the only one the dossier may have.
        """
        return replace(self, started_at=at, pauses=())

    def as_of(self, moment: dt.datetime) -> Self:
        """Return the clock as it stood at a moment, without the moves that came later."""
        return replace(
            self,
            pauses=tuple(_seen_at(p, moment) for p in self.pauses if p.from_ <= aware(moment)),
            extensions=tuple(e for e in self.extensions if e.at <= aware(moment)),
        )


def _seen_at(pause: Pause, moment: dt.datetime) -> Pause:
    ended = pause.until is not None and pause.until <= moment
    return pause if ended else replace(pause, until=None)
