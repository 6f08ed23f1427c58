"""The cloud with the agreements in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.tracking.inbound import door, topic
from services.tracking.outbound import sending
from shared.messaging import agreements
from tests.component.tracking.inbound.providers import Providers
from tests.component.tracking.inbound.texting import StandingStill, agree


@pytest.fixture
def agreed(cloud: dict[str, str]) -> Iterator[dict[str, str]]:
    """The province published, and an agreement with an aggregator."""
    agreements.forget()
    agree()
    yield cloud
    agreements.forget()


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both doors open at one moment, so that no hour or minute ends in the middle of a test."""
    for module in (door, topic):
        monkeypatch.setattr(module, "datetime", StandingStill)


@pytest.fixture
def providers(monkeypatch: pytest.MonkeyPatch) -> Providers:
    """Providers that take everything."""
    found = Providers()
    monkeypatch.setattr(sending, "send_sms", found.send_sms)
    return found
