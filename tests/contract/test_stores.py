"""Stores are encrypted, kept, and have the keys and indexes that the models say."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from pynamodb.indexes import Index

from shared.table import Table
from tests.contract.house import ROOT, TEMPLATES, resources, snake, sources
from tests.support import templates

TABLE, BUCKET = "AWS::DynamoDB::Table", "AWS::S3::Bucket"
TABLES = {snake(name.partition("/")[2]): found for name, found in resources(TABLE).items()}
WITHOUT_MODEL = {"reports_table"}
"""Its cells have the measures as attributes, which services/reports writes in DynamoDB's own words;
the component tests hold its keys to the template's."""
KEPT = (TABLE, BUCKET, "AWS::KMS::Key", "AWS::SecretsManager::Secret")


def models() -> list[Any]:
    """Every PynamoDB model of ours."""
    for path in sources("shared", "services", "backbone"):
        if "Table)" in path.read_text(encoding="utf-8"):
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return _below(Table)


def _below(model: Any) -> list[Any]:
    return [found for child in model.__subclasses__() for found in (child, *_below(child))]


def setting_of(model: Any) -> str:
    """The setting that names the model's table."""
    return str(vars(model.Meta)["table_name"].setting)


def roots() -> dict[str, Any]:
    """Setting → a model that declares its table."""
    return {setting_of(m): m for m in models() if "table_name" in vars(m.Meta)}


def keys(properties: dict[str, Any]) -> dict[str, str]:
    return {k["KeyType"]: k["AttributeName"] for k in properties["KeySchema"]}


def attributes(model: Any) -> dict[str, Any]:
    """The attributes of a model or of an index."""
    return dict(model.Meta.attributes if isinstance(model, Index) else model.get_attributes())


def model_keys(model: Any) -> dict[str, str]:
    found = attributes(model).values()
    parts = [("HASH", a) for a in found if a.is_hash_key]
    parts += [("RANGE", a) for a in found if a.is_range_key]
    return {kind: attribute.attr_name for kind, attribute in parts}


def model_indexes(setting: str) -> dict[str, Any]:
    """Index name → index of one table's models."""
    found = [m._indexes for m in models() if setting_of(m) == setting]
    return {index.Meta.index_name: index for group in found for index in group.values()}


def declared_indexes(setting: str) -> dict[str, Any]:
    """Index name → index of a table as its template has it."""
    return {i["IndexName"]: i for i in TABLES[setting].get("GlobalSecondaryIndexes", [])}


def test_every_table_has_a_model_and_every_model_a_table() -> None:
    assert set(roots()) == set(TABLES) - WITHOUT_MODEL


@pytest.mark.parametrize("setting", [name for name in TABLES if name not in WITHOUT_MODEL])
def test_the_models_keys_are_the_tables_keys(setting: str) -> None:
    assert model_keys(roots()[setting]) == keys(TABLES[setting])


@pytest.mark.parametrize("setting", TABLES)
def test_the_models_indexes_are_the_tables_indexes(setting: str) -> None:
    declared = declared_indexes(setting)
    assert {name: model_keys(index) for name, index in model_indexes(setting).items()} == {
        name: keys(index) for name, index in declared.items()
    }


@pytest.mark.parametrize("setting", TABLES)
def test_the_models_indexes_carry_what_the_tables_indexes_carry(setting: str) -> None:
    assert {
        name: (index.Meta.projection.projection_type, index.Meta.projection.non_key_attributes)
        for name, index in model_indexes(setting).items()
    } == {
        name: (i["Projection"]["ProjectionType"], i["Projection"]["NonKeyAttributes"])
        for name, i in declared_indexes(setting).items()
    }


def test_every_key_is_text() -> None:
    types = {a["AttributeType"] for t in TABLES.values() for a in t["AttributeDefinitions"]}
    assert types == {"S"}


def test_whatever_expires_expires_by_the_attribute_the_table_watches() -> None:
    expiring = {setting_of(m) for m in models() if "expires" in attributes(m)}
    watched = {
        name: table["TimeToLiveSpecification"]["AttributeName"]
        for name, table in TABLES.items()
        if name in expiring
    }
    assert set(watched.values()) <= {"expires"} and set(watched) == expiring


def test_no_two_kinds_of_item_share_a_discriminator() -> None:
    kinds = [(setting_of(m), m.kind.get_discriminator(m)) for m in models() if hasattr(m, "kind")]
    named = [(setting, kind) for setting, kind in kinds if kind is not None]
    assert sorted(named) == sorted(set(named))


@pytest.mark.parametrize("setting", TABLES)
def test_a_table_is_encrypted_and_can_be_taken_back_in_time(setting: str) -> None:
    table = TABLES[setting]
    assert table["SSESpecification"]["SSEEnabled"] is True
    recovery = table["PointInTimeRecoverySpecification"]
    assert recovery["PointInTimeRecoveryEnabled"] is True


def test_every_bucket_is_encrypted_versioned_and_closed_to_the_public() -> None:
    for name, bucket in resources(BUCKET).items():
        assert "BucketEncryption" in bucket, name
        assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}, name
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name


def test_every_queue_is_encrypted() -> None:
    plain = [n for n, q in resources("AWS::SQS::Queue").items() if not q["SqsManagedSseEnabled"]]
    assert plain == []


def test_deleting_a_stack_deletes_no_data_and_no_key() -> None:
    careless = [
        f"{path.parent.name}/{name}"
        for path in TEMPLATES
        for name, resource in templates.load(path)["Resources"].items()
        if resource["Type"] in KEPT
        and {resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy")} != {"Retain"}
    ]
    assert careless == []
