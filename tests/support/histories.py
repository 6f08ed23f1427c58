"""Random lives of dossiers, made by the lifecycle's own moves; and a plain recount of them.

The recount replays each dossier day by day, without additions: what the counters must equal.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from services.reports.counting.measures import LATE_FOR, Measure
from shared.clock import Term, TermUnit
from shared.dossier import moves
from shared.dossier.dossier import Rules
from shared.dossier.errors import DossierError
from shared.dossier.events import EventType, PublicEvent, public
from shared.dossier.numbering import local_day
from shared.dossier.status import Action, FeeState, LateReason, Status
from tests.unit.dossier.moving import DRAFT, FEES, MONDAY, OWNER, make

ACTIONS = [action for action in Action if action is not Action.SUBMIT]
TERMS = [
    Term(5, TermUnit.WORKING_DAYS),
    Term(4, TermUnit.HOURS),
    Term(0, TermUnit.SAME_DAY),
    None,
]
Life = list[PublicEvent]


@st.composite
def lives(draw: st.DrawFn, number: int = 1, most: int = 12) -> Life:
    """One dossier from its submission, through whatever the law lets happen."""
    now = MONDAY + timedelta(hours=draw(st.integers(0, 200)))
    fees = FEES if draw(st.booleans()) else ()
    draft = msgspec.structs.replace(
        DRAFT,
        dossier_id=f"H24.X001-260302-{number:04}",
        channel=draw(st.sampled_from(["online", "counter", "postal"])),
        level=draw(st.sampled_from([2, 3, 4])),
        procedure_code=draw(st.sampled_from(["1.001193", "1.000894"])),
        rules=Rules(term=draw(st.sampled_from(TERMS)), max_supplements=3, supplement_days=30),
        fees=fees,
        fee_state=FeeState.DUE if fees else FeeState.NONE,
        submitted_at=now,
    )
    dossier, events = draft, list[PublicEvent]()
    first = moves.submit(draft, OWNER.actor, ())
    dossier, events = first.after, [public(event) for event in first.events]
    for action in draw(st.lists(st.sampled_from(ACTIONS), max_size=most)):
        now += timedelta(hours=draw(st.integers(1, 24 * 12)))
        try:
            change = make(action, dossier, when=now)
        except DossierError:
            continue
        dossier = change.after
        events += [public(event) for event in change.events]
    return events


@st.composite
def many_lives(draw: st.DrawFn, most: int = 6) -> list[Life]:
    """Some dossiers."""
    count = draw(st.integers(1, most))
    return [draw(lives(number)) for number in range(1, count + 1)]


def as_it_was(life: Life) -> Life:
    """The life without results that were taken back: the dossier went on instead.

    What was recorded meanwhile, money or a rating, was then recorded of a dossier in process.
    """
    told: Life = []
    for event in life:
        if event.type is EventType.CORRECTED:
            nth = max(n for n, e in enumerate(told) if e.type is EventType.RESOLVED)
            told[nth] = msgspec.structs.replace(told[nth], type=EventType.ASSIGNED)
            told[nth:] = [
                msgspec.structs.replace(
                    each, status_after=int(Status.PROCESSING), due_after=event.due_before
                )
                for each in told[nth:]
            ]
        told.append(event)
    return told


def stock(life: Life, day: date) -> Counter[str]:
    """What one dossier is at the end of a day."""
    past = [event for event in as_it_was(life) if event.business_date <= day]
    found: Counter[str] = Counter()
    if not any(event.type is EventType.ACCEPTED for event in past):
        return found
    now, waits = past[-1], {5: "supplement", 6: "duty", 8: "stopped"}
    if now.status_after in waits:
        found[waits[now.status_after]] = 1
    elif now.status_after in (2, 4) and now.due_after and local_day(now.due_after) < day:
        found["overdue"] = 1
    return found


def happened(life: Life, day: date) -> Counter[str]:
    """What one dossier counts on a day."""
    found: Counter[str] = Counter()
    told = as_it_was(life)
    for nth, event in enumerate(told):
        if event.business_date == day:
            found.update(_counts(event, told[:nth]))
    return found


def _counts(event: PublicEvent, before: Life) -> list[Measure]:
    """What one event counts, knowing everything before it."""
    received = any(e.type is EventType.ACCEPTED for e in before)
    ended = {
        Status.REFUSED: Measure.REFUSED,
        Status.WITHDRAWN: Measure.WITHDRAWN if received else Measure.ABANDONED,
    }
    moved = event.status_before != event.status_after
    found = [m for s, m in ended.items() if moved and event.status_after == s]
    if event.type is EventType.ACCEPTED:
        found.append(Measure.RECEIVED)
    if event.type is EventType.RESOLVED:
        found += _finish(event, event.due_after)
    if event.type is EventType.RETURNED:
        found.append(Measure.RETURNED)
    return found


def _finish(event: PublicEvent, due: datetime | None) -> list[Measure]:
    if due is None:
        return [Measure.ON_TIME]
    day, last = local_day(event.at), local_day(due)
    if day > last or (event.term_unit is TermUnit.HOURS and event.at > due):
        reason = event.data.late_reason
        return [Measure.LATE, *([LATE_FOR[LateReason(reason)]] if reason else [])]
    return [Measure.EARLY if day < last else Measure.ON_TIME]
