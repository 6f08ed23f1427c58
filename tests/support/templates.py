"""The real templates, translated as CloudFormation would, and their resources made under moto."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import boto3
import yaml
from samtranslator.translator.transform import transform

if TYPE_CHECKING:
    from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader

ROOT = Path(__file__).parents[2]
TEMPLATES = [ROOT / "template.yaml", *sorted(ROOT.glob("services/*/template.yaml"))]


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags as their long forms."""


def _tagged(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if name == "Fn::GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _tagged)


@cache
def load(path: Path) -> dict[str, Any]:
    """A template as written."""
    return yaml.load(path.read_text(encoding="utf-8"), _Loader)  # type: ignore[no-any-return]


def resources(path: Path, kind: str) -> dict[str, dict[str, Any]]:
    """A template's resources of one type: logical id → properties."""
    found = load(path)["Resources"]
    return {name: {**r.get("Properties", {})} for name, r in found.items() if r["Type"] == kind}


@cache
def translated(path: Path) -> dict[str, Any]:
    """The template as plain CloudFormation."""
    template = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for key in ("CodeUri", "ContentUri"):
            if key in properties:
                properties[key] = "s3://artefacts/code.zip"
    return transform(template, {}, cast("ManagedPolicyLoader", _NoPolicies()))


class _NoPolicies:
    """SAM's loader of managed policies; ours names none."""

    def load(self) -> dict[str, str]:
        return {}


STORES = (
    "AWS::DynamoDB::Table",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::Events::EventBus",
    "AWS::KMS::Key",
)


@cache
def _client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]


def make_stores(stage: str = "test") -> dict[str, str]:
    """Create every template's tables, buckets, queues, bus, key and secret; logical id → name."""
    made: dict[str, str] = {}
    for path in TEMPLATES:
        kept = {n: r for n, r in translated(path)["Resources"].items() if r["Type"] in STORES}
        if kept:
            made |= _create(path, stage, kept)
        for logical in resources(path, "AWS::SecretsManager::Secret"):
            made[logical] = _secret(f"{stage}-{logical}")
    return made


def _secret(name: str) -> str:
    """moto's CloudFormation makes no secrets."""
    client = _client("secretsmanager")
    return str(client.create_secret(Name=name, SecretString="a-key-of-the-tests")["ARN"])


def _create(path: Path, stage: str, kept: dict[str, Any]) -> dict[str, str]:
    source = load(path)
    body = {
        "Parameters": {n: p for n, p in source["Parameters"].items() if "SSM" not in p["Type"]},
        "Conditions": source.get("Conditions", {}),
        "Resources": {n: {k: v for k, v in r.items() if k != "DependsOn"} for n, r in kept.items()},
        "Outputs": {n: {"Value": {"Ref": n}} for n in kept},
    }
    name = f"motcua-{stage}-{path.parent.name}"
    client = _client("cloudformation")
    client.create_stack(
        StackName=name,
        # moto tries YAML before JSON, which takes it most of a test: no YAML begins with a tab.
        TemplateBody=f"\t{json.dumps(body)}",
        Parameters=[{"ParameterKey": "Stage", "ParameterValue": stage}],
    )
    found = client.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
    return {output["OutputKey"]: output["OutputValue"] for output in found}
