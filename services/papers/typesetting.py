"""From a template and its data to a PDF, always the same bytes for the same input.

The data reaches the template as JSON beside the code, never as code: whatever a citizen typed is
text. The typesetter is heavy, so it is imported here, when a paper is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

if TYPE_CHECKING:
    from typst import Compiler

OURS: Final = Path(__file__).with_name("templates")
ARCHIVAL: Final = "a-2u"
"""PDF/A-2u: what it shows is in it, fonts included, and its text can be read out."""


class Unset(RuntimeError):
    """The template does not compile with this data; the message is the typesetter's."""


def pdf(folder: Path, template: str, content: object, at: datetime) -> bytes:
    """A paper as PDF, dated ``at``; for the archive, unless our fonts lack one of its letters.

    Raises:
        Unset: the template does not compile.
    """
    given = {"data": msgspec.json.encode(content).decode()}
    try:
        return _compiled(folder, template, given, at, pdf_standards=ARCHIVAL)
    except Unset:
        return _compiled(folder, template, given, at)


def _compiled(
    folder: Path, template: str, given: Mapping[str, str], at: datetime, **options: Any
) -> bytes:
    from typst import TypstError

    try:
        found = _compiler(folder).compile(
            str(folder / template),
            format="pdf",
            sys_inputs=dict(given),
            timestamp=int(at.timestamp()),
            **options,
        )
    except TypstError as error:
        raise Unset(error.message) from error
    assert isinstance(found, bytes)
    return found


@lru_cache(maxsize=2)
def _compiler(folder: Path) -> Compiler:
    """A compiler that sees one folder and the fonts it carries, nothing of the machine."""
    from typst import Compiler

    return Compiler(root=str(folder), ignore_system_fonts=True)
