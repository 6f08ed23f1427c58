"""Counters whose sums are made."""

from __future__ import annotations

import pytest

from services.reports.counting import folding
from tests.component.reports.counting.plain import EVENTS, NOW, counted, folds, nobody


@pytest.fixture
def folded(stores: dict[str, str]) -> None:
    """Everything counted, and what is over folded."""
    counted(EVENTS)
    folds()
    folding.fold_up_to(NOW, nobody)
