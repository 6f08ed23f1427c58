"""Registers that were asked for: each a job in the table, made by another function from a queue."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec
from pynamodb.exceptions import DoesNotExist

from services.papers.register_model import Asked, Job, State
from services.papers.tables import REGISTER, RegisterItem
from shared import aws
from shared.dossier.errors import AlreadyAnswered
from shared.dossier.ledger import Receipt, Transaction, keep_receipt
from shared.settings import need

_asked: Final = msgspec.json.Decoder(Asked)


def name_of(caller: str, key: str) -> str:
    """The id of the register that a request asks for: the same for its repeats."""
    return hashlib.sha256(f"{caller}\n{key}".encode()).hexdigest()[:32]


def ask(asked: Asked, kept: Receipt) -> None:
    """Record the job and queue it; a repeat queues it again, should the first have died between.

    Raises:
        AlreadyAnswered: this very request was carried out before; carries its answer.
        KeyReused: the idempotency key belongs to another request.
        InFlight: another transaction holds one of the items just now.
    """
    writes = Transaction()
    body = msgspec.json.encode(asked).decode()
    writes.put(
        RegisterItem(_about(asked.register_id), REGISTER, state=State.WAITING.value, body=body)
    )
    keep_receipt(writes, kept)
    try:
        writes.commit()
    except AlreadyAnswered:
        _queue(asked.register_id)
        raise
    _queue(asked.register_id)


def find(register_id: str) -> Job | None:
    """A register as the last write left it."""
    try:
        item = RegisterItem.get(_about(register_id), REGISTER, consistent_read=True)
    except DoesNotExist:
        return None
    return Job(
        asked=_asked.decode(item.body or ""),
        state=State(item.state),
        done=int(item.done),
        total=None if item.total is None else int(item.total),
    )


def report(register_id: str, state: State, done: int, total: int | None) -> None:
    """Say how far a register is."""
    RegisterItem(_about(register_id), REGISTER).update(
        actions=[
            RegisterItem.state.set(state.value),
            RegisterItem.done.set(done),
            RegisterItem.total.set(total) if total is not None else RegisterItem.total.remove(),
        ]
    )


def _queue(register_id: str) -> None:
    aws.sqs().send_message(QueueUrl=need("register_queue_url"), MessageBody=register_id)


def _about(register_id: str) -> str:
    return f"REGISTER#{register_id}"
