"""The page at `/`: where everything is. Plain HTML for people, JSON for programs."""

from collections.abc import Iterable, Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Một Cửa</title>
</head>
<body>
<main>
<h1>Một Cửa</h1>
<p>Hệ thống đang chạy trên máy này.
<span lang="en">The system is running on this machine.</span></p>
<ul>
{links}
</ul>
</main>
</body>
</html>
"""


def front_page(request: Request, services: Iterable[str], others: Mapping[str, str]) -> Response:
    """The addresses of the system's parts: the services' contracts, and the `others` by name."""
    here = str(request.base_url).rstrip("/")
    addresses = {name: f"{here}/api/{name}/openapi.json" for name in services}
    addresses |= others
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse(addresses)
    links = (
        f'<li>{escape(name)}: <a href="{escape(url)}">{escape(url)}</a></li>'
        for name, url in addresses.items()
    )
    return HTMLResponse(PAGE.format(links="\n".join(links)))
