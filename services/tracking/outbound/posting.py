"""The one way out to an SMS provider: HTTPS, bounded in time and size, never redirected.

What matters of a failure is whether the request can have been taken: until it was sent, it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from shared.messaging.handing import NotHanded, Silent, Uncertain, Unreachable

if TYPE_CHECKING:
    from http.client import HTTPConnection

CONNECT_SECONDS: Final = 2.0
READ_SECONDS: Final = 5.0
LARGEST: Final = 64 * 1024
OK: Final = 200
PERHAPS_TAKEN: Final = frozenset({OK, 500, 502, 504})
"""After these statuses, without an answer in the provider's form, it may have taken the request."""


class Answer(Struct, frozen=True, kw_only=True):
    """What came back."""

    status: int
    body: bytes


Post = Callable[[str, object, Mapping[str, str]], Answer]
"""Sends a value as JSON to an address with these headers; see :func:`post`."""


def post(url: str, value: object, headers: Mapping[str, str]) -> Answer:
    """Send a value as JSON and give the answer, whatever its status.

    Raises:
        Silent: the request was not sent whole.
        Uncertain: it was, and no whole answer of at most 64 KiB came in time.
    """
    import http.client

    parts = urlsplit(url)
    kinds = {"https": http.client.HTTPSConnection, "http": http.client.HTTPConnection}
    connection = kinds[parts.scheme](parts.hostname or "", parts.port, timeout=CONNECT_SECONDS)
    try:
        _send(connection, parts.path, msgspec.json.encode(value), headers)
        return _receive(connection)
    finally:
        connection.close()


def unclear(answer: Answer) -> NotHanded:
    """What an answer means that is not in the provider's form."""
    reason = f"HTTP {answer.status}, unreadable"
    return Uncertain(reason) if answer.status in PERHAPS_TAKEN else Unreachable(reason)


def _send(connection: HTTPConnection, path: str, body: bytes, headers: Mapping[str, str]) -> None:
    from http.client import HTTPException

    try:
        connection.connect()
        connection.sock.settimeout(READ_SECONDS)
        connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
    except (OSError, HTTPException) as error:
        raise Silent(f"not sent: {type(error).__name__}") from error


def _receive(connection: HTTPConnection) -> Answer:
    from http.client import HTTPException

    try:
        response = connection.getresponse()
        body = response.read(LARGEST + 1)
    except (OSError, HTTPException) as error:
        raise Uncertain(f"no answer: {type(error).__name__}") from error
    if response.length or len(body) > LARGEST:
        raise Uncertain("an answer that broke off or did not end")
    return Answer(status=response.status, body=body)
