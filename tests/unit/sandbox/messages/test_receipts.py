"""Delivery receipts, at both aggregators: repeated, late, early, lost."""

from __future__ import annotations

import time

import pytest

from tests.unit.sandbox.messages.world import World, a_world, until

PROVIDERS = ["esms", "speedsms"]


def send(world: World, provider: str) -> None:
    """Send one SMS by the named provider."""
    if provider == "esms":
        world.esms()
    else:
        world.speedsms().raise_for_status()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_receipt_that_is_not_taken_is_sent_again(world: World, provider: str) -> None:
    world.system.statuses = [503, 500]
    send(world, provider)
    until(lambda: world.kept("sms")[0]["receipt"] == "taken")
    assert world.kept("sms")[0]["answers"] == ["503", "500", "200"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_after_five_repeats_a_receipt_is_given_up(world: World, provider: str) -> None:
    world.system.statuses = [503] * 9
    send(world, provider)
    until(lambda: world.kept("sms")[0]["receipt"] == "given_up")
    assert world.kept("sms")[0]["answers"] == ["503"] * 6


def test_an_address_where_nobody_answers_counts_as_not_taken(world: World) -> None:
    world.esms(CallbackUrl="http://127.0.0.1:9/receipts")
    until(lambda: world.kept("sms")[0]["receipt"] == "given_up")
    assert world.kept("sms")[0]["answers"][0].startswith("no answer")


@pytest.mark.parametrize("address", ["nowhere", "http://[", "ftp://127.0.0.1/x", "http://a:b/"])
def test_an_address_that_is_none_is_given_up(world: World, address: str) -> None:
    assert world.esms(CallbackUrl=address)["CodeResult"] == "100"
    until(lambda: world.kept("sms")[0]["receipt"] == "given_up")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_receipt_can_come_twice(world: World, provider: str) -> None:
    world.control("receipts", provider=provider, outcome="twice")
    send(world, provider)
    first, second = world.receipts(provider, 2)
    assert (first.query, first.body) == (second.query, second.body)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_receipt_can_be_lost(world: World, provider: str) -> None:
    world.control("receipts", provider=provider, outcome="none")
    send(world, provider)
    assert world.kept("sms")[0]["receipt"] == "none"


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_receipt_can_come_before_its_message_is_answered(world: World, provider: str) -> None:
    world.control("receipts", provider=provider, outcome="early")
    send(world, provider)
    assert len(world.system.to(f"/receipts/{provider}")) == 1


def test_a_late_receipt_comes_when_it_is_told_to(world: World) -> None:
    world.control("receipts", provider="esms", outcome="late", delay=0.5)
    began = time.monotonic()
    world.esms()
    assert world.kept("sms")[0]["receipt"] == "waiting"
    world.receipts("esms", 1)
    assert time.monotonic() - began >= 0.5


def test_a_late_receipt_is_a_minute_late_unless_told_otherwise(world: World) -> None:
    world.control("receipts", provider="esms", outcome="late")
    world.esms()
    world.control("receipts", provider="esms", outcome="delivered")
    world.esms()
    until(lambda: world.kept("sms")[1]["receipt"] == "taken")
    assert world.kept("sms")[0]["receipt"] == "waiting"


def test_usually_a_receipt_comes_a_moment_after_the_answer() -> None:
    with a_world(receipt_delay=0.3) as world:
        world.esms()
        assert world.system.calls == []
        world.receipts("esms", 1)


def test_one_providers_receipts_say_nothing_about_the_others(world: World) -> None:
    world.control("receipts", provider="esms", outcome="none")
    world.speedsms()
    world.receipts("speedsms", 1)
