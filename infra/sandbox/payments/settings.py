"""What the sandbox is told when it starts, and the time it keeps."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

GMT_7 = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class Settings:
    """Both gateways' agreements with one merchant. `retry_every` is in seconds.

    Without a callback address a gateway confirms nothing: only a query finds the payment.
    The real VNPAY tries a confirmation again ten times, five minutes apart.
    """

    base_url: str
    callback_national: str = ""
    callback_vnpay: str = ""
    return_national: str = ""
    partner: str = "DOITAC01"
    secret_national: str = "sandbox-national"  # noqa: S105
    confirm_type: str = "CONFIRM"
    terminal: str = "TESTTMN1"
    secret_vnpay: str = "sandbox-vnpay"  # noqa: S105
    retry_every: float = 5.0
    retries: int = 10
    ledger_file: Path | None = None


def now() -> datetime:
    return datetime.now(GMT_7).replace(microsecond=0)


def stamp(at: datetime) -> str:
    """`yyyyMMddHHmmss`, as both gateways write times."""
    return f"{at.astimezone(GMT_7):%Y%m%d%H%M%S}"
