"""The secret with the agreements: as the template makes it, as people write it, and before that."""

from __future__ import annotations

from collections.abc import Iterator
from string import Template

import msgspec
import pytest

from shared import aws
from shared.messaging import agreements
from shared.messaging.agreements import (
    Agreements,
    Callback,
    Esms,
    MailServer,
    NoAgreement,
    Speedsms,
)
from shared.settings import need
from tests.support import templates

pytestmark = pytest.mark.usefixtures("cloud", "nothing_read")


@pytest.fixture
def nothing_read() -> Iterator[None]:
    """A function that has not read the secret yet."""
    agreements.forget()
    yield
    agreements.forget()


def agree(secret: object) -> None:
    """Put the agreements, or what stands there before them, into the secret."""
    text = secret if isinstance(secret, str) else msgspec.json.encode(secret).decode()
    aws.secrets().put_secret_value(SecretId=need("messaging_secret"), SecretString=text)


class Clock:
    """A clock that stands still until it is put forward."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


def read_anew(secret: object) -> Agreements:
    """What a secret says to a function that has not read it yet."""
    agree(secret)
    agreements.forget()
    return agreements.agreements()


def test_a_local_stage_has_the_sandboxs_agreements() -> None:
    path = templates.ROOT / "template.yaml"
    secret = templates.resources(path, "AWS::SecretsManager::Secret")["MessagingSecret"]
    text = secret["SecretString"]["Fn::If"][2]["Fn::Sub"]
    parameters = templates.load(path)["Parameters"]
    defaults = {name: p["Default"] for name, p in parameters.items()}
    found = read_anew(Template(text).substitute(defaults))
    assert [type(provider) for provider in found.providers] == [Esms, Speedsms]
    assert found.callback is not None
    assert found.receipts_token
    assert found.mail is not None


def test_providers_are_told_apart_by_their_kind_and_keep_their_order() -> None:
    found = read_anew(
        {
            "callback": {"user": "a", "password": "b"},
            "receipts_token": "t",
            "providers": [
                {"kind": "speedsms", "url": "https://s.example", "token": "k", "sender": "MOTCUA"},
                {
                    "kind": "esms",
                    "url": "https://e.example",
                    "api_key": "k",
                    "secret_key": "s",
                    "brandname": "MOTCUA",
                },
            ],
            "mail": {"host": "mail.example", "port": 587, "sender": "mot-cua@example.vn"},
        }
    )
    assert found == Agreements(
        callback=Callback(user="a", password="b"),
        receipts_token="t",
        providers=(
            Speedsms(url="https://s.example", token="k", sender="MOTCUA"),
            Esms(url="https://e.example", api_key="k", secret_key="s", brandname="MOTCUA"),
        ),
        mail=MailServer(host="mail.example", port=587, sender="mot-cua@example.vn"),
    )
    assert found.mail is not None
    assert found.mail.security == "starttls"


def test_what_there_is_no_agreement_for_is_left_out() -> None:
    found = read_anew({})
    assert (found.callback, found.providers, found.mail) == (None, (), None)


@pytest.mark.parametrize("secret", ["J7s-random-of-the-deploy", '{"providers": [{"kind": "x"}]}'])
def test_before_it_is_in_its_form_there_is_no_agreement(secret: str) -> None:
    with pytest.raises(NoAgreement):
        read_anew(secret)


def test_it_is_read_again_after_five_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(agreements, "time", clock)
    assert read_anew({"receipts_token": "old"}).receipts_token == "old"
    agree({"receipts_token": "new"})
    assert agreements.agreements().receipts_token == "old"
    clock.now += agreements.FRESH_SECONDS
    assert agreements.agreements().receipts_token == "new"
