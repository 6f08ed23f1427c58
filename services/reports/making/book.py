"""The book of reports: what was asked for, how far it is, and the editions that were made.

| ``about`` / ``item`` | holds |
|---|---|
| ``REPORT#<id>`` / ``JOB`` | the job |
| ``REPORT#<id>`` / ``EDITION#000001`` | an edition; ``seal`` guards a provisional one's place |
| ``REPORTS#<agency>`` / ``<asked at>#<id>`` | the agency's list |
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct

from services.reports import rows
from services.reports.asked import Asked
from services.reports.counting import table
from services.reports.making import queue
from services.reports.making.model import Edition, Errand, Job, Kind, Progress, State
from services.reports.rows import Cursor, Row
from shared.dossier import queries
from shared.dossier.errors import AlreadyAnswered, InFlight, MalformedCursor
from shared.dossier.ledger import Receipt, Transaction, keep_receipt

JOB: Final = "JOB"
TRIES: Final = 3
_KEYS: Final = {"about", "item"}
_asked: Final = msgspec.json.Decoder(Asked)
_editions: Final = msgspec.json.Decoder(Edition)


class Page(Struct, frozen=True):
    """Some of an agency's reports, and where the rest begins."""

    jobs: tuple[Job, ...]
    cursor: Cursor | None


def receive(asked: Asked, receipt: Receipt, now: datetime) -> None:
    """Keep a person's request and have its report made; a repeat queues it once more.

    Raises:
        AlreadyAnswered: this very request was carried out before; carries its answer.
        KeyReused: the idempotency key belongs to another request.
    """
    answer(receipt, lambda: ask(asked, now))


def answer(receipt: Receipt, act: Callable[[], object]) -> None:
    """Keep a request's answer, then act; should the first have died between, the repeat acts.

    What is done this way must do no harm when it is done again.

    Raises:
        AlreadyAnswered, KeyReused, InFlight: see ``ledger.keep_receipt``.
    """
    writes = Transaction()
    keep_receipt(writes, receipt)
    try:
        writes.commit()
    except AlreadyAnswered:
        act()
        raise
    act()


def ask(asked: Asked, now: datetime, kind: Kind | None = None) -> None:
    """Have a report made, or compared anew if it was made before.

    Raises:
        InFlight: others write the same job just now.
    """
    if not any(_enter(asked, now) for _ in range(TRIES)):
        raise InFlight(asked.report_id)
    queue.send(Errand(report_id=asked.report_id, asked_at=now, kind=kind))


def find(report_id: str) -> Job | None:
    """A report's job as the last write left it."""
    row = table.get(_about(report_id), JOB)
    return None if row is None else _job(row)


def report(report_id: str, state: State, progress: Progress) -> None:
    """Say how far a report is."""
    rows.update(_about(report_id), JOB, state=state.value, progress=_text(progress))


def finish(report_id: str, progress: Progress, edition: Edition, begun_at: datetime) -> None:
    """Say that a report is ready, and which edition it is."""
    rows.update(
        _about(report_id),
        JOB,
        state=State.READY.value,
        progress=_text(progress),
        edition=edition.number,
        begun_at=begun_at.isoformat(),
    )


def recent(agency_code: str, *, limit: int, cursor: Cursor | None = None) -> Page:
    """An agency's reports, those first that were asked for last.

    Raises:
        MalformedCursor: the cursor continues another list.
    """
    about = f"REPORTS#{agency_code}"
    if cursor is not None and not queries.continues(cursor, _KEYS, "about", about):
        raise MalformedCursor()
    listed, after = rows.page(about, limit=limit, cursor=cursor, newest_first=True)
    ids = [rows.text(row, "item").rpartition("#")[2] for row in listed]
    found = {
        job.asked.report_id: job
        for job in map(_job, table.get_many([table.key(_about(each), JOB) for each in ids]))
    }
    return Page(tuple(found[each] for each in ids if each in found), after)


def editions(report_id: str) -> tuple[Edition, ...]:
    """Every edition of a report, the first one first."""
    return tuple(map(_edition, table.query(_about(report_id), "EDITION#")))


def newest(report_id: str) -> Edition | None:
    """The last edition of a report, if there is one."""
    found, _ = rows.page(_about(report_id), "EDITION#", limit=1, newest_first=True)
    return _edition(found[0]) if found else None


def enter(edition: Edition, instead_of: Edition | None) -> bool:
    """Enter an edition, in the place of a provisional one or in one of its own.

    False if another maker was faster.
    """
    row = rows.row(
        _about(edition.report_id), _place(edition.number), seal=edition.seal, body=_text(edition)
    )
    if instead_of is not None and instead_of.number == edition.number:
        return rows.put(row, "seal = :seal", seal=instead_of.seal)
    return rows.put(row, rows.FREE)


def _enter(asked: Asked, now: datetime) -> bool:
    """The job and its line in the agency's list; False if somebody was faster."""
    before = find(asked.report_id)
    return _enter_first(asked, now) if before is None else _enter_again(before, now)


def _enter_first(asked: Asked, now: datetime) -> bool:
    job = rows.row(
        _about(asked.report_id),
        JOB,
        body=_text(asked),
        asked_at=now.isoformat(),
        state=State.WAITING.value,
        progress=_text(Progress()),
    )
    line = rows.row(*_line(asked, now))
    return rows.transact(rows.put_of(job, rows.FREE), rows.put_of(line))


def _enter_again(before: Job, now: datetime) -> bool:
    """A report that was asked for before waits anew, at the top of its list.

    One that was asked for later than that keeps its place: what is made for it serves both.
    """
    if now <= before.asked_at:
        return True
    asked, seen = before.asked, before.asked_at.isoformat()
    waits = {
        "asked_at": now.isoformat(),
        "state": State.WAITING.value,
        "progress": _text(Progress()),
    }
    job = rows.update_of(_about(asked.report_id), JOB, waits, "#asked_at = :seen", seen=seen)
    moved = rows.delete_of(*_line(asked, before.asked_at))
    return rows.transact(job, moved, rows.put_of(rows.row(*_line(asked, now))))


def _line(asked: Asked, asked_at: datetime) -> tuple[str, str]:
    """Where a report stands in its agency's list."""
    return f"REPORTS#{asked.scope.agency_code}", f"{asked_at.isoformat()}#{asked.report_id}"


def _job(row: Row) -> Job:
    begun = row.get("begun_at")
    return Job(
        asked=_asked.decode(rows.text(row, "body")),
        asked_at=datetime.fromisoformat(rows.text(row, "asked_at")),
        state=State(rows.text(row, "state")),
        progress=msgspec.json.decode(rows.text(row, "progress"), type=Progress),
        edition=int(row["edition"]["N"]) if "edition" in row else None,
        begun_at=None if begun is None else datetime.fromisoformat(begun["S"]),
    )


def _edition(row: Row) -> Edition:
    return _editions.decode(rows.text(row, "body"))


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _about(report_id: str) -> str:
    return f"REPORT#{report_id}"


def _place(number: int) -> str:
    return f"EDITION#{number:06d}"
