"""Every move of the lifecycle that officers and leaders make.

A move is one read, one decision in ``shared.dossier.moves`` and one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from services.processing.api import DOSSIER, api
from services.processing.bodies import (
    Assignment,
    Extension,
    Forwarding,
    Noted,
    Particulars,
    Reasoned,
    Resolution,
    Return,
    Stop,
    SupplementRequest,
)
from services.processing.views import DossierView, view
from shared import access
from shared.clock import WorkingCalendar
from shared.documents import uploads
from shared.dossier import ledger, lifecycle, moves
from shared.dossier.dossier import By, Change, Dossier, Result
from shared.dossier.errors import MoveRefused
from shared.dossier.numbering import local_day, parse
from shared.dossier.status import Action
from shared.dossier.wording import REASON_GAP, REASON_GAP_EN
from shared.reference import store
from shared.web.principal import Role
from shared.web.problems import FieldError, invalid, wrong_field
from shared.web.request import Request

Decide = Callable[[Dossier, By, datetime, WorkingCalendar], Change]
STAFF: Final = (Role.OFFICER, Role.LEADER)
LONGEST_EXTENSION: Final = timedelta(days=366)


@api.post(DOSSIER + "/acceptance", allow=[Role.OFFICER])
def accept(request: Request[Particulars]) -> DossierView:
    """Receive a submitted dossier and start its legal clock (tiếp nhận hồ sơ)."""
    return _make(request, moves.accept)


@api.post(DOSSIER + "/refusal", allow=[Role.OFFICER])
def refuse(request: Request[Reasoned]) -> DossierView:
    """Refuse a dossier that was not accepted yet, with the reason (từ chối tiếp nhận)."""
    return _make(request, partial(moves.refuse, reason=request.body.reason))


@api.post(DOSSIER + "/assignment", allow=STAFF)
def assign(request: Request[Assignment]) -> DossierView:
    """Assign a dossier to an officer (phân công); the first time, processing begins."""
    body = request.body
    return _make(
        request,
        partial(moves.assign, assignee=body.assignee, assignee_name=body.assignee_name),
    )


@api.post(DOSSIER + "/supplement-request", allow=[Role.OFFICER])
def ask_supplement(request: Request[SupplementRequest]) -> DossierView:
    """Ask the applicant to complete the dossier (yêu cầu bổ sung); the clock stops."""
    body = request.body
    return _make(request, partial(moves.ask_supplement, reason=body.reason, items=body.items))


@api.post(DOSSIER + "/supplement-expiry", allow=[Role.OFFICER])
def expire_supplement(request: Request[Particulars]) -> DossierView:
    """Close a request for supplement that was not answered in time."""
    return _make(request, moves.expire_supplement)


@api.post(DOSSIER + "/financial-duty-request", allow=[Role.OFFICER])
def ask_financial_duty(request: Request[Reasoned]) -> DossierView:
    """Ask the applicant to meet a financial duty (nghĩa vụ tài chính); the clock stops."""
    return _make(request, partial(moves.ask_financial_duty, reason=request.body.reason))


@api.post(DOSSIER + "/financial-duty-confirmation", allow=[Role.OFFICER])
def confirm_financial_duty(request: Request[Noted]) -> DossierView:
    """Record that the financial duty is met; the clock runs on."""
    return _make(request, partial(moves.confirm_financial_duty, note=request.body.note))


@api.post(DOSSIER + "/forwarding", allow=[Role.OFFICER])
def forward(request: Request[Forwarding]) -> DossierView:
    """Forward to an agency that takes part in the procedure (liên thông)."""
    return _make(request, partial(_forward, request.body))


@api.post(DOSSIER + "/receiving-back", allow=[Role.OFFICER])
def receive_back(request: Request[Noted]) -> DossierView:
    """Take a forwarded dossier back; the linked agency or the responsible one may do it."""
    return _make(request, partial(moves.receive_back, note=request.body.note))


@api.post(DOSSIER + "/extension", allow=STAFF)
def extend(request: Request[Extension]) -> DossierView:
    """Move the due date, once, with an apology (xin lỗi và hẹn lại ngày trả kết quả)."""
    body = request.body
    faults = tuple(_extension_faults(body))
    if faults:
        raise invalid(*faults)
    decide = partial(
        moves.extend,
        new_due=body.new_due,
        apology=body.apology,
        late_reason=body.late_reason,
    )
    return _make(request, decide)


@api.post(DOSSIER + "/stop", allow=STAFF)
def stop(request: Request[Stop]) -> DossierView:
    """Stop processing with a notice to the applicant (dừng giải quyết); the clock stops."""
    return _make(request, partial(moves.stop, notice=request.body.notice))


@api.post(DOSSIER + "/resumption", allow=STAFF)
def resume(request: Request[Noted]) -> DossierView:
    """Take up a stopped dossier again; the clock runs on."""
    return _make(request, partial(moves.resume, note=request.body.note))


@api.post(DOSSIER + "/resolution", allow=STAFF)
def resolve(request: Request[Resolution]) -> DossierView:
    """Record the result with its document(s) (có kết quả); it is not handed over yet."""
    return _make(request, partial(_resolve, request.body, request.principal.subject))


@api.post(DOSSIER + "/return", allow=[Role.OFFICER])
def return_result(request: Request[Return]) -> DossierView:
    """Hand the result over at the counter, by post or online (trả kết quả)."""
    body = request.body
    return _make(request, partial(moves.return_result, method=body.method, note=body.note))


@api.post(DOSSIER + "/correction", allow=[Role.LEADER])
def correct(request: Request[Reasoned]) -> DossierView:
    """Take back a result that was recorded by mistake; the leader answers for the reason."""
    return _make(request, partial(moves.correct, reason=request.body.reason))


def _extension_faults(body: Extension) -> Iterator[FieldError]:
    """A date out of all reason, and a drafted apology whose reason nobody filled in."""
    if body.new_due > datetime.now(UTC) + LONGEST_EXTENSION:
        yield wrong_field(
            "/new_due",
            "maximum",
            "Không quá một năm kể từ hôm nay.",
            "Not more than a year from today.",
        )
    gap = next((g for g in (REASON_GAP, REASON_GAP_EN) if g in body.apology), None)
    if gap is not None:
        yield wrong_field(
            "/apology",
            "reason_missing",
            f"Hãy thay {gap} bằng lý do chậm trễ.",
            f"Please put the reason for the delay in place of {gap}.",
        )


def _make(request: Request[Any], decide: Decide) -> DossierView:
    """One read, one decision, one transaction."""
    now = datetime.now(UTC)
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    by = access.by(request.principal, dossier, store.agencies())
    request.check_version(dossier.version)
    change = decide(dossier, by, now, store.calendar())
    answer = view(change.after, request.principal, now)
    ledger.append(change, request.receipt(answer))
    return answer


def _forward(
    body: Forwarding, dossier: Dossier, by: By, at: datetime, calendar: WorkingCalendar
) -> Change:
    """Forward to an agency that exists today and takes part in the procedure.

    Raises:
        Problem: 422, there is no such agency.
        MoveRefused: ``not_linked``, the procedure names others.
    """
    change = moves.forward(dossier, by, at, calendar, to_agency=body.to_agency, note=body.note)
    if store.agencies().find(body.to_agency, local_day(at)) is None:
        raise invalid(
            wrong_field(
                "/to_agency",
                "unknown_agency",
                "Không có cơ quan này vào ngày hôm nay.",
                "There is no such agency today.",
            )
        )
    linked = dossier.rules.linked_agencies
    if linked and body.to_agency not in linked:
        raise MoveRefused("not_linked", agency=body.to_agency)
    return change


def _resolve(
    body: Resolution,
    owner: str,
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
) -> Change:
    """Verify and keep the result's files once the move itself is known to be legal."""
    lifecycle.row_for(dossier, Action.RESOLVE, by)
    if body.signed_on > local_day(at):
        raise invalid(
            wrong_field(
                "/signed_on", "maximum", "Không thể ở tương lai.", "This cannot be in the future."
            )
        )
    result = Result(
        outcome=body.outcome,
        number=body.number,
        signed_by=body.signed_by,
        signed_on=body.signed_on,
    )
    kept = uploads.collect(owner, body.documents, "result", at)
    return moves.resolve(
        dossier,
        by,
        at,
        calendar,
        result=result,
        documents=kept,
        late_reason=body.late_reason,
    )
