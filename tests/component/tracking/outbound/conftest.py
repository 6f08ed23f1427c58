"""The cloud with the agreements in it, and a world that speaks the providers' protocols."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from infra.sandbox.messages.server import running_messages
from infra.sandbox.messages.settings import Settings
from services.tracking.outbound import sending
from shared.messaging import agreements
from shared.settings import settings
from tests.component.tracking.outbound.told import World, agree


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Settings]:
    """The far ends, listening; they tell nothing by themselves."""
    with running_messages(Settings("", receipt_delay=3600)) as found:
        yield found


@pytest.fixture
def world(
    cloud: dict[str, str], sandbox: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    """Everybody at their best, and the agreements with them made."""
    monkeypatch.setenv("PUBLIC_URL", "https://dvc.example.vn")
    monkeypatch.setattr(sending, "SILENT_SECONDS", 0.0)
    settings.cache_clear()
    found = World(sandbox)
    found.control("clear")
    agreements.forget()
    sending.forget()
    agree(found.agreements())
    yield found
    agreements.forget()
    sending.forget()
