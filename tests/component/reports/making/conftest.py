"""The cloud with the jobs' queue, and no agreements of another test known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.messaging import agreements
from shared.settings import settings
from tests.component.reports.making.reporting import Reports


@pytest.fixture
def reports(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Reports]:
    """Everything that making reports needs."""
    monkeypatch.setenv("REPORT_QUEUE_URL", cloud["ReportJobs"])
    monkeypatch.setenv("PUBLIC_URL", "https://dvc.example.vn")
    settings.cache_clear()
    agreements.forget()
    yield Reports(cloud["ReportJobs"])
    agreements.forget()
