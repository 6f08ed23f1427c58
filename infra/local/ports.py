"""Which ports the system listens on: the usual ones, those a person names, or free ones."""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.settings import HOST, LocalError


@dataclass(frozen=True, slots=True)
class Ports:
    """One port for each server; 0 stands for any free one."""

    edge: int
    cloud: int
    sign_in: int
    payments: int
    messages: int
    mail: int


FREE = Ports(edge=0, cloud=0, sign_in=0, payments=0, messages=0, mail=0)
USUAL = {
    "PORT": 8080,
    "CLOUD_PORT": 4566,
    "SIGN_IN_PORT": 8090,
    "PAYMENTS_PORT": 8091,
    "MESSAGES_PORT": 8092,
    "MAIL_PORT": 8093,
}


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def choose_port(setting: str, environment: Mapping[str, str]) -> int:
    """The port for one setting: the configured one, else the usual one, else a free one.

    Raises LocalError when the configured one is not a port or is taken.
    """
    if configured := environment.get(setting):
        return _configured_port(setting, configured)
    usual = USUAL[setting]
    if is_free(usual):
        return usual
    chosen = free_port()
    print(f"Port {usual} is taken, so port {chosen} serves instead (choose with {setting}=).")
    return chosen


def choose_ports(environment: Mapping[str, str] = os.environ) -> Ports:
    """The ports of `make run`."""
    return Ports(*(choose_port(setting, environment) for setting in USUAL))


def _configured_port(setting: str, configured: str) -> int:
    if not configured.isdecimal() or not 0 < int(configured) < 65536:
        raise LocalError(f"{setting}={configured} is not a port number.")
    if not is_free(int(configured)):
        raise LocalError(
            f"Port {configured} ({setting}) is taken: stop what uses it or choose another."
        )
    return int(configured)
