"""A dossier, the people around it and the moments in which the lifecycle's tests are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from shared.clock import ICT, LegalClock, Term, TermUnit, WorkingCalendar, reception_deadline
from shared.dossier import lifecycle, moves
from shared.dossier.dossier import By, Change, Document, Dossier, Rating, Result, Rules
from shared.dossier.events import Actor, Event
from shared.dossier.status import PAUSING, Action, FeeState, Grade, Party, Status
from shared.reference.fees import FeeLine
from shared.reference.model import FeeKind

CALENDAR = WorkingCalendar()
OWN, LINKED = "H24.X001", "H24.D02"
SECRET_NAME, SECRET_NUMBER = "Nguyễn Thị Bí Mật", "031099123456"
SECRET = f"{SECRET_NAME}, CCCD {SECRET_NUMBER}, 0912345678"


def at(text: str) -> datetime:
    """A Vietnamese wall-clock moment, as the services hand it in: in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ICT).astimezone(UTC)


MONDAY = at("2026-03-02 08:00")
TUESDAY = at("2026-03-03 08:00")
FRIDAY = at("2026-03-06 08:00")
NEXT_MONDAY = at("2026-03-09 08:00")


def by(*parties: Party) -> By:
    """Somebody who is all these to the dossier."""
    actor = Actor(subject="someone", party=parties[0], agency_code=OWN, name="Lê Thị Một Cửa")
    return By(actor=actor, parties=frozenset(parties))


OWNER, OFFICER, HOLDER, LEADER, SYSTEM = (by(party) for party in Party)

RULES = Rules(term=Term(5, TermUnit.WORKING_DAYS), max_supplements=1, supplement_days=30)
FEES = (
    FeeLine(
        item="registration",
        kind=FeeKind.CHARGE,
        name="Lệ phí hộ tịch",
        name_en="Civil status charge",
        amount=8_000,
        full_amount=8_000,
        legal_ref="NQ 45/2018",
    ),
)
DRAFT = Dossier(
    dossier_id="H24.X001-260302-0001",
    version=1,
    status=Status.REGISTERED,
    agency_code=OWN,
    held_by=OWN,
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    field_code="HOTICH",
    level=4,
    channel="online",
    catalogue_version=1,
    applicant_type="citizen",
    applicant_key="key-of-the-applicant",
    applicant_name=SECRET_NAME,
    rules=RULES,
    submitted_at=MONDAY,
    reception_due_at=reception_deadline(MONDAY, CALENDAR),
)
DOCUMENT = Document(
    document_id="0" * 32,
    name=f"{SECRET}.pdf",
    media_type="application/pdf",
    size=10,
    sha256="0" * 64,
    storage_key="documents/0",
    added_at=MONDAY,
    purpose="result",
)
RATING = Rating(
    overall=Grade.VERY_SATISFIED, convenience=Grade.SATISFIED, attitude=Grade.DISSATISFIED
)
RESULT = Result(
    outcome="granted", number="12/GKS", signed_by=SECRET_NAME, signed_on=date(2026, 3, 6)
)


def submitted(**different: Any) -> Dossier:
    """A dossier handed in online on Monday 2 March 2026 at 8:00."""
    draft = msgspec.structs.replace(DRAFT, **different)
    return moves.submit(draft, OWNER.actor, ()).after


def with_rules(**different: Any) -> Rules:
    """The procedure's rules, some of them different."""
    return msgspec.structs.replace(RULES, **different)


def owing(pay_before: str = "reception", **different: Any) -> Dossier:
    """The same, with a fee to be paid before that stage."""
    rules = with_rules(pay_before=pay_before)
    return submitted(fees=FEES, fee_state=FeeState.DUE, rules=rules, **different)


def accepted(**different: Any) -> Dossier:
    """The same, received at the same moment: due on Monday 9 March at 8:00."""
    return moves.accept(submitted(**different), OFFICER, MONDAY, CALENDAR).after


def processing(**different: Any) -> Dossier:
    """The same, assigned."""
    return make(Action.ASSIGN, accepted(**different)).after


def waiting(resume_to: Status = Status.PROCESSING, **different: Any) -> Dossier:
    """The same, waiting for a supplement asked in the status it will resume to."""
    start = {
        Status.REGISTERED: submitted,
        Status.ACCEPTED: accepted,
        Status.PROCESSING: processing,
    }[resume_to]
    return make(Action.ASK_SUPPLEMENT, start(**different)).after


def forwarded(**different: Any) -> Dossier:
    """The same, held by a linked agency."""
    return make(Action.FORWARD, processing(**different)).after


def resolved(**different: Any) -> Dossier:
    """The same, with its result."""
    return make(Action.RESOLVE, processing(**different)).after


def in_status(status: Status, resume_to: Status | None = None) -> Dossier:
    """A dossier that stands in a status, its clock as that status has it."""
    if resume_to is not None:
        return waiting(resume_to)
    if status is Status.REGISTERED:
        return submitted()
    clock = LegalClock(started_at=MONDAY, term=RULES.term)
    clock = clock.pause(MONDAY, str(int(status))) if status in PAUSING else clock
    due = lifecycle.due_at(clock, CALENDAR)
    return msgspec.structs.replace(submitted(), status=status, clock=clock, due_at=due)


def make(
    action: Action, dossier: Dossier, who: By | None = None, when: datetime = MONDAY
) -> Change:
    """Make a move with ordinary particulars, by whoever may make it unless somebody is named."""
    return _PARTICULARS[action](dossier, who or EVERYBODY, when)


EVERYBODY = by(Party.OFFICER, Party.LEADER, Party.OWNER, Party.HOLDER, Party.SYSTEM)
EXTENDED_TO = at("2026-03-20 08:00")
_PARTICULARS: dict[Action, Callable[[Dossier, By, datetime], Change]] = {
    Action.ACCEPT: lambda d, b, t: moves.accept(d, b, t, CALENDAR),
    Action.REFUSE: lambda d, b, t: moves.refuse(d, b, t, CALENDAR, reason=SECRET),
    Action.ASSIGN: lambda d, b, t: moves.assign(
        d, b, t, CALENDAR, assignee="officer-7", assignee_name="Phạm Văn Sở"
    ),
    Action.ASK_SUPPLEMENT: lambda d, b, t: moves.ask_supplement(
        d, b, t, CALENDAR, reason=SECRET, items=(SECRET,)
    ),
    Action.SUPPLEMENT: lambda d, b, t: moves.supplement(
        d, b, t, CALENDAR, documents=(DOCUMENT,), note=SECRET
    ),
    Action.EXPIRE_SUPPLEMENT: lambda d, b, t: moves.expire_supplement(d, b, t, CALENDAR),
    Action.ASK_FINANCIAL_DUTY: lambda d, b, t: moves.ask_financial_duty(
        d, b, t, CALENDAR, reason=SECRET
    ),
    Action.CONFIRM_FINANCIAL_DUTY: lambda d, b, t: moves.confirm_financial_duty(
        d, b, t, CALENDAR, note=SECRET
    ),
    Action.FORWARD: lambda d, b, t: moves.forward(d, b, t, CALENDAR, to_agency=LINKED, note=SECRET),
    Action.RECEIVE_BACK: lambda d, b, t: moves.receive_back(d, b, t, CALENDAR, note=SECRET),
    Action.EXTEND: lambda d, b, t: moves.extend(
        d, b, t, CALENDAR, new_due=EXTENDED_TO, apology=SECRET
    ),
    Action.STOP: lambda d, b, t: moves.stop(d, b, t, CALENDAR, notice=SECRET),
    Action.RESUME: lambda d, b, t: moves.resume(d, b, t, CALENDAR, note=SECRET),
    Action.WITHDRAW: lambda d, b, t: moves.withdraw(d, b, t, CALENDAR, reason=SECRET),
    Action.RESOLVE: lambda d, b, t: moves.resolve(
        d, b, t, CALENDAR, result=RESULT, documents=(DOCUMENT,)
    ),
    Action.RETURN_RESULT: lambda d, b, t: moves.return_result(
        d, b, t, CALENDAR, method="counter", note=SECRET
    ),
    Action.CORRECT: lambda d, b, t: moves.correct(d, b, t, CALENDAR, reason=SECRET),
    Action.PAY_FEE: lambda d, b, t: moves.pay_fee(
        d, b, t, CALENDAR, payment="vnpay-14000001", paid_by="vnpay"
    ),
    Action.REFUND_FEE: lambda d, b, t: moves.refund_fee(
        d, b, t, CALENDAR, refund=1, amount=5_000, payment="vnpay-14000001"
    ),
    Action.RATE: lambda d, b, t: moves.rate(d, b, t, CALENDAR, rating=RATING, comment=SECRET),
}


def story(dossier: Dossier, *actions: Action) -> tuple[Dossier, list[Change]]:
    """The dossier after these moves one after another, and the changes they were."""
    changes: list[Change] = []
    for action in actions:
        changes.append(make(action, dossier))
        dossier = changes[-1].after
    return dossier, changes


def history(changes: Iterable[Change]) -> list[Event]:
    """All events of some changes in order."""
    return [event for change in changes for event in change.events]
