"""The portal's files as CloudFront serves them: built pages, one entry page, and its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from infra.local.problems import problem
from infra.local.settings import ROOT
from infra.local.sign_in_client import CLIENT_ID

BUILT = ROOT / "portal" / "dist"
ENTRY = "index.html"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "no-cache"


def is_file(path: str) -> bool:
    """Whether an address means a file: an asset, or what stands beside the entry page.

    Addresses of pages may hold dots, as the codes of dossiers and procedures do.
    """
    return path.startswith("assets/") or ("/" not in path and "." in path)


def settings_of(issuer: str, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """What the pages must know of a deployment: `config.json`.

    `given` holds the platform's parameters; the claims' names among them are the provider's.
    """
    claims = given or {}
    return {
        "issuer": issuer,
        "client_id": CLIENT_ID,
        "roles_claim": claims.get("RolesClaim", "roles"),
        "agency_claim": claims.get("AgencyClaim", "agency"),
        "identity_claim": claims.get("IdentityClaim", "identity_number"),
    }


@dataclass(frozen=True, slots=True)
class Portal:
    """Serves the files of `built`; pages may speak to their own origin, `issuer` and `uploads`."""

    issuer: str
    uploads: str
    built: Path = BUILT

    @property
    def is_built(self) -> bool:
        return (self.built / ENTRY).is_file()

    async def config(self, _request: Request) -> Response:
        """What the pages must know of this deployment."""
        return JSONResponse(settings_of(self.issuer), headers={"Cache-Control": ALWAYS_ASK})

    async def page(self, request: Request) -> Response:
        """A built file, or the entry page for every address that is none."""
        path = request.path_params.get("path", "")
        found = (self.built / path).resolve()
        if path and found.is_file() and found.is_relative_to(self.built.resolve()):
            forever = path.startswith("assets/")
            return self._file(found, FOREVER if forever else ALWAYS_ASK)
        if not self.is_built or is_file(path):
            return problem("not-found")
        return self._file(self.built / ENTRY, ALWAYS_ASK)

    def _file(self, path: Path, cache: str) -> Response:
        headers = {"Cache-Control": cache, "Content-Security-Policy": self.policy}
        return FileResponse(path, headers=headers)

    @property
    def policy(self) -> str:
        """Nothing but our own scripts and styles; no frame, no plug-in, no other host."""
        return "; ".join(
            (
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data: blob:",
                "manifest-src 'self'",
                f"connect-src 'self' {self.issuer} {self.uploads}",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        )
