"""A chart's measures: its axis and its colours, the same in every format. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10
from typing import Final

from msgspec import Struct

from services.reports.rendering.wording import number
from services.reports.sheet import Chart

COLOURS: Final = ("#1F5C99", "#E08A1E", "#4F8F3A", "#B23A48", "#7A6BB0", "#5F6B73", "#1C9C9C")
"""The first three differ in lightness too, for colour-blind readers and for prints in grey."""
_STEPS: Final = (1.0, 2.0, 5.0, 10.0)
_PARTS: Final = 5
"""An axis has about so many parts."""
_EXACT: Final = 6
"""Digits; shares that add up to 1 may miss it by less."""


class Axis(Struct, frozen=True, kw_only=True):
    """From ``low`` to ``high``, with the values that are named on it."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]


def colour(at: int) -> str:
    """The colour of the series at that place."""
    return COLOURS[at % len(COLOURS)]


def is_drawn(chart: Chart | None) -> bool:
    """Whether there is something to draw."""
    return chart is not None and bool(chart.categories) and bool(chart.series)


def axis(chart: Chart) -> Axis:
    """The value axis: round numbers around everything that is drawn, nought included.

    Shares run from 0 to 1, further only where one is beyond.
    """
    bounds = [0.0, *([1.0] if chart.axis == "share" else [])]
    bounds += (round(value, _EXACT) for value in _extremes(chart))
    step = _step(max(bounds) - min(bounds), whole=chart.axis != "share")
    low, high = floor(min(bounds) / step), max(ceil(max(bounds) / step), 1)
    ticks = tuple((n * step, _label(chart, n * step)) for n in range(low, high + 1))
    return Axis(low=low * step, high=high * step, ticks=ticks)


def _extremes(chart: Chart) -> Iterator[float]:
    """The values that are drawn; those of a stack lie upon one another."""
    for values in zip(*(series.values for series in chart.series), strict=True):
        if chart.kind == "stacked":
            yield sum(value for value in values if value > 0)
            yield sum(value for value in values if value < 0)
        else:
            yield from values


def _step(span: float, *, whole: bool) -> float:
    if span <= 0:
        return 1.0
    rough = span / _PARTS
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in _STEPS if power * factor >= rough * (1 - 1e-9))
    return max(step, 1.0) if whole else step


def _label(chart: Chart, value: float) -> str:
    return f"{round(value * 100)}%" if chart.axis == "share" else number(round(value))
