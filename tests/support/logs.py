"""What our functions log, as text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from logging import StreamHandler

from shared.observability import logger


@contextmanager
def log_lines() -> Iterator[StringIO]:
    """Everything that is logged meanwhile, as Lambda would write it."""
    handler = logger.registered_handler
    assert isinstance(handler, StreamHandler)
    lines = StringIO()
    before = handler.setStream(lines)
    try:
        yield lines
    finally:
        handler.setStream(before)
