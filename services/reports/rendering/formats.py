"""A report as a file: the formats there are, and the one way into each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from services.reports.rendering.csv_file import to_csv
from services.reports.rendering.json_file import to_json
from services.reports.rendering.pdf import to_pdf
from services.reports.rendering.xlsx import to_xlsx
from services.reports.sheet import Sheet


class Format(StrEnum):
    """What a report can be had as; the value is the file name's extension as well."""

    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"

    @property
    def extension(self) -> str:
        """The end of the file's name, without its dot."""
        return self.value

    @property
    def media_type(self) -> str:
        """What a download and an attachment are labelled."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Final = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}
_WRITERS: Final[dict[Format, Callable[[Sheet], bytes]]] = {
    Format.XLSX: to_xlsx,
    Format.PDF: to_pdf,
    Format.CSV: to_csv,
    Format.JSON: to_json,
}


def render(sheet: Sheet, format: Format) -> bytes:
    """The sheet as a file: the same sheet always gives the same bytes."""
    return _WRITERS[format](sheet)
