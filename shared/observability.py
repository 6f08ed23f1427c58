"""One structured log line per call: a sentence in the past tense and stable snake_case keys.

Never log a name, a phone number, an identity number, a token, or a request's body.
"""

from __future__ import annotations

import traceback

from aws_lambda_powertools import Logger

logger = Logger(utc=True, log_uncaught_exceptions=False)
"""Reads POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""


def log_failure(sentence: str, error: Exception, **keys: str) -> None:
    """Log an error nobody expected: its type and where it was raised, not its message.

    A message may quote what a citizen typed.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    logger.error(sentence, extra={"fault": type(error).__name__, "where": where, **keys})
