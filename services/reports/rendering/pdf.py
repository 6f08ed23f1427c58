"""A sheet as PDF: the official form on A4 across, for signing and for the archive.

The data reaches the template as JSON beside it, never as code. The typesetter is heavy, so it is
imported here, when a report is made.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from services.reports.rendering.pdf_content import content
from services.reports.sheet import Sheet

if TYPE_CHECKING:
    from typst import Compiler

TEMPLATE: Final = Path(__file__).with_name("report.typ")
ARCHIVAL: Final = "a-2u"
"""PDF/A-2u: what it shows is in it, fonts included, and its text can be read out."""


def to_pdf(sheet: Sheet) -> bytes:
    """The report, dated as the sheet; for the archive, unless our fonts lack one of its letters.

    Raises:
        typst.TypstError: the template and the content do not fit together.
    """
    from typst import TypstError

    try:
        return _compiled(sheet, pdf_standards=ARCHIVAL)
    except TypstError:
        return _compiled(sheet)


def _compiled(sheet: Sheet, **options: Any) -> bytes:
    found = _compiler().compile(
        str(TEMPLATE),
        format="pdf",
        sys_inputs={"data": msgspec.json.encode(content(sheet)).decode()},
        timestamp=int(datetime.combine(sheet.issued_on, time(), UTC).timestamp()),
        **options,
    )
    assert isinstance(found, bytes)
    return found


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    """A compiler that sees this folder and the fonts it carries, nothing of the machine."""
    from typst import Compiler

    return Compiler(root=str(TEMPLATE.parent), ignore_system_fonts=True)
