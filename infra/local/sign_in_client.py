"""Sign in over HTTP as a browser would: authorization code with PKCE, from page to token."""

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import httpx

CLIENT_ID = "motcua-portal"
REDIRECT_URI = "http://127.0.0.1/signed-in"


class SignInFailed(Exception):
    """The provider refused; the message is its own answer."""


@dataclass(frozen=True, slots=True)
class Proof:
    """PKCE's secret and what is shown of it beforehand (RFC 7636, method S256)."""

    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def sign_in(issuer: str, account_sub: str) -> str:
    """The access token of a demo account, e.g. `citizen-1`.

    Raises SignInFailed when the provider refuses, httpx.HTTPError when it does not answer.
    """
    proof = Proof()
    with httpx.Client(timeout=30) as browser:
        found = _answer(browser.get(f"{issuer}/.well-known/openid-configuration")).json()
        code = _choose_account(browser, found["authorization_endpoint"], account_sub, proof)
        return redeem(browser, found["token_endpoint"], code, proof.verifier)


def redeem(browser: httpx.Client, endpoint: str, code: str, verifier: str) -> str:
    """Exchange a code for an access token."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
    }
    token: str = _answer(browser.post(endpoint, data=form)).json()["access_token"]
    return token


def _choose_account(browser: httpx.Client, endpoint: str, account: str, proof: Proof) -> str:
    """Open the sign-in page and choose the account; returns the code it sends back."""
    state = secrets.token_urlsafe(16)
    asked = {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid profile",
        "state": state,
        "nonce": secrets.token_urlsafe(16),
        "code_challenge": proof.challenge,
        "code_challenge_method": "S256",
    }
    _answer(browser.get(endpoint, params=asked))
    chosen = _answer(browser.post(endpoint, params=asked, data={"account": account}))
    back: dict[str, list[str]] = parse_qs(urlsplit(chosen.headers.get("location", "")).query)
    if back.get("state") != [state] or "code" not in back:
        raise SignInFailed(f"The provider sent no code: {chosen.headers.get('location')}")
    return back["code"][0]


def _answer(response: httpx.Response) -> httpx.Response:
    if response.is_error:
        raise SignInFailed(f"{response.status_code}: {response.text}")
    return response
