"""The sandbox's sign-in speaks OpenID Connect as a real provider does."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from infra.local.sign_in_client import CLIENT_ID, REDIRECT_URI, Proof, SignInFailed, redeem, sign_in
from infra.sandbox.sign_in.accounts import load_accounts
from infra.sandbox.sign_in.server import running_provider


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with running_provider() as issuer:
        yield issuer


def claims_of(token: str, issuer: str) -> dict[str, Any]:
    """What a token says, once its signature is checked against the published keys."""
    key = jwt.PyJWKClient(f"{issuer}/jwks.json").get_signing_key_from_jwt(token).key
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=["RS256"], audience="motcua", issuer=issuer
    )
    return claims


def asked(**changes: str) -> dict[str, str]:
    """An authorization request in order, with changes."""
    request = {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": REDIRECT_URI,
        "scope": "openid",
        "state": "s",
        "code_challenge": Proof("v" * 43).challenge,
        "code_challenge_method": "S256",
    }
    return {name: text for name, text in (request | changes).items() if text}


def code_for(issuer: str, account: str) -> str:
    """A code that is redeemed with the verifier `vvv…` (43 times)."""
    sent = httpx.post(f"{issuer}/authorize", params=asked(), data={"account": account})
    return parse_qs(urlsplit(sent.headers["location"]).query)["code"][0]


def redeem_code(issuer: str, code: str, verifier: str) -> str:
    with httpx.Client() as browser:
        return redeem(browser, f"{issuer}/token", code, verifier)


def test_the_discovery_document_names_the_endpoints(issuer: str) -> None:
    found = httpx.get(f"{issuer}/.well-known/openid-configuration").json()
    assert found["issuer"] == issuer
    assert found["code_challenge_methods_supported"] == ["S256"]
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "end_session_endpoint"):
        assert found[name].startswith(f"{issuer}/")


def test_published_keys_hold_no_secret(issuer: str) -> None:
    (key,) = httpx.get(f"{issuer}/jwks.json").json()["keys"]
    assert key["kty"] == "RSA"
    assert "d" not in key


@pytest.mark.parametrize("account", list(load_accounts()))
def test_every_demo_account_can_sign_in(issuer: str, account: str) -> None:
    claims = claims_of(sign_in(issuer, account), issuer)
    expected = dict(load_accounts()[account].claims)
    assert claims["sub"] == account
    assert {name: claims.get(name) for name in expected} == expected


def test_an_access_token_is_marked_as_one(issuer: str) -> None:
    header = jwt.get_unverified_header(sign_in(issuer, "citizen-1"))
    assert (header["typ"], header["alg"]) == ("at+jwt", "RS256")


def test_a_wrong_verifier_is_refused(issuer: str) -> None:
    code = code_for(issuer, "citizen-1")
    with pytest.raises(SignInFailed, match="invalid_grant"):
        redeem_code(issuer, code, "w" * 43)


def test_a_code_is_spent_once(issuer: str) -> None:
    code = code_for(issuer, "citizen-1")
    redeem_code(issuer, code, "v" * 43)
    with pytest.raises(SignInFailed, match="invalid_grant"):
        redeem_code(issuer, code, "v" * 43)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": "", "code_challenge_method": ""},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": ""},
    ],
)
def test_a_request_without_a_proof_of_method_s256_is_refused(
    issuer: str, changes: dict[str, str]
) -> None:
    answer = httpx.get(f"{issuer}/authorize", params=asked(**changes))
    assert "error=invalid_request" in answer.headers.get("location", "")


@pytest.mark.parametrize(
    "changes", [{"client_id": "somebody"}, {"redirect_uri": "https://evil.example/"}]
)
def test_an_unknown_client_or_place_to_return_to_is_refused(
    issuer: str, changes: dict[str, str]
) -> None:
    answer = httpx.get(f"{issuer}/authorize", params=asked(**changes))
    assert answer.is_client_error
    assert "location" not in answer.headers


def test_an_unknown_account_is_refused(issuer: str) -> None:
    with pytest.raises(SignInFailed, match="No such account"):
        sign_in(issuer, "nobody")


def test_the_page_says_that_it_is_a_demo_in_both_languages(issuer: str) -> None:
    page = httpx.get(f"{issuer}/authorize", params=asked()).text
    assert page.index("Đăng nhập dùng thử") < page.index("Demo sign-in")
    assert all(account.name in page for account in load_accounts().values())


def test_user_info_answers_the_bearer_alone(issuer: str) -> None:
    token = sign_in(issuer, "officer-1")
    answer = httpx.get(f"{issuer}/userinfo", headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["sub"] == "officer-1"
    assert httpx.get(f"{issuer}/userinfo").status_code == 401


def test_tokens_can_be_made_that_have_already_expired() -> None:
    with running_provider(lifetime=-60) as issuer:
        token = sign_in(issuer, "citizen-1")
        with pytest.raises(jwt.ExpiredSignatureError):
            claims_of(token, issuer)
        answer = httpx.get(f"{issuer}/userinfo", headers={"Authorization": f"Bearer {token}"})
        assert answer.status_code == 401


def test_a_token_outlives_a_restart_when_the_key_is_kept(tmp_path: Path) -> None:
    key_file = tmp_path / "key.json"
    with running_provider(key_file=key_file) as issuer:
        token = sign_in(issuer, "citizen-1")
    with running_provider(port=int(issuer.rsplit(":", 1)[1]), key_file=key_file):
        assert claims_of(token, issuer)["sub"] == "citizen-1"
    assert key_file.stat().st_mode & 0o777 == 0o600


def test_signing_out_goes_back_to_this_machine_only(issuer: str) -> None:
    home = "http://127.0.0.1:8080/"
    ended = httpx.get(f"{issuer}/end-session", params={"post_logout_redirect_uri": home})
    assert ended.headers["location"] == home
    away = httpx.get(f"{issuer}/end-session", params={"post_logout_redirect_uri": "https://x.vn"})
    assert away.status_code == 200


def silently(browser: httpx.Client, issuer: str) -> dict[str, list[str]]:
    """What the browser is sent back with when it asks without showing anything."""
    sent = browser.get(f"{issuer}/authorize", params=asked(prompt="none"))
    return parse_qs(urlsplit(sent.headers["location"]).query)


def test_a_browser_that_signed_in_is_known_again_until_it_signs_out(issuer: str) -> None:
    with httpx.Client() as browser:
        assert silently(browser, issuer)["error"] == ["login_required"]
        browser.post(f"{issuer}/authorize", params=asked(), data={"account": "citizen-1"})
        assert "code" in silently(browser, issuer)
        browser.get(f"{issuer}/end-session", params={"post_logout_redirect_uri": REDIRECT_URI})
        assert silently(browser, issuer)["error"] == ["login_required"]


def test_a_page_on_this_machine_may_finish_its_own_sign_in(issuer: str) -> None:
    url = f"{issuer}/jwks.json"
    allowed = httpx.get(url, headers={"Origin": "http://127.0.0.1:8080"}).headers
    assert allowed["access-control-allow-origin"] == "http://127.0.0.1:8080"
    refused = httpx.get(url, headers={"Origin": "https://evil.example"}).headers
    assert "access-control-allow-origin" not in refused
