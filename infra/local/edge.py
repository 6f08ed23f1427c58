"""The edge on this machine: one origin in front of every service's API, as CloudFront is on AWS.

`/api/<service>/…` goes to that service's REST API; everything else is the portal's. Programs that
ask for `/` are told the system's addresses, as people are while the portal is not built.
"""

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.endpoint import Endpoint
from infra.local.front_page import front_page
from infra.local.lifeline import stop_with_parent
from infra.local.portal import Portal
from infra.local.problems import problem
from infra.local.rate_limit import RateLimit
from infra.local.routes import Routes
from infra.local.security_headers import SecurityHeaders
from infra.local.settings import HOST, LOCAL_STAGE
from infra.local.stacks import PLATFORM, find_stacks

LOOKUP = ["tracking", "lookup"]
LOOKUPS_A_MINUTE = 60
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Each request in progress takes a process of its own in the local cloud; more of them than this
# would only make all of them slow, so the rest wait here.
AT_ONCE = 4 * (os.cpu_count() or 1)
PATIENCE = httpx.Timeout(35, pool=None)  # seconds; API Gateway gives up after 29
HOP_BY_HOP = frozenset(
    ("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer")
    + ("transfer-encoding", "upgrade")
)
NOT_FORWARDED = HOP_BY_HOP | {"host", "content-length", "accept-encoding"}
NOT_RETURNED = HOP_BY_HOP | {"content-length", "content-encoding", "server", "date"}


def forwarded_headers(
    received: Iterable[tuple[str, str]], client: str, scheme: str
) -> list[tuple[str, str]]:
    """What a service gets of the client's headers, with the client's true address.

    Whatever the client itself said about where it comes from is dropped.
    """
    kept = [
        (name, text)
        for name, text in received
        if name not in NOT_FORWARDED and name != "forwarded" and not name.startswith("x-forwarded-")
    ]
    return [*kept, ("x-forwarded-for", client), ("x-forwarded-proto", scheme)]


def is_lookup(path: Mapping[str, str]) -> bool:
    """Whether a path, as decoded by the router, is the public look-up or lies under it."""
    parts = [part for part in f"{path['service']}/{path['path']}".split("/") if part]
    return parts[: len(LOOKUP)] == LOOKUP


@dataclass(frozen=True, slots=True)
class Edge:
    """Forwards requests to the services' APIs."""

    routes: Routes
    lookups: RateLimit
    upstream: httpx.AsyncClient
    issuer: str
    services: tuple[str, ...]
    messages: str = ""
    portal: Portal | None = None

    async def front(self, request: Request) -> Response:
        wants_page = "text/html" in request.headers.get("accept", "")
        if self.portal is not None and self.portal.is_built and wants_page:
            return await self.portal.page(request)
        others = {
            "sign-in": f"{self.issuer}/.well-known/openid-configuration",
            "messages": self.messages,
            "cloud": self.routes.endpoint.url,
        }
        return front_page(
            request, self.services, {name: url for name, url in others.items() if url}
        )

    async def health(self, _request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def forward(self, request: Request) -> Response:
        """One request to a service, tried again if its API moved in the meantime."""
        client = request.client.host if request.client else ""
        if is_lookup(request.path_params) and (wait := self.lookups.wait_for(client)):
            return problem("too-many-requests", wait)
        service = str(request.path_params["service"])
        answer = await self._send(request, service, client)
        if answer.status_code == 404 and await run_in_threadpool(self.routes.moved, service):
            return await self._send(request, service, client)
        return answer

    async def _send(self, request: Request, service: str, client: str) -> Response:
        path = request.scope["raw_path"].decode("ascii").removeprefix("/api")
        url = await run_in_threadpool(self.routes.url, service, path)
        if url is None:
            return problem("not-found")
        try:
            answer = await self.upstream.request(
                request.method,
                f"{url}?{request.url.query}" if request.url.query else url,
                headers=forwarded_headers(request.headers.items(), client, request.url.scheme),
                content=await request.body(),
            )
        except httpx.TransportError:
            return problem("unavailable", retry_after=5)
        return _returned(answer)


def _returned(answer: httpx.Response) -> Response:
    response = Response(answer.content, answer.status_code)
    for name, text in answer.headers.multi_items():
        if name not in NOT_RETURNED:
            response.headers.append(name, text)
    return response


def create_edge(edge: Edge) -> Starlette:
    """The edge as an ASGI application."""
    routes = [
        Route("/", edge.front),
        Route("/health", edge.health),
        Route("/api/{service}/{path:path}", edge.forward, methods=list(METHODS)),
    ]
    if edge.portal is not None:
        routes += [
            Route("/config.json", edge.portal.config),
            Route("/{path:path}", edge.portal.page),
        ]
    app = Starlette(routes=routes, exception_handlers={404: _not_found})
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders)
    return app


async def _not_found(_request: Request, _error: Exception) -> Response:
    return problem("not-found")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--cloud", required=True, help="host:port of the local cloud")
    parser.add_argument("--issuer", required=True, help="the sign-in provider")
    parser.add_argument("--messages", default="", help="the page of what was sent")
    parser.add_argument("--stage", default=LOCAL_STAGE)
    asked = parser.parse_args()
    stop_with_parent()
    limit = int(os.environ.get("LOOKUPS_A_MINUTE", LOOKUPS_A_MINUTE))
    services = [stack.name for stack in find_stacks() if stack.name != PLATFORM]
    routes = Routes(Endpoint.parse(asked.cloud), asked.stage)
    upstream = httpx.AsyncClient(timeout=PATIENCE, limits=httpx.Limits(max_connections=AT_ONCE))
    portal = Portal(asked.issuer, routes.endpoint.url)
    edge = Edge(
        routes, RateLimit(limit), upstream, asked.issuer, tuple(services), asked.messages, portal
    )
    uvicorn.run(
        create_edge(edge),
        host=HOST,
        port=asked.port,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )


if __name__ == "__main__":
    main()
