"""The schedule that keeps the public dashboard fresh."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from services.reports.boards import keeping


def refresh(_event: dict[str, Any], _context: LambdaContext) -> dict[str, int]:
    """Lambda handler of the schedule; the version that was made."""
    return {"version": keeping.remake(datetime.now(UTC)).version}
