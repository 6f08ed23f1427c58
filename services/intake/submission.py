"""From a checked filing to a dossier's first event(s)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from services.intake import checks, contacts, pricing
from services.intake.views import CounterFiling, Filing
from shared import access
from shared.clock import WorkingCalendar, reception_deadline
from shared.documents import uploads
from shared.dossier import ledger, lifecycle, moves
from shared.dossier.dossier import By, Change, Contact, Document, Dossier, Rules
from shared.dossier.events import Actor
from shared.dossier.numbering import local_day
from shared.dossier.status import FeeState, Party, Status
from shared.identity import vault
from shared.identity.keys import identity_key, phone_key, phone_tail_key
from shared.identity.people import CONTACT, Person, Personal, Reach
from shared.identity.phones import TAIL_DIGITS
from shared.reference import store
from shared.reference.model import AgencyKind, Channel, Procedure
from shared.web.principal import Principal
from shared.web.problems import FieldError, Problem, invalid, wrong_field


def submit_online(filing: Filing, caller: Principal, now: datetime) -> Change:
    """A citizen's own submission: registered, to be received within eight working hours.

    Raises:
        Problem: 422 with everything that is wrong.
    """
    procedure, documents = _checked(filing, Channel.ONLINE, caller, now, _not_own(filing, caller))
    draft = _draft(filing, Channel.ONLINE, procedure, now)
    return moves.submit(draft, access.actor(caller, Party.OWNER), documents)


def take_in(filing: CounterFiling, caller: Principal, now: datetime) -> Change:
    """A dossier taken in by an officer: submitted and received in one write.

    Raises:
        Problem: 403 outside the officer's counter, 422 with everything that is wrong.
    """
    _check_counter(filing, caller, now)
    channel = Channel(filing.channel)
    procedure, documents = _checked(filing, channel, caller, now, _posting(filing, now))
    draft = _draft(filing, channel, procedure, now, filing.posted_at)
    officer = access.actor(caller, Party.OFFICER)
    submitted = moves.submit(draft, officer, documents)
    accepted = _accept(submitted.after, officer, now, store.calendar())
    return lifecycle.then(submitted, accepted)


def _accept(dossier: Dossier, officer: Actor, now: datetime, calendar: WorkingCalendar) -> Change:
    by = By(actor=officer, parties=frozenset({Party.OFFICER}))
    return moves.accept(dossier, by, now, calendar)


def _checked(
    filing: Filing,
    channel: Channel,
    caller: Principal,
    now: datetime,
    first: Sequence[FieldError],
) -> tuple[Procedure, tuple[Document, ...]]:
    """The procedure in force and the verified documents."""
    on = local_day(now)
    procedure = store.procedure(filing.procedure_code, on)
    found = (*first, *checks.faults(filing, channel, procedure, store.agencies(), on))
    if found or procedure is None:
        raise invalid(*found)
    return procedure, uploads.collect(caller.subject, filing.documents, "application", now)


def _draft(
    filing: Filing,
    channel: Channel,
    procedure: Procedure,
    now: datetime,
    posted_at: datetime | None = None,
) -> Dossier:
    """The dossier under its new code, personal part sealed."""
    bill = pricing.bill(filing, channel, procedure, local_day(now))
    code = ledger.reserve(filing.agency_code, local_day(now))
    sealed = vault.seal(code, _personal(filing))
    return Dossier(
        dossier_id=code,
        version=1,
        status=Status.REGISTERED,
        agency_code=filing.agency_code,
        held_by=filing.agency_code,
        procedure_code=procedure.code,
        procedure_name=procedure.name,
        field_code=procedure.field,
        level=procedure.level,
        channel=channel.value,
        catalogue_version=store.manifest().version,
        applicant_type=filing.applicant_type.value,
        applicant_key=identity_key(filing.applicant.identity_number),
        applicant_name=filing.applicant.name,
        representative_key=_key(filing.representative),
        sealed=sealed,
        contact=_contact(code, filing),
        rules=_rules(procedure, channel),
        fees=bill,
        fee_state=FeeState.DUE if sum(line.amount for line in bill) else FeeState.NONE,
        submitted_at=now,
        posted_at=posted_at,
        reception_due_at=reception_deadline(now, store.calendar()).astimezone(UTC),
    )


def _contact(code: str, filing: Filing) -> Contact:
    """How the person who hands in is told, their addresses sealed apart."""
    reach, channels, phones = (
        contacts.reach(filing),
        filing.notify.channels,
        contacts.phones(filing),
    )
    return Contact(
        language=filing.notify.language,
        sms=reach.phone is not None and (channels is None or "sms" in channels),
        email=reach.email is not None and (channels is None or "email" in channels),
        sealed=vault.seal(code, reach, CONTACT) if reach != Reach() else (),
        phone_keys=tuple(map(phone_key, phones)),
        tail_keys=tuple(phone_tail_key(code, phone[-TAIL_DIGITS:]) for phone in phones),
    )


def _personal(filing: Filing) -> Personal:
    return Personal(
        applicant=filing.applicant,
        applicant_type=filing.applicant_type,
        representative=filing.representative,
        answers=filing.answers,
    )


def _rules(procedure: Procedure, channel: Channel) -> Rules:
    return Rules(
        term=procedure.term_for(channel),
        max_supplements=procedure.max_supplements,
        supplement_days=procedure.supplement_days,
        linked_agencies=procedure.linked_agencies,
        pay_before=procedure.pay_before,
    )


def _key(person: Person | None) -> str | None:
    return None if person is None else identity_key(person.identity_number)


def _not_own(filing: Filing, caller: Principal) -> list[FieldError]:
    """Online one submits for oneself, or for another as the named representative."""
    people = [filing.applicant, *([filing.representative] if filing.representative else [])]
    if caller.identity_key in [identity_key(person.identity_number) for person in people]:
        return []
    return [
        wrong_field(
            "/representative" if filing.representative else "/applicant/identity_number",
            "not_the_caller",
            "Tài khoản đăng nhập phải là chủ hồ sơ hoặc người nộp thay được khai.",
            "The signed-in account must be the applicant or the named representative.",
        )
    ]


def _check_counter(filing: CounterFiling, caller: Principal, now: datetime) -> None:
    """An officer takes in for their own agency; a one-stop centre for any of its province."""
    if caller.agency_code == filing.agency_code:
        return
    own = store.agencies().find(caller.agency_code, local_day(now))
    if own is None or own.kind is not AgencyKind.ONE_STOP_CENTRE:
        raise Problem("agency-not-yours")


def _posting(filing: CounterFiling, now: datetime) -> list[FieldError]:
    """A postal dossier records when it was posted (QĐ 45/2016/QĐ-TTg), a counter one does not."""
    if filing.channel == "postal" and filing.posted_at is None:
        fault = (
            "required",
            "Phải ghi thời điểm gửi bưu chính.",
            "The time of posting is required.",
        )
    elif filing.channel == "counter" and filing.posted_at is not None:
        fault = ("other", "Chỉ dùng cho hồ sơ bưu chính.", "Only for postal dossiers.")
    elif filing.posted_at is not None and filing.posted_at > now:
        fault = ("maximum", "Không thể ở tương lai.", "This cannot be in the future.")
    else:
        return []
    return [wrong_field("/posted_at", *fault)]
