"""Rules on validity that agencies and procedures share. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from services.catalogue.faults import fault
from services.catalogue.rows import Row
from shared.reference.model import Dated
from shared.web.problems import FieldError


def span_faults(rows: Sequence[Row[Any]]) -> Iterator[FieldError]:
    """Ends before beginnings, and spans of one code that overlap."""
    readable = [row for row in rows if row.record is not None]
    for row in readable:
        if row.record.valid_to is not None and row.record.valid_to <= row.record.valid_from:
            yield fault(f"{row.place}/valid_to", "date_order", of=row.code)
    ordered = sorted(readable, key=lambda row: (row.code, row.record.valid_from))
    for _, spans in groupby(ordered, key=lambda row: row.code):
        yield from _overlaps(list(spans))


def _overlaps(spans: list[Row[Any]]) -> Iterator[FieldError]:
    for earlier, later in pairwise(spans):
        if meet(earlier.record, later.record):
            began = earlier.record.valid_from
            yield fault(f"{later.place}/valid_from", "overlap", of=later.code, x=began)


def meet(one: Dated, other: Dated) -> bool:
    """Whether two records share a day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Dated, other: Dated) -> bool:
    return other.valid_to is None or one.valid_from < other.valid_to
