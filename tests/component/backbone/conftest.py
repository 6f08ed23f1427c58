"""A bus that can refuse, in place of EventBridge."""

from __future__ import annotations

import pytest

from shared import aws
from tests.component.backbone.sending import Bus


@pytest.fixture
def bus(stores: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Bus:
    """A bus that takes everything until told to refuse."""
    found = Bus()
    monkeypatch.setattr(aws, "events", lambda: found)
    return found
