"""Providers that fail: failover at once, retries, doubt, giving up; and runs that break off."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from services.tracking.outbound import book, posting, retrying, sending
from services.tracking.outbound.notice import ALONE, LEASE, MINUTES, Notice, Reason, State
from services.tracking.outbound.posting import Answer
from services.tracking.outbound.protocol import Sms
from services.tracking.outbound.retrying import ResendIncomplete
from shared.dossier import items, ledger
from shared.dossier.dossier import Change, Dossier
from shared.messaging.handing import Handed, Uncertain
from tests.component.tracking.inbound.texting import publish_policy
from tests.component.tracking.lives import counted_calls
from tests.component.tracking.outbound.told import (
    LONG,
    MAILBOX,
    NIGHT,
    NOON,
    PHONE,
    World,
    accepted,
    after,
    agree,
    hear,
    notices_of,
    only_sms,
    run,
    sms_of,
)
from tests.unit.dossier.moving import at


def told(wants: Any = None) -> Change:
    """A dossier whose acceptance was told at noon, by SMS alone unless told else."""
    change = accepted(wants=only_sms() if wants is None else wants)
    hear(change)
    return change


def down(world: World, *providers: str, **how: Any) -> None:
    """Providers that answer nobody, or late."""
    for provider in providers:
        world.control("down", provider=provider, **{"seconds": 300, **how})


def undelivered(change: Change) -> list[str]:
    """The dossiers that the officer of its agency has to call about."""
    page = book.undelivered(change.after.agency_code, limit=100, cursor=None)
    return [notice.dossier_id for notice in page.items]


def runs_until_settled(change: Change, channel: str = "sms") -> list[datetime]:
    """Run whenever a notice is due; when that was."""
    moments: list[datetime] = []
    while (due := notices_of(change)[channel].next_at) is not None:
        moments.append(due)
        assert run(due) >= 1
    return moments


def test_while_the_first_provider_is_down_the_other_takes_it_at_once(world: World) -> None:
    down(world, "esms")
    change = told()
    assert world.providers() == ["speedsms"]
    found = sms_of(change)
    assert (found.state, found.provider, found.attempts) == (State.HANDED, "speedsms", 1)
    assert not found.maybe_twice


@pytest.mark.parametrize("code", ["101", "103", "104", "140", "177"])
def test_so_it_does_when_the_agreement_with_the_first_is_the_trouble(
    world: World, code: str
) -> None:
    world.control("next", provider="esms", code=code)
    told()
    assert world.providers() == ["speedsms"]


def test_nobody_listening_is_no_doubt(world: World) -> None:
    agreements = world.agreements()
    agreements["providers"][0]["url"] = "http://127.0.0.1:1"
    agree(agreements)
    told()
    assert world.providers() == ["speedsms"]


def test_a_provider_that_nobody_could_connect_to_is_left_alone_for_a_while(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SILENT_SECONDS", 60.0)
    agreements = world.agreements()
    agreements["providers"][0]["url"] = "http://127.0.0.1:1"
    agree(agreements)
    asked: list[str] = []
    post = posting.post

    def watched(url: str, value: object, headers: Mapping[str, str]) -> Answer:
        asked.append(url)
        return post(url, value, headers)

    monkeypatch.setattr(posting, "post", watched)
    told(), told()
    assert sum("127.0.0.1:1/" in url for url in asked) == 1
    assert world.providers() == ["speedsms", "speedsms"]


def test_the_provinces_order_of_providers_holds(world: World) -> None:
    agree(world.agreements("speedsms", "esms"))
    told()
    assert world.providers() == ["speedsms"]


def test_both_down_for_hours_then_up_it_is_sent_once(world: World) -> None:
    down(world, "esms", "speedsms")
    change = told()
    assert sms_of(change).next_at == after(minutes=1)
    moments = []
    for _ in range(5):
        due = sms_of(change).next_at
        assert due is not None and run(due - timedelta(seconds=1)) == 0
        moments.append(due)
        run(due)
    assert [int((due - NOON).total_seconds() // 60) for due in moments] == [1, 6, 21, 51, 111]
    down(world, "esms", "speedsms", seconds=0)
    runs_until_settled(change)
    assert len(world.sms) == 1 and sms_of(change).state is State.HANDED
    assert sms_of(change).attempts == 7 and undelivered(change) == []


def test_never_up_it_has_failed_after_the_last_attempt_and_the_officer_sees_it(
    world: World,
) -> None:
    publish_policy(quiet_from=NOON.time(), quiet_until=NOON.time())
    down(world, "esms", "speedsms")
    change = told()
    moments = runs_until_settled(change)
    assert len(moments) == len(MINUTES) and moments[-1] <= after(hours=12)
    found = sms_of(change)
    assert (found.state, found.reason) == (State.FAILED, Reason.UNREACHABLE)
    assert undelivered(change) == [change.after.dossier_id]
    assert run(after(days=30)) == 0


def test_retries_keep_the_quiet_hours(world: World) -> None:
    down(world, "esms", "speedsms")
    change = accepted(at("2026-03-02 20:50"), only_sms())
    hear(change)
    for due in ("20:51", "20:56"):
        run(at(f"2026-03-02 {due}"))
    assert sms_of(change).next_at == at("2026-03-03 07:00")


def test_a_blocked_phone_has_failed_at_once_and_nobody_else_is_asked(world: World) -> None:
    world.control("block", phone=PHONE)
    change = told()
    found = sms_of(change)
    assert (found.state, found.reason, found.attempts) == (State.FAILED, "phone_blocked", 1)
    assert undelivered(change) == [change.after.dossier_id] and world.sms == []


def test_a_mailbox_that_is_refused_has_failed_and_the_sms_went_out(world: World) -> None:
    world.control("block", address=MAILBOX)
    change = told({})
    assert notices_of(change)["email"].reason is Reason.ADDRESS_REFUSED
    assert sms_of(change).state is State.HANDED


def test_a_mail_server_that_is_down_is_asked_again(world: World) -> None:
    down(world, "mail")
    change = told({"sms": False})
    assert notices_of(change)["email"].state is State.WAITING
    down(world, "mail", seconds=0)
    assert run(after(minutes=1)) == 1
    assert len(world.mails) == 1


def test_what_esms_took_but_answered_too_late_is_one_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "READ_SECONDS", 0.2)
    down(world, "esms", wait=1)
    change = told()
    assert world.providers() == ["esms"]
    found = sms_of(change)
    assert (found.state, found.provider) == (State.HANDED, "esms")
    assert not found.maybe_twice and not found.maybe_lost


def test_what_speedsms_took_but_answered_too_late_is_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "READ_SECONDS", 0.2)
    agree(world.agreements("speedsms", "esms"))
    down(world, "speedsms", wait=1)
    change = told()
    assert run(after(hours=1)) == 0
    found = sms_of(change)
    assert world.providers() == ["speedsms"]
    assert (found.state, found.maybe_lost, found.reason) == (
        State.HANDED,
        True,
        Reason.UNCERTAIN,
    )


def esms_never_says(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """eSMS takes requests and never answers; the references it was asked under."""
    post, references = posting.post, list[str]()

    def mute(url: str, value: Any, headers: Mapping[str, str]) -> Answer:
        if "/esms/" not in url:
            return post(url, value, headers)
        references.append(value["RequestId"])
        raise Uncertain("no answer")

    monkeypatch.setattr(posting, "post", mute)
    return references


def test_in_doubt_about_esms_it_alone_is_asked_then_the_other_and_the_notice_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = esms_never_says(monkeypatch)
    change = told()
    for _ in range(ALONE - 1):
        due = sms_of(change).next_at
        assert due is not None and world.sms == []
        run(due)
    assert sms_of(change).state is State.WAITING and world.sms == []
    runs_until_settled(change)
    found = sms_of(change)
    assert world.providers() == ["speedsms"]
    assert (found.state, found.provider, found.maybe_twice) == (State.HANDED, "speedsms", True)
    assert set(references) == {found.reference}


def test_a_doubt_that_esms_clears_leaves_none(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        esms_never_says(patched)
        change = told()
    run(after(minutes=1))
    assert world.providers() == ["esms"] and not sms_of(change).maybe_twice


def test_with_esms_alone_a_long_doubt_goes_on_asking_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(world.agreements("esms"))
    with monkeypatch.context() as patched:
        esms_never_says(patched)
        change = told()
        for _ in range(ALONE + 1):
            due = sms_of(change).next_at
            assert due is not None
            run(due)
    runs_until_settled(change)
    assert world.providers() == ["esms"] and sms_of(change).state is State.HANDED


def test_two_runs_at_once_send_it_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    change = accepted(NIGHT, only_sms())
    hear(change)
    morning, send = at("2026-03-03 07:00"), sending.send_sms

    def interrupted(sms: Sms, *more: Any) -> Handed:
        assert run(morning) == 0
        return send(sms, *more)

    monkeypatch.setattr(sending, "send_sms", interrupted)
    assert run(morning) == 1
    assert len(world.sms) == 1


def test_a_run_that_read_the_notice_before_another_took_it_leaves_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = accepted(NIGHT, only_sms())
    hear(change)
    morning, find = at("2026-03-03 07:00"), book.find

    def overtaken(place: book.Place) -> Any:
        found = find(place)
        monkeypatch.setattr(book, "find", find)
        run(morning)
        return found

    monkeypatch.setattr(book, "find", overtaken)
    assert run(morning) == 0
    assert len(world.sms) == 1 and sms_of(change).attempts == 1


def test_a_run_stops_before_its_time_is_up(world: World) -> None:
    change = accepted(NIGHT, only_sms())
    hear(change)
    morning = at("2026-03-03 07:00")
    assert run(morning, left=retrying.ROOM_FOR_ONE - 1) == 0
    assert run(morning, left=LONG) == 1


def test_a_run_looks_at_so_many_and_the_next_at_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrying, "A_SHARD", 1)
    for _ in range(6):
        hear(accepted(NIGHT, only_sms()))
    morning, attempted = at("2026-03-03 07:00"), list[int]()
    while not attempted or attempted[-1]:
        attempted.append(run(morning))
    assert sum(attempted) == 6 == len(world.sms) and max(attempted) <= 4


def test_the_soonest_goes_first(world: World) -> None:
    down(world, "esms", "speedsms")
    second, first = accepted(after(minutes=2), only_sms()), accepted(NOON, only_sms())
    hear(second)
    hear(first)
    down(world, "esms", "speedsms", seconds=0)
    run(after(minutes=10))
    assert [sms["reference"] for sms in world.sms] == [
        sms_of(first).reference,
        sms_of(second).reference,
    ]


def test_one_bad_notice_stops_nobody_elses_and_the_alarm_tells(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = accepted(NIGHT, only_sms()), accepted(NIGHT, only_sms())
    hear(bad)
    hear(good)
    load = ledger.load

    def fail(code: str) -> Dossier:
        if code == bad.after.dossier_id:
            raise RuntimeError("bad")
        return load(code)

    monkeypatch.setattr(ledger, "load", fail)
    morning = at("2026-03-03 07:00")
    with pytest.raises(ResendIncomplete):
        run(morning)
    assert sms_of(good).state is State.HANDED
    assert (sms_of(bad).state, sms_of(bad).reason) == (State.WAITING, Reason.FAULT)
    assert sms_of(bad).next_at == morning + timedelta(minutes=1)


def test_a_provider_that_is_down_is_no_fault_of_the_run(world: World) -> None:
    down(world, "esms", "speedsms")
    told()
    assert run(after(minutes=1)) == 1


def test_without_any_agreement_the_alarm_tells_and_it_waits(world: World) -> None:
    agree({"providers": []})
    change = told()
    with pytest.raises(ResendIncomplete):
        run(after(minutes=1))
    assert sms_of(change).state is State.WAITING


def test_a_contact_without_the_address_any_more_is_given_up(world: World) -> None:
    change = accepted(NIGHT, only_sms())
    hear(change)
    head = ledger.load(change.after.dossier_id)
    items.head_item(replace(head, contact=None)).save()
    run(at("2026-03-03 07:00"))
    assert (sms_of(change).state, sms_of(change).reason) == (State.FAILED, Reason.NO_ADDRESS)


def test_the_handler_runs_until_its_time_is_up(world: World) -> None:
    class Context:
        def get_remaining_time_in_millis(self) -> int:
            return LONG

    assert retrying.resend({}, Context()) == {"attempted": 0}  # type: ignore[arg-type]


def test_a_retry_costs_two_reads_and_three_writes(world: World) -> None:
    change = accepted(NIGHT, only_sms())
    hear(change)
    with counted_calls() as calls:
        run(at("2026-03-03 07:00"))
    assert dict(calls) == {"Query": 4, "GetItem": 2, "PutItem": 3}
    assert sms_of(change).state is State.HANDED


def test_an_attempt_that_outlives_its_lease_and_a_run_meanwhile_are_one_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, send = accepted(wants=only_sms()), sending.send_sms

    def slow(sms: Sms, *more: Any) -> Handed:
        monkeypatch.setattr(sending, "send_sms", send)
        assert run(NOON + LEASE) == 1
        return send(sms, *more)

    monkeypatch.setattr(sending, "send_sms", slow)
    hear(change)
    found: Notice = sms_of(change)
    assert len(world.sms) == 1 and found.state is State.HANDED
