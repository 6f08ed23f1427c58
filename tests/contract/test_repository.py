"""What is committed speaks of no particular machine and no particular registry."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.contract.house import ROOT

HOMES = ("root", "home", "Users", "work", "tmp", "mnt", "private")
# A path below one of these folders; the first letters keep URLs' paths and prose out.
MACHINE_PATH = re.compile(rf"(?<![\w.$)}}:/])/(?:{'|'.join(HOMES)})/\w")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs\.org|npmmirror|deb\.debian\.org",
    re.IGNORECASE,
)
TEXT = {".py", ".yaml", ".yml", ".json", ".md", ".toml", ".txt", ".in", ".csv", ".sh", ""}


def committed() -> Iterator[tuple[Path, str]]:
    """Every text file that is or would be committed, this one left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in TEXT and path.is_file() and path != Path(__file__).resolve():
            yield path, path.read_text(encoding="utf-8")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs: ``<file>:<line>``."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path, text in committed()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_nothing_that_is_built_or_installed_is_committed() -> None:
    built = ("__pycache__", ".aws-sam", "node_modules", ".local", ".hypothesis")
    assert [str(p) for p, _ in committed() if set(built) & set(p.relative_to(ROOT).parts)] == []


def test_every_text_file_ends_with_one_newline() -> None:
    bad = [str(p.relative_to(ROOT)) for p, text in committed() if text and text[-1:] != "\n"]
    assert bad == []
