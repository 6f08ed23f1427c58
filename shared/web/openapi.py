"""The OpenAPI 3.1 document of a service, from the declarations that route and validate."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any, Final, get_origin

import msgspec
from msgspec import Struct
from msgspec.inspect import StructType, Type

from shared.web.api import Api, Route
from shared.web.plain import is_plain
from shared.web.problems import ProblemDetails

_REF: Final = "#/components/schemas/{name}"
_PARAMETER: Final = re.compile(r"{(\w+)}")
_NO_QUERY: Final[dict[str, Any]] = {"properties": {}, "required": []}


def document(api: Api) -> dict[str, Any]:
    """The document, ready to be written as JSON."""
    bodies = [r.body for r in api.routes if r.body is not None]
    answers = [r.answer for r in api.routes if r.answer is not None and not is_plain(r.answer)]
    types = [*bodies, *answers]
    queries = [r.query for r in api.routes if r.query is not None]
    schemas, components = msgspec.json.schema_components(
        [*types, *queries, ProblemDetails], ref_template=_REF
    )
    for answered in _structs(answers) - _structs([*bodies, *queries]):
        _say_it_whole(answered, components)
    by_type = dict(zip(map(id, [*types, *queries]), schemas, strict=False))
    shapes = {id(q): by_type[id(q)]["$ref"].rpartition("/")[2] for q in queries}
    parameters = {name: components.pop(name) for name in set(shapes.values())}
    paths: dict[str, Any] = {}
    for route in api.routes:
        shape = parameters.get(shapes.get(id(route.query), ""), _NO_QUERY)
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, by_type, shape)
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{api.title_vi} / {api.title}", "version": "1"},
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _structs(types: Iterable[Any]) -> set[type[Struct]]:
    """Every struct in these types, however deep."""
    found: set[type[Struct]] = set()
    left: list[Any] = list(msgspec.inspect.multi_type_info(types))
    while left:
        node = left.pop()
        if isinstance(node, tuple):
            left += node
        elif isinstance(node, StructType) and node.cls not in found:
            found.add(node.cls)
            left += (field.type for field in node.fields)
        elif isinstance(node, Type) and not isinstance(node, StructType):
            left += msgspec.structs.astuple(node)
    return found


def _say_it_whole(answered: type[Struct], components: dict[str, Any]) -> None:
    """Mark every field of a shape that is only answered as there, unless it leaves defaults out."""
    plain: Any = get_origin(answered) or answered
    if plain.__struct_config__.omit_defaults:
        return
    (named,), _ = msgspec.json.schema_components([answered], ref_template="{name}")
    shape = components[named["$ref"]]
    shape["required"] = list(shape["properties"])
    for field in shape["properties"].values():
        field.pop("default", None)


def _operation(route: Route, by_type: dict[int, Any], query: dict[str, Any]) -> dict[str, Any]:
    text = inspect.getdoc(route.handler) or ""
    summary, _, description = text.partition("\n\n")
    answer = _content(route.answer, by_type)
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__,
        "summary": summary,
        "parameters": _parameters(route, query),
        "responses": {
            str(route.status): {"description": "OK", "content": answer},
            "default": {
                "description": "Problem details (RFC 9457)",
                "content": {
                    "application/problem+json": {
                        "schema": {"$ref": _REF.format(name="ProblemDetails")}
                    }
                },
            },
        },
    }
    if description:
        operation["description"] = description
    if route.body is not None:
        body = {"application/json": {"schema": by_type[id(route.body)]}}
        operation["requestBody"] = {"required": True, "content": body}
    if route.allow:
        operation["security"] = [{"bearer": []}]
        operation["x-roles"] = sorted(route.allow)
    return operation


def _content(answer: Any, by_type: dict[int, Any]) -> dict[str, Any]:
    if is_plain(answer):
        return {answer.media_type: {"schema": {"type": "string"}}}
    return {"application/json": {"schema": by_type[id(answer)]}}


def _parameters(route: Route, query: dict[str, Any]) -> list[dict[str, Any]]:
    found = [
        _parameter("path", n, {"type": "string"}, True) for n in _PARAMETER.findall(route.path)
    ]
    required = query["required"]
    found += [_parameter("query", n, s, n in required) for n, s in query["properties"].items()]
    if route.keyed:
        key = {"type": "string", "minLength": 8, "maxLength": 128}
        found.append(_parameter("header", "Idempotency-Key", key, True))
    return found


def _parameter(place: str, name: str, schema: Any, required: bool) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "schema": schema}
