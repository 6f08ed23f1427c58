"""A sheet as XLSX: the official form with figures that can be reckoned with, and its chart.

The spreadsheet writer is imported here, when a report is made.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from services.reports.rendering import drawing
from services.reports.rendering.wording import clean, shown
from services.reports.rendering.xlsx_chart import add_chart
from services.reports.rendering.xlsx_form import add_form
from services.reports.rendering.xlsx_page import Styles
from services.reports.sheet import Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST_NAME: Final = 31
"""Of a worksheet, in UTF-16 units; the format's limit."""
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")


def to_xlsx(sheet: Sheet) -> bytes:
    """The workbook: the form, and where there is a chart, a second worksheet with it.

    Every text is text: what looks like a formula is none.
    """
    from xlsxwriter import Workbook

    written = BytesIO()
    book = Workbook(written, _options())
    _describe(book, sheet)
    styles = Styles(book)
    add_form(book.add_worksheet(worksheet_name(sheet.form)), styles, sheet)
    if sheet.chart and drawing.is_drawn(sheet.chart):
        add_chart(book, styles, sheet.chart)
    book.close()
    return written.getvalue()


def worksheet_name(form: str) -> str:
    """``Báo cáo II.06a``: without the characters that a worksheet's name may not have."""
    name = f"Báo cáo {_NOT_IN_NAMES.sub('-', clean(form))}"
    return name.encode("utf-16-le")[: 2 * LONGEST_NAME].decode("utf-16-le", "ignore").strip()


def _options() -> dict[str, Any]:
    """Made anew for each workbook: the writer adds to them, and the next one would differ."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": "Times New Roman", "font_size": 11},
    }


def _describe(book: Workbook, sheet: Sheet) -> None:
    """Give the file its properties; its date is the sheet's, not the clock's."""
    book.set_properties(
        {
            "title": shown(sheet.title),
            "subject": clean(sheet.code),
            "author": shown(sheet.reporting),
            "created": datetime.combine(sheet.issued_on, time()),
        }
    )
