"""The rebuild's routes: who may, what they answer, and what they refuse."""

from __future__ import annotations

import pytest

from services.reports.counting import versions
from services.reports.rebuilding import routes
from services.reports.rebuilding.routes import REBUILD, REBUILDS
from shared.web.api import Api
from tests.component.reports.rebuilding.making import (
    happened,
    record,
    rows_of,
    step,
    tamper,
    work,
)
from tests.component.reports.rebuilding.samples import life, lives
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, LEADER, WARD, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud", "rebuilding")
WARD_ADMINISTRATOR = Who("administrator-ward", "administrator", agency=WARD)
api = Api("reports", title="Reports", title_vi="Báo cáo")
routes.declare(api)
EVERY_ROUTE = [("POST", REBUILDS), ("GET", REBUILD), ("POST", f"{REBUILD}/switch")]
EVERY_ROUTE += [("POST", f"{REBUILD}/abandon")]


def start(key: str = "fresh", who: Who | None = ADMINISTRATOR) -> Answer:
    return call(api.app, "POST", REBUILDS, who=who, key=key)


def look(rebuild_id: str) -> Answer:
    return call(api.app, "GET", REBUILD, path={"rebuild_id": rebuild_id}, who=ADMINISTRATOR)


def decide(rebuild_id: str, act: str) -> Answer:
    path = {"rebuild_id": rebuild_id}
    return call(api.app, "POST", f"{REBUILD}/{act}", path=path, who=ADMINISTRATOR)


def complete() -> str:
    """The id of a rebuild that is complete."""
    rebuild_id = str(start().json["rebuild_id"])
    work()
    return rebuild_id


def test_a_started_rebuild_says_how_it_can_be_followed() -> None:
    answer = start()
    assert answer.status == 202
    assert (answer.json["state"], answer.json["version"]) == ("counting", 2)
    assert look(answer.json["rebuild_id"]).json == answer.json


def test_progress_grows_until_the_comparison_is_there() -> None:
    happened(lives(9))
    rebuild_id = start().json["rebuild_id"]
    seen = [look(rebuild_id).json["progress"]["percent"]]
    while step():
        seen.append(look(rebuild_id).json["progress"]["percent"])
    assert seen == sorted(seen) and (seen[0], seen[-1]) == (0, 100)
    assert look(rebuild_id).json["progress"]["events"] == len(lives(9))


def test_a_complete_rebuild_shows_what_differs() -> None:
    happened(lives(5))
    day, _ = tamper(1, "submitted", 2)
    found = look(complete()).json["comparison"]
    assert found["differing"] == 1
    (difference,) = found["differences"]
    assert difference["day"] == day
    (figure,) = difference["figures"]
    assert (figure["measure"], figure["active"] - figure["rebuilt"]) == ("submitted", 2)
    assert figure["measure"] in [total["measure"] for total in found["totals"]]


def test_the_same_request_again_is_answered_with_the_same_rebuild() -> None:
    first = start("one-and-the-same")
    assert start("one-and-the-same").json["rebuild_id"] == first.json["rebuild_id"]
    work()
    assert start("one-and-the-same").json["state"] == "complete"


def test_a_second_rebuild_is_refused_while_one_is_not_decided() -> None:
    first = start().json["rebuild_id"]
    refused = start()
    assert refused.status == 409
    assert first in refused.json["detail"] and first in refused.json["detail_en"]


def test_a_switch_is_answered_with_the_new_state() -> None:
    rebuild_id = complete()
    assert decide(rebuild_id, "switch").json["state"] == "switched"
    versions.forget()
    assert versions.current().active == 2


def test_a_switch_before_it_is_complete_is_refused() -> None:
    refused = decide(start().json["rebuild_id"], "switch")
    assert refused.status == 409
    assert "counting" in refused.json["detail_en"]


def test_an_abandoned_rebuild_leaves_nothing_behind() -> None:
    happened(lives(4))
    rebuild_id = complete()
    assert decide(rebuild_id, "abandon").json["state"] == "abandoned"
    work()
    assert look(rebuild_id).json["removed"] is True
    assert rows_of("2#") == []


def test_a_switch_after_abandoning_is_refused() -> None:
    rebuild_id = complete()
    decide(rebuild_id, "abandon")
    assert decide(rebuild_id, "switch").status == 409
    assert decide(rebuild_id, "abandon").status == 200


def test_abandoning_what_was_switched_to_is_refused() -> None:
    rebuild_id = complete()
    decide(rebuild_id, "switch")
    assert decide(rebuild_id, "abandon").status == 409


def test_nothing_of_a_person_is_in_an_answer() -> None:
    record(life(3))
    told = look(complete()).text
    assert ADMINISTRATOR.name not in told and ADMINISTRATOR.subject not in told


@pytest.mark.parametrize(("method", "path"), EVERY_ROUTE)
@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 401), (WARD_OFFICER, 403), (LEADER, 403), (WARD_ADMINISTRATOR, 403)],
)
def test_only_administrators_of_the_root_agency_rebuild(
    method: str, path: str, who: Who | None, status: int
) -> None:
    refused = call(api.app, method, path, path={"rebuild_id": "any"}, who=who)
    assert refused.status == status


@pytest.mark.parametrize(("method", "path"), EVERY_ROUTE[1:])
def test_a_rebuild_that_there_never_was_is_not_found(method: str, path: str) -> None:
    answer = call(api.app, method, path, path={"rebuild_id": "unknown"}, who=ADMINISTRATOR)
    assert answer.status == 404


@pytest.mark.parametrize("path", [path for method, path in EVERY_ROUTE if method == "POST"])
def test_every_change_needs_an_idempotency_key(path: str) -> None:
    given = {"rebuild_id": "any"}
    refused = call(api.app, "POST", path, path=given, who=ADMINISTRATOR, key=None)
    assert refused.status == 400
