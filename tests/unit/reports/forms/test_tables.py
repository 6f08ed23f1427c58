"""Tables: numbering of groups and what a bundle of lines tells."""

from __future__ import annotations

import pytest

from services.reports.counting.measures import Measure
from services.reports.forms.bundles import Bundle, in_term
from services.reports.forms.tables import has_figures, roman
from services.reports.sheet import Rate
from tests.unit.reports.forms.samples import DEATH, by_procedure, line


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (50, "L")],
)
def test_groups_are_numbered_in_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((0, None, Rate(0, 0), ""), False),
        ((0, 1), True),
        ((Rate(0, 3),), True),
        ((-1,), True),
    ],
)
def test_a_row_has_figures_if_any_value_is_more_than_nothing(
    values: tuple[int | Rate | None], expected: bool
) -> None:
    assert has_figures(values) is expected


def test_a_withdrawn_dossier_is_neither_kept_nor_missed_in_the_progress_rate() -> None:
    assert in_term(Bundle(lines=(line(received=2, early=1, withdrawn=1),))) == Rate(1, 1)


def test_what_is_taken_back_does_not_make_a_procedure_one_with_dossiers() -> None:
    lines = (by_procedure(received=1), by_procedure(channel="postal", received=-1))
    other = by_procedure(procedure_code=DEATH, received=1)
    bundle = Bundle(lines=(*lines, other))
    assert bundle.procedures_with(Measure.RECEIVED) == {DEATH}
