"""The shape of the code: small functions, small files. Who may import whom is in pyproject.toml."""

from __future__ import annotations

import ast
from itertools import pairwise
from pathlib import Path
from statistics import median

from tests.contract.house import ROOT, parsed, sources

LONGEST_FUNCTION, LONGEST_FILE, USUAL_FUNCTION = 40, 300, 6
Definition = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Definition]:
    """Every function and method of a file."""
    return [n for n in ast.walk(parsed(path)) if isinstance(n, Definition)]


def length(function: Definition) -> int:
    """Lines from ``def`` to the last."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def statements(function: Definition) -> int:
    """Lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_no_function_is_too_long_to_be_seen_at_once() -> None:
    long = {
        f"{path.relative_to(ROOT)}:{f.name}": length(f)
        for path in sources()
        for f in functions(path)
        if length(f) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_file_is_too_long_to_be_kept_in_mind() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    long = {str(p.relative_to(ROOT)): n for p, n in lines.items() if n > LONGEST_FILE}
    assert long == {}


def test_the_usual_function_is_a_few_lines() -> None:
    assert median(statements(f) for p in sources() for f in functions(p)) <= USUAL_FUNCTION


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(p.relative_to(ROOT)) for p in sources() if not ast.get_docstring(parsed(p))]
    assert silent == []


def test_nothing_is_left_for_later() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if any(mark in line for mark in marks)
    ]
    assert found == []


def test_no_handler_is_defined_twice_under_one_name() -> None:
    for path in sources():
        names = sorted(n.name for n in parsed(path).body if isinstance(n, Definition))
        assert all(a != b for a, b in pairwise(names)), path
