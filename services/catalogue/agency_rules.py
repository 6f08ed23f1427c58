"""What must hold between the agencies of an import. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from services.catalogue.faults import fault
from services.catalogue.rows import Row
from services.catalogue.spans import span_faults
from shared.reference.model import Agency
from shared.web.problems import FieldError


def agency_faults(
    rows: Sequence[Row[Agency]], agencies: Sequence[Agency], known: Set[str]
) -> Iterator[FieldError]:
    """Faults of the rows, given all agencies as they would be and every code that is claimed."""
    yield from span_faults(rows)
    for row in rows:
        if row.record is not None:
            yield from _unknown_codes(row, row.record, known)
    yield from _cycles(rows, _parents(agencies))


def _unknown_codes(row: Row[Agency], agency: Agency, known: Set[str]) -> Iterator[FieldError]:
    if agency.parent is not None and agency.parent not in known:
        yield fault(f"{row.place}/parent", "unknown_agency", of=row.code, x=agency.parent)
    for n, heir in enumerate(agency.successors):
        if heir not in known:
            yield fault(f"{row.place}/successors/{n}", "unknown_agency", of=row.code, x=heir)


def _parents(agencies: Sequence[Agency]) -> dict[str, set[str]]:
    """Every parent a code ever has: scope follows all of them, so no cycle may span time either."""
    parents: dict[str, set[str]] = {}
    for agency in agencies:
        if agency.parent is not None:
            parents.setdefault(agency.code, set()).add(agency.parent)
    return parents


def _cycles(rows: Sequence[Row[Agency]], parents: dict[str, set[str]]) -> Iterator[FieldError]:
    for row in rows:
        parent = row.record.parent if row.record is not None else None
        path = None if parent is None else _way_up(parent, row.code, parents)
        if path is not None:
            chain = " → ".join((row.code, *path))
            yield fault(f"{row.place}/parent", "parent_cycle", of=row.code, x=chain)


def _way_up(start: str, goal: str, parents: dict[str, set[str]]) -> tuple[str, ...] | None:
    """The way from an agency up to another, if there is one."""
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [(start,)]
    while waiting:
        path = waiting.pop()
        if path[-1] == goal:
            return path
        if path[-1] not in seen:
            seen.add(path[-1])
            waiting += [(*path, parent) for parent in sorted(parents.get(path[-1], ()))]
    return None
