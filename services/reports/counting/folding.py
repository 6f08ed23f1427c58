"""Folding: sums of the spans that are over, made once, and anew when they were touched.

Whoever folds reads how often a span was touched before anything else. So a sum never says that it
holds what it does not, however many fold and count at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from services.reports.counting import spans, sums, table, versions
from services.reports.counting.effects import Cell
from services.reports.counting.spans import Span
from services.reports.counting.sums import ALL, NOTHING, Codes, Kept, Sheet
from services.reports.counting.tallies import Counts, by_level_and_channel, put_in, together

Progress = Callable[[int, int], None]
"""Told how many spans are done, and of how many."""
FEW_BY_DAY: Final = 4
"""Agencies up to which their cells of a day are read apart."""


def fold_up_to(now: datetime, progress: Progress) -> None:
    """Fold whatever is over and was not folded; what is there serves if it dies on the way.

    Sums that a reading up to yesterday needs are made anew if they were touched; others wait for
    their reader.
    """
    version, earliest = versions.current().active, None
    if versions.may_fold(version, now):
        earliest = table.earliest(version)
    if earliest is None:
        return
    last = spans.folded_to(now)
    due = [s for day in spans.days(earliest, last) for s in spans.around(day) if s.last == day]
    done_before = sums.folded(version, due)
    missing = [span for span in due if span not in done_before]
    for done, span in enumerate(missing):
        progress(done, len(missing))
        ensure(version, [span])
    _refresh(version, list(spans.cut(spans.year(earliest).first, last, last)))
    progress(len(missing), len(missing))


def ensure(version: int, wanted: Iterable[Span]) -> None:
    """Fold those of the spans that were not folded; all of them must be over."""
    all_of_them = list(wanted)
    done = sums.folded(version, all_of_them)
    for span in all_of_them:
        if span not in done:
            _fold(version, span)


def by_agency(
    version: int, sheet: Sheet, wanted: Sequence[Span], codes: Codes
) -> Iterator[tuple[str, Counts]]:
    """The agencies' counts of spans that are over, span by span; cells of days come as they are."""
    whole = [span for span in wanted if sheet is Sheet.SUM or not span.is_day]
    for span in wanted:
        if span not in whole:
            yield from day_cells(version, span.first, codes)
    ensure(version, whole)
    kept = sums.read(version, sheet, whole, codes)
    touched = sums.touched(version, whole, codes)
    for span, who in {**kept, **touched}:
        found = kept.get((span, who), NOTHING)
        if found.built != touched.get((span, who), 0):
            found = _anew(version, span, who)[sheet]
        yield who, found.counts


def of_all(version: int, wanted: Sequence[Span]) -> Iterator[Counts]:
    """The counts of all agencies together by field, procedure, level and channel, span by span."""
    ensure(version, wanted)
    for span in wanted:
        kept = sums.read_total(version, span)
        yield kept.counts if kept.built == _touches(version, span) else _total(version, span)


def day_cells(version: int, day: date, codes: Codes) -> Iterator[tuple[str, Counts]]:
    """The cells of a day that are some agencies', as they are just now."""
    apart = codes is not None and len(codes) <= FEW_BY_DAY
    for prefix in sorted(f"{code}#" for code in codes or ()) if apart else [""]:
        for cell, amounts in table.day_cells(version, day, prefix):
            if codes is None or cell.agency_code in codes:
                yield cell.agency_code, {_without_agency(cell): amounts}


def _fold(version: int, span: Span) -> None:
    """Make every agency's sums of a span, and then say that they are made."""
    touched = {who: n for (_, who), n in sums.touched(version, [span], None).items()}
    found = _gathered(version, span, None)
    built = {who: Kept(touched.get(who, 0), found.get(who, {})) for who in {**found, **touched}}
    _keep(version, span, built)
    if built:
        total = Kept(sum(touched.values()), together(found.values()))
        sums.keep(version, Sheet.CELLS, span, {ALL: total})
    sums.set_folded(version, span)


def _anew(version: int, span: Span, who: str) -> dict[Sheet, Kept]:
    """Make one agency's sums of a span anew."""
    touched = sums.touched(version, [span], frozenset({who})).get((span, who), 0)
    counts = _gathered(version, span, frozenset({who})).get(who, {})
    return _keep(version, span, {who: Kept(touched, counts)})[who]


def _total(version: int, span: Span) -> Counts:
    """Make the sum of all agencies anew."""
    touched = _touches(version, span)
    total = together(counts for _, counts in by_agency(version, Sheet.CELLS, [span], None))
    sums.keep(version, Sheet.CELLS, span, {ALL: Kept(touched, total)})
    return total


def _touches(version: int, span: Span) -> int:
    """How often any agency's sums were touched. Each only grows: equal sums are equal parts."""
    return sum(sums.touched(version, [span], None).values())


def _keep(version: int, span: Span, cells: dict[str, Kept]) -> dict[str, dict[Sheet, Kept]]:
    """Keep agencies' sums, on both sheets."""
    made = {
        who: {
            Sheet.CELLS: kept,
            Sheet.SUM: Kept(kept.built, by_level_and_channel(kept.counts)),
        }
        for who, kept in cells.items()
    }
    for sheet in Sheet:
        if sheet is Sheet.SUM or not span.is_day:
            sums.keep(version, sheet, span, {who: kept[sheet] for who, kept in made.items()})
    return made


def _gathered(version: int, span: Span, codes: Codes) -> dict[str, Counts]:
    """What a span's sums are made of, added up by agency: a year from halves, others from days."""
    earliest = table.earliest(version) or date.max
    parts = spans.halves(span) if span.is_year else tuple(map(spans.day, span.days()))
    wanted = [part for part in parts if part.last >= earliest]
    found: dict[str, Counts] = {}
    for who, counts in by_agency(version, Sheet.CELLS, wanted, codes):
        put_in(found.setdefault(who, {}), counts)
    return found


def _refresh(version: int, wanted: Sequence[Span]) -> None:
    """Make sums anew that were touched."""
    for _ in by_agency(version, Sheet.SUM, wanted, None):
        pass
    for _ in of_all(version, wanted):
        pass


def _without_agency(cell: Cell) -> Cell:
    return Cell("", cell.field_code, cell.procedure_code, cell.level, cell.channel)
