"""Where a dossier stands, in one SMS: status, agency, the date that matters, the next step."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from services.tracking import gsm
from services.tracking.inbound.wording import template, write
from shared.clock import Standing, local
from shared.clock.wording import MONTHS_EN
from shared.dossier.clock_view import standing_of
from shared.dossier.dossier import Dossier
from shared.dossier.status import FeeState, Status
from shared.identity.people import Language
from shared.reference import store
from shared.reference.messaging import Messaging
from shared.web.showing import agency_names

RUNNING: Final = frozenset({Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING})
DATED: Final = RUNNING | {Status.SUPPLEMENT, Status.RETURNED}
ELASTIC: Final = ("place", "agency")


def status_text(dossier: Dossier, language: Language, policy: Messaging, now: datetime) -> str:
    """The reply to somebody who may see the dossier; it names no person."""
    at = _date(dossier)
    values = {
        "code": dossier.dossier_id,
        "agency": agency_names(dossier.agency_code)[language == "en"],
        "amount": _amount(dossier.fee_total, language),
        "date": "" if at is None else _moment(at, language, day_only=dossier.status not in RUNNING),
    }
    for place, part in _parts(dossier).items():
        values[place] = gsm.fit(template(part, language, policy), values)
    return write(_name(dossier, at, now), language, policy, values, ELASTIC)


def _name(dossier: Dossier, at: datetime | None, now: datetime) -> str:
    """Which text tells this dossier's state."""
    name = dossier.status.name.lower()
    if dossier.status is Status.RESOLVED and dossier.fee_state is FeeState.DUE:
        return f"{name}_unpaid"
    if dossier.status not in DATED:
        return name
    if at is None:
        return f"{name}_undated"
    return f"{name}_late" if _is_late(dossier, at, now) else name


def _date(dossier: Dossier) -> datetime | None:
    """The date that matters to the applicant; none while a fee holds up the reception."""
    if dossier.status is Status.SUPPLEMENT:
        return dossier.supplement.deadline if dossier.supplement else None
    if dossier.status is Status.RETURNED:
        return dossier.closed_at
    waits_for_fee = dossier.fee_state is FeeState.DUE and dossier.rules.pay_before == "reception"
    if dossier.status is Status.REGISTERED and waits_for_fee:
        return None
    return dossier.attention_at


def _is_late(dossier: Dossier, at: datetime, now: datetime) -> bool:
    if dossier.status is Status.RETURNED:
        return False
    if dossier.status is Status.SUPPLEMENT:
        return now > at
    unit = dossier.attention_unit
    return standing_of(dossier.status, at, now, store.calendar(), unit=unit) is Standing.LATE


def _parts(dossier: Dossier) -> dict[str, str]:
    """Which smaller texts stand in the places of a greater one."""
    return {
        "place": "place",
        "step": "step_pay" if dossier.fee_state is FeeState.DUE else "step_none",
        "how": f"how_{dossier.return_method or 'counter'}",
    }


def _amount(amount: int, language: Language) -> str:
    grouped = f"{amount:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def _moment(at: datetime, language: Language, *, day_only: bool) -> str:
    """``17:00 20/11/2026``, or ``17:00 20 Nov 2026``; the day alone where the hour says nothing."""
    wall = local(at)
    month = MONTHS_EN[wall.month - 1][:3]
    day = f"{wall.day} {month} {wall.year}" if language == "en" else f"{wall:%d/%m/%Y}"
    return day if day_only else f"{wall:%H:%M} {day}"
