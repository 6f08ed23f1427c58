"""Filling in the forms: from a dossier as it was at an event to what the form says. Pure.

A paper says what held at its event and not what holds now: dates come from the events up to it,
from the head only what never changes (who, what, where, the fees).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any, Final
from urllib.parse import quote

from msgspec import Struct

from services.papers import codes
from services.papers.contents import (
    Apology,
    Applicant,
    Content,
    Control,
    Marks,
    PaperLine,
    Receipt,
    Reception,
    Refusal,
    Slip,
    SlipLine,
    Stop,
    Supplement,
)
from services.papers.control import handovers
from services.papers.forms import CIRCULARS, Form, blank, edition_on
from services.papers.letterhead import letterhead, name_of
from services.papers.words import amount, amount_words, moment_words
from shared.clock import WorkingCalendar
from shared.clock.wording import term_vi
from shared.dossier.dossier import Document, Dossier
from shared.dossier.events import Event, EventType
from shared.dossier.numbering import local_day, parse
from shared.dossier.status import Party
from shared.identity.people import Personal
from shared.reference.agencies import AgencyTree
from shared.reference.fees import FeeLine
from shared.reference.messaging import Messaging
from shared.reference.model import FeeKind, Procedure


class Source(Struct, frozen=True, kw_only=True):
    """What a paper is made from; ``events`` end with the one that called for it.

    ``personal`` is None where the form names nobody but the applicant.
    """

    dossier: Dossier
    events: tuple[Event, ...]
    personal: Personal | None
    documents: tuple[Document, ...]
    procedure: Procedure | None
    agencies: AgencyTree
    calendar: WorkingCalendar
    messaging: Messaging
    public_url: str
    lookup_code: str

    @property
    def event(self) -> Event:
        """The event that called for the paper."""
        return self.events[-1]

    def first(self, kind: EventType) -> Event | None:
        """The first event of a type so far."""
        return next((e for e in self.events if e.type is kind), None)


def fill(form: Form, source: Source) -> Content:
    """What a form says of a dossier at an event."""
    return _FILL[form](source, _common(form, source))


def _common(form: Form, source: Source) -> dict[str, Any]:
    dossier, event = source.dossier, source.event
    day = local_day(event.at)
    edition = edition_on(day)
    number = f"{_tail(dossier.dossier_id)}.{event.number}"
    return {
        "form": blank(edition, form).number,
        "circular": CIRCULARS[edition],
        "letterhead": letterhead(source.agencies, dossier.agency_code, day, number),
        "marks": _marks(source, private=form is Form.RECEPTION),
        "applicant": _applicant(source),
        "procedure_code": dossier.procedure_code,
        "procedure_name": dossier.procedure_name,
    }


def _marks(source: Source, *, private: bool) -> Marks:
    """The look-up code stands only on the paper that is handed to the applicant."""
    code, policy = source.dossier.dossier_id, source.messaging
    page = f"{source.public_url}/api/tracking/lookup/{quote(code)}/page"
    return Marks(
        dossier_id=code,
        barcode=codes.barcode(code),
        qr=codes.qr(page),
        page=page,
        website=source.public_url,
        lookup_code=source.lookup_code if private else "",
        keyword=policy.keyword,
        short_code=policy.short_code if private else "",
    )


def _applicant(source: Source) -> Applicant:
    """The person to name; phone and e-mail are those of who handed in, who can be asked."""
    known = source.personal
    if known is None:
        return Applicant(
            name=source.dossier.applicant_name,
            representative="",
            identity_number="",
            address="",
            phone="",
            email="",
        )
    owner, other = known.applicant, known.representative
    return Applicant(
        name=owner.name,
        representative=other.name if other else "",
        identity_number=owner.identity_number,
        address=owner.address,
        phone=(other.phone if other else None) or owner.phone or "",
        email=(other.email if other else None) or owner.email or "",
    )


def _reception(source: Source, common: dict[str, Any]) -> Reception:
    dossier, event = source.dossier, source.event
    term = dossier.rules.term
    return Reception(
        **common,
        papers=paper_lines(source.documents, source.procedure),
        term=term_vi(term) if term else "",
        received_at=moment_words(event.at),
        due_at=moment_words(event.due_after),
        volume=str(local_day(event.at).year),
        entry=_tail(dossier.dossier_id),
        officer=event.actor.name,
        bearer=common["applicant"].bearer,
    )


def paper_lines(
    documents: Iterable[Document], procedure: Procedure | None
) -> tuple[PaperLine, ...]:
    """The components of a dossier in the procedure's order, then the files beyond them."""
    found: dict[str, int] = {}
    for file in documents:
        name = file.component or f"={file.name}"
        found[name] = found.get(name, 0) + 1
    required = {d.code: d for d in procedure.documents} if procedure else {}
    ordered = [*(c for c in required if c in found), *(c for c in found if c not in required)]
    return tuple(
        PaperLine(
            name=required[c].name if c in required else c.removeprefix("="),
            originals=required[c].originals if c in required else 0,
            copies=required[c].copies if c in required else 0,
            files=found[c],
        )
        for c in ordered
    )


def _supplement(source: Source, common: dict[str, Any]) -> Supplement:
    """The items asked for stand in the head as long as the request is the open one."""
    event, asked = source.event, source.dossier.supplement
    return Supplement(
        **common,
        items=asked.items if asked is not None and asked.asked_at == event.at else (),
        reason=event.note,
        deadline=moment_words(event.data.supplement_deadline),
        officer=event.actor.name,
    )


def _refusal(source: Source, common: dict[str, Any]) -> Refusal:
    event = source.event
    return Refusal(
        **common,
        submitted_at=moment_words(source.dossier.submitted_at),
        reason=event.note,
        expired=event.type is EventType.SUPPLEMENT_EXPIRED,
        deadline=moment_words(event.data.supplement_deadline),
        officer=event.actor.name,
        bearer=common["applicant"].bearer,
    )


def _apology(source: Source, common: dict[str, Any]) -> Apology:
    event = source.event
    return Apology(
        **common,
        accepted_at=_accepted(source),
        old_due=moment_words(event.due_before),
        new_due=moment_words(event.due_after),
        reason=event.note,
        signed_by=_leader(event),
    )


def _stop(source: Source, common: dict[str, Any]) -> Stop:
    event = source.event
    return Stop(
        **common,
        accepted_at=_accepted(source),
        reason=event.note,
        expired=event.type is EventType.SUPPLEMENT_EXPIRED,
        deadline=moment_words(event.data.supplement_deadline),
        signed_by=_leader(event),
    )


def _control(source: Source, common: dict[str, Any]) -> Control:
    day = local_day(source.event.at)

    def name(code: str) -> str:
        return name_of(source.agencies, code, day)

    forwarded = (e.data.to_agency for e in source.events if e.type is EventType.FORWARDED)
    return Control(
        **common,
        received_at=_accepted(source),
        due_at=moment_words(source.event.due_after),
        partners=tuple(dict.fromkeys(name(code) for code in forwarded if code)),
        handovers=handovers(source.events, name, source.calendar),
    )


def _receipt(source: Source, common: dict[str, Any]) -> Receipt:
    event = source.event
    return Receipt(
        **common,
        slips=slips(source.dossier.fees),
        paid_at=moment_words(event.at),
        payment=event.data.payment or "",
    )


def slips(fees: Iterable[FeeLine]) -> tuple[Slip, ...]:
    """Phí first, then lệ phí, each in its own slip; what cost nothing stands on none."""
    paid = sorted((line for line in fees if line.amount), key=lambda f: f.kind is FeeKind.CHARGE)
    return tuple(_slip(kind, tuple(lines)) for kind, lines in groupby(paid, lambda f: f.kind))


def _slip(kind: FeeKind, lines: tuple[FeeLine, ...]) -> Slip:
    total = sum(line.amount for line in lines)
    return Slip(
        kind=kind.value,
        lines=tuple(
            SlipLine(name=f.name, amount=amount(f.amount), legal_ref=f.legal_ref) for f in lines
        ),
        total=amount(total),
        in_words=amount_words(total),
    )


def _accepted(source: Source) -> str:
    accepted = source.first(EventType.ACCEPTED)
    return moment_words(accepted.at if accepted else None)


def _leader(event: Event) -> str:
    """Who signs for the agency: its leader, if it was one who decided."""
    return event.actor.name if event.actor.party is Party.LEADER else ""


def _tail(dossier_id: str) -> str:
    """The part of a code that its own agency counts by: ``261125-0001``."""
    return dossier_id.removeprefix(f"{parse(dossier_id).unit}-")


_FILL: Final[dict[Form, Callable[[Source, dict[str, Any]], Content]]] = {
    Form.RECEPTION: _reception,
    Form.SUPPLEMENT: _supplement,
    Form.REFUSAL: _refusal,
    Form.APOLOGY: _apology,
    Form.STOP: _stop,
    Form.CONTROL: _control,
    Form.RECEIPT: _receipt,
}
