"""Sums of what is over: made when it is over, complete, and read instead of the cells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.reports.asked import Scope
from services.reports.counting import applying, folding, spans, sums, table, versions
from services.reports.counting.reading import By
from services.reports.counting.sums import Codes, Sheet
from tests.component.reports.counting.plain import (
    BOTH,
    EVENTS,
    NOW,
    ODD,
    TODAY,
    YEAR,
    counted,
    expected,
    folds,
    late,
    nobody,
    read,
    use,
)
from tests.component.reports.rebuilding.making import dying, rows_of
from tests.component.reports.rebuilding.samples import JUSTICE, WARD

pytestmark = pytest.mark.usefixtures("stores")
STATUTORY = (date(2026, 12, 15), date(2027, 1, 14))
COMING = (date(2027, 1, 3), date(2027, 2, 3))
LONG_AGO = (date(1999, 5, 1), date(2020, 1, 1))


@pytest.fixture
def no_cells(folded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells of days that are over cannot be read any more."""
    real = table.day_cells

    def only_today(version: int, day: date, prefix: str = "") -> Iterator[Any]:
        assert day >= TODAY[0], day
        return real(version, day, prefix)

    monkeypatch.setattr(table, "day_cells", only_today)


@pytest.mark.parametrize("by", BOTH)
@pytest.mark.parametrize("codes", [None, frozenset({WARD}), frozenset({JUSTICE, "H24.none"})])
def test_a_reading_is_what_the_events_say_whatever_the_period(
    folded: None, codes: Codes, by: By
) -> None:
    for first, last in (YEAR, STATUTORY, ODD, TODAY, COMING, LONG_AGO):
        assert read(first, last, codes=codes, by=by) == expected(
            EVENTS, first, last, codes=codes, by=by
        )


@pytest.mark.parametrize("by", BOTH)
@pytest.mark.parametrize(
    "scope",
    [
        Scope(agency_code="H24", field_code="G01-TP"),
        Scope(agency_code="H24", field_code="G99"),
        Scope(agency_code="H24", procedure_code="1.001"),
        Scope(agency_code="H24", level=3),
        Scope(agency_code="H24", channel="counter"),
    ],
)
def test_a_reading_within_a_scope_is_what_the_events_say(
    folded: None, scope: Scope, by: By
) -> None:
    assert read(*ODD, scope=scope, by=by) == expected(EVENTS, *ODD, scope=scope, by=by)


def test_many_agencies_are_read_as_few_are(folded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "FEW", 1)
    monkeypatch.setattr(folding, "FEW_BY_DAY", 1)
    codes = frozenset({WARD, "H24.none"})
    for by in BOTH:
        assert read(*ODD, codes=codes, by=by) == expected(EVENTS, *ODD, codes=codes, by=by)


@pytest.mark.usefixtures("no_cells")
def test_what_is_over_is_read_from_sums_alone() -> None:
    for codes in (None, frozenset({WARD})):
        assert read(*ODD, codes=codes) == expected(EVENTS, *ODD, codes=codes)
    assert read(*ODD, by="procedures") == expected(EVENTS, *ODD, by="procedures")


def test_a_sum_that_is_missing_is_made_on_the_way() -> None:
    counted(EVENTS)
    folds()
    assert read(*STATUTORY) == expected(EVENTS, *STATUTORY)
    made = {row["about"]["S"] for row in rows_of("1#SUM#")}
    assert made == {"1#SUM#H2026-12-B", "1#SUM#H2027-01-A"}


def test_a_version_that_is_not_folded_is_read_from_its_cells() -> None:
    counted(EVENTS)
    assert read(*ODD) == expected(EVENTS, *ODD)
    assert rows_of("1#SUM#") == rows_of("1#CELLS#") == []


def test_nothing_is_folded_until_every_function_knows_of_it() -> None:
    counted(EVENTS)
    assert not versions.may_fold(1, NOW)
    assert not versions.may_fold(1, NOW + timedelta(minutes=14, seconds=59))
    assert versions.may_fold(1, NOW + timedelta(minutes=15))


def test_a_version_that_a_rebuild_makes_is_not_folded() -> None:
    folds()
    assert not versions.may_fold(2, NOW + timedelta(days=1))
    assert applying.apply_to(2, EVENTS, now=NOW) == []
    assert rows_of("2#TOUCHED#") == []


def test_a_version_that_became_the_active_one_waits_before_it_is_folded() -> None:
    folds()
    use(2)
    assert not versions.may_fold(2, NOW)
    assert versions.may_fold(2, NOW + timedelta(minutes=15))


def test_a_day_is_not_folded_before_a_quarter_past_its_midnight() -> None:
    counted(EVENTS)
    versions.may_fold(1, NOW - timedelta(days=30))
    midnight = datetime.combine(ODD[1], datetime.min.time(), NOW.tzinfo) + timedelta(hours=17)
    folding.fold_up_to(midnight + timedelta(minutes=14), nobody)
    assert spans.day(ODD[1]) not in sums.folded(1, [spans.day(ODD[1])])
    folding.fold_up_to(midnight + timedelta(minutes=15), nobody)
    assert spans.day(ODD[1]) in sums.folded(1, [spans.day(ODD[1])])


def test_progress_says_how_many_spans_are_done() -> None:
    counted(EVENTS)
    folds()
    told: list[tuple[int, int]] = []
    folding.fold_up_to(NOW, lambda done, total: told.append((done, total)))
    earliest = table.earliest(1)
    assert earliest is not None
    total = (date(2027, 1, 19) - earliest).days + 1 + 2 + 1  # days, halves, the year
    assert told == [(n, total) for n in range(total + 1)]


def test_a_second_run_folds_nothing_more(folded: None) -> None:
    with dying(at_call=0) as calls:
        folding.fold_up_to(NOW, nobody)
    assert "BatchWriteItem" not in calls


def test_a_large_sum_is_kept_in_several_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "LARGEST", 40)
    counted(EVENTS)
    folds()
    for codes in (None, frozenset({WARD})):
        for by in BOTH:
            for _ in range(2):
                assert read(*YEAR, codes=codes, by=by) == expected(
                    EVENTS, *YEAR, codes=codes, by=by
                )
    assert max(int(row["parts"]["N"]) for row in rows_of("1#CELLS#")) > 2


def test_a_reading_costs_the_same_for_more_dossiers() -> None:
    def calls() -> list[str]:
        with dying(at_call=0) as made:
            read(*ODD)
            read(*ODD, by="procedures")
            read(*ODD, codes=frozenset({WARD}))
        return made

    counted([*EVENTS, *(event for n in range(600, 610) for event in late(n))])
    folds()
    calls()
    before = calls()
    counted(event for n in range(610, 640) for event in late(n))
    calls()
    assert calls() == before


def test_an_agency_without_anything_has_no_sum(folded: None) -> None:
    found = sums.read(1, Sheet.SUM, [spans.year(YEAR[0])], None)
    assert {who for _, who in found} == {WARD, JUSTICE}
