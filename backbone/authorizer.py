"""The Lambda authorizer: checks a bearer token against the issuer's keys and says who calls.

Issuer and JWKS address are two settings, so that any OpenID Connect provider serves (VNeID's
gateway, Keycloak, Cognito). Roles and agency come from claims, mapped by configuration. The
identity number is hashed here and goes no further.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import jwt
from jwt import PyJWKClient

from shared.identity.keys import identity_key
from shared.observability import logger
from shared.settings import need, settings

ALGORITHMS: Final = ["RS256", "ES256"]
LEEWAY_SECONDS: Final = 30


class Unauthorized(Exception):
    """API Gateway answers 401 to exactly this message."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def authorize(event: dict[str, Any], _: object) -> dict[str, Any]:
    """An allow policy with the caller in its context.

    Raises:
        Unauthorized: the token is missing, forged, expired, or meant for somebody else.
    """
    try:
        claims = verify(str(event.get("authorizationToken", "")))
    except (jwt.PyJWTError, ValueError) as error:
        logger.warning("Token refused", fault=type(error).__name__)
        raise Unauthorized from None
    logger.info("Token accepted", roles=roles_of(claims))
    return _policy(claims, str(event["methodArn"]))


def verify(header: str) -> dict[str, Any]:
    """The claims of a valid bearer token.

    Raises:
        jwt.PyJWTError: it is not valid.
        ValueError: the header is no bearer token.
    """
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise ValueError("no bearer token")
    key = _issuer_keys().get_signing_key_from_jwt(token).key
    claims: dict[str, Any] = jwt.decode(
        token,
        key,
        algorithms=ALGORITHMS,
        issuer=need("issuer"),
        audience=need("audience"),
        leeway=LEEWAY_SECONDS,
        options={"require": ["exp", "iss", "sub", "aud"]},
    )
    return claims


def roles_of(claims: dict[str, Any]) -> str:
    """The caller's roles in our words, space-separated; names we do not know are dropped.

    ``ROLE_NAMES`` maps the provider's names: ``can-bo=officer,lanh-dao=leader``.
    """
    pairs = (pair.split("=", 1) for pair in settings().role_names.split(",") if "=" in pair)
    names = {theirs.strip(): ours.strip() for theirs, ours in pairs}
    found = claims.get(settings().roles_claim) or []
    listed = found.split() if isinstance(found, str) else [str(role) for role in found]
    return " ".join(names.get(role, role) for role in listed)


def _policy(claims: dict[str, Any], method_arn: str) -> dict[str, Any]:
    """Allow the whole API stage: the answer is cached per token, and routes check roles."""
    stage = "/".join(method_arn.split("/")[:2])
    identity = str(claims.get(settings().identity_claim) or "")
    context = {
        "subject": str(claims["sub"]),
        "roles": roles_of(claims),
        "agency": str(claims.get(settings().agency_claim) or ""),
        "name": str(claims.get("name") or ""),
        "identity_key": identity_key(identity) if identity else "",
        "expires_at": str(int(claims["exp"])),
    }
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": f"{stage}/*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": context["subject"], "policyDocument": policy, "context": context}


@cache
def _issuer_keys() -> PyJWKClient:
    return PyJWKClient(need("jwks_url"), cache_keys=True, lifespan=3600, timeout=5)
