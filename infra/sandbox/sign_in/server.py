"""Serve the provider on this machine's loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from werkzeug.serving import BaseWSGIServer, make_server

from infra.local.ports import free_port
from infra.local.settings import HOST
from infra.sandbox.sign_in.accounts import load_accounts
from infra.sandbox.sign_in.keys import signing_key
from infra.sandbox.sign_in.provider import TOKEN_LIFETIME, create_app


def provider_server(
    port: int = 0, key_file: Path | None = None, lifetime: int = TOKEN_LIFETIME
) -> tuple[BaseWSGIServer, str]:
    """A server ready to run and its issuer; port 0 takes any free one."""
    port = port or free_port()
    issuer = f"http://{HOST}:{port}"
    app = create_app(issuer, load_accounts(), signing_key(key_file), lifetime)
    return make_server(HOST, port, app, threaded=True), issuer


@contextmanager
def running_provider(
    port: int = 0, key_file: Path | None = None, lifetime: int = TOKEN_LIFETIME
) -> Iterator[str]:
    """A provider that runs inside this process while the block does; yields its issuer.

    A negative `lifetime` (seconds) issues tokens that have already expired.
    """
    server, issuer = provider_server(port, key_file, lifetime)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
