"""Pictures of a table's rows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from msgspec import Struct

from services.reports.forms.bundles import Bundle
from services.reports.forms.tables import Named
from services.reports.sheet import Chart, Rate, Series, Words

MOST: Final = 20
"""Categories that one can still tell apart on a page."""


class Drawn(Struct, frozen=True):
    """A series: its name, and the figure it draws of each row."""

    name: Words
    of: Callable[[Bundle], int | Rate]


def picture(
    title: Words,
    rows: Sequence[Named],
    series: Sequence[Drawn],
    *,
    kind: Literal["columns", "stacked"] = "columns",
    axis: Literal["count", "money", "share"] = "count",
) -> Chart:
    """The rows that have something to draw; of many, the largest in their own order."""
    drawn = [(row.name, [_value(each.of(row.bundle)) for each in series]) for row in rows]
    found = [(name, [v or 0.0 for v in values]) for name, values in drawn if _is_drawn(values)]
    if len(found) > MOST:
        title = (f"{title[0]} ({MOST} dòng lớn nhất)", f"{title[1]} (the {MOST} largest)")
    shown = _largest(found)
    return Chart(
        title=title,
        kind=kind,
        categories=tuple(name for name, _ in shown),
        series=tuple(
            Series(name=each.name, values=tuple(values[nth] for _, values in shown))
            for nth, each in enumerate(series)
        ),
        axis=axis,
    )


def _value(figure: int | Rate) -> float | None:
    """A share that does not exist is drawn as nothing."""
    return figure.share if isinstance(figure, Rate) else float(figure) or None


def _is_drawn(values: Sequence[float | None]) -> bool:
    return any(value is not None for value in values)


def _largest(found: Sequence[tuple[str, list[float]]]) -> list[tuple[str, list[float]]]:
    places = sorted(range(len(found)), key=lambda nth: -sum(found[nth][1]))[:MOST]
    return [found[nth] for nth in sorted(places)]
