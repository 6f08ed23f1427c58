"""The OpenID Connect provider as a Flask application."""

# Authlib has no types.
# mypy: disallow-untyped-calls=False

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.integrations.flask_oauth2.authorization_server import AuthorizationServer
from authlib.oauth2.rfc6749 import OAuth2Error
from flask import Flask, Response, jsonify, redirect, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from werkzeug.wrappers import Response as AnyResponse

from infra.sandbox.sign_in.accounts import Account
from infra.sandbox.sign_in.client import SCOPES, find_client, is_loopback
from infra.sandbox.sign_in.grants import (
    AUDIENCE,
    AccessToken,
    Code,
    CodeGrant,
    IdentityToken,
    SHA256Challenge,
)
from infra.sandbox.sign_in.page import sign_in_page

TOKEN_LIFETIME = 8 * 3600  # seconds: one working day
REMEMBERED = "sandbox-account"
"""The cookie by which the provider knows a browser again: single sign-on, until it is ended."""


class Server(AuthorizationServer):
    """Authlib's server with the codes it has handed out."""

    def __init__(self, app: Flask, issuer: str, key: RSAKey, lifetime: int) -> None:
        self.codes: dict[str, Code] = {}
        super().__init__(app, query_client=find_client, save_token=lambda *_: None)
        self.scopes_supported = list(SCOPES)
        self.register_token_generator("default", AccessToken(issuer, key, lifetime))
        self.register_grant(CodeGrant, [IdentityToken(issuer, key), SHA256Challenge()])


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider's answers, one method an endpoint.

    `lifetime` is how many seconds an access token lives; a negative one makes tokens that have
    already expired, for tests.
    """

    issuer: str
    accounts: Mapping[str, Account]
    key: RSAKey
    server: Server

    def discovery(self) -> Response:
        """The discovery document (OpenID Connect Discovery 1.0)."""
        return jsonify(
            issuer=self.issuer,
            authorization_endpoint=f"{self.issuer}/authorize",
            token_endpoint=f"{self.issuer}/token",
            userinfo_endpoint=f"{self.issuer}/userinfo",
            end_session_endpoint=f"{self.issuer}/end-session",
            jwks_uri=f"{self.issuer}/jwks.json",
            scopes_supported=list(SCOPES),
            response_types_supported=["code"],
            grant_types_supported=["authorization_code"],
            code_challenge_methods_supported=["S256"],
            token_endpoint_auth_methods_supported=["none"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
        )

    def jwks(self) -> Response:
        return jsonify(keys=[self.key.as_dict(private=False)])

    def show_accounts(self) -> str | AnyResponse:
        """Show the accounts to choose from, once the request is known to be in order.

        With ``prompt=none`` nothing is shown: who is remembered is signed in, anybody else sent
        back with ``login_required`` (OpenID Connect Core, section 3.1.2.1).
        """
        known = self.accounts.get(request.cookies.get(REMEMBERED, ""))
        try:
            grant = self.server.get_consent_grant(end_user=known)
        except OAuth2Error as error:
            return self._refuse(error)
        if request.args.get("prompt") == "none":
            return self._grant(known, grant)
        return sign_in_page(self.accounts.values())

    def authorize(self) -> AnyResponse:
        """Send the browser back with a code for the chosen account."""
        account = self.accounts.get(request.form.get("account", ""))
        if account is None:
            return Response("Không có tài khoản này. / No such account.", 400)
        try:
            grant = self.server.get_consent_grant(end_user=account)
        except OAuth2Error as error:
            return self._refuse(error)
        answer = self._grant(account, grant)
        answer.set_cookie(REMEMBERED, account.sub, httponly=True, samesite="Lax")
        return answer

    def _grant(self, account: Account | None, grant: Any) -> AnyResponse:
        answer: AnyResponse = self.server.create_authorization_response(
            grant_user=account, grant=grant
        )
        return answer

    def token(self) -> AnyResponse:
        answer: AnyResponse = self.server.create_token_response()
        return answer

    def user_info(self) -> AnyResponse:
        """What the bearer's own access token says about them."""
        try:
            claims = self._claims(request.headers.get("Authorization", ""))
        except (JoseError, ValueError):
            return Response(
                status=401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}
            )
        protocol = {"iss", "aud", "exp", "iat", "jti", "client_id", "scope"}
        return jsonify({name: claim for name, claim in claims.items() if name not in protocol})

    def end_session(self) -> AnyResponse:
        """Forget the browser, and send it home."""
        target = request.values.get("post_logout_redirect_uri", "")
        state = request.values.get("state")
        answer: AnyResponse
        if is_loopback(target):
            answer = redirect(f"{target}?state={state}" if state else target)
        else:
            answer = Response("Đã đăng xuất. / Signed out.", 200)
        answer.delete_cookie(REMEMBERED)
        return answer

    def _claims(self, authorization: str) -> dict[str, Any]:
        token = jwt.decode(authorization.removeprefix("Bearer "), self.key, algorithms=["RS256"])
        rules = {
            "iss": {"value": self.issuer},
            "aud": {"value": AUDIENCE},
            "exp": {"essential": True},
        }
        jwt.JWTClaimsRegistry(**rules).validate(token.claims)  # type: ignore[arg-type]
        return token.claims

    def _refuse(self, error: OAuth2Error) -> AnyResponse:
        answer: AnyResponse = self.server.handle_error_response(request, error)
        return answer


def create_app(
    issuer: str,
    accounts: Mapping[str, Account],
    key: RSAKey,
    lifetime: int = TOKEN_LIFETIME,
) -> Flask:
    """The provider answering under `issuer` (no slash at the end)."""
    app = Flask(__name__)
    provider = Provider(issuer, accounts, key, Server(app, issuer, key, lifetime))
    get = app.get
    get("/.well-known/openid-configuration")(provider.discovery)
    get("/jwks.json")(provider.jwks)
    get("/authorize")(provider.show_accounts)
    app.post("/authorize")(provider.authorize)
    app.post("/token")(provider.token)
    app.route("/userinfo", methods=["GET", "POST"])(provider.user_info)
    app.route("/end-session", methods=["GET", "POST"])(provider.end_session)
    app.after_request(_let_local_pages_read)
    return app


def _let_local_pages_read(response: Response) -> Response:
    """Let a page served on this machine finish its own sign-in (CORS)."""
    origin = request.headers.get("Origin", "")
    if is_loopback(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers["Vary"] = "Origin"
    return response
