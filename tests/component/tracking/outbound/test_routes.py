"""What was told and what could not be, for those who may see it."""

from __future__ import annotations

from typing import Any

import pytest

from services.tracking.app import app
from services.tracking.outbound.kinds import Kind
from services.tracking.outbound.notice import Channel, Reason, State
from services.tracking.outbound.wording import CHANNELS, KINDS, REASONS, STATES
from shared.dossier import moves
from shared.dossier.dossier import Change
from shared.identity.keys import identity_key
from shared.reference import store
from tests.component.tracking.outbound.told import (
    MAILBOX,
    NIGHT,
    PHONE,
    World,
    accepted,
    after,
    hear,
    only_sms,
    written,
)
from tests.support.calling import Answer, Who, call
from tests.support.people import (
    ADMINISTRATOR,
    CENTRE_OFFICER,
    JUSTICE,
    JUSTICE_OFFICER,
    LAN,
    LAN_ID,
    LEADER,
    MINH,
    WARD,
    WARD_OFFICER,
)
from tests.unit.dossier.moving import OFFICER

MESSAGES = "/tracking/dossiers/{dossier_id}/messages"
UNDELIVERED = "/tracking/agencies/{agency_code}/undelivered"
WARD_LEADER = Who("leader-ward", "leader", agency=WARD)


def lans(**different: Any) -> Change:
    """A dossier of Lan's whose acceptance was told."""
    change = accepted(applicant_key=identity_key(LAN_ID), **different)
    hear(change)
    return change


def messages(change: Change, who: Who | None = LAN) -> Answer:
    """Read what was told about a dossier."""
    return call(app, "GET", MESSAGES, path={"dossier_id": change.after.dossier_id}, who=who)


def undelivered(agency: str = WARD, who: Who | None = WARD_OFFICER, **query: str) -> Answer:
    """Read what could not be told."""
    return call(app, "GET", UNDELIVERED, path={"agency_code": agency}, query=query, who=who)


def test_the_owner_sees_what_they_were_told_and_how_it_fared(world: World) -> None:
    change = lans()
    found = {item["channel"]: item for item in messages(change).json["items"]}
    sms = found["sms"]
    assert set(found) == {"sms", "email"}
    assert (sms["kind"], sms["kind_name"], sms["kind_name_en"]) == (
        "accepted",
        "Đã tiếp nhận",
        "Accepted",
    )
    assert (sms["state"], sms["state_name"], sms["state_name_en"]) == (
        "handed",
        "Đã gửi đi",
        "Sent",
    )
    assert sms["text"] == world.sms[0]["text"] and sms["attempts"] == 1
    assert sms["handed_at"] == "2026-03-02T12:00:00+07:00"
    assert (sms["reason"], sms["reason_name"], sms["next_at"]) == (None, "", None)
    assert found["email"]["subject"] == world.mails[0]["subject"]


def test_what_waits_says_until_when(world: World) -> None:
    change = lans(moment=NIGHT, wants=only_sms())
    (sms,) = messages(change).json["items"]
    assert (sms["state"], sms["next_at"]) == ("waiting", "2026-03-03T07:00:00+07:00")


def test_they_come_in_the_order_they_were_written(world: World) -> None:
    change = lans(wants=only_sms())
    extended = moves.extend(
        change.after,
        OFFICER,
        after(hours=1),
        store.calendar(),
        new_due=after(days=30),
        apology="xin lỗi",
    )
    written(extended)
    hear(extended)
    assert [item["kind"] for item in messages(change).json["items"]] == ["accepted", "extended"]


def test_no_address_is_shown(world: World) -> None:
    world.control("block", phone=PHONE)
    change = lans()
    for answer in (messages(change), undelivered()):
        assert PHONE[1:] not in answer.text and MAILBOX not in answer.text


@pytest.mark.parametrize("who", [LAN, WARD_OFFICER, WARD_LEADER, LEADER])
def test_its_owner_its_officers_and_their_leaders_may_see_them(world: World, who: Who) -> None:
    assert messages(lans(), who).status == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 401), (MINH, 403), (CENTRE_OFFICER, 403), (JUSTICE_OFFICER, 403), (ADMINISTRATOR, 403)],
)
def test_nobody_else_may(world: World, who: Who | None, status: int) -> None:
    assert messages(lans(), who).status == status


def test_a_linked_agency_that_holds_the_dossier_does_not_see_them(world: World) -> None:
    change = lans()
    written(
        moves.forward(change.after, OFFICER, after(hours=1), store.calendar(), to_agency=JUSTICE)
    )
    assert messages(change, JUSTICE_OFFICER).status == 403


def test_a_dossier_that_does_not_exist_has_none(world: World) -> None:
    path = {"dossier_id": "H24.X001-260302-999999"}
    assert call(app, "GET", MESSAGES, path=path, who=LAN).status == 404


def test_the_officer_sees_what_could_not_be_told_newest_first_by_pages(world: World) -> None:
    world.control("block", phone=PHONE)
    changes = [lans(moment=after(minutes=n), wants=only_sms()) for n in range(3)]
    first = undelivered(limit="2").json
    second = undelivered(limit="2", next=first["next"]).json
    found = [item["dossier_id"] for item in first["items"] + second["items"]]
    assert found == [change.after.dossier_id for change in reversed(changes)]
    item = first["items"][0]
    assert (item["state"], item["reason"]) == ("failed", "phone_blocked")
    assert item["reason_name"] and item["reason_name_en"]


def test_what_was_sent_is_not_listed(world: World) -> None:
    lans()
    assert undelivered().json["items"] == []


@pytest.mark.parametrize(
    ("agency", "who", "status"),
    [
        (WARD, WARD_OFFICER, 200),
        (WARD, LEADER, 200),
        (WARD, ADMINISTRATOR, 200),
        (WARD, JUSTICE_OFFICER, 403),
        (WARD, LAN, 403),
        (WARD, None, 401),
        (JUSTICE, WARD_OFFICER, 403),
        ("H24.NONE", LEADER, 404),
    ],
)
def test_officers_have_their_own_agency_and_leaders_their_subtree(
    world: World, agency: str, who: Who | None, status: int
) -> None:
    assert undelivered(agency, who).status == status


def test_the_token_of_another_list_is_refused(world: World) -> None:
    world.control("block", phone=PHONE)
    for n in range(2):
        lans(moment=after(minutes=n), wants=only_sms())
    token = undelivered(limit="1").json["next"]
    assert undelivered(JUSTICE, JUSTICE_OFFICER, next=token).status == 400
    assert undelivered(next="nonsense").status == 400


def test_everything_that_is_shown_has_words_in_both_languages() -> None:
    words: list[tuple[Any, Any]] = [
        (KINDS, Kind),
        (CHANNELS, Channel),
        (STATES, State),
        (REASONS, Reason),
    ]
    for table, values in words:
        assert set(table) == set(values)
        assert all(vi and en and vi != en for vi, en in table.values())
