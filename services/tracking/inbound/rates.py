"""How often something was asked, counted exactly however many ask at once.

A count is added to and read in one write; nothing is read beforehand.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from services.tracking.message_table import RATE, RateItem

HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
WRONG_SECRETS: Final = 10
"""Wrong secrets for one dossier within an hour; then only its registered phones are heard."""


def count_sender(sender_key: str, at: datetime) -> int:
    """Count a message of a sender (a keyed hash); how many came within the hour."""
    return _count("sms", sender_key, _hour(at), at + HOUR)


def count_all(at: datetime) -> int:
    """Count a message of anybody; how many came within the minute."""
    return _count("sms", "all", f"{at.astimezone(UTC):%Y%m%d%H%M}", at + MINUTE)


def count_attempts(dossier_id: str, at: datetime, number: int) -> int:
    """Add to the secrets tried for a dossier; how many they are within the hour.

    One is counted before it is looked at, which leaves no moment for many at once, and taken back
    when it was right.
    """
    return _count("secret", dossier_id, _hour(at), at + HOUR, number)


def next_hour(at: datetime) -> datetime:
    """When the hour's counts begin anew."""
    return at.replace(minute=0, second=0, microsecond=0) + HOUR


def _hour(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%d%H}"


def _count(kind: str, who: str, span: str, until: datetime, number: int = 1) -> int:
    counted = RateItem(f"RATE#{kind}#{who}#{span}", RATE)
    counted.update(
        actions=[
            RateItem.times.add(number),
            RateItem.expires.set(int((until + HOUR).timestamp())),
            RateItem.kind.set(RateItem),
        ]
    )
    return int(counted.times)
