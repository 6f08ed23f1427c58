"""Dossiers on an officer's desk, and the calls an officer makes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient

from services.processing.app import app
from shared import aws
from shared.clock import Term, TermUnit, reception_deadline
from shared.documents import uploads
from shared.documents.uploads import Declaration
from shared.dossier import ledger, moves
from shared.dossier.dossier import By, Document, Dossier, Rules
from shared.dossier.events import Actor
from shared.dossier.numbering import local_day
from shared.dossier.status import Party, Status
from shared.dossier.tables import Item
from shared.identity import vault
from shared.identity.keys import identity_key
from shared.identity.people import Person, Personal
from shared.reference import store
from shared.reference.model import ApplicantType
from shared.settings import settings
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN, LAN_ID, WARD, WARD_OFFICER, person

DOSSIER = "/processing/dossiers/{dossier_id}"
LINKED, OTHER_LINKED = "H24.CA", "H24.D21"
LINKED_OFFICER = Who("officer-linked", "officer", agency=LINKED, name="Bùi Văn An")
WARD_LEADER = Who("leader-ward", "leader", agency=WARD, name="Ngô Thị Chủ Tịch")
OFFICER = By(
    actor=Actor(subject="officer-ward", party=Party.OFFICER, agency_code=WARD, name="Phạm Thu Hà"),
    parties=frozenset({Party.OFFICER, Party.LEADER}),
)
OWNER = Actor(subject=LAN.subject, party=Party.OWNER)
RULES = Rules(
    term=Term(5, TermUnit.WORKING_DAYS),
    max_supplements=1,
    supplement_days=30,
    linked_agencies=(LINKED, OTHER_LINKED),
)
REASON = "Thiếu bản chính giấy chứng sinh"
PDF = b"%PDF-1.7 a result"


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


def submitted(at: datetime | None = None, agency: str = WARD, rules: Rules = RULES) -> Dossier:
    """A dossier of citizen Lan, with one document, waiting to be received."""
    at = at or datetime.now(UTC)
    code = ledger.reserve(agency, local_day(at))
    applicant = Person(**person(LAN))
    personal = Personal(
        applicant=applicant, applicant_type=ApplicantType.CITIZEN, answers={"child_name": "Bảo"}
    )
    draft = Dossier(
        dossier_id=code,
        version=1,
        status=Status.REGISTERED,
        agency_code=agency,
        held_by=agency,
        procedure_code="1.001193",
        procedure_name="Đăng ký khai sinh",
        field_code="HOTICH",
        level=4,
        channel="online",
        catalogue_version=1,
        applicant_type="citizen",
        applicant_key=identity_key(LAN_ID),
        applicant_name=applicant.name,
        sealed=vault.seal(code, personal),
        rules=rules,
        submitted_at=at,
        reception_due_at=reception_deadline(at, store.calendar()),
    )
    return ledger.append(moves.submit(draft, OWNER, (document(at),)))


def document(at: datetime) -> Document:
    return Document(
        document_id="a" * 32,
        name="giấy chứng sinh.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256=hashlib.sha256(PDF).hexdigest(),
        storage_key="documents/" + "a" * 32,
        added_at=at,
        component="birth_certificate",
    )


def accepted(at: datetime | None = None, **rest: Any) -> Dossier:
    dossier = submitted(at, **rest)
    change = moves.accept(dossier, OFFICER, at or datetime.now(UTC), store.calendar())
    return ledger.append(change)


def asked(at: datetime) -> Dossier:
    """A dossier that waits for a supplement since then."""
    dossier = accepted(at)
    return ledger.append(
        moves.ask_supplement(dossier, OFFICER, at, store.calendar(), reason=REASON)
    )


def forwarded() -> Dossier:
    change = moves.forward(
        accepted(), OFFICER, datetime.now(UTC), store.calendar(), to_agency=LINKED
    )
    return ledger.append(change)


def move(
    dossier: Dossier | str, name: str, body: Any = None, who: Who = WARD_OFFICER, **rest: Any
) -> Answer:
    """POST a move; the body is ``{}`` unless given."""
    code = dossier if isinstance(dossier, str) else dossier.dossier_id
    sent = {} if body is None else body
    return call(
        app, "POST", f"{DOSSIER}/{name}", path={"dossier_id": code}, body=sent, who=who, **rest
    )


def get(
    dossier: Dossier | str, rest: str = "", who: Who | None = WARD_OFFICER, **path: str
) -> Answer:
    code = dossier if isinstance(dossier, str) else dossier.dossier_id
    return call(app, "GET", DOSSIER + rest, path={"dossier_id": code, **path}, who=who)


def upload(who: Who = WARD_OFFICER) -> str:
    """A finished upload of a result, of the caller's."""
    digest = hashlib.sha256(PDF)
    declared = Declaration(
        name="kết quả.pdf", media_type="application/pdf", size=len(PDF), sha256=digest.hexdigest()
    )
    form = uploads.open_upload(who.subject, declared)
    aws.s3().put_object(
        Bucket=settings().documents_bucket,
        Key=form.fields["key"],
        Body=PDF,
        ContentType="application/pdf",
        ChecksumAlgorithm="SHA256",
        ChecksumSHA256=base64.b64encode(digest.digest()).decode(),
        Metadata={
            "name": form.fields["x-amz-meta-name"],
            "sha256": form.fields["x-amz-meta-sha256"],
        },
    )
    return form.upload_id


def result(**changes: Any) -> dict[str, Any]:
    """A resolution's body."""
    return {
        "outcome": "granted",
        "number": "12/GKS",
        "signed_by": "Ngô Thị Chủ Tịch",
        "signed_on": local_day(ago(days=0)).isoformat(),
        "documents": [{"upload_id": upload()}],
        **changes,
    }


def everything() -> list[str]:
    """All items of the dossier table, to see that nothing was written."""
    return sorted(repr(sorted(item.attribute_values.items(), key=str)) for item in Item.scan())


@contextmanager
def calls() -> Iterator[list[str]]:
    """The names of all calls to AWS that are made meanwhile."""
    made: list[str] = []
    original = vars(BaseClient)["_make_api_call"]

    def counted(self: Any, name: str, arguments: Any) -> Any:
        made.append(name)
        return original(self, name, arguments)

    with patch.object(BaseClient, "_make_api_call", counted):
        yield made
