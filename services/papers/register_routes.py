"""The register's routes (sổ theo dõi hồ sơ): ask for one, see how far it is, fetch it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

from services.papers import registers, shelf
from services.papers.register_model import MOST_DAYS, Asked, Job, State
from services.papers.views import Link, RegisterBody, RegisterView, register_view
from shared import access
from shared.documents.uploads import LINK_SECONDS
from shared.dossier.numbering import local_day
from shared.reference import store
from shared.web.api import Api
from shared.web.principal import Role
from shared.web.problems import FieldError, Problem, invalid, wrong_field
from shared.web.request import Request

REGISTERS: Final = "/papers/registers"
STAFF: Final = (Role.OFFICER, Role.LEADER, Role.ADMINISTRATOR)


def declare(api: Api) -> None:
    """Give the service its register's routes."""
    api.post(REGISTERS, allow=STAFF, status=202)(ask_register)
    api.get(REGISTERS + "/{register_id}", allow=STAFF)(read_register)


def ask_register(request: Request[RegisterBody]) -> RegisterView:
    """Ask for an agency's register of dossiers accepted on some dates (lập sổ theo dõi hồ sơ).

    Officers have their own agency, leaders and administrators the subtree of theirs.
    """
    body, now, caller = request.body, datetime.now(UTC), request.principal
    access.check_agency(caller, body.agency_code, store.agencies())
    if wrong := faults(body.from_, body.to, local_day(now)):
        raise invalid(*wrong)
    asked = Asked(
        register_id=registers.name_of(caller.subject, request.key or ""),
        agency_code=body.agency_code,
        first=body.from_,
        last=body.to,
        asked_by=caller.subject,
        asked_at=now,
    )
    view = register_view(Job(asked=asked, state=State.WAITING))
    registers.ask(asked, request.receipt(view))
    return view


def read_register(request: Request) -> RegisterView:
    """How far a register that the caller asked for is; once it is ready, a link to it.

    The link lives five minutes. Every dossier in the register has recorded who asked for it, so
    nobody else is given the file.
    """
    job = registers.find(request.path["register_id"])
    if job is None or job.asked.asked_by != request.principal.subject:
        raise Problem("not-found", "Không có sổ này.", "There is no such register.")
    access.check_agency(request.principal, job.asked.agency_code, store.agencies())
    if job.state is not State.READY:
        return register_view(job)
    name = f"so-theo-doi-{job.asked.agency_code}-{job.asked.first}-{job.asked.last}.pdf"
    url = shelf.link(job.asked.storage_key, name)
    return register_view(job, Link(url=url, expires_in=LINK_SECONDS))


def faults(first: date, last: date, today: date) -> tuple[FieldError, ...]:
    """What is wrong with a period, all at once."""
    found = [_to_come(name) for name, day in (("/from", first), ("/to", last)) if day > today]
    if last < first:
        found.append(
            wrong_field(
                "/to",
                "minimum",
                "Ngày cuối phải từ ngày đầu trở đi.",
                "The last date must not be before the first.",
            )
        )
    if (last - first).days >= MOST_DAYS:
        found.append(
            wrong_field(
                "/to",
                "maximum",
                f"Một sổ nhiều nhất {MOST_DAYS} ngày.",
                f"One register has at most {MOST_DAYS} days.",
            )
        )
    return tuple(found)


def _to_come(field: str) -> FieldError:
    return wrong_field(field, "maximum", "Ngày này chưa đến.", "This day is still to come.")
