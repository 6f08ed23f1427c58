"""SMS from people to the system: the aggregators' callback, and AWS's topic."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from infra.sandbox.messages.ledger import Exchange
from infra.sandbox.messages.server import running_messages
from infra.sandbox.messages.two_way import read_answer
from tests.unit.sandbox.messages.world import PHONE, System, World, a_system, a_world

ASKED = "HSMC H24.X001-261125-0001 0001"
TOPIC = "arn:aws:sns:ap-southeast-1:000000000000:motcua-local-tracking-sms"
PUBLISHED = (
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>'
    "<MessageId>1</MessageId></PublishResult></PublishResponse>"
)

UNKNOWN = (
    '<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>'
    "<Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>"
)


@pytest.mark.parametrize("way", ["get", "post"])
def test_the_callback_is_called_as_an_aggregator_does(world: World, way: str) -> None:
    exchange = world.say(ASKED, way=way, request_id="mo-7")
    (call,) = world.system.to("/inbound")
    assert call.method == way.upper()
    assert (call.query if way == "get" else call.form) == {
        "user": "sandbox",
        "password": "sandbox-inbound",
        "serviceNumber": "8085",
        "commandCode": "HSMC",
        "info": ASKED,
        "userId": "84900000001",
        "requestId": "mo-7",
    }
    assert exchange["reply"] == "Ho so H24.X001-261125-0001: dang xu ly"
    assert (exchange["charged"], exchange["fault"]) == (True, "")


def test_every_sms_has_a_name_of_its_own_unless_it_is_repeated(world: World) -> None:
    for _ in range(2):
        world.say(ASKED)
    assert len({call.query["requestId"] for call in world.system.calls}) == 2


def test_any_sender_and_any_text_can_be_tried(world: World) -> None:
    text = "hsmc đây &=;|%00 🙂"
    world.say(text, sender="8085")
    (call,) = world.system.calls
    assert (call.query["userId"], call.query["info"]) == ("8085", text)


@pytest.mark.parametrize(
    ("raw", "reply", "charged"),
    [
        ("0;71;Dang xu ly;", "Dang xu ly", True),
        ("0;72;Sai cu phap", "Sai cu phap", False),
        ("0;72;Mot;0900000001|0;72;Hai;", "Mot\nHai", False),
        ("0;72;Mot;|0;71;Hai;\n", "Mot\nHai", True),
    ],
)
def test_an_answer_in_the_protocol_is_understood(raw: str, reply: str, charged: bool) -> None:
    exchange = Exchange("get", "84900000001", ASKED, "1", raw=raw)
    read_answer(exchange)
    assert (exchange.reply, exchange.charged, exchange.fault) == (reply, charged, "")


@pytest.mark.parametrize("raw", ["", "|", "OK", "0;73;x;", "1;71;x;", "0;71", "0;71;x|y", "{}"])
def test_an_answer_that_is_not_in_the_protocol_is_a_fault(raw: str) -> None:
    exchange = Exchange("get", "84900000001", ASKED, "1", raw=raw)
    read_answer(exchange)
    assert (exchange.reply, exchange.charged) == ("", None)
    assert exchange.fault


def test_a_refusal_shows_its_status_and_what_was_answered(world: World) -> None:
    world.system.statuses, world.system.answer = [403], "0;72;Sai tai khoan;"
    exchange = world.say(ASKED)
    assert (exchange["fault"], exchange["reply"]) == ("HTTP 403", "Sai tai khoan")
    assert exchange["charged"] is False


def test_a_system_that_does_not_answer_is_a_fault() -> None:
    with a_world(callback="http://127.0.0.1:9/inbound") as world:
        assert world.say(ASKED)["fault"].startswith("no answer")


def test_what_was_said_is_kept(world: World) -> None:
    exchange = world.say(ASKED)
    assert world.kept("exchanges") == [exchange]
    assert world.kept("exchanges", phone="0900000002") == []


def test_the_topic_gets_the_message_of_aws_two_way_sms() -> None:
    with a_system() as cloud:
        exchange = by_topic(cloud, PUBLISHED)
        (call,) = cloud.calls
    assert (call.form["Action"], call.form["TopicArn"]) == ("Publish", TOPIC)
    assert json.loads(call.form["Message"]) == {
        "originationNumber": "+84900000001",
        "destinationNumber": "8085",
        "messageKeyword": "HSMC",
        "messageBody": ASKED,
        "inboundMessageId": "mo-7",
    }
    assert (exchange["charged"], exchange["fault"]) == (None, "")


def test_a_cloud_without_the_topic_is_a_fault() -> None:
    with a_system() as cloud:
        cloud.statuses = [404]
        assert "Topic does not exist" in by_topic(cloud, UNKNOWN)["fault"]


def by_topic(cloud: System, answer: str) -> dict[str, Any]:
    """Send an SMS by the topic of a cloud that answers so."""
    cloud.answer = answer
    endpoint = cloud.url.removeprefix("http://")
    with a_world(topic=TOPIC, endpoint=endpoint) as world:
        return world.say(ASKED, PHONE, way="topic", request_id="mo-7")


def test_a_way_without_an_address_cannot_be_taken(world: World) -> None:
    assert world.control("send", text=ASKED, way="topic", **{"from": PHONE}) == 400
    with running_messages(replace(world.settings, callback="")) as settings:
        unconnected = World(settings, world.system)
        assert unconnected.control("send", text=ASKED, **{"from": PHONE}) == 400
        assert unconnected.kept("exchanges") == []
