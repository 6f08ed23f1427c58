"""An OpenID Connect issuer's keys on a free port, and tokens good and forged."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import RSAAlgorithm

ISSUER, AUDIENCE, KEY_ID = "https://issuer.test", "motcua", "key-1"


@cache
def private_key(name: str) -> RSAPrivateKey:
    """The issuer's signing key, or a stranger's under another name."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def jwks() -> bytes:
    """What the issuer publishes."""
    key: dict[str, Any] = RSAAlgorithm.to_jwk(private_key(KEY_ID).public_key(), as_dict=True)
    return json.dumps({"keys": [{**key, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}).encode()


class _Keys(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(jwks())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served_keys() -> Iterator[str]:
    """The address of the issuer's keys."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Keys)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/jwks.json"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def claims(**changes: Any) -> dict[str, Any]:
    """A citizen's claims; ``None`` leaves one out."""
    now = datetime.now(UTC)
    found = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "subject-1",
        "iat": now,
        "exp": now + timedelta(minutes=5),
        "name": "Nguyễn Thị Lan",
        "roles": ["citizen"],
        "identity_number": "031190000001",
        **changes,
    }
    return {name: value for name, value in found.items() if value is not None}


def token(*, key: str = KEY_ID, key_id: str | None = KEY_ID, **changes: Any) -> str:
    """A token that the named key signed."""
    headers = {"kid": key_id} if key_id else None
    return jwt.encode(claims(**changes), private_key(key), algorithm="RS256", headers=headers)


def unsigned() -> str:
    """A token of no algorithm."""
    return f"{_part({'alg': 'none', 'typ': 'JWT', 'kid': KEY_ID})}.{_payload()}."


def signed_with_the_public_key() -> str:
    """A token whose HMAC key is the issuer's public key, which everybody has."""
    public = private_key(KEY_ID).public_key()
    secret = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    text = f"{_part({'alg': 'HS256', 'typ': 'JWT', 'kid': KEY_ID})}.{_payload()}"
    return f"{text}.{_text(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


def of_another_kind_of_key() -> str:
    """A token that an elliptic key signed in the name of the issuer's RSA key."""
    stranger = ec.generate_private_key(ec.SECP256R1())
    return jwt.encode(claims(), stranger, algorithm="ES256", headers={"kid": KEY_ID})


def _payload() -> str:
    facts = claims()
    return _part(facts | {n: int(facts[n].timestamp()) for n in ("iat", "exp")})


def _part(value: dict[str, Any]) -> str:
    return _text(json.dumps(value).encode())


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
