"""How a notice fares: what each attempt and each receipt makes of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.tracking.outbound import notice
from services.tracking.outbound.kinds import Kind
from services.tracking.outbound.notice import Channel, Notice, Reason, State
from shared.messaging.handing import Handed, Rejected, Uncertain
from tests.unit.dossier.moving import at
from tests.unit.tracking.outbound.telling import NOON, POLICY, WAITING, trying

BY_ESMS = Handed(provider="esms", provider_id="1")
BY_SPEEDSMS = Handed(provider="speedsms", provider_id="2")
BY_MAIL = Handed(provider="mail", provider_id="<n>")
NO_ANSWER = Uncertain("no answer", "esms")


def doubted(times: int = 1) -> Notice:
    """After so many attempts at eSMS that may have sent it."""
    found = WAITING
    for _ in range(times):
        found = notice.doubtful(notice.begun(found, NOON), NO_ANSWER, NOON, POLICY)
    return found


def unreachable(found: Notice, now: datetime = NOON) -> Notice:
    """After an attempt that reached nobody."""
    return notice.put_off(notice.begun(found, now), Reason.UNREACHABLE, now, POLICY)


def test_its_place_and_reference_are_the_same_in_every_attempt_and_no_others() -> None:
    assert trying().item == WAITING.item == "NOTICE#000002#sms"
    assert trying().reference == WAITING.reference
    others = {
        WAITING.reference,
        replace(WAITING, key="000003").reference,
        replace(WAITING, channel=Channel.EMAIL).reference,
        replace(WAITING, dossier_id="H24.X001-260302-0002").reference,
    }
    assert len(others) == 4 and all(len(name) <= 40 for name in others)


def test_an_attempt_has_the_notice_to_itself_for_a_while() -> None:
    found = trying()
    assert (found.attempts, found.state) == (1, State.WAITING)
    assert not notice.is_due(found, NOON + timedelta(minutes=4))
    assert notice.is_due(found, NOON + timedelta(minutes=5))


def test_what_was_taken_waits_no_more() -> None:
    found = notice.handed(trying(), BY_ESMS, NOON)
    assert (found.state, found.provider, found.handed_at) == (State.HANDED, "esms", NOON)
    assert found.next_at is None and not notice.is_due(found, NOON + timedelta(days=1))
    assert not found.maybe_twice and not found.maybe_lost


def test_pauses_grow_from_a_minute_to_an_hour_and_end_after_twelve_hours() -> None:
    found, now, pauses = WAITING, NOON, []
    while (found := unreachable(found, now)).next_at is not None:
        pauses.append(int((found.next_at - now).total_seconds() // 60))
        now = found.next_at
        if len(pauses) == 9:  # the night would come between
            break
    assert pauses == [1, 5, 15, 30, 60, 60, 60, 60, 60]
    assert timedelta(hours=11) < timedelta(minutes=sum(notice.MINUTES)) <= timedelta(hours=12)


def test_after_the_last_attempt_it_has_failed_and_is_listed() -> None:
    mail = replace(WAITING, channel=Channel.EMAIL)
    for _ in range(len(notice.MINUTES)):
        mail = unreachable(mail)
        assert mail.state is State.WAITING
    mail = unreachable(mail)
    assert (mail.state, mail.reason) == (State.FAILED, Reason.UNREACHABLE)
    assert mail.next_at is None and mail.settled_at == NOON and State.FAILED in notice.LISTED


def test_a_retry_that_would_ring_at_night_waits_for_the_morning() -> None:
    late = at("2026-03-02 20:59")
    assert unreachable(replace(WAITING, at=late), late).next_at == at("2026-03-03 07:00")


def test_the_retry_of_something_urgent_does_not_wait_while_the_person_does() -> None:
    late = at("2026-03-02 22:00")
    paid = unreachable(replace(WAITING, kind=Kind.PAID, at=late), late)
    assert paid.next_at == at("2026-03-02 22:01")


@pytest.mark.parametrize("reason", ["phone_blocked", "phone_invalid", "text_refused"])
def test_what_is_rejected_has_failed_at_once(reason: str) -> None:
    found = notice.rejected(trying(), Rejected(reason, "esms"), NOON)
    assert (found.state, found.reason, found.next_at) == (State.FAILED, reason, None)


def test_in_doubt_only_the_provider_that_may_have_it_is_asked_again() -> None:
    found = doubted()
    assert (found.state, found.reason) == (State.WAITING, Reason.UNCERTAIN)
    assert found.skips == {"speedsms"} and not found.may_double


def test_that_it_cannot_be_reached_meanwhile_leaves_the_doubt() -> None:
    found = unreachable(doubted())
    assert found.skips == {"speedsms"} and found.doubts == 2


def test_after_several_attempts_in_doubt_others_may_be_asked_too() -> None:
    found = doubted(notice.ALONE)
    assert found.skips == frozenset() and found.may_double


def test_the_doubted_provider_that_tells_repeats_clears_the_doubt() -> None:
    assert not notice.handed(trying(doubted="esms"), BY_ESMS, NOON).maybe_twice


@pytest.mark.parametrize(
    ("doubted_name", "by"), [("esms", BY_SPEEDSMS), ("mail", BY_MAIL)], ids=["other", "mail"]
)
def test_another_hand_over_in_doubt_says_that_it_may_have_come_twice(
    doubted_name: str, by: Handed
) -> None:
    assert notice.handed(trying(doubted=doubted_name), by, NOON).maybe_twice


def test_what_speedsms_may_have_sent_is_never_sent_again_and_says_so() -> None:
    found = notice.doubtful(trying(), Uncertain("no answer", "speedsms"), NOON, POLICY)
    assert (found.state, found.provider, found.maybe_lost) == (State.HANDED, "speedsms", True)
    assert found.next_at is None and found.reason is Reason.UNCERTAIN


def test_an_attempt_that_broke_off_while_speedsms_was_asked_is_not_repeated() -> None:
    broken = notice.trying(trying(), "speedsms")
    found = notice.begun(broken, NOON + timedelta(minutes=6))
    assert (found.state, found.maybe_lost, found.attempts) == (State.HANDED, True, 1)


def test_an_attempt_that_broke_off_while_esms_was_asked_is_repeated() -> None:
    broken = notice.trying(trying(), "esms")
    assert broken == trying()
    assert notice.begun(broken, NOON).state is State.WAITING


def test_once_speedsms_could_not_be_asked_after_all_it_is_free_again() -> None:
    broken = notice.trying(trying(), "speedsms")
    assert notice.put_off(broken, Reason.UNREACHABLE, NOON, POLICY).trying == ""


HANDED = notice.handed(trying(), BY_ESMS, NOON)


def reported(found: Notice, *fates: bool, provider: str = "esms") -> Notice:
    """After these receipts."""
    for fate in fates:
        found = notice.reported(found, provider, fate, NOON) or found
    return found


def test_a_receipt_settles_it() -> None:
    delivered, failed = reported(HANDED, True), reported(HANDED, False)
    assert (delivered.state, delivered.reason) == (State.DELIVERED, None)
    assert (failed.state, failed.reason) == (State.UNDELIVERED, Reason.NOT_DELIVERED)
    assert delivered.settled_at == NOON and State.UNDELIVERED in notice.LISTED


@given(st.lists(st.booleans(), min_size=1))
def test_whatever_receipts_come_in_whatever_order_one_delivery_stands(fates: list[bool]) -> None:
    expected = State.DELIVERED if any(fates) else State.UNDELIVERED
    assert reported(HANDED, *fates).state is expected


@pytest.mark.parametrize("fate", [True, False])
def test_a_receipt_that_comes_twice_changes_nothing(fate: bool) -> None:
    assert notice.reported(reported(HANDED, fate), "esms", fate, NOON) is None


def test_a_receipt_before_the_note_of_the_hand_over_stands_after_it() -> None:
    early = reported(trying(), True)
    found = notice.handed(early, BY_ESMS, NOON)
    assert (found.state, found.provider_id, found.next_at) == (State.DELIVERED, "1", None)


def test_what_was_delivered_is_not_put_off_or_given_up_afterwards() -> None:
    early = reported(trying(), True)
    assert notice.put_off(early, Reason.UNREACHABLE, NOON, POLICY) == early
    assert notice.given_up(early, Reason.UNREACHABLE, NOON) == early


def test_of_a_notice_that_was_given_up_in_doubt_a_delivery_is_still_believed() -> None:
    failed = notice.given_up(doubted(), Reason.UNCERTAIN, NOON)
    assert reported(failed, True).state is State.DELIVERED


def test_that_one_provider_could_not_deliver_says_nothing_of_what_another_took() -> None:
    by_other = notice.handed(trying(doubted="esms"), BY_SPEEDSMS, NOON)
    assert notice.reported(by_other, "esms", False, NOON) is None


@given(
    st.lists(
        st.sampled_from(["unreachable", "uncertain", "handed", "rejected", "yes", "no", "crash"]),
        max_size=40,
    )
)
def test_whatever_happens_it_either_waits_with_a_time_or_has_ended_without(
    events: list[str],
) -> None:
    found, now = trying(), NOON
    for event in events:
        now += timedelta(minutes=61)
        if notice.is_due(found, now):
            found = notice.begun(found, now)
        if found.state is State.WAITING or event in ("yes", "no"):
            found = happened(found, event, now)
        waits = found.state is State.WAITING
        assert waits == (found.next_at is not None)
        assert found.attempts <= len(notice.MINUTES) + 2


def happened(found: Notice, event: str, now: datetime) -> Notice:
    """After one thing that can happen to a notice."""
    if event == "unreachable":
        return notice.put_off(found, Reason.UNREACHABLE, now, POLICY)
    if event == "uncertain":
        return notice.doubtful(found, NO_ANSWER, now, POLICY)
    if event == "handed":
        return notice.handed(found, BY_ESMS, now)
    if event == "rejected":
        return notice.rejected(found, Rejected("phone_blocked", "esms"), now)
    if event == "crash":
        return notice.trying(found, "speedsms")
    return notice.reported(found, "esms", event == "yes", now) or found
