"""Making papers from the service's own queue of dossier events.

Events come at least once and in any order. A paper is made from the dossier's history up to its
event, so neither a later event nor a repeat changes it; what is listed already is not made again.
"""

from __future__ import annotations

from typing import Any, Final

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.papers import book, filling, shelf, stationery
from services.papers.filling import Source
from services.papers.forms import Form, blank, called_for, edition_on
from services.papers.shelf import Paper
from shared.dossier import queries
from shared.dossier.dossier import Document, Dossier
from shared.dossier.events import Event, PublicEvent
from shared.dossier.numbering import local_day, parse
from shared.identity import vault
from shared.identity.keys import lookup_code
from shared.identity.people import Personal
from shared.messaging.consumer import consume
from shared.observability import logger
from shared.reference import store
from shared.settings import need

READER: Final = "papers"
"""Who the records of access name when a paper is made."""


def render(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the queue."""
    return consume(event, context, apply)


def apply(event: PublicEvent) -> None:
    """Enter the event in the register, and make the paper that it calls for."""
    dossier, events = queries.with_history(event.dossier_id)
    book.keep(dossier, event)
    form = called_for(event)
    if form is not None:
        _make(form, dossier, _up_to(event, events))


def _up_to(event: PublicEvent, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The history that ends with an event.

    Raises:
        LookupError: the dossier has no such event.
    """
    past = events[: event.number]
    if (past[-1].number, past[-1].type) != (event.number, event.type):
        raise LookupError("the history has no such event")
    return past


def _make(form: Form, dossier: Dossier, events: tuple[Event, ...]) -> None:
    event = events[-1]
    edition = edition_on(local_day(event.at))
    paper = Paper(
        dossier_id=dossier.dossier_id,
        form=form,
        edition=edition,
        number=event.number,
        made_at=event.at,
    )
    if shelf.has(paper):
        return
    content = filling.fill(form, _source(paper, dossier, events))
    shelf.put(paper, stationery.set_paper(blank(edition, form).template, content, event.at))
    logger.info("Paper made", dossier_id=paper.dossier_id, paper=paper.paper_id)


def _source(paper: Paper, dossier: Dossier, events: tuple[Event, ...]) -> Source:
    """What the paper is made from; the personal part only if the form needs it."""
    is_reception = paper.form is Form.RECEPTION
    return Source(
        dossier=dossier,
        events=events,
        personal=None if paper.form is Form.CONTROL else _personal(paper, dossier),
        documents=_documents(paper) if is_reception else (),
        procedure=store.procedure(dossier.procedure_code, parse(dossier.dossier_id).day),
        agencies=store.agencies(),
        calendar=store.calendar(),
        messaging=store.messaging(),
        public_url=need("public_url"),
        lookup_code=lookup_code(dossier.dossier_id) if is_reception else "",
    )


def _personal(paper: Paper, dossier: Dossier) -> Personal:
    queries.record_access(dossier.dossier_id, READER, f"paper {paper.paper_id}")
    return vault.unseal(dossier.dossier_id, dossier.sealed, Personal)


def _documents(paper: Paper) -> tuple[Document, ...]:
    """The applicant's files that were there at the paper's moment."""
    found = queries.documents(paper.dossier_id)
    return tuple(f for f in found if f.purpose != "result" and f.added_at <= paper.made_at)
