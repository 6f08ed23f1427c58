"""The Lambda authorizer: checks a bearer token against the issuer's keys and says who calls.

Issuer and JWKS address are two settings, so that any OpenID Connect provider serves (VNeID's
gateway, Keycloak, Cognito). Roles and agency come from claims, mapped by configuration. The
identity number is hashed here and goes no further.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import jwt
from jwt import PyJWKClient, PyJWKClientConnectionError

from shared.identity.keys import identity_key
from shared.observability import logger
from shared.settings import need, settings
from shared.web.principal import Role

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
        PyJWKClientConnectionError: nothing can be checked now; the gateway answers 500, not 401,
            so that nobody is signed out for it.
    """
    try:
        claims = verify(str(event.get("authorizationToken", "")))
    except PyJWKClientConnectionError:
        logger.error("Issuer's keys unreachable")
        raise
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
    key = _issuer_keys().get_signing_key_from_jwt(token)
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

    ``ROLE_NAMES`` maps the provider's names: ``can-bo=officer,lanh-dao=leader``. Where it is set,
    only names in it count: a provider's own ``administrator`` is not ours.
    """
    found = claims.get(settings().roles_claim) or []
    listed = found.split() if isinstance(found, str) else [str(role) for role in found]
    names = _role_names()
    return " ".join(names[role] for role in listed if role in names)


def _role_names() -> dict[str, str]:
    """The provider's role names and ours for them."""
    pairs = (pair.split("=", 1) for pair in settings().role_names.split(",") if "=" in pair)
    named = {theirs.strip(): ours.strip() for theirs, ours in pairs}
    return named or {role.value: role.value for role in Role}


def _policy(claims: dict[str, Any], method_arn: str) -> dict[str, Any]:
    """Allow the whole API stage: the answer is cached per token, and routes check roles."""
    stage = "/".join(method_arn.split("/")[:2])
    identity = str(claims.get(settings().identity_claim) or "")
    key = identity_key(identity) if identity else ""
    context = {
        "subject": _subject(claims, identity, key),
        "roles": roles_of(claims),
        "agency": str(claims.get(settings().agency_claim) or ""),
        "name": str(claims.get("name") or ""),
        "identity_key": key,
        "expires_at": str(int(claims["exp"])),
    }
    statement = {"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": f"{stage}/*"}
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": context["subject"], "policyDocument": policy, "context": context}


def _subject(claims: dict[str, Any], identity: str, key: str) -> str:
    """Who it is, opaquely: some issuers use the identity number itself as the subject."""
    subject = str(claims["sub"])
    return key if identity and identity in subject else subject


@cache
def _issuer_keys() -> PyJWKClient:
    return PyJWKClient(need("jwks_url"), cache_keys=True, lifespan=3600, timeout=5)
