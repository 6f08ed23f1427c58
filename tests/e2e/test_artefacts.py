"""Every function starts from its built artefact and the layer alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from infra.local.cloud import Cloud
from infra.local.settings import LOCAL
from infra.local.stacks import find_stacks
from infra.local.templates import load_template

INTERPRETER = LOCAL / "ministack" / "bin" / "python"
BUILDS = LOCAL / "build" / "local"


def functions() -> list[tuple[str, str, str]]:
    """Stack, logical id and handler of every function."""
    return [
        (stack.name, logical, resource["Properties"]["Handler"])
        for stack in find_stacks()
        for logical, resource in load_template(stack.template)["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    ]


@pytest.mark.parametrize(("stack", "logical", "handler"), functions())
def test_handler_imports_from_its_artefact(
    system: Cloud, stack: str, logical: str, handler: str, tmp_path: Path
) -> None:
    module, _, name = handler.rpartition(".")
    layer = BUILDS / "platform" / "SharedLayer" / "python"
    path = os.pathsep.join(map(str, (BUILDS / stack / logical, layer)))
    environment = {"PYTHONPATH": path, "AWS_DEFAULT_REGION": "ap-southeast-1"}
    command = [str(INTERPRETER), "-c", f"from {module} import {name}; assert callable({name})"]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
