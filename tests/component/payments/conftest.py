"""The cloud with the gateways' agreements in it, and the far ends instead of the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.payments import choice, retrying, sending
from shared.settings import settings
from tests.component.payments.far_ends import FarEnds
from tests.component.payments.paying import agree
from tests.component.payments.refunding_steps import RefundDesk, set_clock


@pytest.fixture
def far_ends(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnds]:
    """Both gateways, at the other end of the line."""
    ends = FarEnds()
    monkeypatch.setenv("PAYMENT_RETURN_URL", "https://dvc.example.vn/pay")
    settings.cache_clear()
    monkeypatch.setattr(sending, "send", ends.send)
    monkeypatch.setattr(retrying, "PAUSE_SECONDS", 0.0)
    agree()
    yield ends
    choice.forget()


@pytest.fixture
def desk(far_ends: FarEnds, monkeypatch: pytest.MonkeyPatch) -> RefundDesk:
    """VNPAY takes refunds."""
    desk = RefundDesk(far_ends)
    monkeypatch.setattr(sending, "send", desk.send)
    set_clock(monkeypatch)
    return desk
