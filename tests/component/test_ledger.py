"""The ledger: one move, one transaction, nothing half."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared import aws
from shared.dossier import chain, ledger, queries
from shared.dossier.errors import StaleVersion
from shared.dossier.tables import OutboxItem
from tests.component.intake.filings import filing, submit, take_in
from tests.support.calling import call
from tests.support.people import LAN

pytestmark = pytest.mark.usefixtures("cloud")


@contextmanager
def counted_calls() -> Iterator[Counter[str]]:
    """DynamoDB calls by name made through PynamoDB's client."""
    calls: Counter[str] = Counter()
    client = aws.dynamodb()

    def count(model: Any, **_: Any) -> None:
        calls[model.name] += 1

    client.meta.events.register("before-call.dynamodb", count)
    try:
        yield calls
    finally:
        client.meta.events.unregister("before-call.dynamodb", count)


def test_submission_costs_one_update_and_one_transaction() -> None:
    from services.intake.app import app

    submit()
    body = filing()
    with counted_calls() as calls:
        call(app, "POST", "/intake/dossiers", body=body, who=LAN)
    assert calls == {"UpdateItem": 1, "TransactWriteItems": 1}


def test_every_event_has_an_outbox_entry_until_it_was_sent() -> None:
    code = take_in().json["dossier_id"]
    assert [row.item for row in OutboxItem.query(code)] == ["EVENT#000001", "EVENT#000002"]


def test_history_is_a_whole_chain() -> None:
    code = take_in().json["dossier_id"]
    events = queries.history(code)
    assert chain.verify(events, last_hash=ledger.load(code).last_hash) == []


def test_a_write_under_an_old_version_changes_nothing() -> None:
    from services.intake.app import app

    code = submit().json["dossier_id"]
    old = ledger.load(code)
    resource = "/intake/dossiers/{dossier_id}/withdrawal"
    call(app, "POST", resource, path={"dossier_id": code}, body={}, who=LAN)
    from shared.clock import WorkingCalendar
    from shared.dossier import moves
    from tests.unit.dossier import moving

    change = moves.withdraw(old, moving.OWNER, datetime.now(UTC), WorkingCalendar())
    with pytest.raises(StaleVersion):
        ledger.append(change)
    assert len(queries.history(code)) == 2


def test_numbers_count_per_agency_and_local_date() -> None:
    codes = [
        ledger.reserve(agency, day)
        for agency, day in (
            ("H24.X001", date(2026, 11, 22)),
            ("H24.X001", date(2026, 11, 22)),
            ("H24.X002", date(2026, 11, 22)),
            ("H24.X001", date(2026, 11, 23)),
        )
    ]
    assert codes == [
        "H24.X001-261122-0001",
        "H24.X001-261122-0002",
        "H24.X002-261122-0001",
        "H24.X001-261123-0001",
    ]
