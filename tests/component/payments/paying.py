"""Dossiers that cost something, and what their owners and the schedules do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.payments import asking, book, choice, notices, opening, starting, sweeps
from services.payments.app import app
from services.payments.book import Place, Record
from services.payments.model import Attempt, Entry, Order
from services.payments.tables import EntryItem, NoticeItem
from shared import aws
from shared.dossier import ledger, moves, queries
from shared.dossier.dossier import Change, Dossier
from shared.dossier.events import EventType, public
from shared.reference import store
from shared.settings import need
from tests.component.intake.filings import submit
from tests.component.payments.far_ends import AGREEMENTS
from tests.component.tracking.lives import OFFICIAL
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN

EXTRACT, AMOUNT = "2.000635", 16_000
ANSWERS = {"record_type": "birth", "person_name": "Nguyễn Gia Bảo", "copies": 2}
ORDER = "/payments/orders/{dossier_id}"


def agree(**changes: Any) -> None:
    """Put the gateways' agreements into their secret."""
    text = msgspec.json.encode(AGREEMENTS | changes).decode()
    aws.secrets().put_secret_value(SecretId=need("gateways_secret"), SecretString=text)
    choice.forget()


def filed(who: Who = LAN) -> Dossier:
    """A dossier that waits for its fee, its event not yet read."""
    answer = submit(who, procedure_code=EXTRACT, answers=ANSWERS, documents=[])
    assert answer.status == 201, answer.text
    return ledger.load(answer.json["dossier_id"])


def read_events(dossier_id: str) -> None:
    """The queue delivers every event so far."""
    for event in queries.history(dossier_id):
        opening.apply(public(event))


def owing(who: Who = LAN) -> str:
    """A dossier whose payment order is open."""
    dossier_id = filed(who).dossier_id
    read_events(dossier_id)
    return dossier_id


def start(dossier_id: str, who: Who | None = LAN) -> Answer:
    """Start to pay, or resume."""
    path = {"dossier_id": dossier_id}
    return call(app, "POST", ORDER + "/attempts", path=path, who=who, key=None)


def started(dossier_id: str) -> str:
    """The reference of an attempt that was started."""
    answer = start(dossier_id)
    assert answer.status == 200, answer.text
    return attempt(dossier_id, answer.json["number"]).reference


def view(dossier_id: str, who: Who | None = LAN) -> Answer:
    """Read the order."""
    return call(app, "GET", ORDER, path={"dossier_id": dossier_id}, who=who)


def dues(who: Who = LAN, **query: str) -> Answer:
    """Read one's dues."""
    return call(app, "GET", "/payments/dues", query=query, who=who)


def order(dossier_id: str) -> Order:
    found = book.find(dossier_id)
    assert found is not None
    return found


def attempt(dossier_id: str, number: int = 1) -> Attempt:
    return book.attempt(Place(order_id=dossier_id, number=number))


def entries(dossier_id: str) -> list[Entry]:
    """The order's ledger."""
    found = EntryItem.query(dossier_id, EntryItem.item.startswith("ENTRY#"), consistent_read=True)
    return [msgspec.json.decode(item.body, type=Entry) for item in found]


def records(partition: str) -> list[Record]:
    """The gateways' messages that were kept under an order or a day."""
    span = NoticeItem.item.startswith("NOTICE#")
    found = NoticeItem.query(partition, span, consistent_read=True)
    return [msgspec.json.decode(item.body, type=Record) for item in found]


def fee_paid_events(dossier_id: str) -> int:
    """How often the dossier was told that it is paid."""
    return sum(event.type is EventType.FEE_PAID for event in queries.history(dossier_id))


def withdraw(dossier_id: str) -> Dossier:
    dossier = ledger.load(dossier_id)
    change: Change = moves.withdraw(dossier, OFFICIAL, datetime.now(UTC), store.calendar())
    return ledger.append(change)


@contextmanager
def later(**span: float) -> Iterator[None]:
    """The service's clock runs ahead."""
    ahead = timedelta(**span)

    class Ahead(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + ahead

    with pytest.MonkeyPatch.context() as patch:
        for module in (asking, notices, opening, starting, sweeps):
            patch.setattr(module, "datetime", Ahead)
        yield


def swept(span: str = "recent") -> dict[str, int]:
    """One run of a sweep."""
    return sweeps.sweep({"span": span}, None)
