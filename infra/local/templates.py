"""Read a SAM template as plain data: its parameters and the folders its artefacts come from."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

CODE_PROPERTIES = ("CodeUri", "ContentUri")
LOCAL_PREFIX = "/motcua/local/"


class TemplateLoader(yaml.SafeLoader):
    """YAML with CloudFormation's short tags, read as their long form (`!Ref X` → `{Ref: X}`)."""


def _long_form(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    argument: Any
    if isinstance(node, yaml.SequenceNode):
        argument = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        argument = loader.construct_mapping(node, deep=True)
    else:
        argument = loader.construct_scalar(node)  # type: ignore[arg-type]
    if tag == "GetAtt" and isinstance(argument, str):
        argument = argument.split(".", 1)
    return {tag if tag in ("Ref", "Condition") else f"Fn::{tag}": argument}


TemplateLoader.add_multi_constructor("!", _long_form)


def load_template(path: Path) -> dict[str, Any]:
    """The template's content, with every intrinsic function in its long form."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), TemplateLoader)  # noqa: S506
    return dict(loaded)


def parameter_overrides(
    template: Mapping[str, Any], stage: str, given: Mapping[str, str]
) -> dict[str, str]:
    """The values to deploy a template with.

    A parameter read from SSM whose default is `/motcua/local/<x>` gets `/motcua/<stage>/<x>`;
    one that `given` names gets that value; `Stage` gets the stage. Others keep their default.
    """
    known = {**given, "Stage": stage}
    overrides: dict[str, str] = {}
    for name, parameter in template.get("Parameters", {}).items():
        default = str(parameter.get("Default", ""))
        if name in known:
            overrides[name] = known[name]
        elif _is_published_name(parameter) and default.startswith(LOCAL_PREFIX):
            overrides[name] = f"/motcua/{stage}/{default.removeprefix(LOCAL_PREFIX)}"
    return overrides


def published_names(template: Mapping[str, Any], overrides: Mapping[str, str]) -> list[str]:
    """The SSM parameters whose values a stack reads when it is deployed."""
    parameters = template.get("Parameters", {})
    return sorted(overrides[name] for name in overrides if _is_published_name(parameters[name]))


def code_folders(template: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every resource's properties that name a local folder of code, and the property's name."""
    for resource in template.get("Resources", {}).values():
        properties = resource.get("Properties", {})
        for name in CODE_PROPERTIES:
            if isinstance(properties.get(name), str) and not properties[name].startswith("s3://"):
                yield properties, name


def _is_published_name(parameter: Mapping[str, Any]) -> bool:
    return str(parameter.get("Type", "")).startswith("AWS::SSM::Parameter::Value<")
