"""Finding every wrong field at once.

Good input is decoded by msgspec alone. Only when that fails is the same type's JSON Schema asked
for all faults, so that the validator's weight is paid by bad requests, not by cold starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from typing import Any, Final, TypeVar

import msgspec

from shared.web.messages import FIELD_RULES
from shared.web.problems import FieldError, Problem, invalid

T = TypeVar("T")
MAX_BODY_BYTES: Final = 5_000_000
MOST_FAULTS: Final = 200
_NOT_WHOLE: Final = "Nội dung trống, bị cắt, lồng quá sâu, hoặc không phải UTF-8."
_BROKEN: Final = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def decode_body(raw: bytes | None, kind: type[T]) -> T:
    """The request's body as its declared type.

    Raises:
        Problem: 400 malformed JSON, 413 too large, 422 with every wrong field.
    """
    body = raw or b""
    if len(body) > MAX_BODY_BYTES:
        raise Problem("too-large")
    try:
        return msgspec.json.decode(body, type=kind)
    except _BROKEN as error:
        raise _unreadable(body, kind, error) from error


def _unreadable(body: bytes, kind: Any, error: Exception) -> Problem:
    """What is wrong with a body: it is no JSON at all, or some of its fields are wrong."""
    try:
        value = msgspec.json.decode(body)
    except _BROKEN as fault:
        place = re.search(r"\(byte (\d+)\)", str(fault))
        detail = f"Không đọc được từ byte thứ {place[1]}." if place else _NOT_WHOLE
        return Problem("malformed-json", detail, str(fault))
    return _all_faults(value, kind, error)


def decode_query(values: dict[str, str], kind: Any) -> Any:
    """The query parameters as their declared type; texts become numbers and dates.

    Raises:
        Problem: 422 with every wrong parameter.
    """
    try:
        return msgspec.convert(values, kind, strict=False)
    except msgspec.ValidationError as first:
        known = msgspec.structs.fields(kind)
        names = set(values) | {f.encode_name for f in known if f.required}
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
        schema = msgspec.json.schema(known[name].type)
        return _parameter_faults(schema, values[name], where) or [_unnamed(error, where)]
    return []


def _parameter_faults(schema: dict[str, Any], text: str, where: str) -> list[FieldError]:
    """A parameter's faults, taken as the number or flag it may mean, else as the text it is."""
    faults = schema_faults(schema, _meaning(text))
    if any(fault.rule == "type" for fault in faults):
        faults = schema_faults(schema, text)
    return [msgspec.structs.replace(fault, field=where) for fault in faults]


def _meaning(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except _BROKEN:
        return text


def _unnamed(error: Exception, where: str) -> FieldError:
    vietnamese, _ = FIELD_RULES["other"]
    return FieldError(field=where, rule="other", detail=vietnamese, detail_en=str(error))


def _all_faults(value: Any, kind: Any, error: Exception) -> Problem:
    """Every fault of the schema, and the decoder's own where the schema cannot express it."""
    found = schema_faults(msgspec.json.schema(kind), value)[:MOST_FAULTS]
    place = _place(str(error))
    if any(f.field == place or f.field.startswith(f"{place}/") for f in found):
        return invalid(*found)
    return invalid(*found, _unnamed(error, place or "/"))


def _place(message: str) -> str:
    """The JSON pointer in msgspec's ``… - at `$.a.b[0]```; it ends where a key is not told."""
    _, _, path = message.partition("`$")
    told = path.rstrip("`").partition("[...]")[0]
    return told.replace("[", ".").replace("]", "").replace(".", "/")


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
        yield from _deepest(error, pointer, prefix)
    else:
        yield field_error(pointer, keyword, _limit(kind.value))


def _deepest(error: Any, pointer: str, prefix: str) -> Iterable[FieldError]:
    """Of alternatives (``X | null``), the faults of the one that came closest."""
    branches = [list(branch) for branch in getattr(error.kind, "context", []) if branch]
    possible = [branch for branch in branches if not _wrong_types(branch, error)]
    if not possible:
        wanted = dict.fromkeys(t for branch in branches for t in _wrong_types(branch, error))
        wanted.pop("null", None)
        yield field_error(pointer, "type" if wanted else "other", ", ".join(wanted))
    for fault in min(possible, key=len, default=[]):
        yield from _explain(fault, prefix)


def _wrong_types(branch: list[Any], error: Any) -> list[str]:
    """The types an alternative wants of the value itself, where the value has another."""
    here = list(error.instance_path)
    wrong = (f for f in branch if f.kind.name == "type" and list(f.instance_path) == here)
    return [_limit(fault.kind.value) for fault in wrong]


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
