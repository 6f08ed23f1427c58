"""The province that comes with the project, read once."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from infra.local.dataset import load
from shared.reference.catalogue import Catalogue


@pytest.fixture(scope="session")
def hai_phong() -> Path:
    """The folder of the province that comes with the project."""
    return Path(__file__).parents[3] / "infra" / "data" / "hai-phong"


@pytest.fixture(scope="session")
def catalogue(hai_phong: Path) -> Catalogue:
    """Everything the folder says, decoded as the services will decode it."""
    return msgspec.convert(load(hai_phong), Catalogue)
