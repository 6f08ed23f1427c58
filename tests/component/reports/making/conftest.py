"""The cloud with a jobs' queue, and the agreements with a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.reports.making import queue
from shared import aws
from shared.messaging import agreements
from shared.settings import settings
from tests.component.reports.making.reporting import Reports


@pytest.fixture
def reports(cloud: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Reports]:
    """Everything that making reports needs."""
    url = aws.sqs().create_queue(QueueName="report-jobs")["QueueUrl"]
    monkeypatch.setattr(queue, "need", lambda _: url)
    monkeypatch.setenv("PUBLIC_URL", "https://dvc.example.vn")
    settings.cache_clear()
    agreements.forget()
    yield Reports(url)
    agreements.forget()
