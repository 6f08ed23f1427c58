"""DynamoDB without a network: answers botocore's HTTP requests from what was put here."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any, Final

from botocore.awsrequest import AWSResponse, HeadersDict
from botocore.httpsession import URLLib3Session

Call = tuple[str, dict[str, Any]]
JSON: Final[Any] = HeadersDict({"Content-Type": "application/x-amz-json-1.0"})


class _Raw:
    """What botocore reads an answer's bytes from."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def stream(self, *_: Any, **__: Any) -> Iterator[bytes]:
        yield self.body


class Wire:
    """Canned answers by operation, and a record of what was asked while ``recording``."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.calls: list[Call] = []
        self.recording = False

    def install(self) -> None:
        """Take the place of every botocore client's HTTP session."""
        URLLib3Session.send = lambda _, request: self.send(request)  # type: ignore

    def send(self, request: Any) -> AWSResponse:
        """The canned answer to one request."""
        target = request.headers["X-Amz-Target"]
        operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        if self.recording:
            self.calls.append((operation, _parameters(json.loads(request.body))))
        body = self.answers.get(operation, b"{}")
        return AWSResponse(request.url, 200, JSON, _Raw(body))


def _parameters(value: Any) -> Any:
    """A request's body as the parameters that made it: binaries are bytes again."""
    if isinstance(value, list):
        return [_parameters(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) == {"B"}:
        return {"B": base64.b64decode(value["B"])}
    return {name: _parameters(item) for name, item in value.items()}
