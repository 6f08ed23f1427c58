"""A child process that ends with its parent, however the parent ends."""

import os
import signal
from threading import Thread

STANDARD_INPUT = 0


def stop_with_parent() -> None:
    """Stop cleanly, as on SIGTERM, when standard input closes: whoever started us is gone."""
    Thread(target=_wait_and_stop, daemon=True).start()


def _wait_and_stop() -> None:
    while os.read(STANDARD_INPUT, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
