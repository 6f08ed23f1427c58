"""A report as a sheet: what every format (XLSX, CSV, JSON, PDF) is made from. Pure values.

Words are pairs, Vietnamese and English; the papers print the Vietnamese, JSON carries both.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from msgspec import Struct

Words = tuple[str, str]
NO_WORDS: Final = ("", "")


class Rate(Struct, frozen=True):
    """A share: ``part`` of ``whole``. Of nothing there is no share, which is not 0 %."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1, or more where the part is not within the whole."""
        return self.part / self.whole if self.whole else None


Value = str | int | Rate | None
"""``None`` is an empty box: the figure does not exist."""


class Column(Struct, frozen=True, kw_only=True):
    """One column. ``heads`` are its headings from the topmost down; neighbours that share the
    same first headings stand under one merged head. ``number`` is the form's own column number.
    """

    key: str
    heads: tuple[Words, ...]
    kind: Literal["text", "count", "money", "rate"]
    number: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """One line: values in the columns' order. A ``group`` row heads the rows below it."""

    values: tuple[Value, ...]
    style: Literal["item", "group", "total"] = "item"


class Grid(Struct, frozen=True, kw_only=True):
    """A table of a sheet; most forms have one. ``note`` stands below it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: Words = NO_WORDS
    notes: tuple[Words, ...] = ()


class Series(Struct, frozen=True, kw_only=True):
    """One coloured series of a chart."""

    name: Words
    values: tuple[float, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """The sheet's figures as a picture; ``share`` axes run from 0 to 1."""

    title: Words
    kind: Literal["columns", "stacked", "lines"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Literal["count", "money", "share"] = "count"


class Sheet(Struct, frozen=True, kw_only=True):
    """A whole report.

    ``code`` and ``basis`` are the official form's number and the law it comes from, where there is
    one. ``issued_on`` is the local date of the report; ``provisional`` says that the period was
    not over then. ``restates`` tells what changed since the edition before.
    """

    form: str
    code: str
    title: Words
    basis: Words = NO_WORDS
    reporting: Words
    receiving: Words = NO_WORDS
    first: date
    last: date
    issued_on: date
    unit: Words
    scope: tuple[Words, ...] = ()
    grids: tuple[Grid, ...]
    chart: Chart | None = None
    provisional: bool = False
    edition: int = 1
    restates: tuple[Words, ...] = ()
