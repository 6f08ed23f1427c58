"""From event to counter on the real templates, and the proof that they agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from infra.local import rebuild
from infra.local.cloud import Cloud
from infra.local.life import CITIZEN, OFFICER, Person, filing
from shared.dossier.numbering import local_day
from tests.e2e.conftest import eventually

ADMINISTRATOR = "administrator-1"


@pytest.fixture
def code(as_person: Callable[[str], Person], lan: dict[str, Any]) -> str:
    """A dossier that was handed in and received."""
    citizen = as_person(CITIZEN)
    found = str(citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"])
    as_person(OFFICER).post(f"/processing/dossiers/{found}/acceptance", {})
    return found


def counted(system: Cloud, code: str) -> set[str]:
    """The numbers of a dossier's events that were counted."""
    found = system.client("dynamodb").get_item(
        TableName="motcua-local-reports",
        Key={"about": {"S": f"1#MARK#{code}"}, "item": {"S": "MARK"}},
    )
    return set(found.get("Item", {}).get("applied", {"NS": []})["NS"])


def test_every_event_is_counted_within_seconds(system: Cloud, code: str) -> None:
    assert eventually(lambda: counted(system, code) == {"1", "2"}, seconds=60)


def test_counting_everything_anew_finds_the_same(
    system: Cloud, code: str, as_person: Callable[[str], Person]
) -> None:
    eventually(lambda: counted(system, code), seconds=60)
    with rebuild.rebuilt(as_person(ADMINISTRATOR)) as found:
        comparison = found["comparison"]
    assert comparison["cells"] > 0
    assert comparison["differing"] == 0, comparison


def test_a_leader_asks_for_a_report_and_gets_it_in_every_format(
    system: Cloud, code: str, as_person: Callable[[str], Person]
) -> None:
    eventually(lambda: counted(system, code), seconds=60)
    leader, today = as_person("leader-1"), str(local_day(datetime.now(UTC)))
    asked = leader.post("/reports/reports", {"form": "balance", "agency": "H24", "period": today})
    path = f"/reports/reports/{asked['report_id']}"
    assert eventually(lambda: leader.get(path)["state"] == "ready", seconds=90)
    links = leader.get(path)["links"]
    assert set(links) == {"xlsx", "pdf", "csv", "json"}
    assert httpx.get(links["pdf"], timeout=30).content.startswith(b"%PDF")
    assert httpx.get(links["json"], timeout=30).json()["form"] == "balance"
