"""Reading an import's rows: every row that can be read, and every fault of those that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar, get_args, get_origin

import msgspec
from msgspec import Struct

from services.catalogue.faults import named
from shared.web.messages import FIELD_RULES
from shared.web.problems import FieldError, wrong_field
from shared.web.validation import schema_faults

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Row(Struct, Generic[T_co], frozen=True, kw_only=True):
    """One row: where it stands, which code it gives itself, and the record if it can be read."""

    place: str
    code: str
    record: T_co | None


def records(rows: Sequence[Row[T]] | None) -> tuple[T, ...]:
    """The rows that could be read."""
    return tuple(row.record for row in rows or () if row.record is not None)


def read(
    name: str, kind: type[T], values: Sequence[dict[str, Any]]
) -> tuple[list[Row[T]], list[FieldError]]:
    """The rows of a list, and the faults of all that are malformed."""
    rows = [_row(f"/{name}/{n}", kind, value) for n, value in enumerate(values)]
    broken = [n for n, row in enumerate(rows) if row.record is None]
    if not broken:
        return rows, []
    schema = msgspec.json.schema(tuple[kind, ...])  # type: ignore[valid-type]
    found = schema_faults(schema, list(values), f"/{name}")
    faults = [named(fault, rows[_position(fault)].code) for fault in found]
    seen = {_position(fault) for fault in found}
    for n in (n for n in broken if n not in seen):
        faults += [named(f, rows[n].code) for f in _deep(values[n], kind, rows[n].place)]
    return rows, faults


def read_one(name: str, kind: type[T], value: dict[str, Any]) -> tuple[Row[T], list[FieldError]]:
    """A section that is a single record, and its faults."""
    row = _row(f"/{name}", kind, value)
    if row.record is not None:
        return row, []
    found = list(schema_faults(msgspec.json.schema(kind), value, row.place))
    return row, found or list(_deep(value, kind, row.place))


def _row(place: str, kind: type[T], value: dict[str, Any]) -> Row[T]:
    code = str(value.get("code", ""))
    try:
        return Row(place=place, code=code, record=msgspec.convert(value, kind))
    except msgspec.ValidationError:
        return Row(place=place, code=code, record=None)


def _position(fault: FieldError) -> int:
    """The row's number in a pointer like ``/agencies/3/parent``."""
    return int(fault.field.split("/")[2])


def _deep(value: Any, kind: Any, place: str) -> Iterator[FieldError]:
    """Faults no JSON Schema can express (a term of 0 days), each at its own field."""
    if get_origin(kind) is dict:
        for key, inner in value.items():
            yield from _deep(inner, get_args(kind)[1], f"{place}/{key}")
    elif isinstance(kind, type) and issubclass(kind, Struct) and kind.__struct_fields__:
        yield from _deep_fields(value, kind, place)
    else:
        yield from _refused(value, kind, place)


def _deep_fields(value: Any, kind: Any, place: str) -> Iterator[FieldError]:
    within = [
        fault
        for field in msgspec.structs.fields(kind)
        if field.encode_name in value
        for fault in _deep(value[field.encode_name], field.type, f"{place}/{field.encode_name}")
    ]
    yield from within or _refused(value, kind, place)


def _refused(value: Any, kind: Any, place: str) -> Iterator[FieldError]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `$")
        inner = path.rstrip("`").replace("[", "/").replace("]", "").replace(".", "/")
        yield wrong_field(place + inner, "other", FIELD_RULES["other"][0], reason)
