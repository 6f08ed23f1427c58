"""What a register says: its lines in words, as of the moment it was asked for. Pure."""

from __future__ import annotations

from typing import Final

from services.papers.contents import Register, RegisterEntry
from services.papers.forms import CIRCULARS, Form, blank, edition_on
from services.papers.letterhead import letterhead, name_of
from services.papers.register_model import Asked, Line, Row
from services.papers.words import short_moment
from shared.clock import Standing, WorkingCalendar
from shared.dossier.clock_view import standing_of
from shared.dossier.numbering import local_day
from shared.dossier.status import Status
from shared.identity.people import Person
from shared.reference.agencies import AgencyTree

_ENDED: Final = {Status.WITHDRAWN: "withdrawn", Status.STOPPED: "stopped"}


def register(asked: Asked, entries: tuple[RegisterEntry, ...], agencies: AgencyTree) -> Register:
    """The whole register, in the edition of its last date."""
    edition = edition_on(asked.last)
    return Register(
        form=blank(edition, Form.REGISTER).number,
        circular=CIRCULARS[edition],
        letterhead=letterhead(agencies, asked.agency_code, local_day(asked.asked_at), ""),
        first=f"{asked.first:%d/%m/%Y}",
        last=f"{asked.last:%d/%m/%Y}",
        entries=entries,
    )


def entry(
    asked: Asked, row: Row, person: Person, agencies: AgencyTree, calendar: WorkingCalendar
) -> RegisterEntry:
    """One line."""
    line = row.line
    returned = line.closed_at if line.status == Status.RETURNED else None
    return RegisterEntry(
        dossier_id=line.dossier_id,
        procedure_name=line.procedure_name,
        applicant=person.name,
        contact=", ".join(filter(None, (person.address, person.phone))),
        agency=name_of(agencies, asked.agency_code, asked.last),
        received_at=short_moment(line.accepted_at),
        due_at=short_moment(line.due_at),
        forwarded_at=short_moment(row.forwarded_at),
        received_back_at=short_moment(row.received_back_at),
        returned_at=short_moment(returned),
        return_method=line.return_method or "",
        remark=_remark(asked, line, calendar),
    )


def _remark(asked: Asked, line: Line, calendar: WorkingCalendar) -> str:
    status = Status(line.status)
    if status in _ENDED:
        return _ENDED[status]
    stands = standing_of(
        status,
        line.due_at,
        asked.asked_at,
        calendar,
        finished_at=line.resolved_at or line.closed_at,
        unit=line.term_unit,
    )
    return "late" if stands is Standing.LATE else ""
