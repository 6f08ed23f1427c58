"""Filings and uploads for the tests of intake and of the services behind it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from services.intake.app import app
from shared import aws
from shared.settings import settings
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN, WARD, WARD_OFFICER, person

PDF = b"%PDF-1.7 a birth certificate"
BIRTH = "1.001193"
ANSWERS = {
    "child_name": "Nguyễn Gia Bảo",
    "child_gender": "male",
    "child_birth_date": "2026-11-01",
    "birth_place": "Bệnh viện Phụ sản Hải Phòng",
    "mother_name": "Nguyễn Thị Lan",
    "requester_relation": "mother",
    "case": "on_time",
}


def declare(who: Who, content: bytes = PDF, **changes: Any) -> Answer:
    """Ask for an upload form."""
    body = {
        "name": "giấy chứng sinh.pdf",
        "media_type": "application/pdf",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **changes,
    }
    return call(app, "POST", "/intake/uploads", body=body, who=who)


def upload(who: Who, content: bytes = PDF, sent: bytes | None = None) -> str:
    """Declare a file and put it where the form's policy would; returns the upload's id."""
    form = declare(who, content).json
    fields = form["fields"]
    data = content if sent is None else sent
    aws.s3().put_object(
        Bucket=settings().documents_bucket,
        Key=fields["key"],
        Body=data,
        ContentType=fields["Content-Type"],
        ChecksumAlgorithm="SHA256",
        ChecksumSHA256=base64.b64encode(hashlib.sha256(data).digest()).decode(),
        Metadata={"name": fields["x-amz-meta-name"], "sha256": fields["x-amz-meta-sha256"]},
    )
    return str(form["upload_id"])


def filing(who: Who = LAN, *, uploader: Who | None = None, **changes: Any) -> dict[str, Any]:
    """A birth registration that can be taken in."""
    if "documents" not in changes:
        uploaded = upload(uploader or who)
        changes["documents"] = [{"upload_id": uploaded, "component": "birth_certificate"}]
    return {
        "procedure_code": BIRTH,
        "agency_code": WARD,
        "applicant": person(who),
        "answers": ANSWERS,
        **changes,
    }


def submit(who: Who = LAN, *, key: str = "fresh", **changes: Any) -> Answer:
    """Submit online."""
    return call(app, "POST", "/intake/dossiers", body=filing(who, **changes), who=who, key=key)


def take_in(who: Who = WARD_OFFICER, citizen: Who = LAN, **changes: Any) -> Answer:
    """Take in at the counter."""
    body = filing(citizen, uploader=who, **changes)
    return call(app, "POST", "/intake/counter-dossiers", body=body, who=who)
