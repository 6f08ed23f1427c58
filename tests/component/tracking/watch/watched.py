"""Dossiers that live at moments of the test's choosing, and the world that a run tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from services.tracking.message_table import WATCH, WarningItem, WatchItem
from services.tracking.outbound.kinds import Occasion
from services.tracking.watch import book, keeper, run
from services.tracking.watch.plan import StageKind
from services.tracking.watch.warned import Warned
from shared.clock import Term, TermUnit, reception_deadline
from shared.dossier import ledger, moves
from shared.dossier.dossier import Change, Dossier
from shared.dossier.items import sortable
from shared.messaging.handing import Handed
from shared.messaging.mail import Mail
from shared.reference import store
from tests.unit.dossier.moving import DOCUMENT as PAPER
from tests.unit.dossier.moving import DRAFT, OFFICER, OWNER, RESULT, at, with_rules

LONG = 300_000
"""Milliseconds that are more than enough for a run."""


@dataclass
class Far:
    """Everybody a run tells: citizens by notices, officials by mail."""

    notices: list[tuple[str, str]] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    fails_with: Exception | None = None
    cannot_tell: set[str] = field(default_factory=set)

    def tell(self, dossier: Dossier, occasion: Occasion, _: datetime) -> None:
        """Take a notice; the same occasion is one notice."""
        if dossier.dossier_id in self.cannot_tell:
            raise RuntimeError("no such citizen")
        notice = (dossier.dossier_id, occasion.key)
        if notice not in self.notices:
            self.notices.append(notice)

    def send_mail(self, mail: Mail) -> Handed:
        """Take a mail, unless the server is down."""
        if self.fails_with is not None:
            raise self.fails_with
        self.mails.append(mail)
        return Handed(provider="mail", provider_id=mail.reference)

    def mailed_to(self, address: str) -> list[str]:
        """The texts a mailbox got."""
        return [mail.text for mail in self.mails if address in mail.to]


def new(moment: str, number: int, **different: Any) -> Change:
    """Handed in online at a local moment, not written yet."""
    usual = {
        "dossier_id": f"H24.X001-260302-{number:04d}",
        "submitted_at": at(moment),
        "reception_due_at": reception_deadline(at(moment), store.calendar()),
    }
    return moves.submit(msgspec.structs.replace(DRAFT, **{**usual, **different}), OWNER.actor, ())


def submitted(moment: str = "2026-03-02 08:00", number: int = 1, **different: Any) -> Dossier:
    """Handed in online at a local moment, Monday 2 March 2026 unless told else."""
    return known(new(moment, number, **different))


def accepted(
    moment: str = "2026-03-02 08:00",
    number: int = 1,
    amount: int = 5,
    unit: TermUnit = TermUnit.WORKING_DAYS,
) -> Dossier:
    """Received at a local moment: due on Monday 9 March at 8:00 unless told else."""
    dossier = submitted(moment, number, rules=with_rules(term=Term(amount, unit)))
    return moved(moves.accept, dossier, moment)


def moved(
    move: Callable[..., Change], dossier: Dossier, moment: str, **particulars: Any
) -> Dossier:
    """After a move at a local moment, which the watch has heard of."""
    return known(made(move, dossier, moment, **particulars))


def made(move: Callable[..., Change], dossier: Dossier, moment: str, **particulars: Any) -> Change:
    """A move at a local moment, not written yet."""
    return move(dossier, OFFICER, at(moment), store.calendar(), **particulars)


def known(change: Change) -> Dossier:
    """The dossier after a change was written, which the watch has heard of."""
    dossier = ledger.append(change)
    keeper.keep(dossier, change.events[-1].at)
    return dossier


def waiting(dossier: Dossier, moment: str) -> Dossier:
    """Waiting for a supplement since a local moment."""
    return moved(moves.ask_supplement, dossier, moment, reason="thiếu")


def resolved(dossier: Dossier, moment: str) -> Dossier:
    """With its result since a local moment."""
    return moved(moves.resolve, dossier, moment, result=RESULT, documents=(PAPER,))


def extended(dossier: Dossier, moment: str, new_due: str) -> Dossier:
    """Given another due date at a local moment."""
    return moved(moves.extend, dossier, moment, new_due=at(new_due), apology="xin lỗi")


def look(moment: str, left: Callable[[], int] = lambda: LONG) -> dict[str, int]:
    """A run at a local moment."""
    return run.look(at(moment), left)


def key_of(kind: StageKind, deadline: datetime) -> str:
    """The key of a warning."""
    return f"WARNING#{kind}#{sortable(deadline)}"


def warning_keys(dossier: Dossier) -> set[str]:
    """Which warnings about a dossier there are."""
    span = WarningItem.item.startswith("WARNING#")
    return {row.item for row in WarningItem.query(dossier.dossier_id, span)}


def warnings(dossier: Dossier) -> list[Warned]:
    """What was warned of about a dossier, by kind and deadline."""
    span = WarningItem.item.startswith("WARNING#")
    return [book.read(row) for row in WarningItem.query(dossier.dossier_id, span)]


def kinds(dossier: Dossier) -> list[str]:
    """The kinds of warnings about a dossier."""
    return [str(warned.kind) for warned in warnings(dossier)]


def row(dossier: Dossier) -> WatchItem:
    """The dossier's row in the watch."""
    return WatchItem.get(dossier.dossier_id, WATCH, consistent_read=True)
