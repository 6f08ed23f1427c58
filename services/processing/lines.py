"""One line of a worklist."""

from __future__ import annotations

from datetime import datetime

from services.processing.views import WorklistLine
from shared.dossier.items import Listing
from shared.web.showing import deadline_words, same, status_words


def line(found: Listing, now: datetime) -> WorklistLine:
    """A dossier in a worklist, with where it stands against the deadline that binds now."""
    return WorklistLine(
        **same(found, WorklistLine) | status_words(found.status) | deadline_words(found, now)
    )
