"""A reply goes out once: however often its message is delivered, whatever the providers do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.tracking.inbound import answering
from services.tracking.inbound.model import Inbound, Verdict
from services.tracking.inbound.replying import HandingOver, reply_once
from services.tracking.outbound.protocol import ESMS, SPEEDSMS
from shared.messaging.handing import Rejected, Uncertain, Unreachable
from tests.component.tracking.inbound.providers import Providers
from tests.component.tracking.inbound.texting import OWN_PHONE, sms
from tests.support.logs import log_lines

pytestmark = pytest.mark.usefixtures("cloud")
AT = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)


@pytest.fixture
def message(cloud: dict[str, str]) -> Inbound:
    """A message that was answered; its reply is to be sent."""
    found = sms("TTHS", OWN_PHONE, "m-1")
    answering.answer(found, AT)
    return found


def deliver(message: Inbound, at: datetime = AT) -> None:
    """A delivery of the message comes to the point of replying."""
    reply_once(message, "Tra cuu", at)


def test_a_reply_is_sent_once(message: Inbound, providers: Providers) -> None:
    for _ in range(3):
        deliver(message)
    (sent,) = providers.sent
    assert (sent.phone, sent.text) == (OWN_PHONE, "Tra cuu")


def test_a_reply_that_nobody_could_be_given_is_sent_by_a_later_delivery(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [Unreachable("down"), Unreachable("down")]
    with pytest.raises(Unreachable):
        deliver(message)
    deliver(message)
    assert [name for name, _ in providers.asked] == [ESMS, SPEEDSMS, ESMS]
    assert len(providers.sent) == 1
    assert answering.answer(message, AT).verdict is Verdict.HELP


def test_what_may_have_been_sent_is_asked_of_the_same_provider_under_the_same_reference(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [Uncertain("timed out"), Unreachable("down")]
    for fault in (Uncertain, Unreachable):
        with pytest.raises(fault):
            deliver(message)
    deliver(message)
    assert [name for name, _ in providers.asked] == [ESMS] * 3
    assert len({reference for _, reference in providers.asked}) == 1


def test_what_a_provider_that_tells_no_repeats_may_have_sent_counts_as_sent(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [Unreachable("down"), Uncertain("timed out")]
    with log_lines() as lines:
        deliver(message)
        deliver(message)
    assert [name for name, _ in providers.asked] == [ESMS, SPEEDSMS]
    assert "Reply may have been sent" in lines.getvalue()


def test_a_delivery_that_died_while_asking_such_a_provider_asks_it_no_more(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [Unreachable("down"), KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        deliver(message)
    deliver(message, AT + timedelta(minutes=3))
    assert [name for name, _ in providers.asked] == [ESMS, SPEEDSMS]


def test_a_delivery_that_died_otherwise_is_followed_after_two_minutes(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        deliver(message)
    with pytest.raises(HandingOver):
        deliver(message, AT + timedelta(seconds=119))
    deliver(message, AT + timedelta(seconds=121))
    assert len(providers.sent) == 1


def test_two_deliveries_at_once_do_not_both_send(message: Inbound, providers: Providers) -> None:
    def come_again() -> None:
        with pytest.raises(HandingOver):
            deliver(message)

    providers.meanwhile = come_again
    deliver(message)
    deliver(message)
    assert len(providers.sent) == 1


def test_a_reply_that_nobody_will_ever_take_is_given_up(
    message: Inbound, providers: Providers
) -> None:
    providers.faults = [Rejected("blocked")]
    with log_lines() as lines:
        deliver(message)
        deliver(message)
    assert providers.sent == []
    assert "Reply rejected" in lines.getvalue()
    assert OWN_PHONE not in lines.getvalue()
