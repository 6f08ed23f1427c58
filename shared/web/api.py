"""Routing over Chalice: who may, what comes in, what goes out.

A handler's signature declares its request and answer types; the same declaration routes, checks,
decodes, encodes and documents. Errors become problem details here, in one place.
"""

from __future__ import annotations

import time
import typing
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec
from chalice.app import Chalice, Response

from shared.dossier import ledger
from shared.dossier.errors import AlreadyAnswered, DossierError, KeyReused
from shared.observability import log_failure, logger
from shared.reference.store import NothingPublished
from shared.web.plain import Plain
from shared.web.principal import Principal, Role, from_authorizer
from shared.web.problems import PROBLEM_JSON, Problem, from_domain
from shared.web.request import Request, encode
from shared.web.validation import decode_body, decode_query

Handler = TypeVar("Handler", bound=Callable[..., Any])
Headers = dict[str, str | list[str]]
JSON: Final = "application/json; charset=utf-8"
STATIC: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""What a page of ours may do: look as it does."""
PUBLIC: Final[frozenset[Role]] = frozenset()


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One declared operation."""

    method: str
    path: str
    handler: Callable[..., Any]
    allow: frozenset[Role]
    body: Any
    query: Any
    answer: Any
    status: int
    keyed: bool
    cache_seconds: int


class Api:
    """A service's HTTP API. ``app`` is the Lambda handler."""

    def __init__(self, name: str, *, title: str, title_vi: str) -> None:
        self.name = name
        self.title = title
        self.title_vi = title_vi
        self.app = Chalice(app_name=name)
        self.routes: list[Route] = []

    def get(
        self, path: str, *, allow: Collection[Role] = PUBLIC, cache_seconds: int = 0
    ) -> Callable[[Handler], Handler]:
        """Declare a read: public without ``allow``; ``cache_seconds`` lets anyone cache it."""
        return self._route("GET", path, allow, status=200, keyed=False, cache_seconds=cache_seconds)

    def post(
        self, path: str, *, allow: Collection[Role], status: int = 200, keyed: bool = True
    ) -> Callable[[Handler], Handler]:
        """Declare a change. ``keyed`` ones need an ``Idempotency-Key``."""
        return self._route("POST", path, allow, status=status, keyed=keyed, cache_seconds=0)

    def put(self, path: str, *, allow: Collection[Role]) -> Callable[[Handler], Handler]:
        """Declare an idempotent replacement."""
        return self._route("PUT", path, allow, status=200, keyed=False, cache_seconds=0)

    def delete(self, path: str, *, allow: Collection[Role]) -> Callable[[Handler], Handler]:
        """Declare an idempotent removal."""
        return self._route("DELETE", path, allow, status=200, keyed=False, cache_seconds=0)

    def serve_openapi(self, file: Path) -> None:
        """Answer ``/<service>/openapi.json`` with the committed document."""

        def openapi(_: Request) -> msgspec.Raw:
            """This service's OpenAPI document."""
            return msgspec.Raw(file.read_bytes())

        self.get(f"/{self.name}/openapi.json", cache_seconds=300)(openapi)

    def _route(
        self, method: str, path: str, allow: Collection[Role], **rest: Any
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            hints = typing.get_type_hints(handler)
            body, query = _request_types(hints)
            route = Route(
                method=method,
                path=path,
                handler=handler,
                allow=frozenset(allow),
                body=body,
                query=query,
                answer=hints["return"],
                **rest,
            )
            self.routes.append(route)
            self._register(route)
            return handler

        return declare

    def _register(self, route: Route) -> None:
        def view(**_: str) -> Response:
            return self._serve(route)

        name = f"{route.method.lower()}_{route.handler.__name__}"
        self.app.route(route.path, methods=[route.method], name=name, content_types=[])(view)

    def _serve(self, route: Route) -> Response:
        """Answer one call, whatever happens, and log one line about it."""
        began = time.perf_counter()
        request = self._request(route)
        try:
            response = self._answer(route, request)
        except Problem as problem:
            response = _problem(problem, request)
        except NothingPublished:
            response = _problem(Problem("not-ready", headers={"Retry-After": "60"}), request)
        except Exception as error:
            log_failure("Request failed", error, request_id=request.id)
            response = _problem(Problem("internal"), request)
        logger.info(
            "Request answered",
            method=route.method,
            route=route.path,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
            request_id=request.id,
        )
        return response

    def _answer(self, route: Route, request: Request[Any, Any]) -> Response:
        """The handler's answer, an earlier one, or the domain's refusal."""
        try:
            return _success(route, _handle(route, request, self.app.current_request))
        except AlreadyAnswered as earlier:
            return _replay(earlier)
        except DossierError as error:
            return _refusal(route, request, error)

    def _request(self, route: Route) -> Request[Any, Any]:
        raw = self.app.current_request
        assert raw is not None
        return Request(
            path=raw.uri_params or {},
            headers=raw.headers,
            raw_body=_body(raw),
            context=raw.context,
            status=route.status,
            caller=from_authorizer(raw.context.get("authorizer")),
            parameters=dict(raw.query_params or {}),
        )


def _body(raw: Any) -> bytes:
    """The body as sent; what is no text at all is as good as none, and JSON will refuse it."""
    try:
        return bytes(raw.raw_body)
    except ValueError:
        return b""


def _request_types(hints: dict[str, Any]) -> tuple[Any, Any]:
    """Body and query types of the handler's ``Request[Body, Query]`` parameter."""
    kind = next(hint for name, hint in hints.items() if name != "return")
    given = typing.get_args(kind)
    none = type(None)
    body, query = (*given, none, none)[:2]
    return (None if body is none else body), (None if query is none else query)


def _handle(route: Route, request: Request[Any, Any], raw: Any) -> Any:
    _admit(route, request.caller)
    if route.keyed and request.key is None:
        raise Problem(
            "bad-header",
            "Thiếu tiêu đề Idempotency-Key.",
            "The Idempotency-Key header is required.",
        )
    if route.query is not None:
        request.query = decode_query(dict(raw.query_params or {}), route.query)
    if route.body is not None:
        _need_json(request)
        request.body = decode_body(request.raw_body, route.body)
    return route.handler(request)


def _admit(route: Route, caller: Principal | None) -> None:
    """Let in whom the route allows.

    Raises:
        Problem: 401 without a live token, 403 without a role of the route's.
    """
    if not route.allow:
        return
    if caller is None:
        raise Problem("not-signed-in")
    if caller.is_expired:
        raise Problem("session-expired")
    if not caller.has(*route.allow):
        raise Problem("role-missing")


def _need_json(request: Request[Any, Any]) -> None:
    kind = request.headers.get("content-type", "application/json").split(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem("unsupported-media-type")


def _success(route: Route, answer: Any) -> Response:
    headers: Headers = {"Content-Type": JSON, "Cache-Control": "no-store"}
    if isinstance(answer, Plain):
        headers["Content-Type"] = f"{answer.media_type}; charset=utf-8"
        headers["Content-Security-Policy"] = STATIC
        return Response(answer.text, headers, answer.status)
    if route.cache_seconds:
        headers["Cache-Control"] = f"public, max-age={route.cache_seconds}"
    version = getattr(answer, "version", None)
    if isinstance(version, int):
        headers["ETag"] = f'"{version}"'
    return Response(encode(answer).decode(), headers, route.status)


def _replay(earlier: AlreadyAnswered) -> Response:
    headers: Headers = {"Content-Type": JSON, "Idempotency-Replayed": "true"}
    return Response(earlier.body.decode(), headers, earlier.status)


def _refusal(route: Route, request: Request[Any, Any], error: DossierError) -> Response:
    """A refusal, unless it only arises because this very request was carried out before."""
    if route.keyed and request.caller is not None and request.key is not None:
        earlier = ledger.answered(request.caller.subject, request.key, request.hash)
        if isinstance(earlier, AlreadyAnswered):
            return _replay(earlier)
        if isinstance(earlier, KeyReused):
            error = earlier
    return _problem(from_domain(error), request)


def _problem(problem: Problem, request: Request[Any, Any]) -> Response:
    headers: Headers = {
        "Content-Type": PROBLEM_JSON,
        "Cache-Control": "no-store",
        **problem.headers,
    }
    return Response(problem.body(request.id).decode(), headers, problem.details.status)
