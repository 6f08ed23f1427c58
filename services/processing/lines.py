"""One line of a worklist, one line of a timeline."""

from __future__ import annotations

from datetime import datetime

from services.processing.views import (
    ActorView,
    TimelineEntry,
    WorklistLine,
    agency_name,
    agency_names,
    same,
    shown,
)
from shared.dossier.clock_view import STANDING_NAMES, standing_of
from shared.dossier.events import Actor, Event
from shared.dossier.items import Listing
from shared.dossier.status import STATUS_NAMES, Status
from shared.dossier.wording import sentence
from shared.reference import store


def line(found: Listing, now: datetime) -> WorklistLine:
    """A dossier in a worklist, with where it stands against the deadline that binds now."""
    due = found.reception_due_at if found.status == Status.REGISTERED else found.due_at
    stands = standing_of(
        found.status,
        due,
        now,
        store.calendar(),
        finished_at=found.resolved_at,
        unit=found.attention_unit,
    )
    name, name_en = STATUS_NAMES[Status(found.status)]
    words, words_en = STANDING_NAMES[stands]
    fields = same(found, WorklistLine) | {
        "due_at": shown(due),
        "status_name": name,
        "status_name_en": name_en,
        "standing": stands,
        "standing_name": words,
        "standing_name_en": words_en,
    }
    return WorklistLine(**fields)


def entry(event: Event) -> TimelineEntry:
    """An event as its timeline shows it."""
    said = sentence(event, agency_names)
    name, name_en = STATUS_NAMES[Status(event.status_after)]
    fields = same(event, TimelineEntry) | {
        "text": said.vi,
        "text_en": said.en,
        "status": event.status_after,
        "status_name": name,
        "status_name_en": name_en,
        "actor": _actor(event.actor),
    }
    return TimelineEntry(**fields)


def _actor(actor: Actor) -> ActorView:
    return ActorView(
        party=actor.party,
        name=actor.name,
        agency_code=actor.agency_code,
        agency_name=agency_name(actor.agency_code) if actor.agency_code else "",
    )
