"""The official form in a worksheet: its head, its tables, who signs it, and how it is printed."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from services.reports.rendering.layout import of_grids
from services.reports.rendering.wording import RESTATED, SIGNERS, Frame, form_number, frame
from services.reports.rendering.xlsx_grid import write_grid
from services.reports.rendering.xlsx_page import Page, Styles
from services.reports.sheet import Grid, Sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4: Final = 9
"""The format's number of the paper."""
ALL_CELLS: Final = "A1:XFD1048576"
HIDE_ON_SCREEN_TOO: Final = 2
LONGEST_FOOT: Final = 100
TITLE_SIZE: Final = 14
WIDEST_FROZEN: Final = 60


def add_form(paper: Worksheet, styles: Styles, sheet: Sheet) -> None:
    """Write the form into an empty worksheet."""
    page = Page(paper, styles, of_grids(sheet.grids))
    words = frame(sheet)
    _write_head(page, words)
    heads = []
    for at, grid in enumerate(sheet.grids):
        if at:
            page.skip()
        heads.append(write_grid(page, grid))
    _write_foot(page, words)
    _set_up(paper, sheet)
    if len(heads) == 1:
        _keep_heads(page, sheet.grids[0], *heads[0])


def _write_head(page: Page, words: Frame) -> None:
    for left, right in zip_longest(words.left, words.right, fillvalue=""):
        page.halves(left, right, side="right")
    page.line(words.title, high=1.3, bold=True, font_size=TITLE_SIZE, align="center")
    for text in words.below:
        page.line(text, align="center")
    if words.marks:
        page.line(words.marks, bold=True, align="center")
    page.line(words.unit, italic=True, align="right")


def _write_foot(page: Page, words: Frame) -> None:
    if words.restated:
        page.skip()
        page.line(RESTATED, bold=True)
    for text in words.restated:
        page.line(text)
    page.skip()
    page.halves("", words.dated, italic=True)
    (preparer, first_hint), (head, second_hint) = SIGNERS
    page.halves(preparer, head, bold=True)
    page.halves(first_hint, second_hint, italic=True)


def _set_up(paper: Worksheet, sheet: Sheet) -> None:
    """A4 across, as wide as the page, its number below; codes of digits raise no warning."""
    paper.set_paper(A4)
    paper.set_landscape()
    paper.fit_to_pages(1, 0)
    paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    paper.center_horizontally()
    paper.hide_gridlines(HIDE_ON_SCREEN_TOO)
    paper.ignore_errors({"number_stored_as_text": ALL_CELLS})
    code = " ".join(form_number(sheet))[:LONGEST_FOOT].replace("&", "&&")
    paper.set_footer(f"&L{code}&RTrang &P/&N")


def _keep_heads(page: Page, grid: Grid, first: int, last: int) -> None:
    """The headings stay on the screen and on every page.

    Only where there is one table: below another's headings figures would be misread.
    """
    page.paper.repeat_rows(first, last)
    page.paper.freeze_panes(last + 1, _frozen(page, grid))


def _frozen(page: Page, grid: Grid) -> int:
    """How many leading columns of words stay when the page is moved sideways."""
    found = 0
    for at, column in enumerate(grid.columns):
        if column.kind != "text" or sum(page.widths[: at + 1]) > WIDEST_FROZEN:
            break
        found = at + 1
    return found
