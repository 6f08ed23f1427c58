"""The one client the provider knows: a public one (a browser or a command line), so PKCE only."""

# Authlib calls these with arguments that a public client does not need.
# ruff: noqa: ARG002

from urllib.parse import urlsplit

CLIENT_ID = "motcua-portal"
SCOPES = ("openid", "profile")
LOOPBACK = ("127.0.0.1", "localhost")


def is_loopback(uri: str) -> bool:
    """Whether a URI stays on this machine (RFC 8252, section 7.3: any port of the loopback)."""
    parts = urlsplit(uri)
    return parts.scheme == "http" and parts.hostname in LOOPBACK


class PublicClient:
    """What Authlib asks of a client."""

    client_id = CLIENT_ID
    id_token_signed_response_alg = "RS256"  # noqa: S105

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> None:
        return None

    def get_allowed_scope(self, scope: str | None) -> str:
        asked = (scope or "openid").split()
        return " ".join(word for word in asked if word in SCOPES)

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return is_loopback(redirect_uri)

    def check_client_secret(self, client_secret: str) -> bool:
        return False

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "none"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


def find_client(client_id: str) -> PublicClient | None:
    return PublicClient() if client_id == CLIENT_ID else None
