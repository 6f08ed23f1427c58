"""Answers that are no JSON: a protocol's plain text, or a page for people without a program."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct


class Plain(Struct, frozen=True):
    """Text, answered as it is and with this status; a protocol may want its refusals so too."""

    text: str
    status: int = 200
    media_type: ClassVar[str] = "text/plain"


class Html(Plain, frozen=True):
    """A whole page; it runs no script and loads nothing."""

    media_type: ClassVar[str] = "text/html"


def is_plain(kind: object) -> bool:
    """Whether a route's answer type is one of these."""
    return isinstance(kind, type) and issubclass(kind, Plain)
