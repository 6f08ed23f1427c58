"""The cloud with the gateways' agreements in it, and the far ends instead of the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.payments import choice, collecting, sending, settling
from shared.settings import settings
from tests.component.payments.far_ends import FarEnds
from tests.component.payments.paying import agree


@pytest.fixture
def far_ends(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnds]:
    """Both gateways, at the other end of the line."""
    ends = FarEnds()
    monkeypatch.setenv("PAYMENT_RETURN_URL", "https://dvc.example.vn/pay")
    settings.cache_clear()
    monkeypatch.setattr(sending, "send", ends.send)
    for module in (settling, collecting):
        monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)
    agree()
    yield ends
    choice.forget()
