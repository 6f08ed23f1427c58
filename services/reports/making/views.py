"""Reports as answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

from services.reports.asked import Asked, FormName
from services.reports.making import files
from services.reports.making.model import FILES, Edition, Job, Progress, State, Step
from services.reports.making.words import STATE_NAMES, STEP_NAMES, form_words
from services.reports.periods import Cutoff
from services.reports.sheet import Words
from shared.web.showing import agency_words, shown


class ProgressView(Struct, frozen=True, kw_only=True):
    """How far the making is: ``done`` of ``total`` parts."""

    step: Step
    step_name: str
    step_name_en: str
    done: int
    total: int


class ReportLine(Struct, frozen=True, kw_only=True):
    """A report as lists show it. ``edition`` is the newest one, None before there is one."""

    report_id: str
    form: FormName
    form_name: str
    form_name_en: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    subtree: bool
    field_code: str = field(name="field")
    procedure: str
    level: int | None
    channel: str
    period: str
    cutoff: Cutoff
    from_: date = field(name="from")
    to: date
    asked_at: datetime
    state: State
    state_name: str
    state_name_en: str
    progress: ProgressView
    edition: int | None


class EditionView(Struct, frozen=True, kw_only=True):
    """One edition. ``restated`` counts the figures that changed since the one before;
    a ``provisional`` one was made before its period was over, and will be replaced.
    """

    number: int
    made_at: datetime
    issued_on: date
    provisional: bool
    restated: int


class ReportView(ReportLine, frozen=True, kw_only=True):
    """A report with its editions, the first one first.

    When it is ready, ``links`` has an address for each format of the newest edition, which lives
    ``expires_in`` seconds; asking again gives fresh ones.
    """

    editions: tuple[EditionView, ...]
    links: dict[str, str] | None
    expires_in: int | None


class Restated(Struct, frozen=True, kw_only=True):
    """One line of what changed since the edition before."""

    detail: str
    detail_en: str


class EditionFiles(EditionView, frozen=True, kw_only=True):
    """An edition, what it restates, and where its files are for ``expires_in`` seconds."""

    restates: tuple[Restated, ...]
    links: dict[str, str]
    expires_in: int


def report_line(job: Job) -> ReportLine:
    """A report in a list."""
    return ReportLine(**_facts(job))


def report_view(job: Job, editions: tuple[Edition, ...]) -> ReportView:
    """A report with its editions, and links to the newest once it is ready."""
    ready = job.state is State.READY and bool(editions)
    return ReportView(
        **_facts(job),
        editions=tuple(EditionView(**_edition(each)) for each in editions),
        links=_links(editions[-1], job.asked) if ready else None,
        expires_in=files.LINK_SECONDS if ready else None,
    )


def edition_files(edition: Edition, asked: Asked, restates: tuple[Words, ...]) -> EditionFiles:
    """One edition with links to its files."""
    return EditionFiles(
        **_edition(edition),
        restates=tuple(Restated(detail=vi, detail_en=en) for vi, en in restates),
        links=_links(edition, asked),
        expires_in=files.LINK_SECONDS,
    )


def _facts(job: Job) -> dict[str, Any]:
    asked, scope = job.asked, job.asked.scope
    form_name, form_name_en = form_words(asked.form)
    state_name, state_name_en = STATE_NAMES[job.state]
    return {
        **agency_words(scope.agency_code),
        "report_id": asked.report_id,
        "form": asked.form,
        "form_name": form_name,
        "form_name_en": form_name_en,
        "subtree": scope.subtree,
        "field_code": scope.field_code,
        "procedure": scope.procedure_code,
        "level": scope.level,
        "channel": scope.channel,
        "period": asked.period.name,
        "cutoff": asked.period.cutoff,
        "from_": asked.period.first,
        "to": asked.period.last,
        "asked_at": shown(job.asked_at),
        "state": job.state,
        "state_name": state_name,
        "state_name_en": state_name_en,
        "progress": _progress(job.progress),
        "edition": job.edition,
    }


def _progress(progress: Progress) -> ProgressView:
    name, name_en = STEP_NAMES[progress.step]
    return ProgressView(
        step=progress.step,
        step_name=name,
        step_name_en=name_en,
        done=progress.done,
        total=progress.total,
    )


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "number": edition.number,
        "made_at": shown(edition.made_at),
        "issued_on": edition.issued_on,
        "provisional": edition.provisional,
        "restated": edition.restated,
    }


def _links(edition: Edition, asked: Asked) -> dict[str, str]:
    return {extension: files.link(edition, asked, extension) for extension in FILES}
