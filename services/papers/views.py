"""What papers takes in and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from msgspec import Struct, field

from services.papers.forms import CIRCULARS, Form, blank
from services.papers.register_model import MOST_ROWS, Job, State
from services.papers.shelf import Paper
from shared.reference.model import AgencyCode
from shared.web.showing import agency_words, shown

STATE_WORDS: Final = {
    State.WAITING: ("Đang lập sổ", "Being made"),
    State.READY: ("Đã lập xong", "Ready"),
    State.FAILED: (
        "Chưa lập được sổ; hệ thống sẽ thử lại",
        "It could not be made yet; it is tried again",
    ),
    State.TOO_LONG: (
        f"Kỳ này có hơn {MOST_ROWS} hồ sơ; hãy chọn kỳ ngắn hơn",
        f"There are more than {MOST_ROWS} dossiers in this period; please ask for a shorter one",
    ),
}


class PaperView(Struct, frozen=True, kw_only=True):
    """One paper of a dossier. ``number`` is the form's in its edition; our own forms have none."""

    paper_id: str
    form: Form
    number: str
    title: str
    title_en: str
    edition: str
    circular: str
    made_at: datetime


class Link(Struct, frozen=True, kw_only=True):
    """Where to fetch the PDF; the link lives ``expires_in`` seconds."""

    url: str
    expires_in: int


class RegisterBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose register, of dossiers accepted on which local dates, both included."""

    agency_code: AgencyCode
    from_: date = field(name="from")
    to: date


class RegisterView(Struct, frozen=True, kw_only=True):
    """A register and how far it is: ``done`` of ``total`` rows, None before they were counted.

    Once it is ready, ``url`` lives ``expires_in`` seconds; asking again gives a fresh one.
    """

    register_id: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    from_: date = field(name="from")
    to: date
    asked_at: datetime
    state: State
    state_name: str
    state_name_en: str
    done: int
    total: int | None
    url: str | None
    expires_in: int | None


def paper_view(paper: Paper) -> PaperView:
    """One paper, in words."""
    model = blank(paper.edition, paper.form)
    return PaperView(
        paper_id=paper.paper_id,
        form=paper.form,
        number=model.number,
        title=model.title,
        title_en=model.title_en,
        edition=paper.edition.value,
        circular=CIRCULARS[paper.edition],
        made_at=shown(paper.made_at),
    )


def register_view(job: Job, link: Link | None = None) -> RegisterView:
    """A register, in words."""
    name, name_en = STATE_WORDS[job.state]
    return RegisterView(
        **agency_words(job.asked.agency_code),
        register_id=job.asked.register_id,
        from_=job.asked.first,
        to=job.asked.last,
        asked_at=shown(job.asked.asked_at),
        state=job.state,
        state_name=name,
        state_name_en=name_en,
        done=job.done,
        total=job.total,
        url=link.url if link else None,
        expires_in=link.expires_in if link else None,
    )
