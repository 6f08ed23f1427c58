"""Writing a version: bodies first, then the pointer in one transaction. The only writer.

A body is stored under the hash of its content and never overwritten. The manifest under its number,
its release record, the ``current`` pointer and the administrator's receipt are one
``TransactWriteItems`` under a condition on the version before: a crash earlier leaves only bodies
that nothing names, and of two administrators one is told to look again.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Final

from msgspec.structs import replace
from pynamodb.exceptions import PutError
from pynamodb.models import Model

from services.catalogue.contents import Body, Plan
from services.catalogue.drafts import Present
from services.catalogue.publication import Release
from shared.dossier.errors import DossierError, StaleVersion
from shared.dossier.ledger import Receipt, Transaction, keep_receipt
from shared.observability import logger
from shared.reference import store
from shared.reference.messaging import Messaging
from shared.reference.model import Agency, CalendarData, Field
from shared.reference.store import CURRENT, MANIFEST, Manifest, ReferenceItem, pack, unpack
from shared.web.paging import ListOf, Paging, encode
from shared.web.problems import Problem

RELEASE: Final = "release"
_AT_ONCE: Final = 8
_CONDITION_FAILED: Final = "ConditionalCheckFailedException"


def present() -> Present:
    """The version in force, as the last write left it; empty before the first publication."""
    try:
        manifest: Manifest = store.read(MANIFEST, CURRENT, Manifest)
    except store.NothingPublished:
        return Present()
    return Present(
        manifest=manifest,
        fields=store.read("fields", manifest.fields, tuple[Field, ...]),
        agencies=store.read("agencies", manifest.agencies, tuple[Agency, ...]),
        calendar=store.read("calendar", manifest.calendar, CalendarData),
        messaging=_messaging(manifest.messaging),
        index=tuple(e for v in manifest.procedures_index for e in store.read_index_part(v)),
    )


def _messaging(version: str) -> Messaging | None:
    """The policy for messages; a version may have none."""
    if not version:
        return None
    found: Messaging = store.read("messaging", version, Messaging)
    return found


def publish(plan: Plan, *, by: str, note: str, receipt: Receipt | None = None) -> None:
    """Make the plan the version in force; a plan without changes only leaves its receipt.

    Raises:
        Problem: 409 ``catalogue-moved`` if somebody else published meanwhile.
        AlreadyAnswered: this very request was carried out before.
    """
    writes = Transaction()
    if plan.changes:
        _write_bodies(body for body in plan.bodies if not _is_stored(body, plan.before))
        _move_pointer(writes, plan, by=by, note=note)
    if receipt is not None:
        keep_receipt(writes, receipt)
    if plan.changes or receipt is not None:
        _commit(writes)
    if plan.changes:
        store.forget()
        logger.info("Catalogue published", catalogue_version=plan.manifest.version, subject=by)


def _is_stored(body: Body, before: Manifest) -> bool:
    """Whether the version in force names this very body already."""
    kind, _, code = body.name.partition("/")
    if code:
        return before.procedures.get(code) == body.version
    if kind == store.INDEX:
        return body.version in before.procedures_index
    return bool(getattr(before, kind) == body.version)


def _write_bodies(bodies: Iterable[Body]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_write_once, bodies):
            pass


def _write_once(body: Body) -> None:
    """Store a body unless it is there: the same name and version are the same content."""
    item = ReferenceItem(body.name, body.version, body=body.packed)
    try:
        item.save(condition=ReferenceItem.name.does_not_exist())
    except PutError as error:
        if error.cause_response_code != _CONDITION_FAILED:
            raise


def _move_pointer(writes: Transaction, plan: Plan, *, by: str, note: str) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    seen, number = plan.before.version, plan.manifest.version
    manifest = pack(replace(plan.manifest, published_at=now.isoformat()))
    release = Release(
        version=number, published_at=now, published_by=by, note=note, changes=plan.changes
    )
    new = ReferenceItem.name.does_not_exist()
    unmoved = ReferenceItem.number == seen if seen else new
    taken = _taken(seen)
    writes.put(_numbered(MANIFEST, number, manifest), taken, condition=new)
    writes.put(_numbered(RELEASE, number, pack(release)), taken, condition=new)
    current = ReferenceItem(MANIFEST, CURRENT, body=manifest, number=number)
    writes.put(current, taken, condition=unmoved)


def _numbered(name: str, number: int, body: bytes) -> ReferenceItem:
    return ReferenceItem(name, f"{number:06d}", body=body, number=number)


def _taken(seen: int) -> Any:
    def meaning(_: Model | None) -> DossierError:
        return StaleVersion(seen, None)

    return meaning


def _commit(writes: Transaction) -> None:
    try:
        writes.commit()
    except StaleVersion as error:
        raise Problem("catalogue-moved") from error


def releases(paging: Paging) -> ListOf[Release]:
    """The published versions, newest first."""
    found = ReferenceItem.query(
        RELEASE,
        scan_index_forward=False,
        page_size=paging.limit,
        limit=paging.limit,
        last_evaluated_key=paging.cursor,
    )
    items = tuple(unpack(item.body, Release) for item in found)
    return ListOf(items=items, next=encode(found.last_evaluated_key))
