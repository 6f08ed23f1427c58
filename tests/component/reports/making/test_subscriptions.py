"""Subscriptions: who may have which reports sent, and where."""

from __future__ import annotations

from typing import Any

import pytest

from services.reports.app import app
from tests.component.reports.making.reporting import CHIEF, DEPUTY, SUBSCRIPTION, subscribe
from tests.component.reports.rebuilding.samples import JUSTICE, WARD
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, LEADER, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("reports")
SUBSCRIPTIONS = "/reports/subscriptions"
WARD_LEADER = Who("leader-ward", "leader", agency=WARD)
WARD_ADMINISTRATOR = Who("administrator-ward", "administrator", agency=WARD)


def listed(who: Who) -> list[str]:
    items = call(app, "GET", SUBSCRIPTIONS, who=who).json["items"]
    return [item["subscription_id"] for item in items]


def one(method: str, name: str = "chairman", who: Who | None = LEADER) -> Answer:
    return call(app, method, SUBSCRIPTION, path={"subscription_id": name}, who=who)


def test_a_subscription_is_kept_changed_and_ended() -> None:
    assert subscribe().json["address"] == CHIEF
    assert subscribe(address=DEPUTY, kinds=["monthly", "daily", "daily"]).status == 200
    found = one("GET").json
    assert (found["address"], found["kinds"]) == (DEPUTY, ["daily", "monthly"])
    assert one("DELETE").json == {"subscription_id": "chairman"}
    assert one("GET").status == 404


def test_everybody_sees_their_own_and_administrators_their_subtree() -> None:
    subscribe("of-the-city", LEADER)
    subscribe("of-the-ward", WARD_LEADER, agency=WARD)
    assert listed(LEADER) == ["of-the-city"]
    assert listed(WARD_LEADER) == ["of-the-ward"]
    assert listed(WARD_ADMINISTRATOR) == ["of-the-ward"]
    assert listed(ADMINISTRATOR) == ["of-the-city", "of-the-ward"]


@pytest.mark.parametrize("who", [WARD_LEADER, WARD_ADMINISTRATOR])
def test_anothers_subscription_is_not_to_be_seen_or_touched(who: Who) -> None:
    subscribe("of-the-city", LEADER)
    assert one("GET", "of-the-city", who).status == 404
    assert one("DELETE", "of-the-city", who).status == 404
    assert subscribe("of-the-city", who, agency=WARD).status == 404
    assert one("GET", "of-the-city").json["agency_code"] == "H24"


def test_an_administrator_changes_a_subscription_and_its_owner_keeps_it() -> None:
    subscribe()
    assert subscribe(who=ADMINISTRATOR, address=DEPUTY).status == 200
    assert one("GET").json["address"] == DEPUTY
    assert listed(LEADER) == ["chairman"]


def test_a_leader_subscribes_within_the_subtree_alone() -> None:
    assert subscribe(who=WARD_LEADER, agency=JUSTICE).status == 403
    assert subscribe(who=WARD_LEADER, agency="H24").status == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "nobody"),
        ("address", "a@b.vn, c@d.vn"),
        ("form", "II.99"),
        ("agency", "H24.ZZ"),
        ("agency", "nowhere"),
        ("kinds", []),
    ],
)
def test_what_is_wrong_with_a_subscription_is_named(field: str, value: Any) -> None:
    answer = subscribe(**{field: value})
    assert answer.status == 422
    assert [error["field"] for error in answer.json["errors"]] == [f"/{field}"]


@pytest.mark.parametrize("name", ["short", "x" * 65, "with space", "đăng-ký-1"])
def test_an_id_is_plain_letters_digits_and_hyphens(name: str) -> None:
    assert subscribe(name).status == 404


@pytest.mark.parametrize("who", [None, WARD_OFFICER])
def test_nobody_else_subscribes(who: Who | None) -> None:
    status = 401 if who is None else 403
    answers = [subscribe(who=who), one("GET", who=who), one("DELETE", who=who)]
    assert {answer.status for answer in answers} == {status}
