"""The cloud with the papers' jobs queue known, and no template of another test remembered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.papers import stationery
from shared.settings import settings

SITE = "https://dvc.example.vn"


@pytest.fixture
def papers(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Everything that papers needs: logical id → physical name."""
    monkeypatch.setenv("REGISTER_QUEUE_URL", cloud["RegisterJobs"])
    monkeypatch.setenv("PUBLIC_URL", SITE)
    settings.cache_clear()
    stationery.forget()
    yield cloud
    stationery.forget()
