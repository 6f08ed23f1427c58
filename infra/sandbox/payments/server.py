"""Serve the sandbox on this machine's loopback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread

import uvicorn

from infra.local.ports import free_port
from infra.local.settings import HOST, LocalError
from infra.sandbox.payments.app import create_app
from infra.sandbox.payments.settings import Settings


def payments_server(settings: Settings, port: int) -> uvicorn.Server:
    """A server ready to run."""
    config = uvicorn.Config(create_app(settings), host=HOST, port=port, log_level="warning")
    return uvicorn.Server(config)


def address(port: int) -> str:
    return f"http://{HOST}:{port}"


@contextmanager
def running_payments(settings: Settings | None = None) -> Iterator[Settings]:
    """Both gateways, inside this process while the block does, on any free port.

    Yields the settings with the address they answer at. Raises LocalError when they cannot start.
    """
    port = free_port()
    base_url = address(port)
    chosen = replace(settings, base_url=base_url) if settings else Settings(base_url)
    server = payments_server(chosen, port)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    if not server.started:
        raise LocalError(f"The payment gateways could not listen on port {port}.")
    try:
        yield chosen
    finally:
        server.should_exit = True
        thread.join()
