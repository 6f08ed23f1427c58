"""Errors as answers: RFC 9457 problem details in Vietnamese and English, made only here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct

from shared.dossier import errors
from shared.web.messages import RULES, TITLES

PROBLEM_JSON: Final = "application/problem+json"


class FieldError(Struct, frozen=True, kw_only=True):
    """One wrong field: its JSON pointer (or ``query.<name>``) and what is wrong."""

    field: str
    rule: str
    detail: str
    detail_en: str


class ProblemDetails(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body of every error. ``title`` and ``detail`` are Vietnamese, ``*_en`` English."""

    type: str
    status: int
    title: str
    title_en: str
    detail: str = ""
    detail_en: str = ""
    instance: str = ""
    errors: tuple[FieldError, ...] = ()
    legal_moves: tuple[str, ...] | None = None
    rule: str = ""


class Problem(Exception):
    """An error with its answer. ``slug`` names an entry of ``messages.TITLES``."""

    def __init__(
        self,
        slug: str,
        detail: str = "",
        detail_en: str = "",
        *,
        field_errors: tuple[FieldError, ...] = (),
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(slug)
        self.slug = slug
        self.headers = headers or {}
        status, title, title_en = TITLES[slug]
        self.details = ProblemDetails(
            type=f"urn:motcua:problem:{slug}",
            status=status,
            title=title,
            title_en=title_en,
            detail=detail,
            detail_en=detail_en,
            errors=field_errors,
            **extra,
        )

    def body(self, instance: str) -> bytes:
        """The answer's JSON; ``instance`` is the request's id, to quote to the help desk."""
        return msgspec.json.encode(msgspec.structs.replace(self.details, instance=instance))


def invalid(*field_errors: FieldError) -> Problem:
    """422 with every wrong field."""
    return Problem("invalid-input", field_errors=field_errors)


def wrong_field(field: str, rule: str, detail: str, detail_en: str) -> FieldError:
    """One wrong field."""
    return FieldError(field=field, rule=rule, detail=detail, detail_en=detail_en)


def from_domain(error: errors.DossierError) -> Problem:
    """The answer to a refusal of the domain."""
    for kind, answer in _ANSWERS.items():
        if isinstance(error, kind):
            return answer(error)
    raise error


def _illegal(error: Any) -> Problem:
    moves = ", ".join(error.legal)
    return Problem(
        "illegal-move",
        f"Hồ sơ đang ở trạng thái {error.status}; thao tác này không áp dụng được. "
        + (f"Các thao tác có thể làm lúc này: {moves}." if moves else "Không còn thao tác nào."),
        f"The dossier is in status {error.status}; this move does not apply. "
        + (f"Moves that are legal now: {moves}." if moves else "No move is left."),
        legal_moves=error.legal,
    )


def _refused(error: Any) -> Problem:
    detail, detail_en = RULES[error.rule]
    return Problem("move-refused", detail, detail_en, rule=error.rule)


def _plain(slug: str, **headers: str) -> Callable[[Any], Problem]:
    return lambda _: Problem(slug, headers=dict(headers))


_RETRY: Final = {"Retry-After": "1"}
_ANSWERS: Final[dict[type[errors.DossierError], Callable[[Any], Problem]]] = {
    errors.MalformedCode: _plain("malformed-code"),
    errors.MalformedCursor: _plain("malformed-token"),
    errors.DossierNotFound: _plain("dossier-not-found"),
    errors.IllegalMove: _illegal,
    errors.NotEntitled: _plain("not-entitled"),
    errors.MoveRefused: _refused,
    errors.StaleVersion: _plain("stale-version"),
    errors.KeyReused: _plain("key-reused"),
    errors.InFlight: _plain("in-flight", **_RETRY),
}
