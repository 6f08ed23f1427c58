"""Rules on validity that agencies and procedures share. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from services.catalogue.faults import fault
from services.catalogue.rows import Row
from shared.reference.model import Dated
from shared.web.problems import FieldError


def span_faults(rows: Sequence[Row[Dated]]) -> Iterator[FieldError]:
    """Ends before beginnings, and spans of one code that overlap."""
    readable = [(row, row.record) for row in rows if row.record is not None]
    for row, span in readable:
        if span.valid_to is not None and span.valid_to <= span.valid_from:
            yield fault(f"{row.place}/valid_to", "date_order", of=row.code)
    readable.sort(key=lambda found: (found[0].code, found[1].valid_from))
    for _, spans in groupby(readable, key=lambda found: found[0].code):
        yield from _overlaps(list(spans))


def _overlaps(spans: list[tuple[Row[Dated], Dated]]) -> Iterator[FieldError]:
    for (_, earlier), (row, later) in pairwise(spans):
        if meet(earlier, later):
            began = earlier.valid_from
            yield fault(f"{row.place}/valid_from", "overlap", of=row.code, x=began)


def meet(one: Dated, other: Dated) -> bool:
    """Whether two records share a day."""
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: Dated, other: Dated) -> bool:
    return other.valid_to is None or one.valid_from < other.valid_to
