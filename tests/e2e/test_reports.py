"""From event to counter on the real templates, and the proof that they agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infra.local import rebuild
from infra.local.cloud import Cloud
from infra.local.life import CITIZEN, OFFICER, Person, filing
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
