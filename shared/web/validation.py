"""Finding every wrong field at once.

Good input is decoded by msgspec alone. Only when that fails is the same type's JSON Schema asked
for all faults, so that the validator's weight is paid by bad requests, not by cold starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any, Final, TypeVar

import msgspec

from shared.web.messages import FIELD_RULES
from shared.web.problems import FieldError, Problem, invalid

T = TypeVar("T")
MAX_BODY_BYTES: Final = 5_000_000


def decode_body(raw: bytes | str | None, kind: type[T]) -> T:
    """The request's body as its declared type.

    Raises:
        Problem: 400 malformed JSON, 413 too large, 422 with every wrong field.
    """
    if raw is not None and len(raw) > MAX_BODY_BYTES:
        raise Problem("too-large")
    try:
        decoded: T = _decode(raw, kind)
    except msgspec.ValidationError as error:
        raise _all_faults(_decode(raw, Any), kind, error) from error
    return decoded


def _decode(raw: bytes | str | None, kind: Any) -> Any:
    """The body decoded; a wrong type may be found before the JSON turns out to be malformed."""
    try:
        return msgspec.json.decode(raw or b"", type=kind)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem("malformed-json", str(error), str(error)) from error


def decode_query(values: dict[str, str], kind: Any) -> Any:
    """The query parameters as their declared type; texts become numbers and dates.

    Raises:
        Problem: 422 with every wrong parameter.
    """
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as first:
        names = set(values) | {f.name for f in msgspec.structs.fields(kind) if f.required}
        faults = tuple(f for name in sorted(names) for f in _query_fault(name, values, kind))
        raise invalid(*faults or (_unnamed(first, "query"),)) from first


def _query_fault(name: str, values: dict[str, str], kind: Any) -> list[FieldError]:
    """The fault of one parameter, found by asking with all others left at a good value."""
    known = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    where = f"query.{name}"
    if name not in known:
        return [field_error(where, "additionalProperties", "")]
    if name not in values:
        return [field_error(where, "required", "")]
    try:
        msgspec.convert(values[name], known[name].type, strict=False)
    except msgspec.ValidationError as error:
        return [_unnamed(error, where)]
    return []


def _unnamed(error: Exception, where: str) -> FieldError:
    vietnamese, _ = FIELD_RULES["other"]
    return FieldError(field=where, rule="other", detail=vietnamese, detail_en=str(error))


def _all_faults(value: Any, kind: Any, error: msgspec.ValidationError) -> Problem:
    faults = schema_faults(msgspec.json.schema(kind), value)
    return invalid(*faults or (_unnamed(error, _place(str(error))),))


def _place(message: str) -> str:
    """The JSON pointer in msgspec's ``… - at `$.a.b[0]```."""
    _, _, path = message.partition("`$")
    return path.rstrip("`").replace("[", ".").replace("]", "").replace(".", "/")


def schema_faults(schema: dict[str, Any], value: Any, prefix: str = "") -> tuple[FieldError, ...]:
    """Every fault of the value against a JSON Schema, each at its JSON pointer below ``prefix``."""
    import jsonschema_rs

    validator = jsonschema_rs.validator_for(schema, validate_formats=True, formats=_FORMATS)
    found: dict[tuple[str, str], FieldError] = {}
    for error in validator.iter_errors(value):
        for fault in _explain(error, prefix):
            found.setdefault((fault.field, fault.rule), fault)
    return tuple(found.values())


def _is_time(text: str) -> bool:
    """A time of day as msgspec takes it: unlike RFC 3339's, it needs no offset."""
    try:
        return bool(time.fromisoformat(text))
    except ValueError:
        return False


_FORMATS: Final = {"time": _is_time}


def _explain(error: Any, prefix: str) -> Iterable[FieldError]:
    pointer = prefix + "".join(f"/{part}" for part in error.instance_path)
    kind = error.kind
    keyword = kind.name
    if keyword == "required":
        yield field_error(f"{pointer}/{kind.property}", "required", "")
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        for name in kind.unexpected:
            yield field_error(f"{pointer}/{name}", "additionalProperties", "")
    elif keyword in ("anyOf", "oneOf"):
        yield from _deepest(kind, pointer, prefix)
    else:
        yield field_error(pointer, keyword, _limit(kind.value))


def _deepest(kind: Any, pointer: str, prefix: str) -> Iterable[FieldError]:
    """Of alternatives (``X | null``), the faults of the one that came closest."""
    branches = [b for b in getattr(kind, "context", []) if b]
    named = [list(b) for b in branches if not any(e.kind.name == "type" for e in b)]
    for error in named[0] if named else []:
        yield from _explain(error, prefix)
    if not named:
        yield field_error(pointer, "other", "")


def _limit(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def field_error(pointer: str, keyword: str, limit: str) -> FieldError:
    """A fault of a JSON Schema keyword in both languages."""
    rule = keyword if keyword in FIELD_RULES else "other"
    vietnamese, english = FIELD_RULES[rule]
    return FieldError(
        field=pointer or "/",
        rule=rule,
        detail=vietnamese.format(x=limit),
        detail_en=english.format(x=limit),
    )
