"""Orders open when it is time to pay, once, and close with dossiers that end unpaid."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.payments import book, opening
from services.payments.model import Order, OrderState
from shared.dossier import ledger, moves, queries
from shared.dossier.events import Event, public
from shared.reference import store
from tests.component.intake.filings import submit, take_in
from tests.component.payments.far_ends import FarEnds
from tests.component.payments.paying import (
    AMOUNT,
    entries,
    filed,
    order,
    owing,
    read_events,
    start,
    withdraw,
)
from tests.component.tracking.lives import OFFICIAL
from tests.support.calling import Context
from tests.support.queueing import batch, failed, message

pytestmark = pytest.mark.usefixtures("far_ends")


def deliver(*events: Event) -> set[str]:
    """What the function gives back to its queue."""
    return failed(opening.open_orders(batch([message(e) for e in events]), Context()))  # type: ignore[arg-type]


def test_a_submission_that_must_be_paid_first_opens_an_order() -> None:
    dossier = filed()
    assert deliver(*queries.history(dossier.dossier_id)) == set()
    found = order(dossier.dossier_id)
    assert (found.state, found.amount) == (OrderState.OPEN, AMOUNT)
    assert [(e.debit, e.amount) for e in entries(found.order_id)] == [("due", AMOUNT)]


def test_what_is_free_opens_none() -> None:
    dossier_id = submit().json["dossier_id"]
    read_events(dossier_id)
    assert book.find(dossier_id) is None


def test_what_is_paid_before_the_return_opens_at_acceptance() -> None:
    dossier_id = take_in(answers=LATE).json["dossier_id"]
    submitted, accepted = queries.history(dossier_id)
    assert ledger.load(dossier_id).rules.pay_before != "none"
    deliver(submitted, accepted)
    assert order(dossier_id).amount == 8_000


LATE = {
    "child_name": "Nguyễn Gia Bảo",
    "child_gender": "male",
    "child_birth_date": "2026-01-01",
    "birth_place": "Hải Phòng",
    "mother_name": "Nguyễn Thị Lan",
    "requester_relation": "mother",
    "case": "late",
}


def test_a_repeated_event_opens_no_second_order() -> None:
    dossier_id = owing()
    version = order(dossier_id).version
    read_events(dossier_id)
    assert order(dossier_id).version == version
    assert len(entries(dossier_id)) == 1


def test_a_withdrawn_dossiers_order_closes_and_nothing_is_owed() -> None:
    dossier_id = owing()
    withdraw(dossier_id)
    read_events(dossier_id)
    assert order(dossier_id).state is OrderState.CLOSED
    assert [e.kind for e in entries(dossier_id)] == ["opening", "closing"]
    assert start(dossier_id).json["type"].endswith("nothing-due")


def test_a_refused_dossiers_order_closes() -> None:
    dossier_id = owing()
    dossier = ledger.load(dossier_id)
    now = datetime.now(UTC)
    ledger.append(moves.refuse(dossier, OFFICIAL, now, store.calendar(), reason="Sai thẩm quyền"))
    read_events(dossier_id)
    assert order(dossier_id).state is OrderState.CLOSED


def test_a_submission_read_after_the_withdrawal_opens_none() -> None:
    dossier_id = filed().dossier_id
    withdraw(dossier_id)
    submitted, withdrawn = queries.history(dossier_id)
    deliver(withdrawn, submitted)
    assert book.find(dossier_id) is None


def test_a_withdrawal_between_reading_and_opening_leaves_no_open_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = filed()
    submitted = queries.history(dossier.dossier_id)[0]
    opened = opening._open

    def interrupted(found: object) -> Order | None:
        withdraw(dossier.dossier_id)
        opening.apply(public(queries.history(dossier.dossier_id)[-1]))
        return opened(dossier)

    monkeypatch.setattr(opening, "_open", interrupted)
    opening.apply(public(submitted))
    assert order(dossier.dossier_id).state is OrderState.CLOSED


def test_a_message_that_is_none_of_ours_holds_nobody_up(far_ends: FarEnds) -> None:
    dossier = filed()
    event = queries.history(dossier.dossier_id)[0]
    bodies = ["poison", message(event)]
    assert failed(opening.open_orders(batch(bodies), Context())) == {"0"}  # type: ignore[arg-type]
    assert order(dossier.dossier_id).state is OrderState.OPEN
