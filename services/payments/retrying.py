"""Trying again what another write came before."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from shared.dossier.errors import InFlight

T = TypeVar("T")
TRIES: Final = 8
PAUSE_SECONDS: Final = 0.05
"""Longer by as much with each try."""


def tried(
    act: Callable[[], T], what: str, *, again_on: tuple[type[Exception], ...] = (InFlight,)
) -> T:
    """What ``act`` gives, which reads and decides anew each time. ``what`` is for the log.

    Raises:
        InFlight: other writes kept coming first.
    """
    for nth in range(TRIES):
        try:
            return act()
        except again_on:
            time.sleep(PAUSE_SECONDS * nth)
    raise InFlight(what)
