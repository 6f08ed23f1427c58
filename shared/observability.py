"""One structured log line per call: a sentence in the past tense and stable snake_case keys.

Never log a name, a phone number, an identity number, a token, or a request's body.
"""

from __future__ import annotations

from aws_lambda_powertools import Logger

logger = Logger(utc=True, log_uncaught_exceptions=False)
"""Reads POWERTOOLS_SERVICE_NAME and POWERTOOLS_LOG_LEVEL."""
