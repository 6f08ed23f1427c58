"""Environment variables: what templates give is what code reads."""

from __future__ import annotations

import ast

from shared.settings import Settings
from tests.contract.house import (
    Function,
    calls,
    file_of,
    functions,
    imported,
    parsed,
    referred,
)

LIBRARY = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_LOG_LEVEL"}
FIELDS = set(Settings.__struct_fields__)
ON_EVERY_FUNCTION = {"stage"}


def read_in(path_of_module: str) -> set[str]:
    """The settings one of our modules reads."""
    path = file_of(path_of_module)
    assert path is not None
    texts = {
        argument.value
        for call in calls(path, "need", "LazyName")
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    attributes = {
        node.attr
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "settings"
    }
    return texts | attributes


def readable(function: Function) -> set[str]:
    """The settings a function's code could read."""
    return set().union(*map(read_in, imported(function.module)))


def test_no_template_gives_a_variable_that_settings_does_not_know() -> None:
    known = {field.upper() for field in FIELDS} | LIBRARY
    assert {f.name: set(f.variables) - known for f in functions() if set(f.variables) - known} == {}


def test_no_function_gets_a_variable_that_its_code_never_reads() -> None:
    idle = {}
    for function in functions():
        given = {name.lower() for name in set(function.variables) - LIBRARY}
        if superfluous := given - readable(function) - ON_EVERY_FUNCTION:
            idle[function.name] = superfluous
    assert idle == {}


def test_every_setting_is_given_by_a_template_or_has_a_default() -> None:
    given = {name.lower() for f in functions() for name in f.variables}
    empty = {name for name in FIELDS if getattr(Settings(), name) == ""}
    assert empty - given == set()


def test_every_setting_is_read_somewhere() -> None:
    read = set().union(*(readable(function) for function in functions()))
    assert FIELDS - read - ON_EVERY_FUNCTION == set()


def test_every_name_that_code_asks_for_is_a_setting() -> None:
    assert set().union(*(readable(function) for function in functions())) <= FIELDS


def test_every_function_knows_its_stage_and_names_itself_in_logs() -> None:
    for function in functions():
        assert referred(function.variables["STAGE"]) == "Stage", function.name
        assert function.variables["POWERTOOLS_SERVICE_NAME"], function.name
