"""The system's stacks: the platform and one for each service, found by their templates."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.settings import ROOT, LocalError

PLATFORM = "platform"
IGNORED = {"__pycache__", ".aws-sam"}
PLATFORM_SOURCES = ("backbone", "shared", "requirements/layer.txt", "requirements/authorizer.txt")


@dataclass(frozen=True, slots=True)
class Stack:
    """One template and everything its artefacts are made from."""

    name: str
    template: Path
    sources: tuple[Path, ...]

    def stack_name(self, stage: str) -> str:
        return f"motcua-{stage}-{self.name}"


def find_stacks(root: Path = ROOT) -> list[Stack]:
    """Every stack that has a template, the platform first."""
    services = sorted(root.glob("services/*/template.yaml"))
    found = [
        Stack(path.parent.name, path, _service_sources(root, path.parent)) for path in services
    ]
    platform = root / "template.yaml"
    if not platform.exists():
        return found
    sources = (platform, *(root / source for source in PLATFORM_SOURCES))
    return [Stack(PLATFORM, platform, sources), *found]


def _service_sources(root: Path, folder: Path) -> tuple[Path, ...]:
    """A service's folder, and the packages of its own if it has any."""
    packages = root / "requirements" / f"{folder.name}.txt"
    return (folder, packages) if packages.exists() else (folder,)


def choose_stacks(stacks: Iterable[Stack], wanted: Iterable[str]) -> list[Stack]:
    """The stacks named in `wanted`, or all of them when it names none.

    Raises LocalError for a name that no stack has.
    """
    known = {stack.name: stack for stack in stacks}
    names = list(wanted) or list(known)
    if missing := [name for name in names if name not in known]:
        raise LocalError(f"No service is called {missing[0]}; there are: {', '.join(known)}.")
    return [known[name] for name in known if name in names]


def source_files(stack: Stack) -> Iterator[Path]:
    """Every file the stack's artefacts are made from, in a stable order."""
    for source in stack.sources:
        if source.is_file():
            yield source
            continue
        for path in sorted(source.rglob("*")):
            if path.is_file() and path.suffix != ".md" and not IGNORED & set(path.parts):
                yield path


def content_hash(stack: Stack) -> str:
    """Changes when anything in the stack's artefacts or template would."""
    digest = hashlib.sha256(f"python{sys.version_info[:2]}".encode())
    for path in source_files(stack):
        digest.update(f"{os.path.relpath(path, stack.template.parent)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def deployment_hash(
    stack: Stack, overrides: Mapping[str, str], published: Mapping[str, str]
) -> str:
    """Changes when deploying the stack would change anything.

    `published` holds the values of the SSM parameters it reads: a new layer, for one, means new
    functions.
    """
    given = json.dumps([dict(overrides), dict(published)], sort_keys=True)
    return hashlib.sha256(f"{content_hash(stack)}{given}".encode()).hexdigest()
