"""Authorization code with PKCE, and the tokens it earns, on Authlib."""

# Authlib has no types, and calls what we override with arguments we do not all need.
# mypy: disallow-untyped-calls=False
# ruff: noqa: ARG002

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core import OpenIDCode, UserInfo
from joserfc.jwk import KeySet, RSAKey

from infra.sandbox.sign_in.accounts import Account
from infra.sandbox.sign_in.client import PublicClient

AUDIENCE = "motcua"
CODE_LIFETIME = 120  # seconds


@dataclass(slots=True)
class Code:
    """One authorization code: handed out by the sign-in page, spent once at the token endpoint."""

    code: str
    request: Mapping[str, str]
    scope: str
    account: Account
    issued_at: float = field(default_factory=time.time)

    @property
    def code_challenge(self) -> str | None:
        return self.request.get("code_challenge")

    @property
    def code_challenge_method(self) -> str | None:
        return self.request.get("code_challenge_method")

    def is_expired(self) -> bool:
        return time.time() > self.issued_at + CODE_LIFETIME

    def get_redirect_uri(self) -> str | None:
        return self.request.get("redirect_uri")

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.request.get("nonce")

    def get_auth_time(self) -> int:
        return int(self.issued_at)

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


class CodeGrant(AuthorizationCodeGrant):
    """The authorization code grant, its codes kept in the server's memory."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["none"]

    def save_authorization_code(self, code: str, request: Any) -> None:
        self.server.codes[code] = Code(code, _asked(request), request.scope, request.user)

    def query_authorization_code(self, code: str, client: PublicClient) -> Code | None:
        found: Code | None = self.server.codes.get(code)
        return None if found is None or found.is_expired() else found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        self.server.codes.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code: Code) -> Account:
        return authorization_code.account


def _asked(request: Any) -> Mapping[str, str]:
    return dict(request.payload.data)


class SHA256Challenge(CodeChallenge):
    """PKCE that may not be left out and knows no method but S256 (RFC 7636, RFC 9700)."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]

    def validate_code_challenge(self, grant: AuthorizationCodeGrant, redirect_uri: str) -> None:
        asked = _asked(grant.request)
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A 'code_challenge' of method S256 is required.")
        super().validate_code_challenge(grant, redirect_uri)


class IdentityToken(OpenIDCode):
    """The id_token that accompanies an access token."""

    def __init__(self, issuer: str, key: RSAKey) -> None:
        super().__init__()
        self.issuer, self.key = issuer, key

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return False  # a code is spent once, and with it its nonce

    def resolve_client_private_key(self, client: PublicClient) -> RSAKey:
        return self.key

    def get_encode_header(self, client: PublicClient) -> dict[str, Any]:
        return {"alg": "RS256", "kid": self.key.kid}

    def get_client_claims(self, client: PublicClient) -> dict[str, Any]:
        return {"iss": self.issuer, "aud": [client.get_client_id()]}

    def generate_user_info(self, user: Account, scope: str) -> UserInfo:
        return UserInfo(sub=user.sub, name=user.name)


class AccessToken(JWTBearerTokenGenerator):
    """JWT access tokens (RFC 9068) that carry the account's claims."""

    def __init__(self, issuer: str, key: RSAKey, lifetime: int) -> None:
        super().__init__(issuer, expires_generator=lambda *_: lifetime)
        self.key = key

    def get_jwks(self) -> KeySet:
        """As a set, so that the token's header names the key that signed it."""
        return KeySet([self.key])

    def get_audiences(self, client: PublicClient, user: Account, scope: str) -> str:
        return AUDIENCE

    def get_extra_claims(
        self, client: PublicClient, grant_type: str, user: Account, scope: str
    ) -> dict[str, Any]:
        return dict(user.claims)
