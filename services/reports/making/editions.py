"""Editions (lần báo cáo): a report of a past period stays, byte for byte, until its figures change.

The figures are read each time and compared with the newest edition. Equal: that edition is served
again. Different: a new edition lists what changed, and the earlier one stays readable; only one
that was made before its period was over is replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from services.reports.making import book, files, restating
from services.reports.making.model import Edition
from services.reports.rendering.formats import Format, render
from services.reports.sheet import Sheet
from shared.observability import logger

Tell = Callable[[], None]
"""Called after each file."""
JSON: Final = "application/json"


def keep(report_id: str, sheet: Sheet, now: datetime, tell: Tell) -> Edition:
    """The edition that holds what the sheet says; made now, unless there is one.

    Of two makers at once one wins, and the other serves the winner's.
    """
    newest = book.newest(report_id)
    content = restating.digest(sheet)
    if newest is not None and newest.content == content:
        logger.info("Report unchanged", report_id=report_id, edition=newest.number)
        return newest
    edition, issued = _next(report_id, newest, sheet, now)
    _store(edition, issued, tell)
    if not book.enter(edition, newest):
        winner = book.newest(report_id)
        assert winner is not None
        return winner
    logger.info("Report made", report_id=report_id, edition=edition.number)
    return edition


def _next(
    report_id: str, newest: Edition | None, sheet: Sheet, now: datetime
) -> tuple[Edition, Sheet]:
    """The edition to come, first or later or in a provisional one's place, and its sheet."""
    number, restated, restates = 1, 0, sheet.restates
    if newest is not None and newest.provisional:
        number = newest.number
    elif newest is not None:
        found = restating.changes(files.sheet_of(newest), sheet)
        number, restated = newest.number + 1, len(found)
        restates = restating.restatement(newest, found)
    issued = replace(sheet, edition=number, restates=restates)
    edition = Edition(
        report_id=report_id,
        number=number,
        made_at=now,
        issued_on=issued.issued_on,
        provisional=issued.provisional,
        content=restating.digest(sheet),
        seal=restating.sealed(issued),
        restated=restated,
    )
    return edition, issued


def _store(edition: Edition, issued: Sheet, tell: Tell) -> None:
    """All files before anybody can find the edition."""
    files.put(edition.sheet_file, msgspec.json.encode(issued), JSON)
    for format in Format:
        content = render(issued, format)
        files.put(edition.file(format.extension), content, format.media_type)
        tell()
