"""The watch with the demo province published, and everybody it tells replaced."""

from __future__ import annotations

import pytest

from services.tracking.outbound import notices, sending
from shared.settings import settings
from tests.component.tracking.watch.watched import Far


@pytest.fixture
def far(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Far:
    """Who is told: nothing leaves the house."""
    monkeypatch.setenv("PUBLIC_URL", "https://motcua.example.vn")
    settings.cache_clear()
    found = Far()
    monkeypatch.setattr(notices, "tell", found.tell)
    monkeypatch.setattr(sending, "send_mail", found.send_mail)
    return found
