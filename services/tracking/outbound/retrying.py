"""What waits is sent: every minute, whatever has come due.

That is what waited for the morning or for a provider, and what an attempt left behind that ended
half-way. Each is claimed under its version, so that of two runs one sends it. One bad notice stops
nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext

from services.tracking.outbound import book, handing, notice
from services.tracking.outbound.book import Kept, Place
from services.tracking.outbound.notice import Notice, State
from shared.dossier import ledger
from shared.observability import log_failure, logger

Milliseconds = Callable[[], int]
A_SHARD: Final = 500
"""Notices of each shard that a run looks at."""
ROOM_FOR_ONE: Final = 60_000
"""Milliseconds in which an attempt ends, whatever the providers do."""


class ResendIncomplete(RuntimeError):
    """Something nobody expected failed; it stays for a later run, and the alarm tells."""


def resend(_: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Lambda handler of the schedule.

    Raises:
        ResendIncomplete: at the end, if anything failed but for a provider's refusal or silence.
    """
    return sweep(datetime.now(UTC), context.get_remaining_time_in_millis)


def sweep(now: datetime, left: Milliseconds) -> dict[str, int]:
    """One run; ``left`` tells how many milliseconds it may still take.

    Raises:
        ResendIncomplete: at the end, if anything failed.
    """
    attempted = failed = 0
    for place in book.waiting(now, A_SHARD):
        if left() < ROOM_FOR_ONE:
            break
        try:
            attempted += _attempt(place, now)
        except Exception as error:
            failed += 1
            log_failure("Notice not sent", error, dossier_id=place.about)
    logger.info("Waiting notices sent", attempted=attempted, failed=failed)
    if failed:
        raise ResendIncomplete(f"{failed} notices")
    return {"attempted": attempted}


def _attempt(place: Place, now: datetime) -> bool:
    """Send one notice, if it is still due and nobody else is about it; whether it was tried."""
    kept = _claimed(place, now)
    if kept is None or kept.notice.state is not State.WAITING:
        return False
    handing.attempt(kept, lambda: handing.reach_of(ledger.load(place.about)), now)
    return True


def _claimed(place: Place, now: datetime) -> Kept | None:
    """The notice with one more attempt begun, as the last write left it: the index may lag."""

    def begin(found: Notice) -> Notice | None:
        return notice.begun(found, now) if notice.is_due(found, now) else None

    kept = book.find(place)
    return None if kept is None else book.claim(kept, begin)
