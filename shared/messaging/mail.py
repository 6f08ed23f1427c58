"""An e-mail to be sent. :mod:`shared.messaging.smtp` sends it; apart, so that whoever only writes
one does not load the modules that it is sent by.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

MAIL: Final = "mail"
"""What the mail server is called where providers are named."""


class Attachment(Struct, frozen=True, kw_only=True):
    """A file that goes with an e-mail; ``media_type`` has no parameters: ``application/pdf``."""

    name: str
    media_type: str
    content: bytes


class Mail(Struct, frozen=True, kw_only=True):
    """One plain-text e-mail, with its files; ``reference`` becomes its Message-ID."""

    reference: str
    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
