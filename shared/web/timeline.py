"""A dossier's history as its owner and its officers read it: the same events, the same words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from shared.dossier.clock_view import ClockView, clock_view
from shared.dossier.dossier import Dossier
from shared.dossier.events import Actor, Event, EventType
from shared.dossier.status import Party
from shared.dossier.wording import sentence
from shared.reference import store
from shared.web.showing import agency_names, agency_words, same, status_words


class ActorView(Struct, frozen=True, kw_only=True):
    """Who did it: an official by name and agency, an applicant as the owner only."""

    party: Party
    name: str
    agency_code: str
    agency_name: str
    agency_name_en: str


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """One event, as a sentence in both languages and in its facts.

    ``note`` is what was written to the applicant: a reason, a notice, an apology; or by them: what
    they say of the service.
    """

    number: int
    type: EventType
    at: datetime
    text: str
    text_en: str
    status: int
    status_name: str
    status_name_en: str
    due_before: datetime | None
    due_after: datetime | None
    actor: ActorView
    note: str


class Timeline(Struct, frozen=True, kw_only=True):
    """Everything that happened to a dossier, oldest first, and its clock now.

    To officers it is the control slip (phiếu kiểm soát quá trình giải quyết hồ sơ).
    """

    dossier_id: str
    version: int
    clock: ClockView
    items: tuple[TimelineEntry, ...]


def timeline(dossier: Dossier, events: Iterable[Event], now: datetime) -> Timeline:
    """The history of a dossier."""
    return Timeline(
        dossier_id=dossier.dossier_id,
        version=dossier.version,
        clock=clock_view(dossier, store.calendar(), now),
        items=tuple(_entry(event) for event in events),
    )


def _entry(event: Event) -> TimelineEntry:
    said = sentence(event, agency_names)
    return TimelineEntry(
        **same(event, TimelineEntry)
        | status_words(event.status_after)
        | {"text": said.vi, "text_en": said.en, "actor": _actor(event.actor)}
    )


def _actor(actor: Actor) -> ActorView:
    return ActorView(**same(actor, ActorView) | agency_words(actor.agency_code))
