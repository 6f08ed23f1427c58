"""What the sandbox is told when it starts."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """The agreements of one sender with two SMS aggregators and a mail server. Times in seconds.

    `callback` is where SMS to the system are brought, `speedsms_webhook` where SpeedSMS tells what
    became of a message; eSMS is told with each message. `topic` is the ARN of the SNS topic of AWS
    two-way SMS, in the cloud at `endpoint` (`host:port`). What has no address is not told.
    """

    base_url: str
    mail_port: int = 0
    callback: str = ""
    speedsms_webhook: str = ""
    topic: str = ""
    endpoint: str = ""
    api_key: str = "sandbox-key"
    secret_key: str = "sandbox-esms"  # noqa: S105
    brandname: str = "MOTCUA"
    speedsms_token: str = "sandbox-speedsms"  # noqa: S105
    speedsms_sender: str = "MOTCUA"
    callback_user: str = "sandbox"
    callback_password: str = "sandbox-inbound"  # noqa: S105
    service_number: str = "8085"
    receipt_delay: float = 1.0
    retry_every: float = 5.0
    retries: int = 5
    ledger_file: Path | None = None
