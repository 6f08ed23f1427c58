"""What machines read on a paper: the QR code of the tracking page, the barcode of the code. Pure.

Both are drawings (SVG) without text; the typesetter writes the code beneath them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Final

CORRECTION: Final = "m"
"""A quarter of a slip's QR code may be creased or stained."""


def qr(text: str) -> str:
    """A QR code, as SVG without a margin."""
    import segno

    drawing = BytesIO()
    segno.make(text, error=CORRECTION, micro=False).save(drawing, kind="svg", border=0)
    return drawing.getvalue().decode()


def barcode(code: str) -> str:
    """A Code 128 barcode of a dossier code, as SVG without its text."""
    from barcode import Code128
    from barcode.writer import SVGWriter

    drawing = BytesIO()
    look = {"write_text": False, "quiet_zone": 0.0, "module_height": 8.0}
    Code128(code, writer=SVGWriter()).write(drawing, options=look)
    return drawing.getvalue().decode()
