"""A mail server that takes e-mails, or does not, as it was told."""

from __future__ import annotations

from collections import Counter

import msgspec

from shared import aws
from shared.messaging import agreements
from shared.messaging.agreements import MailServer
from shared.messaging.handing import Handed, NotHanded
from shared.messaging.mail import MAIL, Mail
from shared.settings import settings

SERVER = {"host": "127.0.0.1", "port": 1, "sender": "mot-cua@example.vn", "security": "none"}


class Post:
    """What was sent; ``away`` raises for an address each time."""

    def __init__(self) -> None:
        self.sent: list[Mail] = []
        self.tried: Counter[str] = Counter()
        self.away: dict[str, NotHanded] = {}

    def send(self, _: MailServer, mail: Mail) -> Handed:
        (address,) = mail.to
        self.tried[address] += 1
        if address in self.away:
            raise self.away[address]
        self.sent.append(mail)
        return Handed(provider=MAIL, provider_id=mail.reference)

    def receivers(self) -> list[str]:
        """Who got how many e-mails, each as often."""
        return [address for mail in self.sent for address in mail.to]


def agree(server: dict[str, object] | None) -> None:
    """Put the agreement with the mail server into the secret, or none."""
    content = msgspec.json.encode({} if server is None else {"mail": server}).decode()
    aws.secrets().put_secret_value(SecretId=settings().messaging_secret, SecretString=content)
    agreements.forget()
