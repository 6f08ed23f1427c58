"""What a template is deployed with."""

from pathlib import Path
from typing import Any

from infra.local.templates import (
    code_folders,
    load_template,
    parameter_overrides,
    published_names,
)

TEMPLATE: dict[str, Any] = {
    "Parameters": {
        "Stage": {"Type": "String", "Default": "local"},
        "Table": {
            "Type": "AWS::SSM::Parameter::Value<String>",
            "Default": "/motcua/local/dossier-table",
        },
        "Region": {
            "Type": "AWS::SSM::Parameter::Value<String>",
            "Default": "/aws/service/global-infrastructure/current-region",
        },
        "Issuer": {"Type": "String"},
        "LogRetentionDays": {"Type": "Number", "Default": 30},
    }
}


def test_published_names_follow_the_stage() -> None:
    overrides = parameter_overrides(TEMPLATE, "production", {})
    assert overrides["Table"] == "/motcua/production/dossier-table"
    assert overrides["Stage"] == "production"


def test_names_published_by_others_are_left_alone() -> None:
    assert "Region" not in parameter_overrides(TEMPLATE, "production", {})


def test_given_values_reach_the_parameters_a_template_has() -> None:
    given = {"Issuer": "http://127.0.0.1:8090", "JwksUrl": "not in this template"}
    overrides = parameter_overrides(TEMPLATE, "local", given)
    assert overrides["Issuer"] == "http://127.0.0.1:8090"
    assert overrides.keys() == {"Stage", "Table", "Issuer"}


def test_a_plain_default_stays_the_templates_own() -> None:
    assert "LogRetentionDays" not in parameter_overrides(TEMPLATE, "production", {})


def test_a_template_without_parameters_gets_none() -> None:
    assert parameter_overrides({"Resources": {}}, "local", {"Issuer": "x"}) == {}


def test_the_names_a_stack_reads_are_those_it_is_given() -> None:
    overrides = parameter_overrides(TEMPLATE, "production", {"Issuer": "x"})
    assert published_names(TEMPLATE, overrides) == ["/motcua/production/dossier-table"]


def test_short_tags_are_read_as_their_long_form(tmp_path: Path) -> None:
    path = tmp_path / "template.yaml"
    path.write_text(
        "A: !Ref Table\nB: !GetAtt Table.StreamArn\nC: !Sub '${Stage}'\nD: !Join ['-', [!Ref A]]\n"
        "E: !If [OnAws, 1, 2]\nF: !Condition OnAws\n"
    )
    assert load_template(path) == {
        "A": {"Ref": "Table"},
        "B": {"Fn::GetAtt": ["Table", "StreamArn"]},
        "C": {"Fn::Sub": "${Stage}"},
        "D": {"Fn::Join": ["-", [{"Ref": "A"}]]},
        "E": {"Fn::If": ["OnAws", 1, 2]},
        "F": {"Condition": "OnAws"},
    }


def test_only_local_folders_of_code_are_packaged() -> None:
    template = {
        "Resources": {
            "Http": {"Properties": {"CodeUri": "Http"}},
            "Layer": {"Properties": {"ContentUri": "Layer"}},
            "Packaged": {"Properties": {"CodeUri": "s3://bucket/key"}},
            "Table": {"Type": "AWS::DynamoDB::Table"},
        }
    }
    found = [(properties[name], name) for properties, name in code_folders(template)]
    assert found == [("Http", "CodeUri"), ("Layer", "ContentUri")]
