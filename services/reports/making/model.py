"""Reports that are asked for: jobs, the editions they make, and how they go out. Pure."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.reports.asked import Asked

FILES: Final = ("xlsx", "pdf", "csv", "json")
"""What every report can be had as; the formats' own modules are heavy and no part of HTTP."""


class State(StrEnum):
    """Where the making of a report stands."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"


class Step(StrEnum):
    """What is being done to a report."""

    READING = "reading"  # its figures are read
    WRITING = "writing"  # its files are written


class Progress(Struct, frozen=True, kw_only=True):
    """How far the making is: ``done`` of ``total`` parts, over both steps."""

    step: Step = Step.READING
    done: int = 0
    total: int = 0


class Kind(StrEnum):
    """The schedules by which reports are made."""

    DAILY = "daily"
    MONTHLY = "monthly"
    STATUTORY = "statutory"


class Job(Struct, frozen=True, kw_only=True):
    """A report that somebody, or a schedule, asked for; instants are UTC.

    ``edition`` is the one that the last making came to. That making read the counters no earlier
    than ``begun_at``.
    """

    asked: Asked
    asked_at: datetime
    state: State = State.WAITING
    progress: Progress = Progress()
    edition: int | None = None
    begun_at: datetime | None = None

    def is_made_since(self, moment: datetime) -> bool:
        """Whether what there is was counted at that moment or later."""
        made = self.state is State.READY and self.begun_at is not None
        return made and self.begun_at is not None and self.begun_at >= moment


class Edition(Struct, frozen=True, kw_only=True):
    """One edition of a report (lần báo cáo), whose files never change.

    ``content`` is the digest of its figures and words, ``seal`` that of the whole edition with its
    date and number. ``restated`` counts the figures that changed since the edition before.
    """

    report_id: str
    number: int
    made_at: datetime
    issued_on: date
    provisional: bool
    content: str
    seal: str
    restated: int = 0

    @property
    def folder(self) -> str:
        """Where its files are. The seal is in it, so that two makers never mix their files."""
        return f"reports/{self.report_id}/{self.number}/{self.seal}"

    def file(self, extension: str) -> str:
        """The key of one of its files."""
        return f"{self.folder}/report.{extension}"

    @property
    def sheet_file(self) -> str:
        """The key of the sheet that its files were made from."""
        return f"{self.folder}/sheet.json"


class Errand(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A message of the jobs' queue. ``kind`` is the schedule that wants the report sent out."""

    report_id: str
    asked_at: datetime
    kind: Kind | None = None
