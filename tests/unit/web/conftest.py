"""Settings as a function has them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.settings import settings


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
