"""The public dashboard: made from the counters, kept, and read by anybody as one item."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from services.reports import rows
from services.reports.app import app
from services.reports.boards import keeping, refreshing
from services.reports.counting import applying, table
from tests.component.reports.rebuilding.making import rows_of
from tests.component.reports.rebuilding.samples import JUSTICE, WARD, lives
from tests.component.tracking.lives import counted_calls
from tests.support.calling import Answer, Context, call

pytestmark = pytest.mark.usefixtures("cloud")
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
EVENTS = lives(35)


@pytest.fixture(autouse=True)
def counted(cloud: dict[str, str]) -> None:
    assert applying.apply(EVENTS) == []


def read() -> Answer:
    return call(app, "GET", "/reports/public")


def kept() -> Any:
    """The dashboard as it was made at a moment."""
    keeping.remake(NOW)
    return read().json


def received(agency: str) -> int:
    """How many dossiers an agency received, counted plainly."""
    return sum(e.type == "DossierAccepted" and e.agency_code == agency for e in EVENTS)


def test_anybody_reads_it_and_may_cache_it() -> None:
    keeping.remake(NOW)
    answer = read()
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["ETag"] == f'"{int(NOW.timestamp())}"'


def test_it_has_twelve_months_up_to_now() -> None:
    found = kept()
    months = [month["month"] for month in found["months"]]
    assert (len(months), months[0], months[-1]) == (12, "2025-12", "2026-11")
    assert (found["first"], found["last"]) == ("2025-12-01", "2026-11-25")
    assert datetime.fromisoformat(found["as_of"]) == NOW


def test_months_agencies_and_fields_add_up_to_the_whole() -> None:
    found = kept()
    for name in ("received", "resolved", "late"):
        whole = found["total"][name]
        assert whole > 0
        for part in ("months", "agencies", "fields"):
            assert sum(each[name] for each in found[part]) == whole, part


def test_agencies_are_shown_by_name_with_their_own_figures() -> None:
    found = {each["code"]: each for each in kept()["agencies"]}
    assert set(found) == {WARD, JUSTICE}
    assert {code: each["received"] for code, each in found.items()} == {
        code: received(code) for code in (WARD, JUSTICE)
    }
    assert all(each["name"] != code and each["name_en"] for code, each in found.items())


def test_shares_are_shares_and_of_nothing_there_is_none() -> None:
    found = kept()
    assert 0 < found["total"]["on_time"] < 1
    assert found["total"]["online"] == 1
    empty = found["months"][0]
    assert (empty["received"], empty["on_time"], empty["online"]) == (0, None, None)


def test_one_that_an_earlier_version_kept_otherwise_is_made_anew() -> None:
    old = zlib.compress(b'{"version": 1, "total": {"received": 1}}')
    rows.put({**table.key(keeping.PUBLIC, keeping.PUBLIC), "body": {"B": old}})
    assert "late" in read().json["total"]


def test_it_is_read_as_one_item(monkeypatch: pytest.MonkeyPatch) -> None:
    keeping.remake(NOW)
    monkeypatch.setattr(keeping, "remake", None)
    with counted_calls() as calls:
        assert read().status == 200
    assert calls == {"GetItem": 1}


def test_before_it_was_ever_made_it_is_made_at_once() -> None:
    assert read().json["total"]["received"] > 0
    assert len(rows_of(keeping.PUBLIC)) == 1


def test_a_refresh_brings_what_was_counted_since() -> None:
    before = kept()["total"]["received"]
    applying.apply(lives(40))
    assert read().json["total"]["received"] == before
    refreshing.refresh({}, Context())  # type: ignore[arg-type]
    assert read().json["total"]["received"] > before


def test_it_is_small() -> None:
    keeping.remake(NOW)
    assert len(read().text.encode()) < 100_000


def test_nothing_in_it_names_a_dossier() -> None:
    assert EVENTS[0].dossier_id not in json.dumps(kept())
