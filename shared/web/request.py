"""A request as handlers see it: decoded, with its caller and its manners (keys, versions)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Generic

import msgspec
from typing_extensions import TypeVar

from shared.dossier.errors import StaleVersion
from shared.dossier.ledger import Receipt
from shared.settings import settings
from shared.web.principal import Principal
from shared.web.problems import Problem

B = TypeVar("B", default=None)
Q = TypeVar("Q", default=None)
KEY_LIFE: Final = timedelta(hours=48)
_KEY: Final = re.compile(r"^[\x21-\x7e]{8,128}$")
_VERSION: Final = re.compile(r'^(?:W/)?"?(\d{1,9})"?$')
encode: Final = msgspec.json.Encoder().encode


class Request(Generic[B, Q]):
    """One call. ``body`` and ``query`` have the types the handler's signature names.

    ``parameters`` are the query parameters as they came, decoded once.
    """

    def __init__(
        self,
        *,
        path: Mapping[str, str],
        headers: Mapping[str, str],
        raw_body: bytes,
        context: Mapping[str, Any],
        status: int,
        caller: Principal | None,
        parameters: Mapping[str, str] | None = None,
    ) -> None:
        self.body: B
        self.query: Q
        self.path = path
        self.headers = headers
        self.raw_body = raw_body
        self.context = context
        self.status = status
        self.caller = caller
        self.parameters = parameters or {}

    @property
    def principal(self) -> Principal:
        """The authenticated caller.

        Raises:
            Problem: 401 on a public route without one.
        """
        if self.caller is None:
            raise Problem("not-signed-in")
        return self.caller

    @property
    def id(self) -> str:
        """The gateway's id of this request, quoted in problems and logs."""
        return str(self.context.get("requestId", ""))

    @property
    def client_address(self) -> str:
        """The address the request came from, past the proxies we run ourselves."""
        hops = [h.strip() for h in self.headers.get("x-forwarded-for", "").split(",") if h.strip()]
        trusted = settings().trusted_proxies
        if trusted and len(hops) >= trusted:
            return hops[-trusted]
        return str((self.context.get("identity") or {}).get("sourceIp", ""))

    @property
    def key(self) -> str | None:
        """The caller's ``Idempotency-Key``, if any.

        Raises:
            Problem: 400 if it is not 8 to 128 printable ASCII characters.
        """
        key = self.headers.get("idempotency-key")
        if key is not None and not _KEY.match(key):
            raise Problem(
                "bad-header",
                "Idempotency-Key phải gồm 8 đến 128 ký tự ASCII không dấu cách.",
                "Idempotency-Key must be 8 to 128 printable ASCII characters.",
            )
        return key

    @property
    def hash(self) -> str:
        """What makes two requests the same: method, path and body."""
        route = f"{self.context.get('httpMethod')} {self.context.get('resourcePath')}"
        line = f"{route} {sorted(self.path.items())}"
        return hashlib.sha256(line.encode() + b"\n" + self.raw_body).hexdigest()

    def receipt(self, answer: object) -> Receipt:
        """The answer to store with the move, so that a repeat of this request gets it again."""
        key = self.key
        if key is None:
            raise Problem("bad-header")
        return Receipt(
            caller=self.principal.subject,
            key=key,
            request_hash=self.hash,
            status=self.status,
            answer=encode(answer),
            expires=int((datetime.now(UTC) + KEY_LIFE).timestamp()),
        )

    def check_version(self, current: int) -> None:
        """Hold the caller to the version their screen showed (``If-Match``), if they say one.

        Raises:
            StaleVersion: the dossier has moved since.
            Problem: 400 if the header is no version.
        """
        header = self.headers.get("if-match")
        if header is None or header.strip() == "*":
            return
        match = _VERSION.match(header.strip())
        if match is None:
            raise Problem(
                "bad-header", "If-Match phải là số phiên bản.", "If-Match must be a version number."
            )
        if int(match[1]) != current:
            raise StaleVersion(int(match[1]), current)
