"""Dossiers at every point of their lives, for the tests of tracking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from services.tracking.app import app
from shared import aws
from shared.dossier import ledger, moves
from shared.dossier.dossier import By, Change, Document, Dossier, Rating, Result
from shared.dossier.events import Actor
from shared.dossier.numbering import local_day
from shared.dossier.status import Grade, Party
from shared.reference import store
from tests.component.intake.filings import submit, take_in
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN, WARD, WARD_OFFICER

OFFICER_NAME = WARD_OFFICER.name
REASON = "Bà Nguyễn Thị Lan cần nộp bản chính giấy chứng sinh"
OFFICIAL = By(
    actor=Actor(
        subject=WARD_OFFICER.subject, party=Party.OFFICER, agency_code=WARD, name=OFFICER_NAME
    ),
    parties=frozenset({Party.OFFICER, Party.LEADER, Party.HOLDER}),
)
OWNER = By(actor=Actor(subject=LAN.subject, party=Party.OWNER), parties=frozenset({Party.OWNER}))
COMMENT = "Bà Lan khen cán bộ tiếp dân"
DOSSIER = "/tracking/dossiers/{dossier_id}"
FINISHED_IN_TIME = ("early", "on_time")
"""A same-day procedure is due today when taken in before 15:00, else tomorrow."""


def now() -> datetime:
    """This moment, as services take it."""
    return datetime.now(UTC)


def submitted(who: Who = LAN, **changes: Any) -> Dossier:
    """Submitted online."""
    return ledger.load(submit(who, **changes).json["dossier_id"])


def accepted(who: Who = LAN, **changes: Any) -> Dossier:
    """Taken in at the counter; its clock runs."""
    return ledger.load(take_in(citizen=who, **changes).json["dossier_id"])


def write(change: Change) -> Dossier:
    """The dossier after the move was written."""
    return ledger.append(change)


def processing(dossier: Dossier) -> Dossier:
    """Assigned to an officer."""
    return write(
        moves.assign(
            dossier,
            OFFICIAL,
            now(),
            store.calendar(),
            assignee=WARD_OFFICER.subject,
            assignee_name=OFFICER_NAME,
        )
    )


def waiting(dossier: Dossier) -> Dossier:
    """Waiting for a supplement."""
    return write(moves.ask_supplement(dossier, OFFICIAL, now(), store.calendar(), reason=REASON))


def forwarded(dossier: Dossier, to_agency: str) -> Dossier:
    """Held by a linked agency."""
    return write(moves.forward(dossier, OFFICIAL, now(), store.calendar(), to_agency=to_agency))


def resolved(dossier: Dossier, number: str = "1") -> Dossier:
    """With a result, whose document is ``result-<number>``."""
    at = now()
    result = Result(
        outcome="granted", number=f"{number}/GKS", signed_by=OFFICER_NAME, signed_on=local_day(at)
    )
    paper = Document(
        document_id=f"result-{number}",
        name="giấy khai sinh.pdf",
        media_type="application/pdf",
        size=10,
        sha256="0" * 64,
        storage_key=f"documents/result-{number}",
        added_at=at,
        purpose="result",
    )
    change = moves.resolve(
        dossier, OFFICIAL, at, store.calendar(), result=result, documents=(paper,)
    )
    return write(change)


def corrected(dossier: Dossier) -> Dossier:
    """With its result taken back."""
    return write(moves.correct(dossier, OFFICIAL, now(), store.calendar(), reason=REASON))


def returned(dossier: Dossier) -> Dossier:
    """With its result handed over at the counter."""
    return write(moves.return_result(dossier, OFFICIAL, now(), store.calendar(), method="counter"))


def rated(dossier: Dossier) -> Dossier:
    """Rated by its owner, each question differently."""
    rating = Rating(
        overall=Grade.VERY_SATISFIED,
        convenience=Grade.SATISFIED,
        attitude=Grade.DISSATISFIED,
    )
    change = moves.rate(dossier, OWNER, now(), store.calendar(), rating=rating, comment=COMMENT)
    return write(change)


def withdrawn(dossier: Dossier) -> Dossier:
    """Withdrawn at the counter."""
    return write(moves.withdraw(dossier, OFFICIAL, now(), store.calendar()))


def look_up(code: str, **details: Any) -> Answer:
    """Look up a code as anybody may."""
    return call(app, "GET", "/tracking/lookup/{code}", path={"code": code}, **details)


def get(dossier_id: str, what: str = "", who: Who | None = LAN, **path: str) -> Answer:
    """Read something of a dossier of one's own."""
    found = {"dossier_id": dossier_id, **path}
    return call(app, "GET", DOSSIER + what, path=found, who=who)


def register_of(agency: str, who: Who | None, **query: str) -> Answer:
    """Read an agency's register."""
    resource = "/tracking/agencies/{agency_code}/dossiers"
    return call(app, "GET", resource, path={"agency_code": agency}, query=query, who=who)


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """DynamoDB calls by name."""
    calls: Counter[str] = Counter()
    events = aws.dynamodb().meta.events

    def count(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    events.register("before-call.dynamodb", count)
    try:
        yield calls
    finally:
        events.unregister("before-call.dynamodb", count)
