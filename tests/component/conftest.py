"""A service's whole inside on moto: stores from the real templates, the real published catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from moto import mock_aws
from moto.kms.utils import generate_private_key

from shared import aws
from shared.dossier import ledger
from shared.identity import keys
from shared.reference import store
from shared.settings import settings
from shared.table import Table
from tests.support import templates
from tests.support.publishing import publish_province

NAMES = {
    "DOSSIER_TABLE": "DossierTable",
    "OUTBOX_TABLE": "OutboxTable",
    "REFERENCE_TABLE": "ReferenceTable",
    "REGISTER_TABLE": "RegisterTable",
    "PAYMENTS_TABLE": "PaymentsTable",
    "MESSAGES_TABLE": "MessagesTable",
    "PAPERS_TABLE": "PapersTable",
    "REPORTS_TABLE": "ReportsTable",
    "REPORT_QUEUE_URL": "ReportJobs",
    "REBUILD_QUEUE_URL": "RebuildSteps",
    "DOCUMENTS_BUCKET": "DocumentsBucket",
    "EVENT_BUS": "EventBus",
    "PARKED_QUEUE_URL": "ParkedEvents",
    "DATA_KEY": "DataKey",
    "IDENTITY_SECRET": "IdentitySecret",
    "GATEWAYS_SECRET": "GatewaysSecret",
    "MESSAGING_SECRET": "MessagingSecret",
}


@pytest.fixture(scope="session", autouse=True)
def one_private_key() -> Iterator[None]:
    """moto makes an RSA key for every KMS key, ours too, which are symmetric: one does for all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("moto.kms.models.generate_private_key", cache(generate_private_key))
        yield


@pytest.fixture(scope="session")
def clients() -> None:
    """Clients made under moto, once: making them takes longer than most tests."""
    aws.forget_clients()
    ledger._connection.cache_clear()
    for model in _subclasses(Table):
        model._connection = None


def _subclasses(model: Any) -> list[Any]:
    return [s for child in model.__subclasses__() for s in (child, *_subclasses(child))]


def forget() -> None:
    """Drop what a function remembers between invocations."""
    settings.cache_clear()
    keys.forget_key()
    store.forget()


@pytest.fixture
def stores(clients: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Empty stores, and the environment that names them: logical id → physical name."""
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (
        ("AWS_DEFAULT_REGION", "ap-southeast-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("STAGE", "test"),
        ("TRUSTED_PROXIES", "1"),
    ):
        monkeypatch.setenv(name, value)
    with mock_aws():
        made = templates.make_stores()
        for variable, logical in NAMES.items():
            if logical in made:
                monkeypatch.setenv(variable, made[logical])
        forget()
        yield made
        forget()


@pytest.fixture
def cloud(stores: dict[str, str]) -> dict[str, str]:
    """Stores with the demo province published."""
    publish_province()
    return stores
