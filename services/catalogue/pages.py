"""Pages of a list held in memory, stable while the list changes between two pages. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from shared.dossier.errors import MalformedCursor
from shared.dossier.queries import Cursor
from shared.web.paging import Paging, encode

T = TypeVar("T")
Place = tuple[str, ...]
_AFTER: Final = "after"


def page(
    rows: Iterable[T], place: Callable[[T], Place], paging: Paging
) -> tuple[list[T], str | None]:
    """The rows after the token's place, and the token of the page after them.

    Raises:
        MalformedCursor: the token is none of this list's.
    """
    ordered = sorted(rows, key=place)
    cursor = paging.cursor
    if cursor is not None and ordered:
        after = _after(cursor, len(place(ordered[0])))
        ordered = [row for row in ordered if place(row) > after]
    found = ordered[: paging.limit]
    return found, _token(place(found[-1])) if len(ordered) > len(found) else None


def _token(place: Place) -> str | None:
    return encode({_AFTER: {str(n): part for n, part in enumerate(place)}})


def _after(cursor: Cursor, length: int) -> Place:
    parts = cursor.get(_AFTER, {})
    if set(parts) != {str(n) for n in range(length)}:
        raise MalformedCursor("another list's token")
    return tuple(parts[str(n)] for n in range(length))
