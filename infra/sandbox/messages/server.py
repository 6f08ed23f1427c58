"""Serve the sandbox on this machine's loopback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Thread

import uvicorn

from infra.local.ports import free_port
from infra.local.settings import HOST, LocalError
from infra.sandbox.messages.app import create_app
from infra.sandbox.messages.settings import Settings

PATIENCE = 3
"""Seconds that a request which is being answered slowly on purpose is waited for at the end."""


def messages_server(settings: Settings, port: int) -> uvicorn.Server:
    """A server ready to run."""
    config = uvicorn.Config(
        create_app(settings),
        host=HOST,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=PATIENCE,
    )
    return uvicorn.Server(config)


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


@contextmanager
def running_messages(settings: Settings | None = None) -> Iterator[Settings]:
    """Both aggregators and the mail sink, inside this process while the block does, on free ports.

    Yields the settings with the address and the mail port they answer at. Raises LocalError when
    they cannot start.
    """
    port = free_port()
    asked = settings or Settings("")
    chosen = replace(asked, base_url=address(port), mail_port=free_port())
    server = messages_server(chosen, port)
    thread = Thread(target=_serve, args=(server,), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    if not server.started:
        raise LocalError(f"The messages' sandbox could not listen on port {port}.")
    try:
        yield chosen
    finally:
        server.should_exit = True
        thread.join()


def _serve(server: uvicorn.Server) -> None:
    with suppress(SystemExit):  # it could not start, which is told by it not having started
        server.run()
