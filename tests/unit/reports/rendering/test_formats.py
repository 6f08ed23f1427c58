"""Every format through one door: the same sheet gives the same bytes, whenever and wherever."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from services.reports.rendering.formats import Format, render
from tests.unit.reports.rendering.samples import SHEET, sheet

ROOT = Path(__file__).resolve().parents[4]
BEGINNINGS = {
    Format.XLSX: b"PK\x03\x04",
    Format.PDF: b"%PDF-1.7",
    Format.CSV: b"\xef\xbb\xbf",
    Format.JSON: b'{"form"',
}
TWICE = """
from services.reports.rendering.formats import Format, render
from tests.unit.reports.rendering.samples import SHEET
print([render(SHEET, format) == render(SHEET, format) for format in Format])
"""
ELSEWHERE = """
import hashlib
from services.reports.rendering.formats import Format, render
from tests.unit.reports.rendering.samples import SHEET
for format in Format:
    print(hashlib.sha256(render(SHEET, format)).hexdigest())
"""
LIGHT = """
import sys, services.reports.rendering.formats
print(sorted({"typst", "xlsxwriter"} & {name.partition(".")[0] for name in sys.modules}))
"""


def run(code: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


@pytest.mark.parametrize("format", Format)
def test_each_format_is_what_it_says(format: Format) -> None:
    assert render(SHEET, format).startswith(BEGINNINGS[format])


@pytest.mark.parametrize(
    ("format", "media_type", "extension"),
    [
        (
            Format.XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        (Format.PDF, "application/pdf", "pdf"),
        (Format.CSV, "text/csv; charset=utf-8", "csv"),
        (Format.JSON, "application/json", "json"),
    ],
)
def test_downloads_are_labelled(format: Format, media_type: str, extension: str) -> None:
    assert (format.media_type, format.extension) == (media_type, extension)


def test_the_first_and_the_second_time_make_the_same_bytes() -> None:
    assert run(TWICE) == ["[True,", "True,", "True,", "True]"]


def test_another_process_in_another_time_zone_makes_the_same_bytes() -> None:
    here = [hashlib.sha256(render(SHEET, format)).hexdigest() for format in Format]
    assert run(ELSEWHERE, TZ="America/New_York", PYTHONHASHSEED="7") == here


@pytest.mark.parametrize("format", [Format.XLSX, Format.PDF, Format.JSON])
def test_files_are_dated_as_their_sheet(format: Format) -> None:
    other = render(sheet(issued_on=date(2026, 11, 25)), format)
    assert other != render(SHEET, format)


def test_importing_the_formats_loads_no_typesetter_and_no_spreadsheet_writer() -> None:
    assert run(LIGHT) == ["[]"]
