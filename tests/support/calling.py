"""Calling a service as API Gateway does: the REST event made by hand, the answer parsed."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Who:
    """A caller as the authorizer describes them."""

    subject: str
    roles: str
    agency: str = ""
    name: str = ""
    identity_number: str = ""
    expires_in: int = 3600

    def context(self) -> dict[str, str]:
        """The authorizer context: strings all."""
        from shared.identity.keys import identity_key

        expires = datetime.now(UTC) + timedelta(seconds=self.expires_in)
        return {
            "principalId": self.subject,
            "subject": self.subject,
            "roles": self.roles,
            "agency": self.agency,
            "name": self.name,
            "identity_key": identity_key(self.identity_number) if self.identity_number else "",
            "expires_at": str(int(expires.timestamp())),
        }


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str
    json: Any = field(default=None)


class Context:
    """A Lambda context."""

    function_name = "under-test"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:ap-southeast-1:000000000000:function:under-test"
    aws_request_id = "test"

    def get_remaining_time_in_millis(self) -> int:
        return 30_000


def call(
    app: Any,
    method: str,
    resource: str,
    *,
    path: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    body: Any = None,
    raw: str | None = None,
    who: Who | None = None,
    headers: Mapping[str, str] | None = None,
    key: str | None = "fresh",
    address: str = "203.0.113.7",
    parse: bool = True,
) -> Answer:
    """Call a route by its declared path. POSTs carry a fresh Idempotency-Key unless told else.

    Without ``parse`` the answer's text is no JSON.
    """
    sent = {"X-Forwarded-For": address, "Content-Type": "application/json", **(headers or {})}
    if method == "POST" and key is not None:
        sent["Idempotency-Key"] = uuid.uuid4().hex if key == "fresh" else key
    context: dict[str, Any] = {
        "resourcePath": resource,
        "httpMethod": method,
        "requestId": uuid.uuid4().hex,
        "identity": {"sourceIp": "10.0.0.1"},
        "path": f"/api{resource}",
        "stage": "api",
    }
    if who is not None:
        context["authorizer"] = who.context()
    text = raw if raw is not None else (None if body is None else json.dumps(body))
    event = {
        "resource": resource,
        "path": resource,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} if query else None,
        "pathParameters": dict(path) if path else None,
        "stageVariables": None,
        "requestContext": context,
        "body": text,
        "isBase64Encoded": False,
    }
    answer = app(event, Context())
    found = answer.get("body", "")
    flat = {**answer.get("headers", {})}
    flat |= {k: v[0] for k, v in answer.get("multiValueHeaders", {}).items()}
    return Answer(answer["statusCode"], flat, found, json.loads(found) if found and parse else None)
