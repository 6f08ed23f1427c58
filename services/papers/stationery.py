"""The templates a paper is set from: ours, and a province's own in their place.

A province overrides a template with a file of the same relative path under ``templates/papers/`` in
the documents bucket. A warm function looks there every five minutes. What does not compile is not
used: the paper is set from ours, and an error is logged.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from services.papers import typesetting
from services.papers.typesetting import OURS, Unset
from shared import aws
from shared.observability import log_failure, logger
from shared.settings import need

PREFIX: Final = "templates/papers/"
FRESH_SECONDS: Final = 300
MOST_FILES: Final = 100


def set_paper(template: str, content: object, at: datetime) -> bytes:
    """A paper as PDF, from the province's template if there is one that works.

    Raises:
        Unset: ours does not compile either.
    """
    folder = _current(int(time.monotonic() // FRESH_SECONDS))
    if folder is None:
        return typesetting.pdf(OURS, template, content, at)
    try:
        return typesetting.pdf(folder, template, content, at)
    except Unset as error:
        log_failure("Province's template not used", error, template=template)
        return typesetting.pdf(OURS, template, content, at)


def forget() -> None:
    """Drop what is cached, for tests."""
    _current.cache_clear()


@lru_cache(maxsize=1)
def _current(_: int) -> Path | None:
    """Our templates with the province's laid over them; None if it has none."""
    found = _overrides()
    if not found:
        return None
    folder = Path(tempfile.mkdtemp(prefix="papers-"))
    shutil.copytree(OURS, folder, dirs_exist_ok=True)
    for name, body in found.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    logger.info("Province's templates laid over ours", files=len(found))
    return folder


def _overrides() -> dict[str, bytes]:
    """The province's files by their path below the prefix."""
    bucket, client = need("documents_bucket"), aws.s3()
    listed = client.list_objects_v2(Bucket=bucket, Prefix=PREFIX, MaxKeys=MOST_FILES)
    names = (o["Key"].removeprefix(PREFIX) for o in listed.get("Contents", []))
    return {
        name: client.get_object(Bucket=bucket, Key=PREFIX + name)["Body"].read()
        for name in names
        if _is_inside(name)
    }


def _is_inside(name: str) -> bool:
    """Whether a path leads to a file below the folder it is relative to."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.endswith("/") and name[0] != "/" and ".." not in parts
