"""Tables of figures: a column for each figure, a row for each bundle of lines, and totals. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, Literal

from msgspec import Struct

from services.reports.forms.bundles import Bundle, joined
from services.reports.sheet import NO_WORDS, Column, Grid, Rate, Row, Value, Words

NUMBER: Final[Words] = ("TT", "No.")
TOTAL: Final[Words] = ("Tổng số", "Total")
UNIT: Final[Words] = ("Đơn vị", "Agency")
FIELD: Final[Words] = ("Lĩnh vực", "Field")

Style = Literal["item", "group", "total"]


class Figure(Struct, frozen=True, kw_only=True):
    """A column, and how its value follows from a row's lines."""

    key: str
    heads: tuple[Words, ...]
    of: Callable[[Bundle], Value]
    kind: Literal["text", "count", "money", "rate"] = "count"
    number: str = ""


class Named(Struct, frozen=True, kw_only=True):
    """A row to be: its name, the lines it stands for, and the name of its group, if it has one."""

    name: str
    bundle: Bundle
    group: str = ""


def grid(
    label: Words,
    figures: Sequence[Figure],
    rows: Iterable[Named],
    *,
    title: Words = NO_WORDS,
    notes: tuple[Words, ...] = (),
) -> Grid:
    """A table: the rows under their groups, both numbered, and a row of totals.

    Rows without any figure are left out; of nothing but those there is no total either. Rows of
    one group come one after another.
    """
    found = [row for row in rows if has_figures(figure.of(row.bundle) for figure in figures)]
    lines = tuple(_grouped(found, figures))
    if lines:
        lines += (line("", TOTAL[0], figures, joined(row.bundle for row in found), "total"),)
    columns = (*name_columns(label, numbered=bool(figures[0].number)), *map(column, figures))
    return Grid(columns=columns, rows=lines, title=title, notes=notes)


def name_columns(label: Words, *, numbered: bool = False) -> tuple[Column, Column]:
    """The columns of a line's number and of its name."""
    return (
        Column(key="number", heads=(NUMBER,), kind="text", number="(1)" if numbered else ""),
        Column(key="name", heads=(label,), kind="text", number="(2)" if numbered else ""),
    )


def column(figure: Figure) -> Column:
    """The column of a figure."""
    return Column(key=figure.key, heads=figure.heads, kind=figure.kind, number=figure.number)


def line(
    number: str, name: str, figures: Sequence[Figure], bundle: Bundle, style: Style = "item"
) -> Row:
    """One row of figures."""
    return Row(values=(number, name, *(figure.of(bundle) for figure in figures)), style=style)


def has_figures(values: Iterable[Value]) -> bool:
    """Whether any of a row's values is more than nothing."""
    return any(
        bool(value.part or value.whole) if isinstance(value, Rate) else bool(value)
        for value in values
    )


def roman(number: int) -> str:
    """``IV``: how groups are numbered."""
    written = ""
    for value, numeral in _NUMERALS:
        count, number = divmod(number, value)
        written += numeral * count
    return written


_NUMERALS: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _grouped(rows: Sequence[Named], figures: Sequence[Figure]) -> Iterator[Row]:
    groups = groupby(rows, key=lambda row: row.group)
    for nth, (group, within) in enumerate(groups, start=1):
        items = list(within)
        if group:
            together = joined((row.bundle for row in items), about=group)
            yield line(roman(nth), group, figures, together, "group")
        for number, row in enumerate(items, start=1):
            yield line(str(number), row.name, figures, row.bundle)
