"""The HTTP function starts without what only the maker of reports needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("xlsxwriter", "typst", "smtplib", "services.reports.rendering", "services.reports.forms")


@pytest.mark.parametrize("name", HEAVY)
def test_the_http_function_does_not_import(name: str) -> None:
    look = f"import sys, services.reports.app; print({name!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
