"""The e-mail that a subscriber gets with an edition: its main figures in words. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Final

from services.reports.asked import Asked
from services.reports.making.model import Edition, Kind
from services.reports.making.subscriptions import Subscription
from services.reports.making.words import KIND_NAMES, form_words
from services.reports.rendering.wording import written
from services.reports.sheet import Grid, Row, Sheet, Words
from shared.messaging.mail import Attachment, Mail

MOST_FIGURES: Final = 12


def letter(
    subscription: Subscription,
    kind: Kind,
    asked: Asked,
    edition: Edition,
    sheet: Sheet,
    files: tuple[Attachment, ...],
    public_url: str,
) -> Mail:
    """The e-mail; the same edition and subscription give the same reference each time."""
    (vi, en), (kind_vi, kind_en) = form_words(asked.form), KIND_NAMES[kind]
    parts = [
        f"{kind_vi}: {vi}\n{kind_en}: {en}",
        f"{sheet.reporting[0]} / {sheet.reporting[1]}\n{_period(sheet)}",
        "\n".join(f"- {name}: {value}" for name, value in main_figures(sheet)),
        "\n".join(f"{vi} / {en}" for vi, en in sheet.restates),
        f"Báo cáo kèm theo thư này. / The report is attached.\n{public_url}",
    ]
    return Mail(
        reference=f"report-{_reference(edition, subscription)}",
        to=(subscription.address,),
        subject=_subject(asked, edition, sheet),
        text="\n\n".join(part for part in parts if part) + "\n",
        attachments=files,
    )


def main_figures(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The totals of the first table; of a table without them its lines."""
    for grid in sheet.grids[:1]:
        total = next((row for row in grid.rows if row.style == "total"), None)
        found = _lines(grid) if total is None else _totals(grid, total)
        yield from islice(found, MOST_FIGURES)


def _totals(grid: Grid, total: Row) -> Iterator[tuple[str, str]]:
    """Each figure of the line of totals, by its column."""
    for column, value in zip(grid.columns, total.values, strict=True):
        if column.kind != "text" and value is not None:
            yield _name(column.heads), written(value)


def _lines(grid: Grid) -> Iterator[tuple[str, str]]:
    """Each line by its own words."""
    for row in grid.rows:
        pairs = list(zip(grid.columns, row.values, strict=True))
        words = [str(value) for column, value in pairs if column.kind == "text" and value]
        told = [written(value) for column, value in pairs if column.kind != "text"]
        if any(told):
            yield " ".join(words), ", ".join(filter(None, told))


def _name(heads: tuple[Words, ...]) -> str:
    vi, en = " – ".join(vi for vi, _ in heads), " – ".join(en for _, en in heads)
    return f"{vi} / {en}"


def _period(sheet: Sheet) -> str:
    first, last = f"{sheet.first:%d/%m/%Y}", f"{sheet.last:%d/%m/%Y}"
    return f"Từ ngày {first} đến ngày {last} / From {sheet.first} to {sheet.last}"


def _subject(asked: Asked, edition: Edition, sheet: Sheet) -> str:
    again = f" (lần {edition.number})" if edition.number > 1 else ""
    return f"{form_words(asked.form)[0]}, {sheet.reporting[0]}, {asked.period.name}{again}"


def _reference(edition: Edition, subscription: Subscription) -> str:
    names = f"{edition.report_id}\n{edition.number}\n{subscription.subscription_id}"
    return hashlib.sha256(names.encode()).hexdigest()[:32]
