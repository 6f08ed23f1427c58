"""What is sent and answered about reconciliations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct

from services.payments.model import GatewayName
from services.payments.reconciliation import Line, Result, table
from services.payments.settlements import Run, Unmatched
from shared.web.paging import Paging
from shared.web.showing import same

Explanation = Annotated[str, Meta(min_length=3, max_length=1000, pattern=r"\S")]
Part = Annotated[int, Meta(ge=1, le=9999)]


class SettlementFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A gateway's settlement file of one local date, as CSV text."""

    gateway: GatewayName
    date: date
    settlement_csv: str


class ExplanationBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a line does not match; it names no person."""

    explanation: Explanation


class RunsQuery(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A gateway's reconciliations from one date to another, both included."""

    gateway: GatewayName
    first: date
    last: date


class GatewayQuery(Paging, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which gateway's unexplained lines."""

    gateway: GatewayName


class PartQuery(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of the lines, the first is 1."""

    part: Part = 1


class RunView(Struct, frozen=True, kw_only=True):
    """A reconciliation: by result how many lines, and VND on our and on the gateway's side."""

    gateway: GatewayName
    day: date
    number: int
    at: datetime
    by: str
    file_hash: str
    parts: int
    counts: dict[Result, int]
    ours: dict[Result, int]
    theirs: dict[Result, int]


class RunTable(RunView, frozen=True, kw_only=True):
    """A reconciliation with one part of its lines, as a table and as CSV text."""

    part: int
    lines: tuple[Line, ...]
    csv: str


class UnmatchedView(Struct, frozen=True, kw_only=True):
    """A line that did not match."""

    gateway: GatewayName
    day: date
    line: Line
    found_at: datetime
    explanation: str
    explained_by: str
    explained_at: datetime | None


def run_view(run: Run) -> RunView:
    """A reconciliation without its lines."""
    return RunView(**same(run, RunView))


def run_table(run: Run, part: int, lines: tuple[Line, ...]) -> RunTable:
    """A reconciliation with some of its lines."""
    return RunTable(**same(run, RunView), part=part, lines=lines, csv=table(lines))


def unmatched_view(found: Unmatched) -> UnmatchedView:
    """A line that did not match."""
    return UnmatchedView(**same(found, UnmatchedView))
