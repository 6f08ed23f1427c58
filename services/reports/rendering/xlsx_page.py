"""A worksheet that is written like a page, from its top downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from services.reports.rendering.layout import PAGE, lines

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LINE: Final = 15.0
"""Height of a line of text, in points."""
HIGHEST: Final = 400.0
HALVES: Final = 2


class Styles:
    """The workbook's cell formats, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """The format with these properties; text wraps and stands in the middle of its height."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            every = {"text_wrap": True, "valign": "vcenter", **properties}
            self._made[key] = self._book.add_format(every)
        return self._made[key]


class Page:
    """One worksheet with its columns' widths in characters; ``row`` is the next to be written."""

    def __init__(self, paper: Worksheet, styles: Styles, widths: Sequence[int]) -> None:
        spare = (PAGE // HALVES,) * (HALVES - len(widths))
        self.paper, self.styles, self.widths = paper, styles, (*widths, *spare)
        self.row = 0
        for at, width in enumerate(self.widths):
            paper.set_column(at, at, width)

    @property
    def middle(self) -> int:
        """The column that begins the right half; there is one in each half."""
        half = sum(self.widths) / HALVES
        before = [at for at in range(len(self.widths)) if sum(self.widths[:at]) <= half]
        return max(before[-1], 1)

    def line(self, text: str, *, high: float = 1.0, **style: Any) -> None:
        """A text across the page; ``high`` is its size as a multiple of the usual."""
        self._set_height(lines(text, sum(self.widths) / high) * high)
        self.box(self.row, 0, 1, len(self.widths), text, **style)
        self.row += 1

    def halves(self, left: str, right: str, *, side: str = "center", **style: Any) -> None:
        """A text in each half of the page; ``side`` is where the right one stands."""
        middle, other = self.middle, "left" if side == "right" else side
        halves = (self.widths[:middle], self.widths[middle:])
        texts = zip((left, right), halves, strict=True)
        self._set_height(max(lines(text, sum(half)) for text, half in texts))
        self.box(self.row, 0, 1, middle, left, align=other, **style)
        width = len(self.widths) - middle
        self.box(self.row, middle, 1, width, right, align=side, **style)
        self.row += 1

    def skip(self) -> None:
        """Leave a row empty."""
        self.row += 1

    def box(self, row: int, column: int, height: int, width: int, text: str, **style: Any) -> None:
        """A text in a cell or, merged, in several."""
        form = self.styles.of(**style)
        if height * width > 1:
            self.paper.merge_range(row, column, row + height - 1, column + width - 1, "", form)
        self.paper.write_string(row, column, text_only(text), form)

    def _set_height(self, count: float) -> None:
        """A row of merged cells does not find its height by itself."""
        self.paper.set_row(self.row, min(count * LINE + 3, HIGHEST))


def text_only(text: str) -> str:
    """The text, such that the writer takes it for no markup: it passes ``<r>…</r>`` unescaped."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
