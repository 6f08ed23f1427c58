"""Intake (tiếp nhận): how dossiers, documents, supplements and withdrawals come in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.intake import submission
from services.intake.views import (
    CounterFiling,
    Filing,
    Receipt,
    ServiceRating,
    Supplementing,
    Upload,
    Withdrawal,
    receipt,
)
from shared import access
from shared.documents import uploads
from shared.documents.uploads import UploadForm
from shared.dossier import ledger, lifecycle, moves
from shared.dossier.dossier import By, Change, Dossier, Rating
from shared.dossier.numbering import local_day, parse
from shared.dossier.status import Action
from shared.reference import store
from shared.web.api import Api
from shared.web.principal import Role
from shared.web.problems import invalid
from shared.web.request import Request

api = Api("intake", title="Intake", title_vi="Tiếp nhận hồ sơ")
app = api.app
EVERYONE = (Role.CITIZEN, Role.OFFICER)
UPLOADERS = (*EVERYONE, Role.LEADER)


@api.post("/intake/uploads", allow=UPLOADERS, status=201, keyed=False)
def upload(request: Request[Upload]) -> UploadForm:
    """Declare a file and get a form to upload exactly that file.

    The form lives fifteen minutes and takes only the declared length, media type and SHA-256.
    Declaring changes nothing, so no Idempotency-Key is needed.
    """
    declared = request.body
    procedure = declared.procedure_code and store.procedure(
        declared.procedure_code, local_day(datetime.now(UTC))
    )
    component = procedure.document(declared.component) if procedure else None
    types = component.media_types if component else uploads.MEDIA_TYPES
    limit = component.max_bytes if component else uploads.MAX_BYTES
    faults = uploads.check_limits(declared, types, limit)
    if faults:
        raise invalid(*faults)
    return uploads.open_upload(request.principal.subject, declared)


@api.post("/intake/dossiers", allow=[Role.CITIZEN], status=201)
def submit(request: Request[Filing]) -> Receipt:
    """Submit a dossier online (nộp hồ sơ trực tuyến)."""
    now = datetime.now(UTC)
    return _write(request, submission.submit_online(request.body, request.principal, now), now)


@api.post("/intake/counter-dossiers", allow=[Role.OFFICER], status=201)
def take_in(request: Request[CounterFiling]) -> Receipt:
    """Take in a dossier at the counter or from the post, on behalf of the citizen.

    It is submitted and received at once; its legal clock starts now.
    """
    now = datetime.now(UTC)
    return _write(request, submission.take_in(request.body, request.principal, now), now)


@api.post("/intake/dossiers/{dossier_id}/supplement", allow=EVERYONE)
def supplement(request: Request[Supplementing]) -> Receipt:
    """Hand in the supplement that was asked for, by the applicant or at the counter."""
    now = datetime.now(UTC)
    dossier, by = _seen(request)
    lifecycle.row_for(dossier, Action.SUPPLEMENT, by)
    kept = uploads.collect(request.principal.subject, request.body.documents, "supplement", now)
    note = request.body.note
    change = moves.supplement(dossier, by, now, store.calendar(), documents=kept, note=note)
    return _write(request, change, now)


@api.post("/intake/dossiers/{dossier_id}/withdrawal", allow=EVERYONE)
def withdraw(request: Request[Withdrawal]) -> Receipt:
    """Withdraw a dossier at the applicant's wish, before it is resolved."""
    now = datetime.now(UTC)
    dossier, by = _seen(request)
    reason = request.body.reason
    return _write(request, moves.withdraw(dossier, by, now, store.calendar(), reason=reason), now)


@api.post("/intake/dossiers/{dossier_id}/rating", allow=[Role.CITIZEN])
def rate(request: Request[ServiceRating]) -> Receipt:
    """Rate the service, once, after the result (đánh giá sự hài lòng)."""
    now = datetime.now(UTC)
    dossier, by = _seen(request)
    said = request.body
    rating = Rating(overall=said.overall, convenience=said.convenience, attitude=said.attitude)
    change = moves.rate(dossier, by, now, store.calendar(), rating=rating, comment=said.comment)
    return _write(request, change, now)


def _seen(request: Request[Any]) -> tuple[Dossier, By]:
    """The dossier in the version that the caller saw, and who they are to it."""
    dossier = ledger.load(str(parse(request.path["dossier_id"])))
    by = access.by(request.principal, dossier, store.agencies())
    request.check_version(dossier.version)
    return dossier, by


def _write(request: Request[Any], change: Change, now: datetime) -> Receipt:
    answer = receipt(change.after, store.calendar(), now)
    ledger.append(change, request.receipt(answer))
    return answer


api.serve_openapi(Path(__file__).with_name("openapi.json"))
