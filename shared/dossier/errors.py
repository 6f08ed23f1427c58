"""What can go wrong with a dossier, as types. ``shared.web.problems`` turns them into answers."""

from __future__ import annotations


class DossierError(Exception):
    """Base of every refusal the domain makes; the message is for logs, not for people."""


class MalformedCode(DossierError):
    """The text is no dossier code."""


class MalformedCursor(DossierError):
    """The continuation token belongs to no list like this."""


class DossierNotFound(DossierError):
    """No dossier has this code."""


class IllegalMove(DossierError):
    """The lifecycle has no such move from here. ``legal`` lists the actions that are legal now."""

    def __init__(self, action: str, status: int, legal: tuple[str, ...]) -> None:
        super().__init__(f"{action} is not legal in status {status}")
        self.action = action
        self.status = status
        self.legal = legal


class NotEntitled(DossierError):
    """The caller is not a party to this dossier, or not one that may do this."""


class MoveRefused(DossierError):
    """The move is legal in this status, but a rule forbids it; ``rule`` is its stable key."""

    def __init__(self, rule: str, **facts: object) -> None:
        super().__init__(rule)
        self.rule = rule
        self.facts = facts


class StaleVersion(DossierError):
    """The dossier has moved since the caller last saw it."""

    def __init__(self, seen: int, current: int | None) -> None:
        super().__init__(f"version {seen} is not current")
        self.seen = seen
        self.current = current


class KeyReused(DossierError):
    """The idempotency key was used before for another request."""


class InFlight(DossierError):
    """Another write to the same items is under way; try again in a moment."""


class AlreadyAnswered(DossierError):
    """The same request was carried out before; carries the first answer for the caller."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__("already answered")
        self.status = status
        self.body = body
