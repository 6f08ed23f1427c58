"""``python -m tests.support.paper_gallery``: an image of every form, for ``docs/papers``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from services.papers.forms import Edition, Form, blank, blanks
from services.papers.typesetting import OURS
from tests.support.paper_samples import content

GALLERY: Final = Path(__file__).parents[2] / "docs" / "papers"
DOTS_PER_INCH: Final = 100


def image_name(edition: Edition, form: Form) -> str:
    """The file of a form's image."""
    template = Path(blank(edition, form).template)
    folder = "" if form is Form.RECEIPT else f"{edition}-"
    return f"{folder}{template.stem}.png"


def images() -> Iterator[tuple[str, bytes]]:
    """Each form's first page with demo data; our own forms once."""
    from typst import Compiler

    compiler = Compiler(root=str(OURS), ignore_system_fonts=True)
    for edition, form in blanks():
        if form is Form.RECEIPT and edition is not Edition.TT03_2025:
            continue
        given = {"data": msgspec.json.encode(content(form, edition)).decode()}
        template = str(OURS / blank(edition, form).template)
        drawn = compiler.compile(template, format="png", ppi=DOTS_PER_INCH, sys_inputs=given)
        first = drawn[0] if isinstance(drawn, list) else drawn
        assert first is not None
        yield image_name(edition, form), first


def main() -> None:
    GALLERY.mkdir(parents=True, exist_ok=True)
    for name, drawn in images():
        (GALLERY / name).write_bytes(drawn)
        print(f"Wrote {name}: {len(drawn) // 1000} kB")


if __name__ == "__main__":
    main()
