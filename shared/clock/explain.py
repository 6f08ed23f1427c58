"""A result that can say how it was reached, in Vietnamese and in English."""

import datetime as dt
from itertools import groupby
from typing import Literal

from msgspec import Struct, field

StepKind = Literal[
    "start",
    "counted",
    "skipped",
    "pause",
    "resume",
    "extension",
    "undecided",
    "provisional",
    "due",
]

SKIPPED_VI = "không tính "
SKIPPED_EN = "not counted: "


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a calculation: what happened `on` a date, or `from` one `until` another.

    `vi` and `en` are phrases that can stand alone, without a capital letter or a full stop.
    """

    kind: StepKind
    vi: str
    en: str
    on: dt.date | None = None
    from_: dt.date | None = field(default=None, name="from")
    until: dt.date | None = None


class Explanation(Struct, frozen=True):
    """The steps that led to a due date, in order."""

    steps: tuple[Step, ...]

    @property
    def vi(self) -> str:
        """One paragraph in Vietnamese."""
        return _paragraph([(step.kind, step.vi) for step in self.steps], SKIPPED_VI, "và")

    @property
    def en(self) -> str:
        """One paragraph in English."""
        return _paragraph([(step.kind, step.en) for step in self.steps], SKIPPED_EN, "and")


def _paragraph(phrases: list[tuple[StepKind, str]], prefix: str, conjunction: str) -> str:
    """Join phrases by semicolons, running neighbouring skipped days together."""
    parts: list[str] = []
    for kind, run in groupby(phrases, key=lambda phrase: phrase[0]):
        texts = [text for _, text in run]
        if kind == "skipped":
            texts = [prefix + _enumerate([t.removeprefix(prefix) for t in texts], conjunction)]
        parts += texts
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _enumerate(items: list[str], conjunction: str) -> str:
    *head, last = items
    return f"{', '.join(head)} {conjunction} {last}" if head else last
