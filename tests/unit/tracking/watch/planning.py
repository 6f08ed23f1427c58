"""Dossiers, calendars and policies in which the tests of the watch are written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from services.tracking.watch.plan import Stage, stages
from shared.clock import Term, TermUnit, WorkingCalendar, local, reception_deadline
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.reference.messaging import Messaging
from tests.unit.clock.samples import CALENDAR
from tests.unit.dossier.moving import DRAFT, OFFICER, OWNER, SYSTEM, at, with_rules

POLICY = Messaging()


def submitted(moment: str = "2026-03-02 08:00", **different: Any) -> Dossier:
    """Handed in online at a local moment, Monday 2 March 2026 unless told else."""
    usual = {
        "submitted_at": at(moment),
        "reception_due_at": reception_deadline(at(moment), CALENDAR),
    }
    return moves.submit(
        msgspec.structs.replace(DRAFT, **{**usual, **different}), OWNER.actor, ()
    ).after


def accepted(
    moment: str = "2026-03-02 08:00",
    amount: int = 5,
    unit: TermUnit = TermUnit.WORKING_DAYS,
    calendar: WorkingCalendar = CALENDAR,
) -> Dossier:
    """Received at a local moment under a term."""
    rules = with_rules(term=Term(amount, unit), supplement_days=30)
    return moves.accept(submitted(moment, rules=rules), OFFICER, at(moment), calendar).after


def stopped(dossier: Dossier, since: str, until: str) -> Dossier:
    """Stopped for a while."""
    held = moves.stop(dossier, OFFICER, at(since), CALENDAR, notice="chờ").after
    return moves.resume(held, OFFICER, at(until), CALENDAR).after


def extended(dossier: Dossier, moment: str, new_due: str) -> Dossier:
    """Given another due date."""
    return moves.extend(
        dossier, OFFICER, at(moment), CALENDAR, new_due=at(new_due), apology="xin lỗi"
    ).after


def waiting(dossier: Dossier, moment: str) -> Dossier:
    """Waiting for a supplement since a local moment."""
    return moves.ask_supplement(dossier, OFFICER, at(moment), CALENDAR, reason="thiếu").after


def paid(dossier: Dossier, moment: str) -> Dossier:
    """With its fee paid at a local moment."""
    return moves.pay_fee(dossier, SYSTEM, at(moment), CALENDAR, payment="1").after


def planned(
    dossier: Dossier, calendar: WorkingCalendar = CALENDAR, **policy: Any
) -> dict[str, str]:
    """The plan as a person reads it: kind → local moment."""
    found = stages(dossier, calendar, Messaging(**policy))
    return {stage.kind.value: shown(stage.at) for stage in found}


def shown(moment: datetime) -> str:
    """A moment on the local clock: "2026-03-02 08:00"."""
    return f"{local(moment):%Y-%m-%d %H:%M}"


def stage_of(dossier: Dossier, kind: str) -> Stage:
    """One stage of a dossier's plan."""
    return next(s for s in stages(dossier, CALENDAR, POLICY) if s.kind == kind)
