"""The editions' files in the documents bucket, each written once, and the links to them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

import msgspec

from services.reports.asked import Asked
from services.reports.making.model import Edition
from services.reports.sheet import Sheet
from shared import aws
from shared.settings import need

LINK_SECONDS: Final = 300
_sheets: Final = msgspec.json.Decoder(Sheet)


def put(key: str, content: bytes, media_type: str) -> None:
    """Keep a file; written again, it is the same."""
    aws.s3().put_object(
        Bucket=need("documents_bucket"), Key=key, Body=content, ContentType=media_type
    )


def get(key: str) -> bytes:
    """A file's content."""
    return aws.s3().get_object(Bucket=need("documents_bucket"), Key=key)["Body"].read()


def sheet_of(edition: Edition) -> Sheet:
    """The sheet that an edition's files were made from."""
    return _sheets.decode(get(edition.sheet_file))


def link(edition: Edition, asked: Asked, extension: str) -> str:
    """A link to one file of an edition that lives five minutes."""
    name = file_name(asked, edition.number, extension)
    wanted: dict[str, Any] = {
        "Bucket": need("documents_bucket"),
        "Key": edition.file(extension),
        "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(name)}",
    }
    return aws.s3().generate_presigned_url("get_object", Params=wanted, ExpiresIn=LINK_SECONDS)


def file_name(asked: Asked, number: int, extension: str) -> str:
    """What a download and an attachment are called: ``II.06c-H24-2026-11-1.pdf``."""
    return f"{asked.form}-{asked.scope.agency_code}-{asked.period.key}-{number}.{extension}"
