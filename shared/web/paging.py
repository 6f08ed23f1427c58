"""Lists with ``items`` and ``next``: an opaque token that continues where the page ended."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Final, Generic, TypeVar

import msgspec
from msgspec import Meta, Struct

from shared.dossier.errors import MalformedCursor
from shared.dossier.queries import Cursor

T = TypeVar("T")
Limit = Annotated[int, Meta(ge=1, le=100)]
DEFAULT_LIMIT: Final = 20


class ListOf(Struct, Generic[T], frozen=True, kw_only=True):
    """One page; ``next`` is absent on the last."""

    items: tuple[T, ...]
    next: str | None = None


class Paging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The query parameters of every list."""

    limit: Limit = DEFAULT_LIMIT
    next: str | None = None

    @property
    def cursor(self) -> Cursor | None:
        """Where to go on.

        Raises:
            MalformedCursor: the token is none of ours.
        """
        return None if self.next is None else decode(self.next)


def encode(cursor: Cursor | None) -> str | None:
    """The token of a cursor."""
    if cursor is None:
        return None
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).rstrip(b"=").decode()


def decode(token: str) -> Cursor:
    """The cursor of a token; see :attr:`Paging.cursor`."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return msgspec.json.decode(raw, type=Cursor)
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise MalformedCursor(token) from error
