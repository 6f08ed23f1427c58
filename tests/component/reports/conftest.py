"""The reports' stores, and counters that nobody remembers from another test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.reports.counting import applying, versions


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Versions are read anew each time, as by a function that was away for longer."""
    monkeypatch.setattr(versions, "CACHE_SECONDS", 0.001)
    versions.forget()
    applying.forget()
    yield
    versions.forget()
    applying.forget()
