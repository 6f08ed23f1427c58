"""The shelf: papers' files in the documents bucket and their list per dossier.

What an event called for is made once: its first bytes stay (a conditional put), and so does its
line in the list, however often and in whatever order the events come.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

import msgspec
from msgspec import Struct
from pynamodb.exceptions import DoesNotExist, PutError

from services.papers.forms import Edition, Form
from services.papers.tables import PaperItem
from shared import aws
from shared.documents.uploads import LINK_SECONDS
from shared.settings import need

PREFIX: Final = "papers/"
_STALE: Final = "ConditionalCheckFailedException"
_THERE: Final = "PreconditionFailed"


class Paper(Struct, frozen=True, kw_only=True):
    """A paper of a dossier: the form that its event ``number`` called for, dated ``made_at``."""

    dossier_id: str
    form: Form
    edition: Edition
    number: int
    made_at: datetime

    @property
    def paper_id(self) -> str:
        """Its name within the dossier: ``reception-000002``."""
        return f"{self.form}-{self.number:06d}"

    @property
    def storage_key(self) -> str:
        """Where its file is."""
        return f"{PREFIX}{self.dossier_id}/{self.paper_id}.pdf"


_papers: Final = msgspec.json.Decoder(Paper)


def has(paper: Paper) -> bool:
    """Whether the paper is listed, or a later one stands in its place."""
    try:
        found = PaperItem.get(paper.dossier_id, _key(paper), consistent_read=True)
    except DoesNotExist:
        return False
    return int(found.number) >= paper.number


def put(paper: Paper, content: bytes) -> None:
    """Keep a paper and list it; only the newest control slip is listed."""
    store(paper.storage_key, content)
    item = PaperItem(
        paper.dossier_id,
        _key(paper),
        number=paper.number,
        body=msgspec.json.encode(paper).decode(),
    )
    newer = PaperItem.about.does_not_exist() | (PaperItem.number < paper.number)
    try:
        item.save(condition=newer)
    except PutError as error:
        if error.cause_response_code != _STALE:
            raise


def store(key: str, content: bytes) -> None:
    """Keep a file, unless there is one under this key: the first stays."""
    client = aws.s3()
    try:
        client.put_object(
            Bucket=need("documents_bucket"),
            Key=key,
            Body=content,
            ContentType="application/pdf",
            IfNoneMatch="*",
        )
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] != _THERE:
            raise


def papers(dossier_id: str) -> tuple[Paper, ...]:
    """A dossier's papers in the order of their events."""
    found = PaperItem.query(dossier_id, PaperItem.item.startswith("PAPER#"), consistent_read=True)
    return tuple(sorted((_papers.decode(item.body) for item in found), key=lambda p: p.number))


def link(key: str, name: str) -> str:
    """A link to a file that lives five minutes; the reader's access must be recorded first."""
    wanted: dict[str, Any] = {
        "Bucket": need("documents_bucket"),
        "Key": key,
        "ResponseContentDisposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "ResponseContentType": "application/pdf",
    }
    return aws.s3().generate_presigned_url("get_object", Params=wanted, ExpiresIn=LINK_SECONDS)


def _key(paper: Paper) -> str:
    if paper.form is Form.CONTROL:
        return f"PAPER#{paper.form}"
    return f"PAPER#{paper.form}#{paper.number:06d}"
