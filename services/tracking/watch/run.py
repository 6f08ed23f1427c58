"""The watch over deadlines, every five minutes: what has come due is done, then mailed about.

Of each dossier whose moment has come the head is read again; only what still holds of it is done.
One bad dossier stops nobody else's and stays for the next run, as do mails that no server took.
The cost follows what has come due, never the number of dossiers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from aws_lambda_powertools.utilities.typing import LambdaContext

from services.tracking.message_table import WarningItem
from services.tracking.outbound import sending
from services.tracking.watch import acting, book, digest, keeper
from services.tracking.watch.digest import Addresses
from shared.dossier import ledger
from shared.dossier.numbering import local_day
from shared.messaging.handing import Rejected
from shared.observability import log_failure, logger
from shared.reference import store
from shared.settings import settings

Milliseconds = Callable[[], int]
DOSSIERS_A_SHARD: Final = 2000
MAILS_A_SHARD: Final = 500
ROOM_FOR_MAILS: Final = 60_000
"""Milliseconds kept free for the mails of what was done."""
ROOM_FOR_ONE: Final = 20_000
"""Milliseconds in which a mail server answers or not."""


class WatchIncomplete(RuntimeError):
    """Something could not be looked after; it stays for the next run, and the alarm tells."""


def watch(_: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Lambda handler of the schedule.

    Raises:
        WatchIncomplete: at the end, if anything failed.
    """
    return look(datetime.now(UTC), context.get_remaining_time_in_millis)


def look(now: datetime, left: Milliseconds) -> dict[str, int]:
    """One run; ``left`` tells how many milliseconds it may still take.

    Raises:
        WatchIncomplete: at the end, if anything failed.
    """
    acts, failed = _attend_all(now, left)
    mails, unsent = _mail_all(now, left)
    logger.info("Deadlines watched", acts=acts, mails=mails, failed=failed + unsent)
    if failed or unsent:
        raise WatchIncomplete(f"{failed} dossiers and {unsent} mails")
    return {"acts": acts, "mails": mails}


def _attend_all(now: datetime, left: Milliseconds) -> tuple[int, int]:
    """How many stages were looked after, and of how many dossiers they could not be."""
    acts = failed = 0
    for dossier_id in keeper.come_due(now, DOSSIERS_A_SHARD):
        if left() < ROOM_FOR_MAILS:
            break
        try:
            acts += attend(dossier_id, now)
        except Exception as error:
            failed += 1
            log_failure("Dossier not looked after", error, dossier_id=dossier_id)
    return acts, failed


def attend(dossier_id: str, now: datetime) -> int:
    """Do what has come due of one dossier and move its row on; how many stages that were.

    Should the dossier itself move, its new plan is looked at by the next run.
    """
    row = keeper.find(dossier_id, now)
    if row is None:
        return 0
    head = after = ledger.load(dossier_id)
    called = [stage for stage in keeper.stages(head) if stage.is_called_for(now)]
    for stage in called:
        after = acting.act(after, stage, now)
    if after.version == head.version:
        keeper.move_on(row, head, now)
    else:
        keeper.keep(after, now)
    return len(called)


def _mail_all(now: datetime, left: Milliseconds) -> tuple[int, int]:
    """How many digests a mail server took, and how many it did not."""
    mails = failed = 0
    for to, rows in _by_mailbox(now).items():
        if left() < ROOM_FOR_ONE:
            break
        try:
            mails += _mail(to, rows)
        except Exception as error:
            failed += 1
            log_failure("Digest not sent", error, agency=book.read(rows[0]).agency_code)
    return mails, failed


def _by_mailbox(now: datetime) -> dict[Addresses, list[WarningItem]]:
    agencies, policy, today = store.agencies(), store.messaging(), local_day(now)
    found: dict[Addresses, list[WarningItem]] = {}
    for row in book.owing(MAILS_A_SHARD):
        to = digest.mailbox(book.read(row), agencies, policy, today)
        found.setdefault(to, []).append(row)
    return found


def _mail(to: Addresses, rows: list[WarningItem]) -> int:
    """Send one digest, then note of each warning that its mail was taken.

    Without a mailbox there is nothing to send: the warnings stand in their agency's list. What a
    server will never take is not tried again.
    """
    try:
        if to:
            warnings = [book.read(row) for row in rows]
            sending.send_mail(digest.compose(to, warnings, settings().public_url))
    except Rejected:
        _settle(rows)
        raise
    _settle(rows)
    return 1 if to else 0


def _settle(rows: list[WarningItem]) -> None:
    for row in rows:
        book.settle(row)
