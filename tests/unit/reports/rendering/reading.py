"""Reading rendered workbooks with a reader of their own kind, independent of the writer."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from services.reports.rendering.xlsx import to_xlsx
from services.reports.sheet import Sheet


def part(content: bytes, name: str) -> str:
    """One file of the workbook's package."""
    with ZipFile(BytesIO(content)) as package:
        return package.read(name).decode()


def worksheets(sheet: Sheet) -> list[Worksheet]:
    """The worksheets of the rendered sheet."""
    book = load_workbook(BytesIO(to_xlsx(sheet)))
    return [page for page in book.worksheets if isinstance(page, Worksheet)]


def form(sheet: Sheet) -> Worksheet:
    """The worksheet with the form."""
    return worksheets(sheet)[0]


def cells(page: Worksheet) -> Iterator[Cell]:
    """Every cell that can hold something."""
    for row in page.iter_rows():
        yield from (cell for cell in row if not isinstance(cell, MergedCell))


def find(page: Worksheet, text: Any) -> Cell:
    """The first cell that holds just that."""
    return next(cell for cell in cells(page) if cell.value == text)


def texts(page: Worksheet) -> list[str]:
    """All texts of a worksheet."""
    return [cell.value for cell in cells(page) if isinstance(cell.value, str)]


def beside(page: Worksheet, text: str) -> Cell:
    """The cell at the right of a text."""
    at = find(page, text)
    found = page.cell(at.row, at.column + 1)
    assert isinstance(found, Cell)
    return found
