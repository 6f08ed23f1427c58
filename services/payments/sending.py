"""The one way out to a gateway's server: HTTPS, bounded in time and size, never redirected."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from services.payments.gateways.protocol import Post, Unreachable

CONNECT_SECONDS: Final = 5
READ_SECONDS: Final = 10
LARGEST: Final = 1024 * 1024
_OK: Final = 200
_KINDS: Final = {"https": HTTPSConnection, "http": HTTPConnection}


def send(post: Post) -> bytes:
    """Send a request and give the answer's body.

    Raises:
        Unreachable: no connection, no answer in time, an HTTP error, or more than 1 MiB.
    """
    url = urlsplit(post.url)
    connection = _KINDS[url.scheme](url.hostname or "", url.port, timeout=CONNECT_SECONDS)
    target = f"{url.path or '/'}?{url.query}" if url.query else url.path or "/"
    try:
        status, body = _exchange(connection, target, post)
    except (OSError, HTTPException) as error:
        raise Unreachable(f"{url.hostname}: {type(error).__name__}") from error
    finally:
        connection.close()
    if status != _OK or len(body) > LARGEST:
        raise Unreachable(f"{url.hostname} answered {status} and {len(body)} bytes")
    return body


def _exchange(connection: HTTPConnection, target: str, post: Post) -> tuple[int, bytes]:
    connection.connect()
    connection.sock.settimeout(READ_SECONDS)
    connection.request("POST", target, post.body, post.headers)
    response = connection.getresponse()
    return response.status, response.read(LARGEST + 1)
