"""What always holds of forms II.06, whatever dossiers went through."""

from __future__ import annotations

from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.asked import FormName
from services.reports.counting.figures import total
from services.reports.forms.building import build
from services.reports.periods import Period, between
from services.reports.sheet import Grid, Value
from tests.support.histories import Life, happened, lives, stock
from tests.unit.reports.forms.samples import (
    COMMUNE,
    DISTRICT,
    MERGED,
    OTHER_COMMUNE,
    WARD,
    counted,
    material,
    table,
    told,
)

AGENCIES: Final = [COMMUNE, OTHER_COMMUNE, MERGED, DISTRICT, WARD, "H99.X9"]
DAYS: Final = st.dates(date(2026, 2, 25), date(2026, 7, 31))
II_06: Final = [FormName.BY_FIELD, FormName.BY_PROCEDURE, FormName.BY_AGENCY]


@st.composite
def provinces(draw: st.DrawFn) -> list[Life]:
    """Some dossiers of several agencies and fields."""
    found: list[Life] = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        agency, field = draw(st.sampled_from(AGENCIES)), draw(st.sampled_from(["HOTICH", "X"]))
        life = draw(lives(number))
        found.append([replace(e, agency_code=agency, field_code=field) for e in life])
    return found


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return between(first, last)


def grid_of(form: FormName, found: list[Life], period: Period) -> Grid:
    return build(told(material(form, period), counted(found, period))).grids[0]


def numbers(row: dict[str, Value]) -> dict[str, int]:
    return {key: value for key, value in row.items() if isinstance(value, int)}


def whole(form: FormName, found: list[Life], period: Period) -> dict[str, int]:
    """The row of totals; noughts where there is none."""
    grid = grid_of(form, found, period)
    if not grid.rows:
        return dict.fromkeys((column.key for column in grid.columns[2:]), 0)
    return numbers(table(grid)["Tổng số"])


@given(provinces(), periods(), st.sampled_from(II_06))
def test_every_row_adds_up(found: list[Life], period: Period, form: FormName) -> None:
    for row in map(numbers, table(grid_of(form, found, period)).values()):
        by_way = row["received_online"] + row["received_otherwise"]
        assert row["received"] == by_way + row["carried_over"]
        assert row["resolved"] == row["early"] + row["on_time"] + row["late"]
        assert row["open"] == row["open_in_term"] + row["open_overdue"]
        assert row["received"] == row["resolved"] + row["open"]
        assert min(row.values()) >= 0


@given(provinces(), periods(), st.sampled_from(II_06))
def test_the_rows_sums_are_the_groups_and_the_groups_the_whole(
    found: list[Life], period: Period, form: FormName
) -> None:
    grid = grid_of(form, found, period)
    sums = {
        style: [
            sum(value for value in values if isinstance(value, int))
            for values in zip(*(r.values[2:] for r in grid.rows if r.style == style), strict=True)
        ]
        for style in ("item", "group", "total")
    }
    assert sums["item"] == sums["total"]
    assert sums["group"] in ([], sums["total"])


@given(provinces(), periods())
def test_fields_procedures_and_agencies_have_the_same_whole(
    found: list[Life], period: Period
) -> None:
    one, *others = [whole(form, found, period) for form in II_06]
    assert others == [one, one]


@given(provinces(), DAYS, DAYS, DAYS)
def test_what_is_carried_over_was_in_process_at_the_end_of_the_period_before(
    found: list[Life], first: date, cut: date, last: date
) -> None:
    first, cut, last = sorted([first, cut, last])
    before = whole(FormName.BY_AGENCY, found, between(first, cut))
    after = whole(FormName.BY_AGENCY, found, between(cut + date.resolution, last + date.resolution))
    assert after["carried_over"] == before["open"]


@given(provinces(), periods())
def test_the_whole_is_what_a_plain_recount_of_the_dossiers_finds(
    found: list[Life], period: Period
) -> None:
    days = [
        period.first + n * date.resolution for n in range((period.last - period.first).days + 1)
    ]
    flows = [happened(life, day) for life in found for day in days]
    ends = [stock(life, period.last) for life in found]
    row = whole(FormName.BY_AGENCY, found, period)
    assert row["received_online"] + row["received_otherwise"] == sum(f["received"] for f in flows)
    assert row["early"] == sum(flow["early"] for flow in flows)
    assert row["on_time"] == sum(flow["on_time"] + flow["withdrawn"] for flow in flows)
    assert row["late"] == sum(flow["late"] for flow in flows)
    assert row["open_overdue"] == sum(end["overdue"] for end in ends)


@given(provinces(), periods())
def test_what_waits_is_never_more_than_what_is_in_process_within_the_term(
    found: list[Life], period: Period
) -> None:
    sums = total(counted(found, period).agencies)
    assert 0 <= sums.waiting <= sums.open_in_term
