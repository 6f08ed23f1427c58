"""A bus that can refuse, in place of EventBridge."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared import aws
from tests.component.backbone.sending import Bus


@pytest.fixture
def bus(stores: dict[str, str]) -> Iterator[Bus]:
    """A bus that takes everything until told to refuse."""
    found = Bus()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aws, "events", lambda: found)
        yield found
