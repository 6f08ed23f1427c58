"""Published catalogues: a small one, and the province that comes with the project."""

from __future__ import annotations

import pytest

from tests.component.catalogue.asking import send
from tests.component.conftest import province as hai_phong_files
from tests.unit.catalogue.samples import province


@pytest.fixture
def small(stores: dict[str, str]) -> None:
    """One procedure, three agencies, one calendar, published through the API."""
    assert send(province()).status == 200


@pytest.fixture
def hai_phong(stores: dict[str, str]) -> None:
    """The demo province, published through the API."""
    assert send(hai_phong_files()).status == 200
