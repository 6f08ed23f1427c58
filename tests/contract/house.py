"""The house as its files say it is: every stack, function and module, found and not listed."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from shared.web.api import Api
from tests.support import templates

ROOT = templates.ROOT
TEMPLATES = templates.TEMPLATES
PLATFORM = ROOT / "template.yaml"
SERVICES = sorted(path.parent for path in ROOT.glob("services/*/app.py"))
ROOMS = ("shared", "services", "backbone", "infra")
FUNCTION = "AWS::Serverless::Function"
Properties = dict[str, Any]


@dataclass(frozen=True)
class Function:
    """A function of a template, the template's ``Globals`` included."""

    template: Path
    logical_id: str
    properties: Properties

    @property
    def name(self) -> str:
        """``<stack>/<LogicalId>``, as tests print it."""
        return f"{stack(self.template)}/{self.logical_id}"

    @property
    def handler(self) -> str:
        return str(self.properties["Handler"])

    @property
    def module(self) -> str:
        return self.handler.rpartition(".")[0]

    @property
    def timeout(self) -> int:
        return int(self.properties["Timeout"])

    @property
    def variables(self) -> Properties:
        return dict(self.properties["Environment"]["Variables"])

    def events(self, *kinds: str) -> list[Properties]:
        """The properties of its events of some types (all without)."""
        found = self.properties.get("Events", {}).values()
        return [e["Properties"] for e in found if not kinds or e["Type"] in kinds]

    def statements(self) -> list[Properties]:
        """The statements of its own policies."""
        return [s for policy in self.properties["Policies"] for s in policy["Statement"]]


def stack(template: Path) -> str:
    """``platform`` or the service's name."""
    return "platform" if template == PLATFORM else template.parent.name


def functions() -> list[Function]:
    """Every function of every template."""
    return [
        Function(path, name, _with_globals(path, own))
        for path in TEMPLATES
        for name, own in templates.resources(path, FUNCTION).items()
    ]


def _with_globals(path: Path, own: Properties) -> Properties:
    shared = templates.load(path).get("Globals", {}).get("Function", {})
    variables = {
        **shared.get("Environment", {}).get("Variables", {}),
        **own.get("Environment", {}).get("Variables", {}),
    }
    return {**shared, **own, "Environment": {"Variables": variables}}


def resources(kind: str) -> dict[str, Properties]:
    """Every template's resources of one type: ``<stack>/<LogicalId>`` → properties."""
    return {
        f"{stack(path)}/{name}": properties
        for path in TEMPLATES
        for name, properties in templates.resources(path, kind).items()
    }


def referred(value: Any) -> str:
    """The logical id that a ``!Ref`` or ``!GetAtt`` names; empty for anything else."""
    if isinstance(value, dict) and "Ref" in value:
        return str(value["Ref"])
    if isinstance(value, dict) and "Fn::GetAtt" in value:
        return str(value["Fn::GetAtt"][0])
    return ""


def api_of(service: Path) -> Api:
    """The API that the service's handlers are declared on."""
    found = importlib.import_module(f"services.{service.name}.app").api
    assert isinstance(found, Api)
    return found


def apis() -> dict[str, Api]:
    """Every service's API."""
    return {service.name: api_of(service) for service in SERVICES}


def sources(*rooms: str) -> list[Path]:
    """The Python files of some rooms (all without), tests and measurements left out."""
    return sorted(p for room in rooms or ROOMS for p in (ROOT / room).rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """The calls of functions with these names, however they are reached."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and _called(node.func) in names:
            yield node


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def first_literals(*names: str, rooms: tuple[str, ...] = ("shared", "services")) -> set[str]:
    """The texts given first to functions with these names, anywhere in some rooms."""
    return {
        argument.value
        for path in sources(*rooms)
        for call in calls(path, *names)
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


@cache
def imported(module: str) -> frozenset[str]:
    """Our modules that one of ours loads when it is imported or called, itself included."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        current = waiting.pop()
        if current not in found and (path := file_of(current)) is not None:
            found.add(current)
            waiting += _imports(path)
    return frozenset(found)


def file_of(module: str) -> Path | None:
    """The file of one of our modules."""
    base = ROOT.joinpath(*module.split("."))
    candidates = (base.with_suffix(".py"), base / "__init__.py")
    return next((path for path in candidates if path.is_file()), None)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def snake(camel: str) -> str:
    """``DossierTable`` → ``dossier_table``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()
