"""What counting an event and reading a report cost, on a local cloud of its own.

Dossiers are spread over a year, some agencies and procedures. Their events' effects are added up
and put as cells (counting events is measured apart), the year is folded, and the figures read.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from infra.local.ministack import start_ministack
from infra.local.ports import free_port
from infra.local.settings import Place
from infra.local.templates import load_template
from shared.dossier.events import EventData, EventType, PublicActor, PublicEvent
from shared.dossier.status import Party, Status

TABLE: Final = "reports"
NOW: Final = datetime(2026, 3, 1, tzinfo=UTC)
YEAR: Final = (date(2025, 1, 1), date(2025, 12, 31))
MONTHS: Final = (date(2025, 1, 15), date(2025, 12, 14))
"""Eleven statutory months: no whole year to read, but half-months."""
FEW, MANY = 20, 300
PROCEDURES: Final = 12
SIZES: Final = (1_000, 10_000, 100_000)
UNITS_BUDGET, SECONDS_BUDGET, FLAT_BUDGET = 6.0, 5.0, 2.0
BATCH: Final = 100
Move = tuple[EventType, Status | None, Status, int]
WAY: Final[tuple[Move, ...]] = (
    (EventType.SUBMITTED, None, Status.REGISTERED, 0),
    (EventType.ACCEPTED, Status.REGISTERED, Status.ACCEPTED, 0),
    (EventType.SUPPLEMENT_REQUESTED, Status.ACCEPTED, Status.SUPPLEMENT, 1),
    (EventType.SUPPLEMENT_RECEIVED, Status.SUPPLEMENT, Status.ACCEPTED, 3),
    (EventType.RESOLVED, Status.ACCEPTED, Status.RESOLVED, 6),
    (EventType.RETURNED, Status.RESOLVED, Status.RETURNED, 7),
)


def life(nth: int, agencies: int) -> Iterator[PublicEvent]:
    """The events of one dossier; every seventh is late."""
    begin = datetime(2025, 1, 1, 3, tzinfo=UTC) + timedelta(days=nth * 7 % 350)
    due = begin + timedelta(days=4 if nth % 7 == 0 else 9)
    agency, procedure = f"H24.X{nth % agencies:03}", nth // agencies % PROCEDURES
    for number, (kind, before, after, days) in enumerate(WAY, 1):
        at = begin + timedelta(days=days)
        yield PublicEvent(
            dossier_id=f"{agency}-{begin:%y%m%d}-{nth:06}",
            number=number,
            type=kind,
            at=at,
            business_date=at.date(),
            agency_code=agency,
            held_by=agency,
            procedure_code=f"1.{procedure:06}",
            field_code=f"F{procedure % 4}",
            level=3 + procedure % 2,
            channel=("online", "counter", "postal")[nth // 3 % 3],
            applicant_type="citizen",
            status_before=before,
            status_after=after,
            due_before=due if number > 2 else None,
            due_after=due if number > 1 else None,
            data=EventData(in_time=True),
            actor=PublicActor(party=Party.OFFICER, agency_code=agency),
        )


@contextmanager
def cloud() -> Iterator[None]:
    """A local cloud with an empty reports table, in the environment of this process."""
    with tempfile.TemporaryDirectory() as folder:
        child, endpoint = start_ministack(Place(Path(folder)), free_port())
        os.environ |= {
            "AWS_ENDPOINT_URL": endpoint.url,
            "AWS_DEFAULT_REGION": endpoint.region,
            "AWS_ACCESS_KEY_ID": "bench",
            "AWS_SECRET_ACCESS_KEY": "bench",
            "REPORTS_TABLE": TABLE,
        }
        try:
            yield
        finally:
            child.stop()


def new_table() -> None:
    """The table as the template has it, empty, and nothing remembered of another."""
    from services.reports.counting import applying, table, versions

    found = load_template(Path("services/reports/template.yaml"))["Resources"]["ReportsTable"]
    keys = {k: found["Properties"][k] for k in ("AttributeDefinitions", "KeySchema")}
    client = table.client()
    if TABLE in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE)
    client.create_table(TableName=TABLE, BillingMode="PAY_PER_REQUEST", **keys)
    versions.forget()
    applying.forget()


def load(dossiers: int, agencies: int) -> None:
    """Put what the dossiers' events add up to, and fold the years that are over."""
    from services.reports.counting import folding, table, versions
    from services.reports.counting.effects import effects

    sums: dict[Any, dict[str, int]] = {}
    for nth in range(dossiers):
        for event in life(nth, agencies):
            for effect in effects(event):
                cell = sums.setdefault((effect.day, effect.cell), {})
                cell[effect.measure] = cell.get(effect.measure, 0) + effect.amount
    version = versions.current().active
    table.move_earliest(version, YEAR[0])
    table.put_many(
        {
            **table.key(table.day_key(version, day), table.cell_key(cell)),
            **{name: {"N": str(amount)} for name, amount in amounts.items()},
        }
        for (day, cell), amounts in sums.items()
    )
    versions.may_fold(version, NOW - timedelta(hours=1))
    began = time.perf_counter()
    folding.fold_up_to(NOW, lambda _done, _total: None)
    taken = time.perf_counter() - began
    size = f"{dossiers:>8,} dossiers of {agencies} agencies"
    print(f"{size}: {len(sums):>7,} cells, folded in {taken:.1f} s")


@contextmanager
def consumed() -> Iterator[list[int]]:
    """The read units of every call meanwhile."""
    from services.reports.counting import table

    client, units = table.client(), list[int]()
    names = ("get_item", "query", "batch_get_item")
    real = {name: getattr(client, name) for name in names}

    def measured(name: str) -> Callable[..., Any]:
        def call(**request: Any) -> Any:
            answer = real[name](**request)
            units.append(units_of(answer))
            return answer

        return call

    for name in names:
        setattr(client, name, measured(name))
    yield units
    for name in names:
        setattr(client, name, real[name])


def units_of(answer: dict[str, Any]) -> int:
    """The read units of an answer by DynamoDB's rule for consistent reads: one for each 4 KB, of
    all items of a query together, of each item of a batch. (The local cloud's own numbers leave
    the sizes out.)
    """
    if "Responses" in answer:
        return sum(_units([row]) for rows in answer["Responses"].values() for row in rows)
    return _units(answer["Items"] if "Items" in answer else [answer.get("Item", {})])


def _units(rows: list[dict[str, Any]]) -> int:
    size = sum(len(name) + len(value) for row in rows for name, value in _plain(row))
    return max(1, math.ceil(size / 4096))


def _plain(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """An item's attributes as DynamoDB counts them: names and values, without their types."""
    for name, typed in row.items():
        (value,) = typed.values()
        yield name, value


def read(by: Any, period: tuple[date, date]) -> tuple[float, float]:
    """Read units and the median of seconds of a period's figures of every agency."""
    from services.reports.asked import Scope
    from services.reports.counting import reading

    seconds = []
    with consumed() as units:
        for _ in range(3):
            began = time.perf_counter()
            scope = Scope(agency_code="H24")
            found = reading.lines(None, *period, by=by, scope=scope, now=NOW)
            seconds.append(time.perf_counter() - began)
            assert found
    return sum(units) / 3, statistics.median(seconds)


def write_units() -> float:
    """Write units of an event in batches: two for each item of a transaction."""
    from services.reports.counting import applying, table

    client, items = table.client(), list[int]()
    real = client.transact_write_items

    def counted(**request: Any) -> Any:
        items.append(len(request["TransactItems"]))
        return real(**request)

    client.transact_write_items = counted
    events = [event for nth in range(400) for event in life(nth * 37, MANY)]
    events.sort(key=lambda event: event.at)
    for begin in range(0, len(events), BATCH):
        assert applying.apply(events[begin : begin + BATCH], now=NOW) == []
    client.transact_write_items = real
    return 2 * sum(items) / len(events)


def main() -> int:
    with cloud():
        new_table()
        units = write_units()
        print(f"write units of an event in batches of {BATCH}: {units:.2f}")
        costs = {}
        for size in SIZES:
            new_table()
            load(size, FEW)
            costs[size] = readings()
        new_table()
        load(SIZES[-1], MANY)
        slowest = max(seconds for _, seconds in readings())
    pairs = zip(costs[SIZES[-1]], costs[SIZES[0]], strict=True)
    flat = max(large[0] / small[0] for large, small in pairs)
    print(f"\n100,000 dossiers are read at {flat:.2f} × the units of 1,000")
    print(f"the slowest of {MANY} agencies' readings: {slowest:.2f} s")
    return int(units > UNITS_BUDGET or flat > FLAT_BUDGET or slowest > SECONDS_BUDGET)


def readings() -> list[tuple[float, float]]:
    """Both periods both ways, each said."""
    found = []
    for name, period in (("a year", YEAR), ("11 months", MONTHS)):
        for by in ("agencies", "procedures"):
            units, seconds = read(by, period)
            print(f"         {name:<9} by {by:<10} {units:8.1f} read units  {seconds:6.3f} s")
            found.append((units, seconds))
    return found


if __name__ == "__main__":
    sys.exit(main())
