"""The cloud with few and short walks that begin at once, and no versions of another test known."""

from __future__ import annotations

import pytest

from services.reports.rebuilding import model, pages, recounting, steps

SEGMENTS = 4


@pytest.fixture
def rebuilding(stores: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Everything that a rebuild needs: logical id → physical name."""
    for module in (model, recounting, pages):
        monkeypatch.setattr(module, "SEGMENTS", SEGMENTS)
    for module in (model, steps):
        monkeypatch.setattr(module, "LANES", 2)
    monkeypatch.setattr(steps, "WAITS", {})
    return stores
