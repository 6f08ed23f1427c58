"""The typesetter and the drawing of codes are loaded only where papers are made."""

from __future__ import annotations

import subprocess
import sys

import pytest

from services.papers.typesetting import OURS

HEAVY = ("typst", "barcode", "segno")


@pytest.mark.parametrize("module", ["app", "rendering", "register_making"])
def test_importing_a_handler_loads_no_typesetter(module: str) -> None:
    code = (
        f"import sys, services.papers.{module}\n"
        f"print(sorted(set({HEAVY!r}) & {{m.partition('.')[0] for m in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=OURS.parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
