"""Published catalogues: a small one, and the province that comes with the project."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto import mock_aws

from tests.component.catalogue.asking import send
from tests.component.conftest import forget
from tests.support import templates
from tests.support.publishing import province as hai_phong_data
from tests.unit.catalogue.samples import province


@pytest.fixture
def small(stores: dict[str, str]) -> None:
    """One procedure, three agencies, one calendar, published through the API."""
    assert send(province()).status == 200


@pytest.fixture(scope="module")
def hai_phong(clients: None) -> Iterator[None]:
    """The demo province, published through the API once for all tests that only read it."""
    with pytest.MonkeyPatch.context() as patch, mock_aws():
        patch.delenv("AWS_ENDPOINT_URL", raising=False)
        patch.setenv("AWS_DEFAULT_REGION", "ap-southeast-1")
        made = templates.make_stores()
        patch.setenv("REFERENCE_TABLE", made["ReferenceTable"])
        patch.setenv("DOSSIER_TABLE", made["DossierTable"])
        forget()
        assert send(hai_phong_data()).status == 200
        yield
    forget()
