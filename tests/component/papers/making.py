"""Events handed to the maker of papers, and reading what it made."""

from __future__ import annotations

from typing import Any

from services.papers import rendering, shelf
from services.papers.app import app
from services.papers.shelf import Paper
from shared import aws
from shared.dossier import queries
from shared.dossier.dossier import By
from shared.dossier.events import Actor, Event, EventType
from shared.dossier.status import Party
from shared.settings import settings
from tests.support import paper_reading
from tests.support.calling import Answer, Context, Who, call
from tests.support.people import LAN
from tests.support.queueing import batch, failed, message

SYSTEM = By(actor=Actor(subject="payments", party=Party.SYSTEM), parties=frozenset({Party.SYSTEM}))


def deliver(*events: Event) -> set[str]:
    """What the function gives back to its queue."""
    return failed(rendering.render(batch([message(e) for e in events]), Context()))  # type: ignore[arg-type]


def make_all(dossier_id: str) -> tuple[str, ...]:
    """The dossier's papers after all of its events were read."""
    assert deliver(*queries.history(dossier_id)) == set()
    return listed(dossier_id)


def listed(dossier_id: str) -> tuple[str, ...]:
    """The names of a dossier's papers, in order."""
    return tuple(paper.paper_id for paper in shelf.papers(dossier_id))


def event_of(dossier_id: str, kind: EventType) -> Event:
    """The last event of a type."""
    return [e for e in queries.history(dossier_id) if e.type is kind][-1]


def stored(key: str) -> bytes:
    """A file of the documents bucket."""
    found = aws.s3().get_object(Bucket=settings().documents_bucket, Key=key)
    return found["Body"].read()


def text_of(key: str) -> str:
    """The text of a stored PDF, its white space as single blanks."""
    return paper_reading.text(stored(key))


def paper_text(dossier_id: str, paper_id: str) -> str:
    """The text of one of a dossier's papers."""
    paper = next(p for p in shelf.papers(dossier_id) if p.paper_id == paper_id)
    return text_of(paper.storage_key)


def read(dossier_id: str, who: Who | None = LAN) -> Answer:
    """List a dossier's papers."""
    return call(
        app, "GET", "/papers/dossiers/{dossier_id}", path={"dossier_id": dossier_id}, who=who
    )


def fetch(dossier_id: str, paper_id: str, who: Who | None = LAN) -> Answer:
    """Ask for a link to one paper."""
    path = {"dossier_id": dossier_id, "paper_id": paper_id}
    return call(app, "GET", "/papers/dossiers/{dossier_id}/{paper_id}", path=path, who=who)


def names(answer: Answer) -> list[Any]:
    """The papers that a list shows."""
    return [paper["paper_id"] for paper in answer.json["items"]]


def paper_named(dossier_id: str, paper_id: str) -> Paper:
    """One listed paper."""
    return next(p for p in shelf.papers(dossier_id) if p.paper_id == paper_id)
