"""What the portal's publication sends to AWS."""

from __future__ import annotations

import json
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from infra.local import publish
from infra.local.settings import LocalError
from infra.local.templates import load_template

GIVEN = {
    "DomainName": "dichvucong.example.vn",
    "CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/1",
    "Issuer": "https://sign-in.example.vn/realms/motcua",
}


def outputs(stack_name: str) -> dict[str, str]:
    return {"ApiId": f"api-of-{stack_name}"}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A build as Vite leaves it."""
    for name in ("index.html", "icon.svg", "assets/index-1a2b.js", ".vite/manifest.json"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    return tmp_path


def test_every_parameter_of_the_edge_without_a_default_is_given() -> None:
    found = publish.edge_parameters("prod", GIVEN, outputs)
    declared = load_template(publish.TEMPLATE)["Parameters"]
    assert {name for name, p in declared.items() if "Default" not in p} <= set(found)
    assert found["IntakeApi"] == "api-of-motcua-prod-intake"
    assert found["DocumentsBucket"] == "/motcua/prod/documents-bucket"


def test_pages_may_speak_to_the_providers_origin() -> None:
    found = publish.edge_parameters("prod", GIVEN, outputs)
    assert found["Issuer"] == "https://sign-in.example.vn"


@pytest.mark.parametrize("name", publish.NEEDED)
def test_what_nobody_named_is_asked_for(name: str) -> None:
    given = {key: word for key, word in GIVEN.items() if key != name}
    with pytest.raises(LocalError, match=f"PARAMETER_{name}"):
        publish.edge_parameters("prod", given, outputs)


def test_the_entry_page_comes_after_what_it_loads(built: Path) -> None:
    keys = [file.key for file in publish.files(GIVEN, built)]
    assert keys == ["config.json", "assets/index-1a2b.js", "icon.svg", "index.html"]


def test_the_bucket_holds_each_file_with_its_type_and_life(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with mock_aws():
        store = boto3.client("s3", region_name="us-east-1")
        store.create_bucket(Bucket="portal")
        assert publish.upload(store, "portal", publish.files(GIVEN, built)) == 4
        script = store.get_object(Bucket="portal", Key="assets/index-1a2b.js")
        page = store.get_object(Bucket="portal", Key="index.html")
        settings = json.load(store.get_object(Bucket="portal", Key="config.json")["Body"])
    assert (script["ContentType"], script["CacheControl"]) == (
        "text/javascript",
        "public, max-age=31536000, immutable",
    )
    assert (page["ContentType"], page["CacheControl"]) == ("text/html", "no-cache")
    assert settings["issuer"] == GIVEN["Issuer"]


def test_the_pages_are_told_the_providers_claims(built: Path) -> None:
    first, *_ = publish.files({**GIVEN, "AgencyClaim": "don_vi"}, built)
    assert json.loads(first.content)["agency_claim"] == "don_vi"
