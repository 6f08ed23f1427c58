"""Inputs of the nine indices of Thông tư 01/2018/TT-VPCP."""

from __future__ import annotations

import re

import pytest

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.forms.rating import points
from services.reports.sheet import Grid, Rate
from shared.dossier.status import Grade
from tests.unit.reports.forms.samples import (
    DISTRICT,
    MERGED,
    OTHER_COMMUNE,
    line,
    material,
    styles,
    table,
)

OVER = {"submitted": 1, "received": 1, "early": 1}


def grid(*lines: Line) -> Grid:
    return build(material(FormName.RATING, agencies=lines)).grids[0]


def test_an_agency_has_the_inputs_that_dossiers_give() -> None:
    row = table(
        grid(
            line(received=6, early=2, on_time=1, late=1, supplements_asked=2, forwarded=1),
            line(channel="counter", received=4),
        )
    )["Phường Mới"]
    assert row == {
        "resolved": 4,
        "early_rate": Rate(2, 4),
        "on_time_rate": Rate(1, 4),
        "late_rate": Rate(1, 4),
        "supplements": 2,
        "supplements_rate": Rate(2, 4),
        "forwarded": 1,
        "forwarded_rate": Rate(1, 4),
        "attitude_very_satisfied": 0,
        "attitude_satisfied": 0,
        "attitude_dissatisfied": 0,
        "attitude_rate": Rate(0, 0),
        "procedures_rate": Rate(2, 2),
        "online_rate": Rate(6, 10),
        "online_late": 1,
        "points": 0,
    }


def test_index_7_counts_how_the_people_who_served_were_rated() -> None:
    row = table(
        grid(
            line(attitude_very_satisfied=3, attitude_satisfied=1, attitude_dissatisfied=1),
            line(channel="counter", attitude_satisfied=2, overall_dissatisfied=7),
        )
    )["Phường Mới"]
    counts = [row[f"attitude_{grade}"] for grade in Grade]
    assert (counts, row["attitude_rate"]) == ([3, 3, 1], Rate(6, 7))


def test_the_form_says_which_indices_are_absent() -> None:
    (absent,) = [vi for vi, _ in grid().notes if "không nêu ở đây" in vi]
    assert re.findall(r"\d", absent) == ["2", "5", "6", "8"]


def test_open_online_dossiers_past_their_date_are_late_too() -> None:
    row = table(grid(line({"received": 1, "overdue": 1}, received=2)))["Phường Mới"]
    assert (row["online_late"], row["points"]) == (1, 0)


def test_late_dossiers_of_other_channels_do_not_touch_index_9() -> None:
    late = line(channel="counter", received=1, late=1)
    row = table(grid(line(received=2, early=2), late))["Phường Mới"]
    assert (row["online_late"], row["points"]) == (0, 2)


def test_an_agencys_procedures_are_those_of_its_tier_and_its_own() -> None:
    rows = table(grid(line(agency_code=MERGED, level=2, channel="counter", received=1)))
    assert rows["Sở Khoa học"]["procedures_rate"] == Rate(0, 1)


def test_an_agency_that_has_ended_has_no_procedures_and_no_points() -> None:
    rows = table(grid(line({"received": 1}, agency_code=DISTRICT, received=1)))
    row = rows["Quận Một (kết thúc hoạt động từ 01/07/2025)"]
    assert (row["procedures_rate"], row["points"]) == (None, None)


def test_a_tier_has_no_points_and_the_whole_has_them_by_all_its_procedures() -> None:
    rows = table(grid(line(received=2, early=2)))
    assert (rows["Cấp xã"]["procedures_rate"], rows["Cấp xã"]["points"]) == (None, None)
    assert rows["Tổng số"]["procedures_rate"] == Rate(2, 3)
    assert rows["Tổng số"]["points"] == 2


def test_agencies_with_nothing_to_report_are_left_out() -> None:
    found = grid(line(received=1), line(OVER, agency_code=OTHER_COMMUNE))
    assert ("item", "Xã Hai") not in styles(found)


@pytest.mark.parametrize(
    ("procedures", "online", "late", "expected"),
    [
        (Rate(20, 100), Rate(30, 100), 0, 2),
        (Rate(20, 100), Rate(30, 100), 1, 0),
        (Rate(20, 100), Rate(299, 1000), 0, 1),
        (Rate(20, 100), Rate(15, 100), 0, 1),
        (Rate(20, 100), Rate(149, 1000), 0, 0),
        (Rate(20, 100), Rate(0, 5), 0, 0),
        (Rate(19, 100), Rate(30, 100), 0, None),
        (Rate(0, 0), Rate(30, 100), 0, None),
        (Rate(20, 100), Rate(0, 0), 0, None),
    ],
)
def test_index_9_has_the_rules_points(
    procedures: Rate, online: Rate, late: int, expected: int | None
) -> None:
    assert points(procedures, online, late) == expected
