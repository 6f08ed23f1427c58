"""Making a register from its job: the agency's lines with the names that belong to them.

Whoever asked for it is recorded as the reader of every dossier in it, before it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from services.papers import book, registers, shelf, stationery
from services.papers.contents import RegisterEntry
from services.papers.forms import Form, blank, edition_on
from services.papers.register_filling import entry, register
from services.papers.register_model import MOST_ROWS, Asked, Row, State
from shared.dossier import queries
from shared.dossier.dossier import Dossier
from shared.identity import vault
from shared.identity.people import Personal
from shared.messaging.consumer import take
from shared.observability import logger
from shared.reference import store

AT_ONCE: Final = 100


def make_registers(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    """Lambda handler of the jobs' queue."""
    return take(event, context, _handle, what="Register")


def _handle(register_id: str) -> None:
    job = registers.find(register_id)
    if job is None or job.state in (State.READY, State.TOO_LONG):
        logger.info("Register made before", register_id=register_id)
        return
    try:
        _make(job.asked)
    except Exception:
        registers.report(register_id, State.FAILED, 0, None)
        raise


def _make(asked: Asked) -> None:
    rows = list(islice(book.rows(asked.agency_code, asked.first, asked.last), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        registers.report(asked.register_id, State.TOO_LONG, 0, None)
        logger.info("Register refused", register_id=asked.register_id, limit=MOST_ROWS)
        return
    registers.report(asked.register_id, State.WAITING, 0, len(rows))
    content = register(asked, tuple(_entries(asked, rows)), store.agencies())
    template = blank(edition_on(asked.last), Form.REGISTER).template
    shelf.store(asked.storage_key, stationery.set_paper(template, content, asked.asked_at))
    registers.report(asked.register_id, State.READY, len(rows), len(rows))
    logger.info("Register made", register_id=asked.register_id, rows=len(rows))


def _entries(asked: Asked, rows: list[Row]) -> Iterator[RegisterEntry]:
    """The register's lines, some at a time; after each lot it is said how far it is."""
    for begin in range(0, len(rows), AT_ONCE):
        lot = rows[begin : begin + AT_ONCE]
        found = queries.dossiers(row.line.dossier_id for row in lot)
        heads = {dossier.dossier_id: dossier for dossier in found}
        for row in lot:
            person = _personal(asked, heads[row.line.dossier_id]).applicant
            yield entry(asked, row, person, store.agencies(), store.calendar())
        registers.report(asked.register_id, State.WAITING, begin + len(lot), len(rows))


def _personal(asked: Asked, dossier: Dossier) -> Personal:
    route = f"register {asked.register_id}"
    queries.record_access(dossier.dossier_id, asked.asked_by, route)
    return vault.unseal(dossier.dossier_id, dossier.sealed, Personal)
