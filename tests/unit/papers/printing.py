"""Papers of the demo dossier, printed."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from services.papers import filling, typesetting
from services.papers.filling import Source
from services.papers.forms import Edition, Form, blank
from tests.support import paper_reading
from tests.support.paper_samples import content

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
NEW, OLD = Edition.TT03_2025, Edition.TT01_2018


def printed(form: Form, edition: Edition, what: object) -> bytes:
    """A form that says something of one's own."""
    return typesetting.pdf(typesetting.OURS, blank(edition, form).template, what, AT)


def printed_from(form: Form, edition: Edition, source: Source) -> bytes:
    """A form of a source of one's own."""
    return printed(form, edition, filling.fill(form, source))


@cache
def demo(form: Form, edition: Edition) -> bytes:
    """A form with the demo dossier."""
    return printed(form, edition, content(form, edition))


@cache
def demo_text(form: Form, edition: Edition) -> str:
    """The text of a form with the demo dossier."""
    return paper_reading.text(demo(form, edition))
