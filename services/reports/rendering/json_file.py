"""A sheet as JSON: everything it says, in both languages, for programs. Pure."""

from __future__ import annotations

from typing import Any

import msgspec

from services.reports.sheet import Chart, Column, Grid, Rate, Row, Sheet, Value, Words


def to_json(sheet: Sheet) -> bytes:
    """The whole sheet, its keys always in the same order.

    Words are ``{vi, en}``, dates ISO 8601, numbers numbers, an empty box ``null``; a rate is
    ``{part, whole, share}``, its share ``null`` where there is none.
    """
    return msgspec.json.encode(
        {
            "form": sheet.form,
            "code": sheet.code,
            "title": _words(sheet.title),
            "basis": _words(sheet.basis),
            "reporting": _words(sheet.reporting),
            "receiving": _words(sheet.receiving),
            "period": {"first": sheet.first, "last": sheet.last},
            "issued_on": sheet.issued_on,
            "provisional": sheet.provisional,
            "edition": sheet.edition,
            "restates": _every(sheet.restates),
            "unit": _words(sheet.unit),
            "scope": _every(sheet.scope),
            "grids": [_grid(grid) for grid in sheet.grids],
            "chart": None if sheet.chart is None else _chart(sheet.chart),
        }
    )


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "title": _words(grid.title),
        "columns": [_column(column) for column in grid.columns],
        "rows": [_row(row) for row in grid.rows],
        "notes": _every(grid.notes),
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "key": column.key,
        "heads": _every(column.heads),
        "kind": column.kind,
        "number": column.number,
    }


def _row(row: Row) -> dict[str, Any]:
    return {"style": row.style, "values": [_value(value) for value in row.values]}


def _value(value: Value) -> object:
    if isinstance(value, Rate):
        return {"part": value.part, "whole": value.whole, "share": value.share}
    return value


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "title": _words(chart.title),
        "kind": chart.kind,
        "axis": chart.axis,
        "categories": chart.categories,
        "series": [{"name": _words(each.name), "values": each.values} for each in chart.series],
    }


def _every(words: tuple[Words, ...]) -> list[dict[str, str]]:
    return [_words(each) for each in words]


def _words(words: Words) -> dict[str, str]:
    return {"vi": words[0], "en": words[1]}
