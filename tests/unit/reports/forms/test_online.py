"""Online rates: procedures with and without dossiers, dossiers, and the year to date."""

from __future__ import annotations

from typing import Any

from services.reports.asked import FormName, Scope
from services.reports.counting.figures import Line
from services.reports.forms.building import build, needs
from services.reports.forms.material import Need
from services.reports.periods import Period, named
from services.reports.sheet import Rate, Sheet
from tests.unit.reports.forms.samples import (
    BIRTH,
    COMMUNE,
    DEATH,
    LAND,
    MERGED,
    OTHER_COMMUNE,
    PERIOD,
    ROOT,
    by_procedure,
    line,
    material,
    styles,
    table,
)

FULL, PARTLY = "Dịch vụ công trực tuyến toàn trình", "Dịch vụ công trực tuyến một phần"


def sheet(*lines: Line, period: Period = PERIOD, scope: Scope | None = None, **more: Any) -> Sheet:
    return build(material(FormName.ONLINE, period, scope, procedures=lines, **more))


def procedures_of(row: dict[str, Any]) -> tuple[Any, ...]:
    names = ("procedures", "with_online", "with_dossiers", "without_dossiers")
    return tuple(row[name] for name in names)


def test_every_level_counts_its_procedures_with_and_without_dossiers() -> None:
    rows = table(
        sheet(
            by_procedure(procedure_code=BIRTH, level=4, channel="online", received=3),
            by_procedure(procedure_code=DEATH, level=3, channel="counter", received=1),
        ).grids[0]
    )
    assert procedures_of(rows[FULL]) == (1, 1, 1, 0)
    assert procedures_of(rows[PARTLY]) == (1, 0, 1, 0)
    assert procedures_of(rows["Tổng số"]) == (2, 1, 2, 0)


def test_a_procedure_without_dossiers_is_counted_as_such() -> None:
    rows = table(sheet().grids[0])
    assert procedures_of(rows[FULL]) == (1, 0, 0, 1)


def test_only_what_was_received_in_the_period_makes_a_procedure_one_with_dossiers() -> None:
    rows = table(sheet(by_procedure({"received": 2}, submitted=1, early=1)).grids[0])
    assert procedures_of(rows[FULL]) == (1, 0, 0, 1)


def test_a_procedure_that_is_no_longer_in_the_catalogue_is_not_among_its_procedures() -> None:
    rows = table(sheet(by_procedure(procedure_code="9.999999", received=2)).grids[0])
    assert procedures_of(rows[FULL]) == (1, 0, 0, 1)
    assert rows[FULL]["received"] == 2


def test_the_catalogue_is_that_of_the_periods_last_day() -> None:
    rows = table(sheet(period=named("2020")).grids[0])
    assert (rows["Mức độ 3"]["procedures"], rows["Mức độ 4"]["procedures"]) == (2, 0)


def test_levels_are_called_as_the_law_did_on_the_last_day() -> None:
    assert [name for _, name in styles(sheet(period=named("2020")).grids[0])] == [
        "Mức độ 4",
        "Mức độ 3",
        "Tổng số",
    ]


def test_the_rate_is_online_dossiers_of_all_of_the_level() -> None:
    rows = table(
        sheet(
            by_procedure(level=4, channel="online", received=3),
            by_procedure(level=4, channel="counter", received=1),
            by_procedure(level=3, channel="postal", received=4),
            by_procedure(level=2, channel="counter", received=9),
        ).grids[0]
    )
    assert rows[FULL]["online_rate"] == Rate(3, 4)
    assert rows[PARTLY]["online_rate"] == Rate(0, 4)
    assert rows["Tổng số"]["online_rate"] == Rate(3, 8)


def test_the_cumulative_rate_is_against_the_demand_since_the_beginning_of_the_year() -> None:
    year = [by_procedure(channel=c, received=n) for c, n in (("online", 30), ("counter", 10))]
    row = table(sheet(by_procedure(received=1), year_procedures=year).grids[0])[FULL]
    assert (row["received"], row["year_received"], row["year_online"]) == (1, 40, 30)
    assert row["year_rate"] == Rate(30, 40)


def test_of_a_scope_only_the_procedures_within_its_competence_count() -> None:
    commune = table(sheet(scope=Scope(agency_code=COMMUNE)).grids[0])
    assert commune["Tổng số"]["procedures"] == 2
    department = table(sheet(scope=Scope(agency_code=MERGED)).grids[0])
    assert department["Tổng số"]["procedures"] == 0


def test_a_scopes_filters_narrow_the_catalogue() -> None:
    for scope in (
        Scope(agency_code=ROOT, field_code="DATDAI"),
        Scope(agency_code=ROOT, procedure_code=LAND),
        Scope(agency_code=ROOT, level=2),
    ):
        assert table(sheet(scope=scope).grids[0])["Tổng số"]["procedures"] == 0
    only_birth = Scope(agency_code=ROOT, procedure_code=BIRTH)
    assert table(sheet(scope=only_birth).grids[0])["Tổng số"]["procedures"] == 1


def test_agencies_have_their_rates_for_each_level_and_together() -> None:
    agencies = [
        line(agency_code=COMMUNE, level=4, channel="online", received=3),
        line(agency_code=COMMUNE, level=3, channel="counter", received=1),
        line(agency_code=OTHER_COMMUNE, level=2, channel="counter", received=5),
    ]
    rows = table(sheet(agencies=agencies).grids[1])
    assert rows["Phường Mới"] == {
        "received_4": 3,
        "online_4": 3,
        "rate_4": Rate(3, 3),
        "received_3": 1,
        "online_3": 0,
        "rate_3": Rate(0, 1),
        "received_4_3": 4,
        "online_4_3": 3,
        "rate_4_3": Rate(3, 4),
    }
    assert "Xã Hai" not in rows


def test_the_chart_leaves_a_rate_that_does_not_exist_undrawn_and_shows_one_of_nought() -> None:
    agencies = [
        line(agency_code=COMMUNE, level=4, channel="counter", received=3),
        line(agency_code=OTHER_COMMUNE, level=2, channel="counter", received=5),
    ]
    chart = sheet(agencies=agencies).chart
    assert chart is not None
    assert (chart.axis, chart.categories) == ("share", ("Phường Mới",))
    assert [series.values for series in chart.series] == [(0,), (0,)]


def test_the_form_needs_the_year_as_well() -> None:
    assert needs(FormName.ONLINE) == {Need.AGENCIES, Need.PROCEDURES, Need.YEAR_PROCEDURES}
