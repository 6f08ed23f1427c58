"""AWS two-way SMS: the queue behind its topic, and the reply through our own providers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.tracking.inbound import topic
from shared.messaging.handing import Rejected, Uncertain, Unreachable
from tests.component.tracking import lives
from tests.component.tracking.inbound.providers import Providers
from tests.component.tracking.inbound.texting import (
    OWN_PHONE,
    OWN_TAIL,
    PERSONAL,
    STRANGE_PHONE,
    exchanges,
    publish_policy,
)
from tests.support.calling import Context
from tests.support.logs import log_lines
from tests.support.queueing import batch, failed

pytestmark = pytest.mark.usefixtures("cloud")


def two_way(text: str, sender: str = STRANGE_PHONE, id: str = "in-1", **changes: Any) -> str:
    """A message as AWS publishes it."""
    return json.dumps(
        {
            "originationNumber": f"+84{sender[1:]}",
            "destinationNumber": "8085",
            "messageKeyword": "KEYWORD_123456789012",
            "messageBody": text,
            "inboundMessageId": id,
            "previousPublishedMessageId": "wJalrXUtnFEMI",
            **changes,
        }
    )


def enveloped(message: str) -> str:
    """A message as SNS delivers it without raw delivery."""
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
            "TopicArn": "arn:aws:sns:ap-southeast-1:123456789012:sms",
            "Message": message,
            "Timestamp": "2026-11-20T03:30:00.000Z",
        }
    )


def take(*bodies: str) -> set[str]:
    """Deliver messages in one batch; which of them came back."""
    return failed(topic.take(batch(bodies), Context()))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrap", [str, enveloped])
def test_a_question_is_answered_to_its_sender(providers: Providers, wrap: Any) -> None:
    code = lives.accepted().dossier_id
    assert take(wrap(two_way(f"TTHS {code}", OWN_PHONE))) == set()
    (sms,) = providers.sent
    assert sms.phone == OWN_PHONE
    assert sms.text.startswith(f"Ho so {code}: Phuong Thuy Nguyen da tiep nhan.")
    (exchange,) = exchanges(OWN_PHONE)
    assert (exchange["door"], exchange["verdict"]) == ("topic", "answered")


def test_each_message_of_a_batch_is_answered(providers: Providers) -> None:
    assert take(*[two_way("TTHS", id=f"in-{n}") for n in range(3)]) == set()
    assert len({sms.reference for sms in providers.sent}) == 3


def test_a_message_delivered_again_is_answered_once(providers: Providers) -> None:
    for _ in range(3):
        assert take(two_way("TTHS"), two_way("TTHS")) == set()
    assert len(providers.sent) == 1
    assert len(exchanges()) == 1


@pytest.mark.parametrize("faults", [[Unreachable("down")] * 2, [Uncertain("timed out")]])
def test_a_message_whose_reply_was_not_taken_comes_again(
    providers: Providers, faults: list[BaseException]
) -> None:
    providers.faults = faults.copy()
    assert take(two_way("TTHS")) == {"0"}
    assert take(two_way("TTHS")) == set()
    assert len(providers.sent) == 1


def test_a_reply_that_nobody_will_ever_take_is_given_up(providers: Providers) -> None:
    providers.faults = [Rejected("blocked number")]
    with log_lines() as lines:
        assert take(two_way("TTHS")) == set()
        assert take(two_way("TTHS")) == set()
    assert providers.sent == []
    assert "Reply rejected" in lines.getvalue()


@pytest.mark.usefixtures("one_moment")
def test_a_sender_over_the_limit_has_one_notice_and_then_silence(providers: Providers) -> None:
    publish_policy(sms_per_hour=2)
    assert take(*[two_way("TTHS", id=f"in-{n}") for n in range(8)]) == set()
    assert len(providers.sent) == 3
    assert providers.sent[2].text.startswith("Ban da nhan tin qua 2 lan")


@pytest.mark.usefixtures("one_moment")
def test_what_comes_when_we_are_busy_waits_in_its_queue(providers: Providers) -> None:
    publish_policy(sms_per_minute=1)
    bodies = [two_way("TTHS", sender, f"in-{sender}") for sender in (OWN_PHONE, STRANGE_PHONE)]
    assert take(*bodies) == {"1"}
    publish_policy(sms_per_minute=1000)
    assert take(*bodies) == set()
    assert {sms.phone for sms in providers.sent} == {OWN_PHONE, STRANGE_PHONE}
    assert len(providers.sent) == 2


@pytest.mark.parametrize("sender", ["+12025550123", "8085", "VIETTEL", "+842253821055"])
def test_who_cannot_get_an_sms_is_not_sent_one(providers: Providers, sender: str) -> None:
    assert take(two_way("TTHS", originationNumber=sender)) == set()
    assert providers.sent == []


@pytest.mark.parametrize(
    "poison",
    [
        "",
        "TTHS H24.X001 bi mat",
        "{}",
        "[]",
        '"bi mat"',
        "\x00",
        two_way("bi mat", inboundMessageId=""),
        two_way("bi mat", inboundMessageId=7),
        two_way("bi mat", originationNumber=None),
        two_way("bi mat").replace("messageBody", "messageText"),
        enveloped("bi mat"),
        enveloped("{}"),
        json.dumps({"Type": "Notification"}),
    ],
)
def test_what_is_no_message_fails_alone_and_is_not_logged(
    providers: Providers, poison: str
) -> None:
    with log_lines() as lines:
        assert take(poison, two_way("TTHS")) == {"0"}
    assert len(providers.sent) == 1
    assert "SMS failed" in lines.getvalue()
    assert "bi mat" not in lines.getvalue()


def test_a_poisoned_batch_is_given_back_whole_without_raising(providers: Providers) -> None:
    assert take("x", "y") == {"0", "1"}


def test_no_log_line_names_a_person_a_phone_or_a_text(providers: Providers) -> None:
    code = lives.accepted().dossier_id
    providers.faults = [Unreachable(f"{OWN_PHONE} is off")] * 2
    with log_lines() as lines:
        take(two_way(f"TTHS {code} {OWN_TAIL} chi Lan", OWN_PHONE))
        take(two_way(f"TTHS {code} {OWN_TAIL} chi Lan", OWN_PHONE))
    logged = lines.getvalue()
    assert "Reply handed over" in logged
    assert not any(word in logged for word in (*PERSONAL, "chi Lan", code))
