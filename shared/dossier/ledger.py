"""The dossier ledger: the only code that writes dossiers.

One move is one ``TransactWriteItems``: the head under its version, the event(s), the outbox
entries, the documents, the linked agency's worklist entry and the idempotency row stand or fall
together. Calls: a submission is one update (the number) and one transaction; a move is one read
and one transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from msgspec import Struct
from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from shared.dossier import items
from shared.dossier.dossier import Change, Dossier
from shared.dossier.errors import (
    AlreadyAnswered,
    DossierError,
    DossierNotFound,
    InFlight,
    KeyReused,
    MoveRefused,
    StaleVersion,
)
from shared.dossier.numbering import MAX_NUMBER, DossierCode
from shared.dossier.tables import (
    HEAD,
    IDEMPOTENCY,
    SEQUENCE,
    Head,
    IdempotencyItem,
    Item,
    SequenceItem,
)

_CONDITION_FAILED: Final = "ConditionalCheckFailed"
_CONFLICT: Final = frozenset({"TransactionConflict", "TransactionInProgress"})


class Receipt(Struct, frozen=True, kw_only=True):
    """The answer to keep with the move: the same ``key`` and ``request_hash`` get it again."""

    caller: str
    key: str
    request_hash: str
    status: int
    answer: bytes
    expires: int

    @property
    def row_key(self) -> str:
        """Partition key of the idempotency row."""
        return row_key(self.caller, self.key)


def row_key(caller: str, key: str) -> str:
    """Partition key of a caller's idempotency row."""
    return f"IDEM#{caller}#{key}"


@cache
def _connection() -> Connection:
    """PynamoDB's connection, shared with the models so that there is one HTTP pool."""
    return Head._get_connection().connection


def load(dossier_id: str) -> Dossier:
    """The dossier as the last write left it (consistent read).

    Raises:
        DossierNotFound: no dossier has this code.
    """
    try:
        head = Head.get(dossier_id, HEAD, consistent_read=True)
    except DoesNotExist as error:
        raise DossierNotFound(dossier_id) from error
    return items.to_dossier(head)


def reserve(agency_code: str, day: date) -> str:
    """The agency's next dossier code of that local date, by one atomic update.

    A number is taken even if the submission then fails: codes are unique and ascending, and a gap
    means a submission that was not completed.

    Raises:
        MoveRefused: ``numbers_exhausted``, beyond 999,999 a day.
    """
    counter = SequenceItem(f"SEQ#{agency_code}#{day:%y%m%d}", SEQUENCE)
    counter.update(actions=[SequenceItem.last.add(1)])
    if int(counter.last) > MAX_NUMBER:
        raise MoveRefused("numbers_exhausted", agency=agency_code)
    return str(DossierCode(agency_code, day, int(counter.last)))


def append(change: Change, receipt: Receipt | None = None) -> Dossier:
    """Write a move whole or not at all, and return the new state.

    Raises:
        StaleVersion: the dossier moved meanwhile; load it and decide anew.
        AlreadyAnswered: this very request was carried out before; carries its answer.
        KeyReused: the idempotency key belongs to another request.
        InFlight: another transaction holds one of the items just now.
    """
    writes = Transaction()
    _write_head(writes, change)
    for event in change.events:
        writes.put(items.event_item(event), _taken(change), unique=True)
        writes.put(items.outbox_item(event))
    for document in change.documents:
        writes.put(items.document_item(change.after.dossier_id, document))
    _write_handover(writes, change)
    if receipt is not None:
        keep_receipt(writes, receipt)
    writes.commit()
    return change.after


def answered(caller: str, key: str, request_hash: str) -> AlreadyAnswered | KeyReused | None:
    """What an earlier request with this key left behind, if anything."""
    try:
        row = IdempotencyItem.get(row_key(caller, key), IDEMPOTENCY, consistent_read=True)
    except DoesNotExist:
        return None
    return _earlier(row, request_hash)


def _write_head(writes: Transaction, change: Change) -> None:
    before = change.before
    head = items.head_item(change.after)
    if before is None:
        writes.put(head, lambda _: InFlight(change.after.dossier_id), unique=True)
    else:
        writes.put(head, _taken(change), condition=Head.version == before.version)


def _taken(change: Change) -> Callable[[Model | None], DossierError]:
    seen = change.before.version if change.before is not None else 0
    return lambda _: StaleVersion(seen, None)


def _write_handover(writes: Transaction, change: Change) -> None:
    """Keep the linked agency's worklist entry equal to the head."""
    before, after = change.before, change.after
    if before is not None and before.is_forwarded and before.held_by != after.held_by:
        writes.delete(items.handover_item(before))
    if after.is_forwarded:
        writes.put(items.handover_item(after))


def keep_receipt(writes: Transaction, receipt: Receipt) -> None:
    """Keep the answer to this request in the same transaction as its effect."""
    now = int(datetime.now(UTC).timestamp())
    row = IdempotencyItem(
        receipt.row_key,
        IDEMPOTENCY,
        request_hash=receipt.request_hash,
        status=receipt.status,
        answer=receipt.answer,
        expires=receipt.expires,
    )
    free = IdempotencyItem.dossier_id.does_not_exist() | (IdempotencyItem.expires < now)
    writes.put(row, lambda found: _clash(found, receipt), condition=free)


def _clash(found: Model | None, receipt: Receipt) -> DossierError:
    if not isinstance(found, IdempotencyItem):
        return InFlight(receipt.key)
    return _earlier(found, receipt.request_hash) or InFlight(receipt.key)


def _earlier(row: IdempotencyItem, request_hash: str) -> AlreadyAnswered | KeyReused | None:
    if row.expires < datetime.now(UTC).timestamp():
        return None
    if row.request_hash != request_hash:
        return KeyReused(row.dossier_id)
    return AlreadyAnswered(int(row.status), row.answer)


class Transaction:
    """Puts and deletes, each with the domain error its failed condition means."""

    def __init__(self) -> None:
        self._write = TransactWrite(connection=_connection())
        self._deletes = 0
        self._meanings: list[Callable[[Model | None], DossierError] | None] = []
        self._models: list[type[Model]] = []

    def put(
        self,
        item: Model,
        meaning: Callable[[Model | None], DossierError] | None = None,
        *,
        condition: Condition | None = None,
        unique: bool = False,
    ) -> None:
        wanted = Item.dossier_id.does_not_exist() if unique else condition
        self._write.save(item, condition=wanted, return_values="ALL_OLD")
        self._meanings.append(meaning)
        self._models.append(type(item))

    def delete(self, item: Model) -> None:
        self._write.delete(item)
        self._deletes += 1

    def commit(self) -> None:
        try:
            self._write._commit()
        except TransactWriteError as error:
            raise self._meaning(error) from error

    def _meaning(self, error: TransactWriteError) -> Exception:
        """The domain error of the last failed condition: a replay explains a stale version."""
        reasons = error.cancellation_reasons[self._deletes :] or [None] * len(self._models)
        known = list(zip(reasons, self._meanings, self._models, strict=True))
        for reason, meaning, model in reversed(known):
            if reason is not None and reason.code == _CONDITION_FAILED and meaning is not None:
                found = model.from_raw_data(reason.raw_item) if reason.raw_item else None
                return meaning(found)
        codes = {reason.code for reason in error.cancellation_reasons if reason is not None}
        return InFlight("conflict") if codes & _CONFLICT else error
