"""Agencies ranked by how many dossiers keep the term."""

from __future__ import annotations

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Rate, Sheet
from tests.unit.reports.forms.samples import (
    COMMUNE,
    ISLAND,
    MERGED,
    OTHER_COMMUNE,
    ROOT,
    WARD,
    line,
    material,
    table,
)

GOOD = line(agency_code=MERGED, received=8, early=4)
EQUAL = line(agency_code=COMMUNE, received=2, early=1)
WORSE = line(agency_code=OTHER_COMMUNE, received=4, early=2, late=1, overdue=1)
NOTHING = line(agency_code=ROOT, submitted=1, refused=1)


def sheet(*lines: Line) -> Sheet:
    return build(material(FormName.RANKING, agencies=lines))


def places(*lines: Line) -> list[tuple[object, object]]:
    return [(row.values[0], row.values[1]) for row in sheet(*lines).grids[0].rows]


def test_the_best_comes_first_and_equals_share_a_place() -> None:
    assert places(WORSE, EQUAL, GOOD) == [
        (1, "Sở Khoa học"),
        (1, "Phường Mới"),
        (3, "Xã Hai"),
        (None, "Tổng số"),
    ]


def test_rates_are_compared_exactly() -> None:
    third = line(agency_code=COMMUNE, received=3, early=1, late=2)
    same = line(agency_code=MERGED, received=9, early=3, late=6)
    assert [place for place, _ in places(third, same)][:2] == [1, 1]


def test_agencies_without_dossiers_resolved_or_in_process_come_last_without_a_place() -> None:
    assert places(NOTHING, WORSE) == [
        (1, "Xã Hai"),
        (None, "Thành phố"),
        (None, "Tổng số"),
    ]


def test_an_agency_that_only_has_open_dossiers_is_ranked_by_them() -> None:
    assert places(line(agency_code=COMMUNE, received=2, overdue=1))[0] == (1, "Phường Mới")


def test_an_agency_shows_what_its_place_rests_on() -> None:
    assert table(sheet(WORSE).grids[0])["Xã Hai"] == {
        "rank": 1,
        "on_time_rate": Rate(2, 4),
        "resolved": 3,
        "late": 1,
        "open_overdue": 1,
        "online_rate": Rate(4, 4),
    }


def test_a_successor_is_ranked_with_what_it_took_over() -> None:
    old, new = line({"received": 2}, agency_code=WARD, late=2), line(received=2, early=2)
    assert table(sheet(old, new).grids[0])["Phường Mới"]["on_time_rate"] == Rate(2, 4)


def test_the_chart_shows_the_ranked_ones_in_their_order() -> None:
    chart = sheet(WORSE, GOOD, NOTHING, line(agency_code=ISLAND, received=1)).chart
    assert chart is not None
    assert chart.categories == ("Sở Khoa học", "Đặc khu Đảo", "Xã Hai")


def test_a_ranking_of_nobody_has_no_rows() -> None:
    assert sheet().grids[0].rows == ()
