"""Files on their way into a dossier: declared, uploaded straight to storage, verified, kept.

The declaration is signed into the upload itself (length, media type, SHA-256), so that storage
refuses anything else. What is kept is a copy under a key nobody can upload to; ``uploads/`` expires
by itself after a week.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote, unquote

from botocore.exceptions import ClientError
from msgspec import Meta, Struct

from shared import aws
from shared.dossier.dossier import Document
from shared.settings import need
from shared.web.problems import FieldError, invalid, wrong_field

UPLOAD_SECONDS: Final = 900
LINK_SECONDS: Final = 300
MEDIA_TYPES: Final = ("application/pdf", "image/jpeg", "image/png")
MAX_BYTES: Final = 20_000_000


class Declaration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file will be. ``sha256`` is hexadecimal, ``size`` in bytes."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    media_type: Annotated[str, Meta(max_length=100)]
    size: Annotated[int, Meta(gt=0)]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]


class Uploaded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finished upload, and which required document it answers."""

    upload_id: Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]
    component: Annotated[str, Meta(max_length=64)] = ""


class UploadForm(Struct, frozen=True, kw_only=True):
    """Where and how to send the file: a multipart form with these fields and ``file`` last."""

    upload_id: str
    url: str
    fields: dict[str, str]
    expires_in: int


class DocumentView(Struct, frozen=True, kw_only=True):
    """A file of a dossier; its content is fetched through a link of its own."""

    document_id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime
    component: str
    purpose: Literal["application", "supplement", "result"]


def check_limits(
    declared: Declaration, media_types: Sequence[str], max_bytes: int
) -> tuple[FieldError, ...]:
    """What is wrong with a declaration."""
    faults: list[FieldError] = []
    if declared.media_type not in media_types:
        allowed = ", ".join(media_types)
        faults.append(
            wrong_field(
                "/media_type", "enum", f"Chỉ nhận: {allowed}.", f"Only these are taken: {allowed}."
            )
        )
    if declared.size > max_bytes:
        faults.append(
            wrong_field(
                "/size",
                "maximum",
                f"Tệp lớn nhất {max_bytes} byte.",
                f"A file may have at most {max_bytes} bytes.",
            )
        )
    return tuple(faults)


def open_upload(owner: str, declared: Declaration) -> UploadForm:
    """A form that uploads exactly the declared file, for fifteen minutes."""
    upload_id = uuid.uuid4().hex
    fields = {
        "Content-Type": declared.media_type,
        "x-amz-checksum-algorithm": "SHA256",
        "x-amz-checksum-sha256": base64.b64encode(bytes.fromhex(declared.sha256)).decode(),
        "x-amz-meta-name": quote(declared.name),
        "x-amz-meta-sha256": declared.sha256,
    }
    conditions: list[Any] = [{key: value} for key, value in fields.items()]
    conditions.append(["content-length-range", declared.size, declared.size])
    post = aws.s3().generate_presigned_post(
        need("documents_bucket"),
        _upload_key(owner, upload_id),
        Fields=dict(fields),
        Conditions=conditions,
        ExpiresIn=UPLOAD_SECONDS,
    )
    return UploadForm(
        upload_id=upload_id, url=post["url"], fields=post["fields"], expires_in=UPLOAD_SECONDS
    )


def collect(
    owner: str,
    uploads: Sequence[Uploaded],
    purpose: Literal["application", "supplement", "result"],
    at: datetime,
) -> tuple[Document, ...]:
    """Verify every upload and keep it; nothing is kept if one is missing or altered.

    Raises:
        Problem: 422 naming every upload that is not there or not what was declared.
    """
    heads = [(upload, _head(owner, upload)) for upload in uploads]
    faults = [
        _fault(index, head)
        for index, (upload, head) in enumerate(heads)
        if not _is_whole(owner, upload, head)
    ]
    if faults:
        raise invalid(*faults)
    return tuple(_keep(owner, upload, head, purpose, at) for upload, head in heads if head)


def link(document: Document) -> str:
    """A link to the file that lives five minutes; the reader's access must be recorded first."""
    disposition = f"attachment; filename*=UTF-8''{quote(document.name)}"
    return aws.s3().generate_presigned_url(
        "get_object",
        Params={
            "Bucket": need("documents_bucket"),
            "Key": document.storage_key,
            "ResponseContentDisposition": disposition,
        },
        ExpiresIn=LINK_SECONDS,
    )


def _upload_key(owner: str, upload_id: str) -> str:
    return f"uploads/{hashlib.sha256(owner.encode()).hexdigest()[:32]}/{upload_id}"


def _head(owner: str, upload: Uploaded) -> dict[str, Any] | None:
    try:
        return dict(
            aws.s3().head_object(
                Bucket=need("documents_bucket"),
                Key=_upload_key(owner, upload.upload_id),
                ChecksumMode="ENABLED",
            )
        )
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in (403, 404):
            return None
        raise


def _is_whole(owner: str, upload: Uploaded, head: dict[str, Any] | None) -> bool:
    """Whether what is stored is what was declared: storage vouches for it, or we read it."""
    if head is None:
        return False
    stored = head.get("ChecksumSHA256") or _checksum(_upload_key(owner, upload.upload_id))
    declared = bytes.fromhex(head["Metadata"].get("sha256", ""))
    return stored == base64.b64encode(declared).decode()


def _checksum(key: str) -> str:
    """SHA-256 of a stored file, for storage that keeps no checksums of form uploads."""
    digest = hashlib.sha256()
    body = aws.s3().get_object(Bucket=need("documents_bucket"), Key=key)["Body"]
    for chunk in body.iter_chunks(1 << 20):
        digest.update(chunk)
    return base64.b64encode(digest.digest()).decode()


def _fault(index: int, head: dict[str, Any] | None) -> FieldError:
    where = f"/documents/{index}/upload_id"
    if head is None:
        return wrong_field(
            where,
            "not_uploaded",
            "Tệp chưa được tải lên hoặc đã hết hạn.",
            "The file was not uploaded, or its upload has expired.",
        )
    return wrong_field(
        where,
        "altered",
        "Nội dung tệp khác với khai báo.",
        "The file's content differs from what was declared.",
    )


def _keep(
    owner: str, upload: Uploaded, head: dict[str, Any], purpose: Any, at: datetime
) -> Document:
    bucket = need("documents_bucket")
    key = f"documents/{upload.upload_id}"
    aws.s3().copy_object(
        Bucket=bucket,
        Key=key,
        CopySource={"Bucket": bucket, "Key": _upload_key(owner, upload.upload_id)},
        CopySourceIfMatch=head["ETag"],
    )
    return Document(
        document_id=upload.upload_id,
        name=unquote(head["Metadata"]["name"]),
        media_type=head["ContentType"],
        size=head["ContentLength"],
        sha256=head["Metadata"]["sha256"],
        storage_key=key,
        added_at=at,
        component=upload.component,
        purpose=purpose,
    )
