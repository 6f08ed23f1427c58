"""Telling citizens: exactly one message for each event and channel, when it may be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from services.tracking import consumer
from services.tracking.outbound import book, handing, notices, sending
from services.tracking.outbound.kinds import Kind, Occasion
from services.tracking.outbound.notice import LEASE, Channel, State
from services.tracking.outbound.protocol import Sms
from shared import aws
from shared.dossier import ledger, moves
from shared.dossier.dossier import Change
from shared.dossier.items import sortable
from shared.messaging.handing import Handed
from shared.reference import store
from tests.component.tracking.inbound.texting import publish_policy
from tests.component.tracking.lives import counted_calls
from tests.component.tracking.outbound.told import (
    MAILBOX,
    NIGHT,
    NOON,
    PHONE,
    World,
    accepted,
    after,
    event_of,
    handed_in,
    hear,
    notices_of,
    only_sms,
    owing,
    run,
    sms_of,
    stored_text,
    written,
)
from tests.support.calling import Context
from tests.support.logs import log_lines
from tests.support.queueing import batch, failed, message
from tests.unit.dossier.moving import OFFICER, SYSTEM, at


def test_a_citizen_is_told_by_every_channel_they_chose(world: World) -> None:
    change = accepted()
    hear(change)
    (sms,), (mail,) = world.sms, world.mails
    assert (sms["phone"], mail["to"]) == (PHONE, [MAILBOX])
    code = change.after.dossier_id
    assert f"da tiep nhan ho so {code} (Dang ky khai sinh). Hen tra ket qua" in sms["text"]
    assert sms["septets"] <= 160
    assert mail["subject"] == f"Hồ sơ {code}: đã được tiếp nhận"
    assert f"https://dvc.example.vn/api/tracking/lookup/{code}/page" in mail["text"]
    assert "Phường Thủy Nguyên" in mail["text"]


def test_what_was_told_is_kept_with_how_it_fared(world: World) -> None:
    change = accepted()
    hear(change)
    kept = notices_of(change)
    assert {name: n.state for name, n in kept.items()} == dict.fromkeys(Channel, State.HANDED)
    assert {name: n.provider for name, n in kept.items()} == {"sms": "esms", "email": "mail"}
    assert kept["sms"].provider_id == world.sms[0]["id"]
    assert kept["sms"].reference == world.sms[0]["reference"]
    assert kept["email"].reference in world.mails[0]["reference"]


def test_english_where_it_was_chosen(world: World) -> None:
    hear(accepted(wants={"language": "en"}))
    assert "accepted dossier H24.X001" in world.sms[0]["text"]
    assert "Procedure: Birth registration" in world.mails[0]["text"]


@pytest.mark.parametrize("wants", [False, {"sms": False, "email": False}, {"sealed": ()}])
def test_who_wants_no_message_gets_none_and_nothing_is_written(world: World, wants: Any) -> None:
    change = accepted(wants=wants)
    hear(change)
    assert world.sent()["sms"] == world.sent()["mails"] == []
    assert notices_of(change) == {}


def test_only_the_chosen_channel_is_used(world: World) -> None:
    change = accepted(wants=only_sms())
    hear(change)
    assert set(notices_of(change)) == {"sms"} and world.mails == []


def test_an_event_that_comes_again_sends_nothing(world: World) -> None:
    change = accepted()
    for _ in range(3):
        hear(change)
    assert (len(world.sms), len(world.mails)) == (1, 1)


def test_an_event_that_comes_while_it_is_being_told_sends_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, send = accepted(), sending.send_sms

    def interrupted(sms: Sms, *more: Any) -> Handed:
        hear(change)
        return send(sms, *more)

    monkeypatch.setattr(sending, "send_sms", interrupted)
    hear(change)
    assert (len(world.sms), len(world.mails)) == (1, 1)


def life(wants: Any = None) -> list[Change]:
    """A dossier that is submitted, accepted, worked on and paid for, all of it written."""
    changes = [handed_in(wants=wants, **owing())]
    written(changes[0])
    for move, more, who in (
        (moves.accept, {}, OFFICER),
        (moves.assign, {"assignee": "a", "assignee_name": "A"}, OFFICER),
        (moves.pay_fee, {"payment": "p"}, SYSTEM),
    ):
        change: Change = move(changes[-1].after, who, NOON, store.calendar(), **more)
        written(change)
        changes.append(change)
    return changes


@hypothesis_settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_events_in_any_order_up_to_three_times_are_one_message_each(
    world: World, data: st.DataObject
) -> None:
    changes = life()
    arrivals = [number for number in range(len(changes)) for _ in range(3)]
    order = data.draw(st.permutations(arrivals))[: data.draw(st.integers(4, 12))]
    come = [*order, *range(len(changes))]
    world.control("clear")
    for number in come:
        hear(changes[number], NOON)
    subjects = sorted(mail["subject"].split(": ")[1] for mail in world.mails)
    assert subjects == ["đã nộp phí, lệ phí", "đã nộp trực tuyến", "đã được tiếp nhận"]
    assert len(world.sms) == 3 and len({sms["reference"] for sms in world.sms}) == 3


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_at_the_counter_the_acceptance_alone_is_told(world: World, order: Any) -> None:
    submission = handed_in(channel="counter")
    written(submission)
    acceptance = moves.accept(submission.after, OFFICER, NOON, store.calendar())
    written(acceptance)
    for number in order:
        hear((submission, acceptance)[number])
    assert len(world.sms) == 1 and "da tiep nhan" in world.sms[0]["text"]


def test_a_payment_that_is_asked_for_stands_in_the_events_own_message(world: World) -> None:
    hear(accepted(**owing()))
    assert len(world.sms) == 1 and "Moi nop 8.000 dong phi, le phi." in world.sms[0]["text"]


def test_what_was_paid_meanwhile_is_not_asked_for(world: World) -> None:
    change = accepted(**owing())
    written(moves.pay_fee(change.after, SYSTEM, NOON, store.calendar(), payment="p"))
    hear(change)
    assert "Moi nop" not in world.sms[0]["text"]


@pytest.mark.parametrize(("hours", "told"), [(71.9, 1), (72.1, 0)])
def test_a_replay_of_the_past_tells_nobody(world: World, hours: float, told: int) -> None:
    change = accepted()
    hear(change, after(hours=hours))
    assert len(world.sms) == told and len(notices_of(change)) == 2 * told


def test_the_watch_tells_by_its_own_key_once(world: World) -> None:
    dossier = accepted().after
    deadline = after(days=3)
    occasion = Occasion(
        kind=Kind.SUPPLEMENT_CLOSING,
        key=f"CLOSING#{sortable(deadline)}",
        at=NOON,
        deadline=deadline,
    )
    for minutes in (0, 5):
        notices.tell(dossier, occasion, after(minutes=minutes))
    assert len(world.sms) == 1 and "05/03/2026" in world.sms[0]["text"]


def test_at_night_an_sms_waits_for_the_morning_and_an_email_does_not(world: World) -> None:
    change = accepted(NIGHT)
    hear(change)
    assert (len(world.sms), len(world.mails)) == (0, 1)
    assert sms_of(change).next_at == at("2026-03-03 07:00")
    assert run(at("2026-03-03 06:59")) == 0
    assert run(at("2026-03-03 07:00")) == 1
    assert len(world.sms) == 1 and sms_of(change).state is State.HANDED


def test_what_the_person_has_just_done_is_told_at_night_too(world: World) -> None:
    submission = handed_in(NIGHT)
    written(submission)
    hear(submission)
    assert len(world.sms) == 1


def test_the_provinces_quiet_hours_hold(world: World) -> None:
    publish_policy(quiet_from=time(11), quiet_until=time(13))
    change = accepted(NOON)
    hear(change)
    assert sms_of(change).next_at == after(hours=1)


def test_the_provinces_own_text_is_sent(world: World) -> None:
    publish_policy(texts={"sms.vi.accepted": "Da nhan {code}"})
    change = accepted()
    hear(change)
    assert world.sms[0]["text"] == f"Da nhan {change.after.dossier_id}"


def broken_off(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Callable[[], None]:
    """The function ends when it comes to this; the result mends it."""

    def end(*_: Any, **__: Any) -> None:
        raise SystemExit

    working = getattr(module, name)
    monkeypatch.setattr(module, name, end)
    return lambda: monkeypatch.setattr(module, name, working)


def test_after_a_crash_between_writing_and_sending_it_is_sent_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = accepted(wants=only_sms())
    mend = broken_off(monkeypatch, handing, "attempt")
    with pytest.raises(SystemExit):
        hear(change)
    mend()
    hear(change)
    assert world.sms == [] and run(NOON + LEASE / 2) == 0
    assert run(NOON + LEASE) == 1
    assert len(world.sms) == 1 and sms_of(change).state is State.HANDED


def test_after_a_crash_between_hand_over_and_note_esms_tells_the_repeat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = accepted(wants=only_sms())
    mend = broken_off(monkeypatch, book, "change")
    with pytest.raises(SystemExit):
        hear(change)
    mend()
    assert sms_of(change).state is State.WAITING and len(world.sms) == 1
    assert run(NOON + LEASE) == 1
    assert len(world.sms) == 1 and sms_of(change).state is State.HANDED
    assert not sms_of(change).maybe_twice


def test_after_a_crash_between_hand_over_and_note_speedsms_is_not_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, name = accepted(wants=only_sms()), book.name
    world.control("down", provider="esms", seconds=60)

    def end(provider: str, *more: Any) -> None:
        if provider == "speedsms":
            raise SystemExit
        name(provider, *more)

    monkeypatch.setattr(book, "name", end)
    with pytest.raises(SystemExit):
        hear(change)
    monkeypatch.setattr(book, "name", name)
    assert run(NOON + LEASE) == 0
    found = sms_of(change)
    assert world.providers() == ["speedsms"]
    assert (found.state, found.provider, found.maybe_lost) == (State.HANDED, "speedsms", True)


def test_what_nobody_expected_in_one_channel_leaves_the_other_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError(PHONE)

    change, working = accepted(), sending.send_sms
    monkeypatch.setattr(sending, "send_sms", fail)
    with log_lines() as lines:
        hear(change)
    monkeypatch.setattr(sending, "send_sms", working)
    assert len(world.mails) == 1 and PHONE not in lines.getvalue()
    assert "Notice not sent" in lines.getvalue()
    assert run(after(minutes=1)) == 1 and len(world.sms) == 1


def test_a_contact_that_could_not_be_opened_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Any) -> None:
        raise RuntimeError("no key")

    working = handing.reach_of
    monkeypatch.setattr(handing, "reach_of", fail)
    hear(accepted())
    monkeypatch.setattr(handing, "reach_of", working)
    assert run(after(minutes=1)) == 2
    assert (len(world.sms), len(world.mails)) == (1, 1)


def test_no_address_and_no_name_is_kept_or_logged(world: World) -> None:
    world.control("block", phone=PHONE)
    world.control("block", address=MAILBOX)
    with log_lines() as lines:
        change = accepted()
        hear(change)
        run(after(minutes=1))
    for secret in (PHONE, PHONE[1:], MAILBOX, change.after.applicant_name):
        assert secret not in stored_text() and secret not in lines.getvalue()
    assert change.after.dossier_id in lines.getvalue()


def test_a_message_costs_three_writes_and_its_repeat_one_refused(world: World) -> None:
    change = accepted(wants=only_sms())
    dossier, event = ledger.load(change.after.dossier_id), event_of(change)
    store.messaging(), store.agencies()
    with counted_calls() as calls:
        notices.hear(event, dossier, NOON)
    assert dict(calls) == {"PutItem": 3}
    with counted_calls() as calls:
        notices.hear(event, dossier, NOON)
    assert dict(calls) == {"PutItem": 1}


def test_the_contact_is_opened_once_for_both_channels(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    aws.kms().meta.events.register("before-call.kms.Decrypt", lambda **_: opened.append("x"))
    hear(accepted())
    assert len(opened) == 1


def test_the_queues_consumer_tells(world: World) -> None:
    publish_policy(quiet_from=time(0), quiet_until=time(0))
    change = accepted(datetime.now(UTC) - timedelta(minutes=1))
    answer = consumer.hear(batch([message(change.events[-1])]), Context())  # type: ignore[arg-type]
    assert failed(answer) == set()
    assert (len(world.sms), len(world.mails)) == (1, 1)
