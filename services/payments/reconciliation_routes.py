"""The accountant's routes: reconcile a gateway's day, read the result, explain what differs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any, Final

from msgspec.structs import replace

from services.payments import settlements
from services.payments.model import GatewayName
from services.payments.reconciliation import Fault, WrongRows
from services.payments.reconciliation_views import (
    ExplanationBody,
    GatewayQuery,
    PartQuery,
    RunsQuery,
    RunTable,
    RunView,
    SettlementFile,
    UnmatchedView,
    run_table,
    run_view,
    unmatched_view,
)
from services.payments.settlements import TooDifferent, Unmatched
from shared.dossier import ledger
from shared.reference import store
from shared.web import paging
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.principal import Role
from shared.web.problems import FieldError, Problem, invalid, wrong_field
from shared.web.request import Request

RUNS: Final = "/payments/reconciliations"
UNMATCHED: Final = "/payments/unmatched"
MOST_FAULTS: Final = 1000
_GATEWAYS: Final[dict[str, GatewayName]] = {"national": "national", "vnpay": "vnpay"}
_LINE_ID: Final = re.compile(r"(national|vnpay)-(\d{8})-[0-9a-f]{16}", re.ASCII)


def declare(api: Api) -> None:
    """Give the service its reconciliation routes."""
    who = [Role.ADMINISTRATOR]
    api.post(RUNS, allow=who, status=201)(reconcile)
    api.get(RUNS, allow=who)(list_reconciliations)
    api.get(RUNS + "/{gateway}/{date}", allow=who)(read_reconciliation)
    api.get(UNMATCHED, allow=who)(list_unmatched)
    api.post(UNMATCHED + "/{line_id}/explanation", allow=who)(explain)


def reconcile(request: Request[SettlementFile]) -> RunView:
    """Compare a gateway's settlement file of a date with what we know (đối soát).

    A date can be reconciled again; every run is kept, and the last one counts.
    """
    _admit(request)
    body = request.body
    try:
        run = settlements.reconcile(
            body.gateway,
            body.date,
            body.settlement_csv,
            by=request.principal.subject,
            at=datetime.now(UTC),
            keep=lambda run: request.receipt(run_view(run)),
        )
    except WrongRows as error:
        raise invalid(*map(_fault, error.faults[:MOST_FAULTS])) from error
    except TooDifferent as error:
        raise invalid(_not_of_this_day()) from error
    return run_view(run)


def list_reconciliations(request: Request[None, RunsQuery]) -> ListOf[RunView]:
    """A gateway's reconciliations of some dates, in order."""
    _admit(request)
    query = request.query
    page = settlements.runs(
        query.gateway, query.first, query.last, limit=query.limit, cursor=query.cursor
    )
    return ListOf(items=tuple(map(run_view, page.items)), next=paging.encode(page.cursor))


def read_reconciliation(request: Request[None, PartQuery]) -> RunTable:
    """The last reconciliation of a date with one part of its lines, as table and as CSV."""
    _admit(request)
    gateway, day = _GATEWAYS.get(request.path["gateway"]), _day(request.path["date"])
    run = settlements.latest(gateway, day) if gateway and day else None
    if run is None:
        raise Problem("not-found")
    part = request.query.part
    return run_table(run, part, settlements.lines_of(run, part))


def list_unmatched(request: Request[None, GatewayQuery]) -> ListOf[UnmatchedView]:
    """A gateway's money that did not match and nobody explained, oldest first."""
    _admit(request)
    query = request.query
    page = settlements.unexplained(query.gateway, limit=query.limit, cursor=query.cursor)
    return ListOf(items=tuple(map(unmatched_view, page.items)), next=paging.encode(page.cursor))


def explain(request: Request[ExplanationBody]) -> UnmatchedView:
    """Explain a line that does not match, which takes it off the list (giải trình chênh lệch)."""
    _admit(request)
    found = _line(request.path["line_id"])
    if not found.is_open:
        raise Problem("line-explained")
    explained = replace(
        found,
        explanation=request.body.explanation.strip(),
        explained_by=request.principal.subject,
        explained_at=datetime.now(UTC),
    )
    answer = unmatched_view(explained)
    settlements.explain(explained, request.receipt(answer))
    return answer


def _admit(request: Request[Any, Any]) -> None:
    """The money of the whole province is for administrators of its root agency.

    Raises:
        AlreadyAnswered: this very request was carried out before.
        Problem: 403 for an administrator of an agency below it.
    """
    agency = store.agencies().latest(request.principal.agency_code)
    if agency is None or agency.parent is not None:
        raise Problem("agency-not-yours")
    if request.key is not None:
        earlier = ledger.answered(request.principal.subject, request.key, request.hash)
        if earlier is not None:
            raise earlier


def _line(line_id: str) -> Unmatched:
    name = _LINE_ID.fullmatch(line_id)
    day = _day(name[2]) if name else None
    found = settlements.unmatched(_GATEWAYS[name[1]], day, line_id) if name and day else None
    if found is None:
        raise Problem("not-found")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fault(fault: Fault) -> FieldError:
    return wrong_field(
        "/settlement_csv",
        "format",
        f"Dòng {fault.line}: sai {fault.column}.",
        f"Line {fault.line}: wrong {fault.column}.",
    )


def _not_of_this_day() -> FieldError:
    return wrong_field(
        "/settlement_csv",
        "other",
        "Tệp gần như không khớp: có thể của cổng khác hoặc ngày khác.",
        "Nearly nothing matches: this may be another gateway's file, or another day's.",
    )
