"""Registers: kept from events, asked for, made from a job, fetched by who asked."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.papers import book, register_making, registers, stationery
from services.papers.app import app
from services.papers.register_model import MOST_ROWS, Asked, Row, State
from services.papers.tables import RowItem
from shared import aws
from shared.dossier import ledger, moves, queries
from shared.dossier.dossier import Dossier
from shared.dossier.events import EventType
from shared.dossier.numbering import local_day
from shared.reference import store
from shared.settings import settings
from tests.component.papers.making import deliver, event_of, make_all, text_of
from tests.component.tracking import lives
from tests.component.tracking.lives import OFFICIAL, accepted, submitted
from tests.support.calling import Answer, Context, Who, call
from tests.support.logs import log_lines
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE_OFFICER,
    LAN,
    LEADER,
    WARD,
    WARD_OFFICER,
    WARD_OFFICER_2,
)
from tests.support.queueing import batch, bodies_in, deliver_once, failed

pytestmark = pytest.mark.usefixtures("papers")
REGISTERS = "/papers/registers"
LINKED = "H24.CA"


def today() -> date:
    return local_day(datetime.now(UTC))


def yesterday() -> str:
    return str(today() - timedelta(days=1))


def period(**different: Any) -> dict[str, Any]:
    """From yesterday to today, so that midnight does no harm."""
    return {"agency_code": WARD, "from": yesterday(), "to": str(today()), **different}


def ask(who: Who | None = WARD_OFFICER, key: str = "fresh", **different: Any) -> Answer:
    return call(app, "POST", REGISTERS, body=period(**different), who=who, key=key)


def ask_from(first: date, last: date, key: str = "fresh") -> Answer:
    span: dict[str, Any] = {"from": str(first), "to": str(last)}
    return ask(WARD_OFFICER, key, **span)


def look(register_id: str, who: Who = WARD_OFFICER) -> Answer:
    path = {"register_id": register_id}
    return call(app, "GET", REGISTERS + "/{register_id}", path=path, who=who)


def work() -> int:
    """Hand the waiting jobs to their function; how many there were."""
    return deliver_once(settings().register_queue_url, register_making.make_registers)


def made(**different: Any) -> Answer:
    """A register that was asked for and made."""
    register_id = ask(**different).json["register_id"]
    work()
    return look(register_id)


def text(answer: Answer) -> str:
    return text_of(f"papers/registers/{answer.json['register_id']}.pdf")


def entered(dossier: Dossier) -> Dossier:
    make_all(dossier.dossier_id)
    return dossier


def rows() -> list[Row]:
    return list(book.rows(WARD, today() - timedelta(days=1), today()))


def returned() -> Dossier:
    dossier = lives.forwarded(lives.processing(accepted()), LINKED)
    dossier = ledger.append(moves.receive_back(dossier, OFFICIAL, lives.now(), store.calendar()))
    return ledger.append(
        moves.return_result(
            lives.resolved(dossier), OFFICIAL, lives.now(), store.calendar(), method="post"
        )
    )


def test_a_dossier_is_entered_when_it_is_accepted() -> None:
    entered(submitted())
    assert rows() == []
    dossier = entered(accepted())
    (row,) = rows()
    assert row.line.dossier_id == dossier.dossier_id
    assert (row.line.accepted_at, row.line.due_at) == (dossier.accepted_at, dossier.due_at)


def test_a_line_follows_the_dossier_to_its_end() -> None:
    dossier = entered(returned())
    (row,) = rows()
    assert row.forwarded_at == event_of(dossier.dossier_id, EventType.FORWARDED).at
    assert row.received_back_at == event_of(dossier.dossier_id, EventType.RECEIVED_BACK).at
    assert (row.line.resolved_at, row.line.closed_at) == (dossier.resolved_at, dossier.closed_at)
    assert row.line.return_method == "post"


def test_events_in_any_order_and_more_than_once_make_the_same_line() -> None:
    dossier = returned()
    make_all(dossier.dossier_id)
    before = rows()
    for event in [*reversed(queries.history(dossier.dossier_id))] * 2:
        deliver(event)
    assert rows() == before


def test_an_old_head_does_not_overwrite_a_newer_line() -> None:
    dossier = accepted()
    first = event_of(dossier.dossier_id, EventType.ACCEPTED)
    entered(lives.withdrawn(dossier))
    book.keep(dossier, first)
    assert rows()[0].line.status == 7


def test_lines_are_found_by_the_local_date_of_acceptance() -> None:
    dossier = entered(accepted())
    assert dossier.accepted_at is not None
    day = local_day(dossier.accepted_at)
    assert len(list(book.rows(WARD, day, day))) == 1
    assert list(book.rows(WARD, day - timedelta(days=40), day - timedelta(days=1))) == []
    assert list(book.rows(WARD, day + timedelta(days=1), day + timedelta(days=40))) == []
    assert len(list(book.rows(WARD, day - timedelta(days=80), day + timedelta(days=11)))) == 1


def test_no_line_holds_a_name() -> None:
    dossier = entered(accepted())
    assert dossier.accepted_at is not None
    (item,) = RowItem.query(f"BOOK#{WARD}#{local_day(dossier.accepted_at):%Y-%m}")
    assert dossier.dossier_id in str(item.to_simple_dict())
    assert "Nguyễn" not in str(item.to_simple_dict())


def test_a_register_is_asked_for_made_and_fetched() -> None:
    dossier = entered(returned())
    asked = ask()
    assert (asked.status, asked.json["state"], asked.json["url"]) == (202, "waiting", None)
    assert asked.json["total"] is None and asked.json["agency_name"] == "Phường Thủy Nguyên"
    assert work() == 1
    answer = look(asked.json["register_id"])
    assert (answer.json["state"], answer.json["done"], answer.json["total"]) == ("ready", 1, 1)
    assert answer.json["expires_in"] == 300 and "so-theo-doi" in answer.json["url"]
    found = text(answer)
    assert dossier.dossier_id in found.replace("- ", "-")
    assert "Nguyễn Thị Lan" in found and "Bưu chính" in found
    assert "Phường Thủy Nguyên, Hải Phòng, 0912345678" in found
    assert "Tổng số: 1 hồ sơ" in found


def test_an_empty_period_makes_an_empty_register() -> None:
    answer = made()
    assert (answer.json["state"], answer.json["total"]) == ("ready", 0)
    assert "Trong kỳ không tiếp nhận hồ sơ nào." in text(answer)


def test_another_agencys_dossiers_are_not_in_it() -> None:
    entered(accepted())
    register_id = ask(LEADER, agency_code="H24.D02").json["register_id"]
    work()
    assert look(register_id, LEADER).json["total"] == 0


def test_who_asked_is_recorded_at_every_dossier() -> None:
    dossiers = [entered(accepted()), entered(accepted())]
    answer = made()
    for dossier in dossiers:
        *_, last = queries.accesses(dossier.dossier_id)
        assert last.subject == WARD_OFFICER.subject
        assert last.route == f"register {answer.json['register_id']}"


def test_nobody_else_gets_the_file() -> None:
    register_id = made().json["register_id"]
    assert look(register_id, WARD_OFFICER_2).status == 404
    assert look(register_id, LEADER).status == 404
    assert look("0" * 32).status == 404


@pytest.mark.parametrize("who", [WARD_OFFICER, LEADER, ADMINISTRATOR], ids=lambda w: w.subject)
def test_its_officers_and_who_stands_above_may_ask(who: Who) -> None:
    assert ask(who).status == 202


@pytest.mark.parametrize(
    ("who", "different", "status", "slug"),
    [
        (None, {}, 401, "not-signed-in"),
        (LAN, {}, 403, "role-missing"),
        (JUSTICE_OFFICER, {}, 403, "agency-not-yours"),
        (WARD_OFFICER, {"agency_code": "H24.D02"}, 403, "agency-not-yours"),
        (WARD_OFFICER, {"agency_code": "H99.X1"}, 404, "not-found"),
    ],
)
def test_others_may_not(who: Who | None, different: dict[str, Any], status: int, slug: str) -> None:
    answer = ask(who, **different)
    assert (answer.status, answer.json["type"]) == (status, f"urn:motcua:problem:{slug}")


def test_every_wrong_field_is_told_at_once() -> None:
    answer = ask_from(today() + timedelta(days=9), today() + timedelta(days=8))
    assert answer.status == 422
    assert [(e["field"], e["rule"]) for e in answer.json["errors"]] == [
        ("/from", "maximum"),
        ("/to", "maximum"),
        ("/to", "minimum"),
    ]
    assert all(e["detail"] and e["detail_en"] for e in answer.json["errors"])


def test_ninety_two_days_are_enough() -> None:
    first = today() - timedelta(days=91)
    assert ask_from(first, today()).status == 202
    too_long = ask_from(first - timedelta(days=1), today())
    assert too_long.json["errors"][0]["detail_en"] == "One register has at most 92 days."


def test_the_same_key_asks_once() -> None:
    key = uuid.uuid4().hex
    first, again = ask(key=key), ask(key=key)
    assert again.json == first.json and again.headers["Idempotency-Replayed"] == "true"
    assert ask_from(today(), today(), key=key).status == 409


def test_a_repeat_queues_what_a_crash_left_unqueued(monkeypatch: pytest.MonkeyPatch) -> None:
    key = uuid.uuid4().hex
    with monkeypatch.context() as patch:
        patch.setattr(registers, "_queue", _dies)
        assert ask(key=key).status == 500
    assert bodies_in(settings().register_queue_url) == []
    again = ask(key=key)
    assert again.status == 202
    assert bodies_in(settings().register_queue_url) == [again.json["register_id"]]


def _dies(*_: object) -> None:
    raise RuntimeError("the machine was taken away")


def test_a_job_that_comes_twice_is_made_once() -> None:
    entered(accepted())
    register_id = made().json["register_id"]
    before = aws.s3().list_object_versions(Bucket=settings().documents_bucket)["Versions"]
    answer = register_making.make_registers(batch([register_id]), Context())  # type: ignore[arg-type]
    assert failed(answer) == set()
    after = aws.s3().list_object_versions(Bucket=settings().documents_bucket)["Versions"]
    assert after == before


def test_a_failure_is_shown_and_the_next_try_makes_it_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered(accepted())
    register_id = ask().json["register_id"]
    with monkeypatch.context() as patch, log_lines() as lines:
        patch.setattr(stationery, "set_paper", _dies)
        answer = register_making.make_registers(batch([register_id]), Context())  # type: ignore[arg-type]
    assert failed(answer) == {"0"}
    assert "Register failed" in lines.getvalue()
    shown = look(register_id).json
    assert (shown["state"], shown["url"]) == ("failed", None)
    assert shown["state_name"] and shown["state_name_en"]
    work()
    assert look(register_id).json["state"] == "ready"


def test_progress_is_told_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        entered(accepted())
    register_id = ask().json["register_id"]
    told: list[tuple[str, int, int | None]] = []
    report = registers.report

    def listen(name: str, state: State, done: int, total: int | None) -> None:
        report(name, state, done, total)
        found = look(name).json
        told.append((found["state"], found["done"], found["total"]))

    monkeypatch.setattr(register_making, "AT_ONCE", 2)
    monkeypatch.setattr(registers, "report", listen)
    work()
    assert told == [
        ("waiting", 0, 3),
        ("waiting", 2, 3),
        ("waiting", 3, 3),
        ("ready", 3, 3),
    ]
    assert look(register_id).json["state"] == "ready"


def test_a_register_beyond_the_limit_is_refused_with_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entered(accepted())
    entered(accepted())
    monkeypatch.setattr(register_making, "MOST_ROWS", 1)
    found = made().json
    assert (found["state"], found["url"]) == ("too_long", None)
    assert str(MOST_ROWS) in found["state_name"] and str(MOST_ROWS) in found["state_name_en"]


def test_an_unknown_job_is_let_go() -> None:
    answer = register_making.make_registers(batch(["0" * 32]), Context())  # type: ignore[arg-type]
    assert failed(answer) == set()


def test_no_log_line_names_anybody() -> None:
    entered(accepted())
    with log_lines() as lines:
        made()
    assert "Register made" in lines.getvalue() and "Nguyễn" not in lines.getvalue()


def test_what_was_asked_is_kept_as_asked() -> None:
    register_id = ask().json["register_id"]
    job = registers.find(register_id)
    assert job is not None
    assert job.asked == Asked(
        register_id=register_id,
        agency_code=WARD,
        first=date.fromisoformat(yesterday()),
        last=today(),
        asked_by=WARD_OFFICER.subject,
        asked_at=job.asked.asked_at,
    )
